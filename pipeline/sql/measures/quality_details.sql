-- Each finding of the rules: what was expected and what was found. Findings on regions are left
-- out: counts of persons below national level are under disclosure control.
CREATE MACRO quality_details(edition) AS TABLE
WITH shown AS (
    SELECT rule, agency, indicator, CAST(year AS VARCHAR) AS year,
           replace(subject, ':', '.') AS subject, expected, found,
           [{'file': 'data/raw/' || source || '/' || file, 'locator': locator}] AS sources
    FROM finding
    WHERE year <= edition AND subject NOT LIKE 'region:%' AND rule <> 'coverage_below_last_year'
), side AS (
    SELECT * EXCLUDE (expected, found), 'expected' AS side, expected AS value FROM shown
    UNION ALL
    SELECT * EXCLUDE (expected, found), 'found', found FROM shown
)
SELECT rule, agency, indicator, year, subject, side, value,
       CASE WHEN value IS NULL THEN 'not_reported'
            WHEN value = 0 THEN 'zero' ELSE 'value' END AS status,
       sources
FROM side;
