-- Share of each punishment, with its interval.
CREATE MACRO register_punishment_share(edition) AS TABLE
SELECT p.article, p.punishment, bound, wilson(p.value, t.value, bound) AS value,
       count_status(wilson(p.value, t.value, bound)) AS status, p.sources
FROM register_punishments(edition) AS p
JOIN register_punishments(edition) AS t ON t.article = p.article AND t.punishment = 'all'
CROSS JOIN wilson_bounds()
WHERE p.punishment <> 'all' AND t.value >= least_observations();
