-- Share of victims by compensation, with its interval.
CREATE MACRO register_compensation_share(edition) AS TABLE
SELECT p.compensation, bound, wilson(p.value, t.value, bound) AS value,
       count_status(wilson(p.value, t.value, bound)) AS status, p.sources
FROM register_compensation(edition) AS p
JOIN register_compensation(edition) AS t ON t.compensation = 'all'
CROSS JOIN wilson_bounds()
WHERE p.compensation <> 'all' AND t.value >= least_observations();
