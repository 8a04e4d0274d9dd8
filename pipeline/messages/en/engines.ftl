# Words of the pages the embedded engine makes
engine-skip = Skip to the content
engine-pages = Pages of the dashboard
engine-languages = Language
engine-table = Table
engine-made = Page made by { $engine }

# What can go wrong while a page is made
error-engine-unknown = --engine { $engine }: no such engine. Expected auto, quarto or pandoc. Next: call again with one of them.
error-quarto-missing = --engine quarto: Quarto is not on this machine. Expected a program named "quarto" on PATH. Next: install it with "{ $command }", or call again with --engine pandoc.
error-page-unreadable = { $page }: the page cannot be read ({ $reason }). Expected a .qmd file in UTF-8. Next: run the render stage, which writes it.
error-page-format = { $page }: the front matter declares none of the formats { $formats }. Expected one of them under "format". Next: correct the page's template.
error-page-file-missing = { $page }: the file { $file } that the page names does not exist. Expected it beside the page, by a relative path. Next: correct the path in the page's template, or make the file.
error-page-refused = { $page }: the engine refuses the page: { $reason }. Expected plain Quarto markdown. Next: correct the page's template at the place named.
error-pdf-refused = { $page }: the PDF is refused: { $reason }. Expected a document that meets PDF/UA-1: a title, a language, an alternative text for each figure. Next: supply what is missing in the page's template.
