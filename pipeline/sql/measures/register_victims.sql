-- Victims by gravest article of the case, sex and year: each victim once.
CREATE MACRO register_victims(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(sex, 'all') AS sex, coalesce(year, 'all') AS year,
           sum(persons) AS persons
    FROM register_victim(edition)
    GROUP BY CUBE (article, sex, year)
    HAVING sum(persons) > 0
)
SELECT article, sex, year, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('victim') AS sources
FROM (SELECT DISTINCT article, year FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT sex FROM counted) AS g2
LEFT JOIN counted AS c USING (article, sex, year);
