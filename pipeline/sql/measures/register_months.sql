-- Length of imprisonment in months: median, quartiles and range, by gravest article. Too few to be
-- read: no figure.
CREATE MACRO register_months(edition) AS TABLE
WITH summed AS (
    SELECT coalesce(article_key(code, article), 'all') AS article,
           quantile_cont(imprisonment_months, [0.25, 0.5, 0.75]) AS quartiles,
           min(imprisonment_months) AS least, max(imprisonment_months) AS most
    FROM defendant
    WHERE article IS NOT NULL AND year <= edition
      AND punishment = 'imprisonment' AND imprisonment_months IS NOT NULL
    GROUP BY GROUPING SETS ((code, article), ())
    HAVING count(*) >= least_observations()
)
SELECT article, statistic, value, count_status(value) AS status,
       register_sources('sentence') AS sources
FROM (
    UNPIVOT (
        SELECT article, least, quartiles[1] AS quartile_1, quartiles[2] AS median,
               quartiles[3] AS quartile_3, most
        FROM summed
    ) ON least, quartile_1, median, quartile_3, most INTO NAME statistic VALUE value
);
