-- The US TIP Report's own yearly editions: the same year told in several reports stays apart.
CREATE MACRO us_tip_total(edition) AS TABLE
SELECT CAST(report_year AS VARCHAR) AS report_year, indicator, CAST(year AS VARCHAR) AS year,
       value, status, [{'file': file, 'locator': locator}] AS sources
FROM agency_year
WHERE source = 'us_tip_report' AND year <= edition;
