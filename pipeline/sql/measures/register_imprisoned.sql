-- Persons sentenced to imprisonment of a stated length, by gravest article.
CREATE MACRO register_imprisoned(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article,
           sum(persons) AS persons
    FROM register_person(edition) WHERE punishment = 'imprisonment' AND has_months
    GROUP BY CUBE (article)
    HAVING sum(persons) > 0
)
SELECT article, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('sentence') AS sources
FROM (SELECT DISTINCT article FROM counted) AS g1
LEFT JOIN counted AS c USING (article);
