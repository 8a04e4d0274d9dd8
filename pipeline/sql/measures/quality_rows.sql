-- Rows received, accepted and quarantined, over all files.
CREATE MACRO quality_rows(edition) AS TABLE
SELECT fate, CASE WHEN count(*) = count(rows) THEN sum(rows) END AS value,
       CASE WHEN value IS NULL THEN 'suppressed' WHEN value = 0 THEN 'zero' ELSE 'value' END AS status,
       list({'file': 'data/raw/' || source || '/' || file, 'locator': 'all rows'} ORDER BY source, file) AS sources
FROM told_intake()
GROUP BY fate;
