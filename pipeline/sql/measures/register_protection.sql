-- Victims by protection measure; a victim may have several.
CREATE MACRO register_protection(edition) AS TABLE
SELECT protection, CAST(count(DISTINCT victim_id) AS DOUBLE) AS value, 'value' AS status,
       register_sources('victim') AS sources
FROM (
    SELECT victim_id, unnest(protection) AS protection FROM victim
    WHERE article IS NOT NULL AND year <= edition
)
GROUP BY protection;
