-- What the rules found, by rule, up to the edition's year.
CREATE MACRO quality_findings(edition) AS TABLE
SELECT rule, CAST(count(f.rule) AS DOUBLE) AS value,
       CASE WHEN count(f.rule) = 0 THEN 'zero' ELSE 'value' END AS status,
       coalesce(list({'file': 'data/raw/' || f.source || '/' || f.file, 'locator': f.locator} ORDER BY f.source, f.locator)
           FILTER (f.rule IS NOT NULL), []) AS sources
FROM (SELECT DISTINCT "check" AS rule FROM verdict WHERE severity IN ('note', 'warn', 'stop_edition') AND "check" <> 'file_has_rows') AS r
LEFT JOIN (SELECT * FROM finding WHERE year <= edition) AS f USING (rule)
GROUP BY rule;
