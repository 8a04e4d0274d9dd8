-- Forms of exploitation printed inside the cells of the US TIP Report's table.
CREATE MACRO agency_parts(edition) AS TABLE
SELECT agency, indicator, CAST(year AS VARCHAR) AS year, category, value, status,
       [{'file': file, 'locator': locator}] AS sources
FROM agency_breakdown
WHERE source = 'unodc_2022_final_report' AND year <= edition;
