-- Appeals by instance and result.
CREATE MACRO register_appeals(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(instance, 'all') AS instance, coalesce(result, 'all') AS result,
           count(*) AS appeals
    FROM (
        SELECT coalesce(a.instance, 'unknown') AS instance, coalesce(a.result, 'unknown') AS result
        FROM appeal AS a SEMI JOIN register_case(edition) AS c ON c.case_id = a.case_id
    )
    GROUP BY CUBE (instance, result)
    HAVING count(*) > 0
)
SELECT instance, result, CAST(coalesce(c.appeals, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.appeals, 0)) AS status, register_sources('appeal') AS sources
FROM (SELECT DISTINCT instance FROM counted) AS i
CROSS JOIN (SELECT DISTINCT result FROM counted) AS r
LEFT JOIN counted AS c USING (instance, result);
