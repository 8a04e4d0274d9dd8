-- The concordance as landed, typed as in the store.
CREATE TEMP VIEW concordance AS
SELECT offence_key, code_year, article,
       TRY_CAST(nullif(penalty_min_years, '') AS DOUBLE) AS penalty_min_years,
       TRY_CAST(nullif(penalty_max_years, '') AS DOUBLE) AS penalty_max_years,
       TRY_CAST(nullif(in_force_from, '') AS DATE) AS in_force_from,
       TRY_CAST(nullif(in_force_to, '') AS DATE) AS in_force_to
FROM landed_concordance;
