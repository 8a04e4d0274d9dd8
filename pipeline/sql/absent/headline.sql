-- Figures stated in a report's text, where no source has any.
CREATE TEMP TABLE accepted_headline (
    source VARCHAR, file VARCHAR, sha256 VARCHAR, version VARCHAR, is_current BOOLEAN, locator VARCHAR,
    id VARCHAR, unit VARCHAR, qualifier VARCHAR, period_start BIGINT, period_end BIGINT,
    topic VARCHAR, label VARCHAR, printed VARCHAR, value DOUBLE, status VARCHAR
);
