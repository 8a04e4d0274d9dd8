-- More cases prosecuted than registered in the year. Possible, because a case may be registered in
-- one year and go to court in the next, so this only warns.
SELECT p.source, p.file, p.locator, p.year, p.agency, p.indicator, 'registered_cases' AS subject,
       r.value AS expected, p.value AS found
FROM agency AS p
JOIN agency AS r USING (source, agency, year, dimension)
WHERE p.is_current AND r.is_current AND dimension = 'total'
  AND p.report_year IS NOT DISTINCT FROM r.report_year
  AND p.indicator = 'prosecuted_cases' AND r.indicator = 'registered_cases'
  AND p.value > r.value
ORDER BY ALL
