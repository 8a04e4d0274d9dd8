-- Each agency's yearly series, whichever source tells it: the UNODC report's tables, or an
-- agency's own form or table. Yearly reports (report_year) and statistical workbooks have
-- measures of their own. Where several sources tell the same number, the one published last
-- counts; the measure agency_told keeps every telling.
CREATE MACRO agency_series(edition) AS TABLE
SELECT a.agency, a.indicator, CAST(a.year AS VARCHAR) AS year, a.value, a.status,
       [{'file': a.file, 'locator': a.locator}] AS sources
FROM agency_year AS a
JOIN source AS s ON a.file = 'data/raw/' || s.source || '/' || s.file
WHERE s.layout IN ('tidy_csv', 'form', 'grid') AND a.report_year IS NULL AND a.year <= edition
QUALIFY row_number() OVER (
    PARTITION BY a.agency, a.indicator, a.year
    ORDER BY s.published DESC, s.version DESC, a.source
) = 1;
