-- Share of suspended and other ways of serving, with its interval.
CREATE MACRO register_serving_share(edition) AS TABLE
SELECT p.article, p.serving, bound, wilson(p.value, t.value, bound) AS value,
       count_status(wilson(p.value, t.value, bound)) AS status, p.sources
FROM register_serving(edition) AS p
JOIN register_serving(edition) AS t ON t.article = p.article AND t.serving = 'all'
CROSS JOIN wilson_bounds()
WHERE p.serving <> 'all' AND t.value >= least_observations();
