-- Persons sentenced to imprisonment of a stated length, by where it lies against the range of the
-- article in the code in force: below, within, above; unknown where the range is not known.
CREATE MACRO register_ranges(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(article, 'all') AS article, coalesce(range_position, 'all') AS range_position,
           sum(persons) AS persons
    FROM register_person(edition) WHERE range_position IS NOT NULL
    GROUP BY CUBE (article, range_position)
    HAVING sum(persons) > 0
)
SELECT article, range_position, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('sentence') AS sources
FROM (SELECT DISTINCT article FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT range_position FROM counted) AS g2
LEFT JOIN counted AS c USING (article, range_position);
