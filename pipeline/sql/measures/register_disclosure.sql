-- Counts made from registers, by whose persons they count and what becomes of them. Where even the
-- number of all persons is withheld, why is withheld too: "as small" would tell how small it is.
CREATE MACRO register_disclosure(of_edition) AS TABLE
WITH printed AS (
    SELECT population, fate, bool_or(fate <> 'told' AND fact IN (
               'register.persons.all.all.all', 'register.victims.all.all.all'
           )) OVER (PARTITION BY population) AS is_secret
    FROM protection WHERE protection.edition = of_edition AND fate <> 'left_out'
)
SELECT population, suppression,
       CASE WHEN NOT (bool_or(is_secret) AND suppression IN ('small', 'linked'))
            THEN CAST(count(*) FILTER (fate = suppression OR suppression = 'all') AS DOUBLE) END AS value,
       CASE WHEN value IS NULL THEN 'suppressed' ELSE count_status(value) END AS status,
       register_sources(CASE population WHEN 'victims' THEN 'victim' ELSE 'defendant' END) AS sources
FROM printed
CROSS JOIN (SELECT unnest(['told', 'small', 'linked', 'all']) AS suppression)
GROUP BY population, suppression;
