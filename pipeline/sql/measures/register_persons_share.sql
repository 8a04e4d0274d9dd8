-- Share of each sex among the defendants, with its interval.
CREATE MACRO register_persons_share(edition) AS TABLE
SELECT p.sex, bound, wilson(p.value, t.value, bound) AS value,
       count_status(wilson(p.value, t.value, bound)) AS status, p.sources
FROM register_persons(edition) AS p
JOIN register_persons(edition) AS t ON t.article = 'all' AND t.year = 'all' AND t.sex = 'all'
CROSS JOIN wilson_bounds()
WHERE p.article = 'all' AND p.year = 'all' AND p.sex <> 'all' AND t.value >= least_observations();
