-- More compensation awarded than was claimed.
SELECT row_id FROM victim WHERE compensation_awarded_som > compensation_claimed_som
