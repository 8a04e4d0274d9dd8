-- Persons with a punishment, by gravest article and gravest punishment: each person once.
CREATE MACRO register_punishments(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(punishment, 'all') AS punishment,
           sum(persons) AS persons
    FROM register_person(edition) WHERE punishment IS NOT NULL
    GROUP BY CUBE (article, punishment)
    HAVING sum(persons) > 0
)
SELECT article, punishment, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('sentence') AS sources
FROM (SELECT DISTINCT article FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT punishment FROM counted) AS g2
LEFT JOIN counted AS c USING (article, punishment);
