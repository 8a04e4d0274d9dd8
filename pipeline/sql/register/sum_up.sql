-- What is counted over the whole register, once its tables are filled.

INSERT INTO register_file
SELECT 'court_case', file FROM court_case GROUP BY file
UNION ALL SELECT 'defendant', file FROM defendant GROUP BY file
UNION ALL SELECT 'charge', file FROM charge GROUP BY file
UNION ALL SELECT 'sentence', file FROM sentence GROUP BY file
UNION ALL SELECT 'victim', file FROM victim GROUP BY file
UNION ALL SELECT 'appeal', file FROM appeal GROUP BY file
ORDER BY ALL;

-- The same table that publications print, counted from the register. An article that has no case in
-- a year in which cases of its code were decided is a zero.
INSERT INTO article_year
WITH cell AS (
    SELECT k.source, k.code, a.article, a.offence, k.year, k.file
    FROM (SELECT source, code, year, min(file) AS file FROM case_entry GROUP BY ALL) AS k
    JOIN (SELECT DISTINCT source, code, article, offence FROM case_entry) AS a
      USING (source, code)
)
SELECT c.source, c.code, c.article, c.offence, c.year, count(e.case_id) AS cases,
       CASE WHEN cases = 0 THEN 'zero' ELSE 'value' END,
       c.file, 'art. ' || c.article || ' (' || c.code || '), ' || c.year, true
FROM cell AS c
LEFT JOIN case_entry AS e USING (source, code, article, year)
GROUP BY ALL
ORDER BY ALL;
