-- A punishment with the number of an earlier one of the same defendant.
SELECT row_id FROM (
    SELECT row_id, row_number() OVER (PARTITION BY version, defendant_id, sentence_no ORDER BY row_id) AS number
    FROM sentence WHERE defendant_id IS NOT NULL
) WHERE number > 1
