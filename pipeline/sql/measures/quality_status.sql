-- Cells of the published series by status, per source, up to the edition's year.
CREATE MACRO quality_status(edition) AS TABLE
WITH cell AS (
    SELECT source, status, file FROM article_year WHERE year <= edition
    UNION ALL SELECT source, status, file FROM agency_year WHERE year <= edition
    UNION ALL SELECT source, status, file FROM agency_breakdown WHERE year <= edition
), kind AS (
    SELECT DISTINCT c.source, s.status
    FROM cell AS c
    CROSS JOIN (VALUES ('value'), ('zero'), ('not_reported'), ('suppressed')) AS s(status)
)
SELECT k.source, k.status AS cell_status, CAST(count(c.status) AS DOUBLE) AS value,
       CASE WHEN count(c.status) = 0 THEN 'zero' ELSE 'value' END AS status,
       list_sort(coalesce(list(DISTINCT {'file': c.file, 'locator': 'all cells'}) FILTER (c.file IS NOT NULL), []))
           AS sources
FROM kind AS k
LEFT JOIN cell AS c USING (source, status)
GROUP BY k.source, k.status;
