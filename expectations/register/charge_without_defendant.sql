-- A row of a defendant whom the register does not have, or whose own row was left out.
SELECT row_id FROM charge AS own
WHERE NOT EXISTS (
    SELECT 1 FROM accepted_defendant AS d
    WHERE d.defendant_id = own.defendant_id AND d.version = own.version
)
