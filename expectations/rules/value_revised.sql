-- The newest version of a source gives another number than the version before that speaks of it.
SELECT source, file, locator, year, agency, indicator, dimension || ':' || category AS subject,
       before AS expected, value AS found
FROM (
    SELECT *, lag(value) OVER (
        PARTITION BY source, agency, indicator, year, report_year, dimension, category
        ORDER BY version
    ) AS before
    FROM agency WHERE version <> ''
)
WHERE is_current AND value <> before
ORDER BY ALL
