-- Days from receipt to closing, of closed cases: by gravest article, by year, and of all.
-- Too few to be read: no figure.
CREATE MACRO register_duration(edition) AS TABLE
WITH closed AS (
    SELECT article, year, days FROM register_case(edition) WHERE days >= 0
), summed AS (
    SELECT coalesce(article, 'all') AS article, coalesce(year, 'all') AS year,
           count(*) AS cases, quantile_cont(days, [0.25, 0.5, 0.75]) AS quartiles
    FROM closed
    GROUP BY GROUPING SETS ((article), (year), ())
    HAVING count(*) >= least_observations()
)
SELECT article, year, statistic, CAST(value AS DOUBLE) AS value,
       count_status(value) AS status, register_sources('court_case') AS sources
FROM (
    UNPIVOT (
        SELECT article, year, quartiles[1] AS quartile_1, quartiles[2] AS median,
               quartiles[3] AS quartile_3
        FROM summed
    ) ON quartile_1, median, quartile_3 INTO NAME statistic VALUE value
);
