-- An article that the concordance does not have in the code it is counted under.
SELECT a.source, a.file, a.locator, a.year, a.code AS agency, 'cases' AS indicator,
       a.article AS subject, NULL::DOUBLE AS expected, a.value AS found
FROM article_year AS a
WHERE NOT EXISTS (
    SELECT 1 FROM concordance AS c WHERE c.code_year = a.code AND c.article = a.article
)
ORDER BY ALL
