-- Figures stated in the text of the UNODC report.
CREATE MACRO report_figure(edition) AS TABLE
SELECT id AS figure, unit, value, status, [{'file': file, 'locator': locator}] AS sources
FROM headline
WHERE period_end <= edition;
