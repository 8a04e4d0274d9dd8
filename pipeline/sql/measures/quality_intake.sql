-- Rows received, accepted and quarantined, by file.
CREATE MACRO quality_intake(edition) AS TABLE
SELECT source, file, fate, rows AS value,
       CASE WHEN rows IS NULL THEN 'suppressed' WHEN rows = 0 THEN 'zero' ELSE 'value' END AS status,
       [{'file': 'data/raw/' || source || '/' || file, 'locator': 'all rows'}] AS sources
FROM told_intake();
