-- Rows held back, by file and reason; a row may have several reasons. `sources` holds their places.
CREATE MACRO quality_quarantine(edition) AS TABLE
SELECT source, file, reason, CAST(count(*) AS DOUBLE) AS value, 'value' AS status,
       list({'file': 'data/raw/' || source || '/' || file, 'locator': locator} ORDER BY locator) AS sources
FROM (SELECT source, file, locator, unnest(string_split(reasons, ', ')) AS reason FROM quarantine)
GROUP BY source, file, reason;
