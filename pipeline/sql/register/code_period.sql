-- The days on which each code was in force, as its articles in the concordance say.
CREATE TEMP TABLE code_period AS
SELECT code_year AS code,
       CASE WHEN count(in_force_from) = count(*) THEN min(in_force_from) ELSE DATE '1900-01-01' END AS first_day,
       CASE WHEN count(in_force_to) = count(*) THEN max(in_force_to) ELSE DATE '2999-12-31' END AS last_day
FROM concordance
GROUP BY code_year;
