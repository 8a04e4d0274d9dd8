-- Article entries counted from registers: the same query that serves the published table.
CREATE MACRO register_entries(edition) AS TABLE
SELECT * FROM article_entries(edition, true);
