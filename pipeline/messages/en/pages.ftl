# What every page and the cover of the PDF say of the edition.
digest-description = Court cases, agencies’ figures and victims of trafficking in persons in the Kyrgyz Republic up to { $edition }, each number with its source.
digest-citation = tip-digest. Trafficking in persons: judicial practice in the Kyrgyz Republic. Digest, edition { $edition }. Version { $version }.
country = Kyrgyz Republic
data-file-short = Data:
engine-site = Pages of the edition
cover-languages-label = Languages
cover-licence-label = Licence
cover-licence = MIT for the digest and its tables. Each source keeps its own terms, named under “Sources and method”.
cover-note-label = How to read it
