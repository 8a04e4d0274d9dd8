-- Compensation awarded, som: median and quartiles over the victims who got any. Too few: no figure.
CREATE MACRO register_compensation_som(edition) AS TABLE
WITH summed AS (
    SELECT 'awarded' AS compensation,
           quantile_cont(compensation_awarded_som, [0.25, 0.5, 0.75]) AS quartiles
    FROM victim
    WHERE article IS NOT NULL AND year <= edition AND compensation_awarded_som > 0
    HAVING count(*) >= least_observations()
)
SELECT compensation, statistic, value, 'value' AS status, register_sources('victim') AS sources
FROM (
    UNPIVOT (
        SELECT compensation, quartiles[1] AS quartile_1, quartiles[2] AS median,
               quartiles[3] AS quartile_3
        FROM summed
    ) ON quartile_1, median, quartile_3 INTO NAME statistic VALUE value
);
