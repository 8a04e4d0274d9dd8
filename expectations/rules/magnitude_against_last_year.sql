-- A yearly total at least three times, or at most a third of, the year before, and ten or more away.
SELECT n.source, n.file, n.locator, n.year, n.agency, n.indicator, 'total' AS subject,
       b.value AS expected, n.value AS found
FROM agency AS n
JOIN agency AS b USING (source, agency, indicator, dimension)
WHERE n.is_current AND b.is_current AND dimension = 'total' AND b.year = n.year - 1
  AND n.report_year IS NOT DISTINCT FROM b.report_year
  AND abs(n.value - b.value) >= 10
  AND (n.value >= 3 * b.value OR n.value * 3 <= b.value)
ORDER BY ALL
