-- Share of each sex among those persons, in percent.
CREATE MACRO practice_persons_share(edition) AS TABLE
SELECT p.sex, 100.0 * p.value / t.value AS value, p.status, p.sources
FROM practice_persons(edition) AS p
JOIN practice_persons(edition) AS t ON t.sex = 'all'
WHERE p.sex <> 'all';
