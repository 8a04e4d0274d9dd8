-- Defendants by citizenship.
CREATE MACRO register_citizenships(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(citizenship, 'all') AS citizenship,
           sum(persons) AS persons
    FROM register_person(edition)
    GROUP BY CUBE (citizenship)
    HAVING sum(persons) > 0
)
SELECT citizenship, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('defendant') AS sources
FROM (SELECT DISTINCT citizenship FROM counted) AS g1
LEFT JOIN counted AS c USING (citizenship);
