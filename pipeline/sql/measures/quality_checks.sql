-- Verdicts by severity and outcome, and over all severities.
CREATE MACRO quality_checks(edition) AS TABLE
WITH outcome AS (
    SELECT s.severity, o.outcome
    FROM (VALUES ('note'), ('warn'), ('drop_row'), ('stop_file'), ('stop_edition'), ('all')) AS s(severity)
    CROSS JOIN (VALUES ('passed'), ('failed')) AS o(outcome)
)
SELECT o.severity, o.outcome, CAST(count(v."check") AS DOUBLE) AS value,
       CASE WHEN count(v."check") = 0 THEN 'zero' ELSE 'value' END AS status,
       list_sort(coalesce(list(DISTINCT {'file': 'data/raw/' || v.source || '/' || v.file, 'locator': 'verdicts'})
           FILTER (v."check" IS NOT NULL), [])) AS sources
FROM outcome AS o
LEFT JOIN verdict AS v
  ON o.severity IN (v.severity, 'all') AND v.passed = (o.outcome = 'passed')
GROUP BY o.severity, o.outcome;
