-- Victims by place of exploitation.
CREATE MACRO register_places(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(place, 'all') AS place,
           sum(persons) AS persons
    FROM register_victim(edition)
    GROUP BY CUBE (place)
    HAVING sum(persons) > 0
)
SELECT place, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('victim') AS sources
FROM (SELECT DISTINCT place FROM counted) AS g1
LEFT JOIN counted AS c USING (place);
