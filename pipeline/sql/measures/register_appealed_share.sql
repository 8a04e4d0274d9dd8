-- Share of closed cases with an appeal, and without, with its interval.
CREATE MACRO register_appealed_share(edition) AS TABLE
SELECT y.year, y.appealed, bound, wilson(y.value, t.value, bound) AS value,
       count_status(wilson(y.value, t.value, bound)) AS status, y.sources
FROM register_appealed(edition) AS y
JOIN register_appealed(edition) AS t ON t.year = y.year AND t.appealed = 'all'
CROSS JOIN wilson_bounds()
WHERE y.appealed = 'yes' AND t.value >= least_observations();
