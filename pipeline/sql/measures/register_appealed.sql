-- Cases that were closed, by whether anyone appealed.
CREATE MACRO register_appealed(edition) AS TABLE
WITH counted AS (
    SELECT c.year, c.case_id IN (SELECT case_id FROM appeal) AS appealed, count(*) AS cases
    FROM register_case(edition) AS c WHERE days IS NOT NULL
    GROUP BY ALL
), summed AS (
    SELECT coalesce(year, 'all') AS year,
           CASE WHEN appealed THEN 'yes' WHEN NOT appealed THEN 'no' ELSE 'all' END AS appealed,
           sum(cases) AS cases
    FROM counted GROUP BY CUBE (year, appealed)
)
SELECT y.year, a.appealed, CAST(coalesce(s.cases, 0) AS DOUBLE) AS value,
       count_status(coalesce(s.cases, 0)) AS status, register_sources('appeal') AS sources
FROM (SELECT DISTINCT year FROM summed WHERE cases > 0) AS y
CROSS JOIN (SELECT unnest(['yes', 'no', 'all']) AS appealed) AS a
LEFT JOIN summed AS s USING (year, appealed);
