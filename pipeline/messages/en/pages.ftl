# What every page and the cover of the PDF say of the edition.
digest-description = Court cases, agencies’ figures and victims of trafficking in persons in the Kyrgyz Republic up to { $edition }, each number with its source.
digest-citation = tip-digest. Trafficking in persons: judicial practice in the Kyrgyz Republic. Digest, edition { $edition }. Version { $version }.
country = Kyrgyz Republic
table-mark = { $mark }: { $meaning }.
data-file-short = Data
engine-site = Pages of the edition
cover-languages-label = Languages
cover-licence-label = Licence
cover-licence = MIT for the digest and its tables. Each source keeps its own terms, named under “Sources and method”.
cover-note-label = How to read it

# Notes in the open data.
data-note-status = An empty value is no number and never a zero: the column “status” says whether it was not reported, suppressed or not applicable.
data-note-licence = Licence: MIT for this table; each source keeps its own terms (table “sources”). Cite: { $citation }
data-column-id = Name of the fact, the same in every edition
data-column-value = The number; empty where there is none
data-column-unit = What is counted, or the measure of the number
data-column-status = Number, zero, not reported, suppressed or not applicable
