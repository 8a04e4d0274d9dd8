-- Persons with each additional punishment; a person may have several.
CREATE MACRO register_additional(edition) AS TABLE
SELECT additional, CAST(count(DISTINCT defendant_id) AS DOUBLE) AS value, 'value' AS status,
       register_sources('sentence') AS sources
FROM (
    SELECT defendant_id, unnest(additional_punishment) AS additional FROM sentence
    WHERE offence IS NOT NULL AND year <= edition
)
WHERE additional <> 'none'
GROUP BY additional;
