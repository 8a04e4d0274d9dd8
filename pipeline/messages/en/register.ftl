# The register of cases: synthetic data, landing, and the section of the pages.
synthetic-data = Synthetic data: made up to try the pipeline; no case, court or person is real.
synthetic-data-short = Synthetic data
demo-court = Synthetic court No. { $number }, { $region }
demo-defendant = Synthetic Defendant { $number }
demo-victim = Synthetic Victim { $number }
demo-citation = art. { $article } part { $part }
demo-title = Synthetic register of court cases: { $cases } cases, seed { $seed } (synthetic data)
demo-publisher = tip-digest, the “demo” verb (synthetic data)
demo-licence = Free to use; synthetic data
demo-counts = Synthetic data. Articles by year, cases, persons and their sex follow the published margins; everything else is assumed, so that every code of the form is used.
demo-done = { $folder }: a synthetic register of { $cases } cases and { $persons } persons, { $tables } tables.
error-demo-years = --years { $years }: no code has articles for these years. Expected years such as 2014-2023. Next: call again with such years.
error-demo-folder = { $folder }: is there already and not empty. Expected a new or empty folder. Next: name another one with -o.
error-demo-margins = { $folder }: the published tables that a synthetic register is calibrated to are not there. Expected the project’s data/raw. Next: call “demo” in a project that has them.
