-- Victims by means; a victim may have several.
CREATE MACRO register_means(edition) AS TABLE
SELECT means, CAST(count(DISTINCT victim_id) AS DOUBLE) AS value, 'value' AS status,
       register_sources('victim') AS sources
FROM (
    SELECT victim_id, unnest(means) AS means FROM victim
    WHERE article IS NOT NULL AND year <= edition
)
GROUP BY means;
