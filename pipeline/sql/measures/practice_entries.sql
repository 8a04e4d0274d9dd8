-- Article entries by article and year, as published.
CREATE MACRO practice_entries(edition) AS TABLE
SELECT * FROM article_entries(edition, false);
