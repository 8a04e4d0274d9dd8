# Names of what the forms add to the agencies' series.
label-agency-moi = Ministry of Interior
label-agency-gpo = Prosecutor General’s Office
label-agency-supreme-court = Supreme Court
label-agency-judicial-department = Judicial Department
label-agency-short-moi = MOI
label-agency-short-gpo = GPO
label-agency-short-supreme-court = Supreme Court
label-agency-short-judicial-department = Judicial Department
label-agency-short-unodc-glotip = GLOTIP
label-dimension-stage = by stage of the case
label-category-forced-marriage = forced marriage
label-category-begging = forced begging
label-category-organ-removal = removal of organs
label-category-armed-conflict = use in armed conflict
label-category-other = another type
label-category-under-investigation = under investigation
label-category-sent-to-court = sent to court
label-category-verdict-given = verdict given
label-category-terminated = case terminated

error-code-ambiguous = { $year }: two criminal codes applied in this year, that of { $first } and, from { $date }, that of { $last }. Expected the date of the act. Next: enter the date of the act in the register.
