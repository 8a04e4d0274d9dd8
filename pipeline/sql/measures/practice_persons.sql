-- Persons in the cases read for 2014-2017, by sex, as the report states them.
CREATE MACRO practice_persons(edition) AS TABLE
SELECT CASE id WHEN 'report.persons.total' THEN 'all'
               WHEN 'report.persons.men' THEN 'male'
               WHEN 'report.persons.women' THEN 'female' END AS sex,
       value, status, [{'file': file, 'locator': locator}] AS sources
FROM headline
WHERE id IN ('report.persons.total', 'report.persons.men', 'report.persons.women')
  AND period_end <= edition;
