-- Share of each age group among the victims, with its interval.
CREATE MACRO register_victim_share(edition) AS TABLE
SELECT p.age_group, bound, wilson(p.value, t.value, bound) AS value,
       count_status(wilson(p.value, t.value, bound)) AS status, p.sources
FROM register_victim_ages(edition) AS p
JOIN register_victim_ages(edition) AS t ON t.age_group = 'all' AND t.sex = 'all'
CROSS JOIN wilson_bounds()
WHERE p.sex = 'all' AND p.age_group <> 'all' AND t.value >= least_observations();
