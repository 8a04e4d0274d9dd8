-- How many figures were added, changed or withdrawn between versions; those on regions apart.
CREATE MACRO quality_revisions(edition) AS TABLE
WITH told AS (
    SELECT CASE dimension WHEN 'region' THEN 'regions' ELSE kind END AS kind, file, locator
    FROM revision WHERE year <= edition
)
SELECT k.kind, CAST(count(t.kind) AS DOUBLE) AS value,
       CASE WHEN count(t.kind) = 0 THEN 'zero' ELSE 'value' END AS status,
       coalesce(list({'file': t.file, 'locator': t.locator} ORDER BY t.file, t.locator)
           FILTER (t.kind IS NOT NULL), []) AS sources
FROM (VALUES ('added'), ('changed'), ('withdrawn'), ('regions')) AS k(kind)
LEFT JOIN told AS t USING (kind)
GROUP BY k.kind;
