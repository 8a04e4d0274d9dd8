-- Persons sentenced to imprisonment, by gravest article and how it is served.
CREATE MACRO register_serving(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(serving, 'all') AS serving,
           sum(persons) AS persons
    FROM register_person(edition) WHERE punishment = 'imprisonment'
    GROUP BY CUBE (article, serving)
    HAVING sum(persons) > 0
)
SELECT article, serving, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('sentence') AS sources
FROM (SELECT DISTINCT article FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT serving FROM counted) AS g2
LEFT JOIN counted AS c USING (article, serving);
