-- How many corrections are declared, by status.
CREATE MACRO quality_corrections(edition) AS TABLE
SELECT s.state, CAST(count(c.id) AS DOUBLE) AS value,
       CASE WHEN count(c.id) = 0 THEN 'zero' ELSE 'value' END AS status,
       coalesce(list({'file': 'data/raw/' || c.source || '/' || c.file, 'locator': c.locator} ORDER BY c.id)
           FILTER (c.id IS NOT NULL), []) AS sources
FROM (VALUES ('agreed'), ('proposed'), ('withdrawn')) AS s(state)
LEFT JOIN correction AS c ON c.status = s.state
GROUP BY s.state;
