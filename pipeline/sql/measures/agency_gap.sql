-- The widest difference between agencies that report the same indicator for the same year.
-- Not applicable where fewer than two report it.
CREATE MACRO agency_gap(edition) AS TABLE
SELECT indicator, year,
       CASE WHEN count(value) > 1 THEN max(value) - min(value) END AS value,
       CASE WHEN count(value) < 2 THEN 'not_applicable'
            WHEN max(value) = min(value) THEN 'zero' ELSE 'value' END AS status,
       flatten(list(sources ORDER BY agency)) AS sources
FROM agency_series(edition)
GROUP BY indicator, year;
