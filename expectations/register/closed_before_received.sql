-- A case closed before it was received.
SELECT row_id FROM court_case WHERE date_closed < date_received
