-- In the newest year of an agency's series, fewer cells of a breakdown hold a number than in the
-- year before, or an indicator is no longer reported. The place is the newest year's first cell.
WITH cell AS (
    SELECT source, agency, indicator, year, dimension,
           count(DISTINCT category) FILTER (value IS NOT NULL) AS cells,
           min(file) AS file, min(locator) AS locator
    FROM agency WHERE is_current GROUP BY ALL
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
