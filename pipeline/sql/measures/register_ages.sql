-- Defendants by age group and sex.
CREATE MACRO register_ages(edition) AS TABLE
WITH counted AS (
    SELECT coalesce(age_group, 'all') AS age_group, coalesce(sex, 'all') AS sex,
           sum(persons) AS persons
    FROM register_person(edition)
    GROUP BY CUBE (age_group, sex)
    HAVING sum(persons) > 0
)
SELECT age_group, sex, CAST(coalesce(c.persons, 0) AS DOUBLE) AS value,
       count_status(coalesce(c.persons, 0)) AS status, register_sources('defendant') AS sources
FROM (SELECT DISTINCT age_group FROM counted) AS g1
CROSS JOIN (SELECT DISTINCT sex FROM counted) AS g2
LEFT JOIN counted AS c USING (age_group, sex);
