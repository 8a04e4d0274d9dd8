-- Printed parts of one breakdown add up to less than the printed total, and no part is suppressed:
-- a part that is not reported, or an undeclared remainder, holds the rest. Citizenship and country
-- of repatriation are not exhaustive breakdowns and are left out.
WITH parts AS (
    SELECT source, file, version, agency, indicator, year, report_year, dimension,
           sum(value) AS parts, min(locator) AS locator
    FROM agency
    WHERE is_current
      AND dimension IN ('sex', 'age', 'region', 'form_of_exploitation', 'stage')
    GROUP BY ALL
    HAVING count(value) > 0 AND count(*) FILTER (status = 'suppressed') = 0
)
SELECT p.source, p.file, p.locator, p.year, p.agency, p.indicator, p.dimension AS subject,
       t.value AS expected, p.parts AS found
FROM parts AS p
JOIN agency AS t USING (source, version, agency, indicator, year)
WHERE t.dimension = 'total' AND t.report_year IS NOT DISTINCT FROM p.report_year
  AND p.parts < t.value
ORDER BY ALL
