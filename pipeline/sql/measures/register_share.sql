-- Share of each article of the register in all its entries and in all its cases, in percent.
CREATE MACRO register_share(edition) AS TABLE
SELECT * FROM article_shares(
    edition, true, (SELECT nullif(count(*), 0) FROM register_case(edition))
);
