-- Defendants by gravest article, outcome and year.
CREATE MACRO register_outcomes(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(outcome, 'all') AS outcome, coalesce(year, 'all') AS year,
           sum(persons) AS persons
    FROM register_person(edition)
    GROUP BY CUBE (article, outcome, year)
    HAVING sum(persons) > 0
)
SELECT article, outcome, year, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('charge') AS sources
FROM (SELECT DISTINCT article, year FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT outcome FROM counted) AS g2
LEFT JOIN counted AS c USING (article, outcome, year);
