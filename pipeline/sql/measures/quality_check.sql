-- How many files passed and failed each check.
CREATE MACRO quality_check(edition) AS TABLE
SELECT "check" AS rule, severity, outcome, CAST(files AS DOUBLE) AS value,
       CASE WHEN files = 0 THEN 'zero' ELSE 'value' END AS status, sources
FROM (
    UNPIVOT (
        SELECT "check", severity, count(*) FILTER (passed) AS passed,
               count(*) FILTER (NOT passed) AS failed,
               list({'file': 'data/raw/' || source || '/' || file, 'locator': 'verdict'} ORDER BY source, file) AS sources
        FROM verdict GROUP BY "check", severity
    ) ON passed, failed INTO NAME outcome VALUE files
);
