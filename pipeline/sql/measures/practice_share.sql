-- Share of each article, in percent, of two denominators: all article entries, and all cases.
CREATE MACRO practice_share(edition) AS TABLE
WITH total AS (
    SELECT 'entries' AS base, value FROM practice_entries(edition)
    WHERE article = 'all' AND year = 'all'
    UNION ALL
    SELECT 'cases', value FROM headline
    WHERE id = 'report.cases.total.trends' AND period_end <= edition
)
SELECT e.article, t.base, 100.0 * e.value / t.value AS value, e.status, e.sources
FROM practice_entries(edition) AS e
CROSS JOIN total AS t
WHERE e.year = 'all' AND e.article <> 'all';
