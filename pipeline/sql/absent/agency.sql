-- Agencies' yearly figures, where no source has any.
CREATE TEMP TABLE accepted_agency (
    source VARCHAR, file VARCHAR, sha256 VARCHAR, version VARCHAR, is_current BOOLEAN, locator VARCHAR,
    agency VARCHAR, indicator VARCHAR, year BIGINT, report_year BIGINT, dimension VARCHAR,
    category VARCHAR, label VARCHAR, printed VARCHAR, value DOUBLE, status VARCHAR, saved DOUBLE
);
