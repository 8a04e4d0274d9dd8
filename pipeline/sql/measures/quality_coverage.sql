-- How many cells of a breakdown an agency reports in its newest year, against the year before.
CREATE MACRO quality_coverage(edition) AS TABLE
SELECT rule, agency, indicator, CAST(year AS VARCHAR) AS year, subject, side, value,
       CASE WHEN value = 0 THEN 'zero' ELSE 'value' END AS status,
       [{'file': 'data/raw/' || source || '/' || file, 'locator': locator}] AS sources
FROM (
    UNPIVOT (
        SELECT * FROM finding WHERE rule = 'coverage_below_last_year' AND year <= edition
    ) ON expected, found INTO NAME side VALUE value
);
