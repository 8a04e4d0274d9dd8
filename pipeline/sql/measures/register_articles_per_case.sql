-- Cases by how many articles they are charged under.
CREATE MACRO register_articles_per_case(edition) AS TABLE
SELECT CAST(number AS VARCHAR) AS number, CAST(count(*) AS DOUBLE) AS value, 'value' AS status,
       register_sources('charge') AS sources
FROM (SELECT count(*) AS number FROM case_entry WHERE year <= edition GROUP BY case_id)
GROUP BY number;
