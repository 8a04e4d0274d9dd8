-- National totals of victims in every dated version of the workbook: what was revised.
CREATE MACRO nsc_sdg_version(edition) AS TABLE
SELECT version, CAST(year AS VARCHAR) AS year, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_version
WHERE source = 'nsc_sdg_16_2_2' AND indicator = 'victims' AND dimension = 'total'
  AND year <= edition;
