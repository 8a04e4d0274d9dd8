-- A cell that the version before gave a number for is not reported in the newest version.
SELECT source, file, locator, year, agency, indicator, dimension || ':' || category AS subject,
       before AS expected, value AS found
FROM (
    SELECT *, lag(value) OVER (
        PARTITION BY source, agency, indicator, year, report_year, dimension, category
        ORDER BY version
    ) AS before
    FROM agency WHERE version <> ''
)
WHERE is_current AND value IS NULL AND before IS NOT NULL
ORDER BY ALL
