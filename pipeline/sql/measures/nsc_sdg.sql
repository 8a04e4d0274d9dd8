-- SDG 16.2.2 of the National Statistical Committee: newest workbook.
CREATE MACRO nsc_sdg(edition) AS TABLE
SELECT indicator, CAST(year AS VARCHAR) AS year, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_year
WHERE source = 'nsc_sdg_16_2_2' AND year <= edition;
