-- Rows received, accepted and quarantined, over all files.
CREATE MACRO quality_rows(edition) AS TABLE
SELECT fate, sum(rows) AS value, CASE WHEN sum(rows) = 0 THEN 'zero' ELSE 'value' END AS status,
       list({'file': 'data/raw/' || source || '/' || file, 'locator': 'all rows'} ORDER BY source, file) AS sources
FROM (UNPIVOT intake ON received, accepted, quarantined INTO NAME fate VALUE rows)
GROUP BY fate;
