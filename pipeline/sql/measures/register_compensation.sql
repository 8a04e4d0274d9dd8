-- Victims by compensation: awarded, claimed but not awarded, not claimed.
CREATE MACRO register_compensation(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(compensation, 'all') AS compensation,
           sum(persons) AS persons
    FROM register_victim(edition)
    GROUP BY CUBE (compensation)
    HAVING sum(persons) > 0
)
SELECT compensation, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('victim') AS sources
FROM (SELECT DISTINCT compensation FROM counted) AS g1
LEFT JOIN counted AS c USING (compensation);
