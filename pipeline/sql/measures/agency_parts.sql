-- Forms of exploitation that stand beside an agency's total, from the source whose total counts.
CREATE MACRO agency_parts(edition) AS TABLE
SELECT b.agency, b.indicator, CAST(b.year AS VARCHAR) AS year, b.category, b.value, b.status,
       [{'file': b.file, 'locator': b.locator}] AS sources
FROM agency_breakdown AS b
JOIN source AS s ON b.file = 'data/raw/' || s.source || '/' || s.file
WHERE b.dimension = 'form_of_exploitation' AND s.layout IN ('tidy_csv', 'form', 'grid')
  AND b.report_year IS NULL AND b.year <= edition
QUALIFY dense_rank() OVER (
    PARTITION BY b.agency, b.indicator, b.year
    ORDER BY s.published DESC, s.version DESC, b.source
) = 1;
