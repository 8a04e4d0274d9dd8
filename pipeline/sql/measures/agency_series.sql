-- The three agencies' yearly series as the UNODC report prints them.
CREATE MACRO agency_series(edition) AS TABLE
SELECT agency, indicator, CAST(year AS VARCHAR) AS year, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_year
WHERE source = 'unodc_2022_final_report' AND year <= edition;
