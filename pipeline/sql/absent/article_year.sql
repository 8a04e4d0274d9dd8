-- Published counts by article, where no source has any.
CREATE TEMP TABLE accepted_article_year (
    source VARCHAR, file VARCHAR, sha256 VARCHAR, version VARCHAR, is_current BOOLEAN, locator VARCHAR,
    code VARCHAR, article VARCHAR, offence VARCHAR, year BIGINT,
    label VARCHAR, printed VARCHAR, value DOUBLE, status VARCHAR
);
