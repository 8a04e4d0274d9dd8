-- A fine without its amount, or imprisonment without its length.
SELECT row_id FROM sentence
WHERE (punishment = 'fine' AND fine_som IS NULL)
   OR (punishment = 'imprisonment' AND imprisonment_months IS NULL)
