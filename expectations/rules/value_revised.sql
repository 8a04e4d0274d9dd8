-- The newest version of a source gives another number than the version before.
WITH before AS (
    SELECT * FROM agency AS a
    WHERE version = (SELECT max(version) FROM agency AS b WHERE b.source = a.source AND NOT b.is_current)
)
SELECT n.source, n.file, n.locator, n.year, n.agency, n.indicator,
       n.dimension || ':' || n.category AS subject, o.value AS expected, n.value AS found
FROM agency AS n
JOIN before AS o USING (source, agency, indicator, year, dimension, category)
WHERE n.is_current AND n.value <> o.value
ORDER BY ALL
