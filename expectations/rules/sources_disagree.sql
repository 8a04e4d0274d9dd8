-- Two sources give different totals for the same agency, indicator and year. Neither is changed:
-- what the agency itself sends counts before what others print of it.
SELECT n.source, n.file, n.locator, n.year, n.agency, n.indicator, 'total' AS subject,
       o.value AS expected, n.value AS found
FROM agency AS n
JOIN agency AS o USING (agency, indicator, year, dimension)
WHERE n.is_current AND o.is_current AND dimension = 'total' AND n.source <> o.source
  AND n.report_year IS NULL AND o.report_year IS NULL AND n.value <> o.value
ORDER BY ALL
