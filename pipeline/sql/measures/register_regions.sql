-- Cases by region and year. Below national level, counts are as telling as those of persons.
CREATE MACRO register_regions(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(region, 'all') AS region, coalesce(year, 'all') AS year, count(*) AS cases
    FROM register_case(edition)
    GROUP BY CUBE (region, year)
    HAVING count(*) > 0
)
SELECT region, year, CAST(coalesce(c.cases, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.cases, 0)) AS status, register_sources('court_case') AS sources
FROM (SELECT DISTINCT region FROM counted) AS r
CROSS JOIN (SELECT DISTINCT year FROM counted) AS y
LEFT JOIN counted AS c USING (region, year);
