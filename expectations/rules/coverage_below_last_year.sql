-- In the newest year of an agency's series, fewer cells of a breakdown are reported than in the year
-- before, or an indicator no longer is. A suppressed cell is reported. The place is the newest
-- year's first cell. Crossed breakdowns follow from the simple ones and are left out.
WITH cell AS (
    SELECT source, agency, indicator, year, dimension,
           count(DISTINCT category) FILTER (value IS NOT NULL OR status = 'suppressed') AS cells,
           min(file) AS file, min(locator) AS locator
    FROM agency WHERE is_current AND dimension NOT LIKE '%+%'
    GROUP BY ALL
), newest AS (
    SELECT source, agency, year, min(file) AS file, min(locator) AS locator
    FROM cell
    WHERE (source, agency, year) IN (
        SELECT (source, agency, max(year)) FROM cell GROUP BY source, agency
    )
    GROUP BY ALL
)
SELECT newest.source, coalesce(n.file, newest.file) AS file,
       coalesce(n.locator, newest.locator) AS locator, newest.year, newest.agency, b.indicator,
       b.dimension AS subject, b.cells AS expected, coalesce(n.cells, 0) AS found
FROM newest
JOIN cell AS b
  ON b.source = newest.source AND b.agency = newest.agency AND b.year = newest.year - 1
LEFT JOIN cell AS n
  ON n.source = b.source AND n.agency = b.agency AND n.indicator = b.indicator
 AND n.dimension = b.dimension AND n.year = newest.year
WHERE b.cells > coalesce(n.cells, 0)
ORDER BY ALL
