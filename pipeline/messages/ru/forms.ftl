# Названия того, что формы добавляют к рядам ведомств.
label-agency-moi = Министерство внутренних дел
label-agency-gpo = Генеральная прокуратура
label-agency-supreme-court = Верховный суд
label-agency-judicial-department = Судебный департамент
label-agency-short-moi = МВД
label-agency-short-gpo = ГП
label-agency-short-supreme-court = Верховный суд
label-agency-short-judicial-department = Судебный департамент
label-agency-short-unodc-glotip = ГЛОТИП
label-dimension-stage = по стадии дела
label-category-forced-marriage = принуждение к браку
label-category-begging = принуждение к попрошайничеству
label-category-organ-removal = изъятие органов
label-category-armed-conflict = вовлечение в вооружённый конфликт
label-category-other = иной вид
label-category-under-investigation = на расследовании
label-category-sent-to-court = направлено в суд
label-category-verdict-given = вынесен приговор
label-category-terminated = дело прекращено

error-code-ambiguous = { $year }: в этом году действовали два уголовных кодекса: { $first } года и, с { $date }, { $last } года. Ожидается дата деяния. Что делать: укажите в реестре дату деяния.
