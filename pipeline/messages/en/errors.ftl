error-no-project = { $folder }: no tip-digest project here or above. Expected a folder with params.yaml and dvc.yaml. Next: change to the project’s folder and call again.
error-params-unreadable = params.yaml: cannot be read ({ $reason }). Expected a YAML mapping. Next: mend the file, or restore it with “git checkout params.yaml”.
error-params-value = params.yaml: “{ $key }” is missing or of the wrong kind. Expected { $expected }. Next: set it in params.yaml.
error-unknown-language = “{ $language }” is not a language of this project. Expected one of { $known }. Next: call again with one of them.
error-unknown-edition = { $year } is not an edition. Expected one of { $known }. Next: choose one of them, or add { $year } to “editions” in params.yaml.
error-unknown-fact = “{ $id }” is not a fact of edition { $year }. Expected an id from facts.json{ $near }. Next: look it up in reports/_site/{ $year }/facts.json.
error-fact-nowhere = “{ $id }” is not a fact of any built edition. Expected an id from facts.json{ $near }. Next: build the editions with “tip-digest build”, or look the id up in facts.json.
error-unknown-verb = “{ $verb }” is not a verb of tip-digest. Expected one of { $known }. Next: call “tip-digest --help”.
error-wrong-call = { $place }: { $reason }. Next: call “tip-digest { $verb } --help”.
error-file-missing = { $file }: the file that { $place } names is not there. Expected it beside source.yaml. Next: put it there, or take its entry out of source.yaml.
error-file-unreadable = { $file }: cannot be read ({ $reason }). Expected a whole file of its kind. Next: ask the sender for it again, or restore it.
error-source-incomplete = { $file }: “{ $key }” is missing or not as expected. Expected a complete description of the source. Next: compare it with the source.yaml of another source.
error-layout-unknown = { $file }: layout “{ $layout }” is not known. Expected one of { $known }. Next: correct “layout” in source.yaml.
error-columns-missing = { $file }: column { $columns } is missing. Expected the columns of its layout. Next: add it to the file, or name it in source.yaml.
error-row-length = { $file }, { $place }: more or fewer cells than the header. Expected one cell for each column. Next: mend the row (a comma in a text needs quotation marks).
error-label-unknown = { $file }, { $place }: label “{ $label }” in section “{ $section }” is not known. Expected a label from { $labels }. Next: add a line for it there.
error-years-missing = { $file }: no row of years was found. Expected three columns of names, then years across. Next: check that it is the right workbook.
error-formula = { $file }, { $place }: formula { $formula } cannot be computed. Expected arithmetic over numbers of the same sheet. Next: ask the sender for values.
error-claim-incomplete = { $file }, claim “{ $claim }”: { $key } is missing or not as expected. Expected the keys that the other claims have. Next: complete the claim.
error-validation-stopped = { $file }: check “{ $check }” failed in { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
  } ({ $sample }); { $more } more checks like it. Expected none. Next: correct the file with its sender; every verdict is in data/validated/verdict.parquet.
error-store-missing = { $file }: the store is not there. Expected it to have been built. Next: call “tip-digest build”.
error-store-unavailable = { $file }: the store cannot be opened ({ $reason }). Expected a whole store that no other program is writing. Next: close the other program, or delete the file and call “tip-digest build”.
error-memory = params.yaml, memory_gib: work on the registers takes more than { $gib } GiB. Expected it to fit into that memory, and what it spills onto the disk of data/scratch/. Next: raise memory_gib, or free space on the disk, and call “tip-digest build” again.
error-edition-not-built = Edition { $year } has not been { $stage }. Expected its files in { $folder }. Next: call “tip-digest build”.
error-dvc = DVC cannot say what changed: { $reason }. Expected no other DVC at work in this project, and its files in .dvc/ and dvc.lock whole. Next: wait for the other program to end, or delete .dvc/tmp/rwlock, and call “tip-digest build” again. What was published before is untouched.
error-build-failed = Stage { $stage } failed; its message is above. Expected every stage to finish. Next: mend what it names and call “tip-digest build” again. What was published before is untouched.
error-unknown-article = “{ $article }” is not an article of the analysis. Expected “all” or some of { $known }. Next: call again with them.
error-gate-failed = { $place }: gate “{ $gate }”: { $fact } ({ $more } more). Expected: { $expected }. Next: mend it and call “tip-digest build”; what was published before is untouched.
error-disk = { $file }: cannot be written or read ({ $reason }). Expected a folder that you may write, with room on its disk. Next: free some room or correct the permissions, and call again. What was published before is untouched.
