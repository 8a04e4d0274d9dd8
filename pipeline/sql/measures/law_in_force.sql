-- The year in which each Criminal Code entered into force, where every article of it says the same.
CREATE MACRO law_in_force(edition) AS TABLE
SELECT code_year AS code, CAST(year(min(in_force_from)) AS DOUBLE) AS value, 'value' AS status,
       list({'file': file, 'locator': locator} ORDER BY locator) AS sources
FROM concordance
GROUP BY code_year
HAVING count(in_force_from) = count(*) AND min(in_force_from) = max(in_force_from);
