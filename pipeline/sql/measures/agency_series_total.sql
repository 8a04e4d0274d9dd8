-- The sum of each agency's reported years, and how many years are reported.
CREATE MACRO agency_series_total(edition) AS TABLE
SELECT agency, indicator, sum(value) AS value,
       CASE WHEN count(value) = 0 THEN 'not_reported'
            WHEN sum(value) = 0 THEN 'zero' ELSE 'value' END AS status,
       list({'file': file, 'locator': locator} ORDER BY year) AS sources
FROM agency_year
WHERE source = 'unodc_2022_final_report' AND year <= edition
GROUP BY agency, indicator;
