-- A row of a case that the register does not have, or whose own row was left out.
SELECT row_id FROM appeal AS own
WHERE NOT EXISTS (
    SELECT 1 FROM accepted_court_case AS c WHERE c.case_id = own.case_id AND c.version = own.version
)
