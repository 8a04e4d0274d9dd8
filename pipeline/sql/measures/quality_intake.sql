-- Rows received, accepted and quarantined, by file.
CREATE MACRO quality_intake(edition) AS TABLE
SELECT source, file, fate, sum(rows) AS value,
       CASE WHEN sum(rows) = 0 THEN 'zero' ELSE 'value' END AS status,
       [{'file': 'data/raw/' || source || '/' || file, 'locator': 'all rows'}] AS sources
FROM (UNPIVOT intake ON received, accepted, quarantined INTO NAME fate VALUE rows)
GROUP BY source, file, fate;
