-- How many findings of each rule concern a region: their figures are not shown.
CREATE MACRO quality_regions(edition) AS TABLE
SELECT rule, CAST(count(*) AS DOUBLE) AS value, 'value' AS status,
       list({'file': 'data/raw/' || source || '/' || file, 'locator': locator} ORDER BY source, locator) AS sources
FROM finding
WHERE year <= edition AND subject LIKE 'region:%'
GROUP BY rule;
