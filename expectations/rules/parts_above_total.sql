-- Printed parts of one breakdown add up to more than the printed total.
WITH parts AS (
    SELECT source, file, version, agency, indicator, year, report_year, dimension,
           sum(value) AS parts, min(locator) AS locator
    FROM agency
    WHERE is_current AND dimension <> 'total' AND dimension NOT LIKE '%+%' AND value IS NOT NULL
    GROUP BY ALL
)
SELECT p.source, p.file, p.locator, p.year, p.agency, p.indicator, p.dimension AS subject,
       t.value AS expected, p.parts AS found
FROM parts AS p
JOIN agency AS t USING (source, version, agency, indicator, year)
WHERE t.dimension = 'total' AND t.report_year IS NOT DISTINCT FROM p.report_year
  AND p.parts > t.value
ORDER BY ALL
