-- Published claims, where no source has any.
CREATE TEMP TABLE accepted_claim (
    source VARCHAR, file VARCHAR, sha256 VARCHAR, version VARCHAR, is_current BOOLEAN, locator VARCHAR,
    id VARCHAR, topic VARCHAR, period_end BIGINT, published DOUBLE, unit VARCHAR, qualifier VARCHAR,
    decimals BIGINT, expression VARCHAR, compare VARCHAR,
    statement_ky VARCHAR, statement_ru VARCHAR, statement_en VARCHAR,
    method_ky VARCHAR, method_ru VARCHAR, method_en VARCHAR,
    explanation_ky VARCHAR, explanation_ru VARCHAR, explanation_en VARCHAR
);
