-- The sum of each agency's reported years.
CREATE MACRO agency_series_total(edition) AS TABLE
SELECT agency, indicator, sum(value) AS value,
       CASE WHEN count(value) = 0 THEN 'not_reported'
            WHEN sum(value) = 0 THEN 'zero' ELSE 'value' END AS status,
       flatten(list(sources ORDER BY year)) AS sources
FROM agency_series(edition)
GROUP BY agency, indicator;
