CREATE MACRO us_tip_parts(edition) AS TABLE
SELECT CAST(report_year AS VARCHAR) AS report_year, indicator, CAST(year AS VARCHAR) AS year,
       category, value, status, [{'file': file, 'locator': locator}] AS sources
FROM agency_breakdown
WHERE source = 'us_tip_report' AND year <= edition;
