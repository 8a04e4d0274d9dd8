-- Defendants by gravest article, sex and year: each person once.
CREATE MACRO register_persons(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(sex, 'all') AS sex, coalesce(year, 'all') AS year,
           sum(persons) AS persons
    FROM register_person(edition)
    GROUP BY CUBE (article, sex, year)
    HAVING sum(persons) > 0
)
SELECT article, sex, year, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('defendant') AS sources
FROM (SELECT DISTINCT article, year FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT sex FROM counted) AS g2
LEFT JOIN counted AS c USING (article, sex, year);
