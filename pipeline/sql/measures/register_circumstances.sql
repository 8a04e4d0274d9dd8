-- Persons in whose sentence each mitigating or aggravating circumstance is named; there may be several.
CREATE MACRO register_circumstances(edition) AS TABLE
SELECT circumstance_kind, circumstance, CAST(count(DISTINCT defendant_id) AS DOUBLE) AS value,
       'value' AS status, register_sources('sentence') AS sources
FROM (
    SELECT defendant_id, 'mitigating' AS circumstance_kind, unnest(mitigating) AS circumstance
    FROM sentence WHERE offence IS NOT NULL AND year <= edition
    UNION ALL
    SELECT defendant_id, 'aggravating', unnest(aggravating)
    FROM sentence WHERE offence IS NOT NULL AND year <= edition
)
WHERE circumstance <> ''
GROUP BY circumstance_kind, circumstance;
