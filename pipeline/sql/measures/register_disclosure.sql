-- Counts made from registers, by whose persons they count and what becomes of them.
CREATE MACRO register_disclosure(of_edition) AS TABLE
SELECT population, suppression, CAST(count(*) FILTER (fate = suppression OR suppression = 'all') AS DOUBLE) AS value,
       count_status(value) AS status,
       register_sources(CASE population WHEN 'victims' THEN 'victim' ELSE 'defendant' END) AS sources
FROM (SELECT * FROM protection WHERE protection.edition = of_edition AND fate <> 'left_out')
CROSS JOIN (SELECT unnest(['told', 'small', 'linked', 'all']) AS suppression)
GROUP BY population, suppression;
