-- Share of each article, in percent, of two denominators: all article entries, and all cases.
CREATE MACRO practice_share(edition) AS TABLE
SELECT * FROM article_shares(
    edition, false,
    (SELECT value FROM headline WHERE id = 'report.cases.total.trends' AND period_end <= edition)
);
