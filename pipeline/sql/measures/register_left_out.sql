-- Tables that an edition leaves out to protect persons, by whose persons they count.
CREATE MACRO register_left_out(of_edition) AS TABLE
SELECT population, CAST(count(DISTINCT split_part(fact, '.', 2)) AS DOUBLE) AS value,
       'value' AS status,
       register_sources(CASE population WHEN 'victims' THEN 'victim' ELSE 'defendant' END) AS sources
FROM protection
WHERE protection.edition = of_edition AND fate = 'left_out'
GROUP BY population;
