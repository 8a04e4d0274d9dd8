-- Share of each outcome, with its interval: by article over all years, and by year over all articles.
CREATE MACRO register_outcome_share(edition) AS TABLE
SELECT p.article, p.outcome, p.year, bound, wilson(p.value, t.value, bound) AS value,
       count_status(wilson(p.value, t.value, bound)) AS status, p.sources
FROM register_outcomes(edition) AS p
JOIN register_outcomes(edition) AS t ON t.article = p.article AND t.year = p.year AND t.outcome = 'all'
CROSS JOIN wilson_bounds()
WHERE p.outcome <> 'all' AND t.value >= least_observations() AND 'all' IN (p.article, p.year);
