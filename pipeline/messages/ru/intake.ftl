error-correction-incomplete = { $file }, исправление «{ $correction }»: { $key } отсутствует или не соответствует ожидаемому. Ожидается полное исправление, как в описании: docs/decisions/0007-corrections.md. Что делать: дополните исправление.
error-correction-row = { $file }, { $place }: по исправлению «{ $correction }» там найдено строк: { $rows }. Ожидается ровно одна. Что делать: уточните место или укажите строку по её столбцам в «where»; если отправитель исправил файл сам, поставьте исправлению статус withdrawn.
error-correction-guard = { $file }, { $place }: исправление «{ $correction }» ожидает в столбце { $column } значение «{ $expected }», а там «{ $found }». Ожидается, что ячейка осталась такой, какой была при согласовании исправления. Что делать: посмотрите файл; если отправитель исправил его сам, поставьте исправлению статус withdrawn в corrections.yaml.
error-correction-useless = { $file }, { $place }: после исправления «{ $correction }» строка по-прежнему не проходит проверку: { $check }. Ожидается, что исправленная строка проходит все проверки. Что делать: исправьте значение «corrected» в corrections.yaml.
error-validation-nothing-left = { $file }: проверка «{ $check }» не пройдена в { $rows ->
    [one] { $rows } строке
   *[other] { $rows } строках
  } ({ $sample }), и в таблице «{ $table }» не осталось ни одной принятой строки; таких проверок ещё: { $more }. Ожидается, что хотя бы одна строка останется. Что делать: исправьте файл вместе с отправителем или заявите исправления; что в карантине и почему — в data/validated/quarantine.parquet.

check-coverage-below-last-year = Сообщено меньше ячеек, чем за прошлый год
check-sources-disagree = Два источника дают разные числа для одного ведомства, показателя и года
check-file-has-rows = В файле есть строки
check-file-stopped = Файл не принят из-за другой проверки: в карантине все его строки
check-left-out = Исключено заявленным исправлением

fact-quality-coverage = { $rule }: { $agency }, { $indicator }, { $year } ({ $subject }), { $side }
fact-quality-quarantine = { $source }, { $file }: строки в карантине, { $reason }
fact-quality-revision = { $source }, версия от { $version }: { $agency }, { $indicator }, { $year } ({ $subject }), { $side }
fact-quality-revisions = Числа, пересмотренные между версиями: { $kind }
fact-quality-corrections = Заявленные исправления: { $state }
fact-quality-correction = Исправление { $correction }: { $side }

label-side-before = прежнее
label-side-after = новое
label-side-corrected = исправленное
label-kind-added = добавлено
label-kind-changed = изменено
label-kind-withdrawn = отозвано
label-kind-regions = по регионам
label-state-agreed = согласовано
label-state-proposed = предложено
label-state-withdrawn = отменено
label-subject-stage = по стадии дела
label-subject-citizenship = по гражданству
label-subject-region = по регионам
unit-revisions = пересмотров
unit-figures = чисел источника
unit-corrections = исправлений
data-quality-coverage = Число сообщённых ячеек в сравнении с прошлым годом
data-quality-quarantine = Строки в карантине по причинам
data-quality-revision = Числа до и после пересмотра
data-quality-revisions = Количество пересмотров
data-quality-corrections = Заявленные исправления по статусам
data-quality-correction = Исправленные числа

quality-section-quarantine = Что помещено в карантин
quality-quarantine-text = Строка, не прошедшая проверку, помещается в карантин: её нет ни в одной таблице, ни на одном графике и ни в одной сумме. Исходные ячейки хранятся у составителей дайджеста. Строка выпускается из карантина, когда отправитель исправит файл или будет согласовано исправление.
quality-quarantine-none = В карантине нет ни одной строки.
quality-quarantine-caption = Строки в карантине по файлам и причинам
quality-column-reason = Причина
quality-column-rows = Строк
quality-column-places = Места в файле
quality-corrections-text = { $agreed ->
    [one] Согласовано и применено { $agreed } исправление
    [few] Согласовано и применено { $agreed } исправления
    [many] Согласовано и применено { $agreed } исправлений
   *[other] Согласовано и применено исправлений: { $agreed }
  }. Полученные файлы не изменяются: для каждого исправления указаны ячейка, что в ней написано, что учитывается вместо этого, почему и кто принял решение.
quality-corrections-caption = Заявленные исправления
quality-column-place = Место
quality-column-source-says = В источнике
quality-column-counts = Учитывается
quality-column-why = Почему, кем и когда
quality-column-state = Статус
quality-correction-why = { $why } ({ $who }, { $when })
quality-correction-left-out = исключено
quality-revisions-lead = Между версиями источников { $changed ->
    [0] ни одно число по республике не изменено
    [one] изменено { $changed } число по республике
    [few] изменены { $changed } числа по республике
    [many] изменено { $changed } чисел по республике
   *[other] изменено чисел по республике: { $changed }
  }; добавлено — { $added }, отозвано — { $withdrawn }.
quality-revisions-regions = { $count ->
    [one] Ещё { $count } пересмотр касается регионов; эти числа не показаны.
    [few] Ещё { $count } пересмотра касаются регионов; эти числа не показаны.
    [many] Ещё { $count } пересмотров касаются регионов; эти числа не показаны.
   *[other] Пересмотры по регионам: { $count }; эти числа не показаны.
  }
quality-revision-caption = Что пересмотрено: прежние и новые числа
quality-column-version = Новая версия
quality-column-before = Было
quality-column-after = Стало
quality-column-figure = Показатель
quality-figure = { $indicator }, { $subject }

fact-agency-by = { $agency }: { $indicator }, { $year }, { $dimension }: { $category }
data-agency-by = Ряды ведомств по полу, возрасту и стадии дела
agencies-other-caption = По источникам и годам: { $indicator }
agencies-by-caption = По полу, возрасту и стадии дела, по формам самих ведомств: { $indicator }
new-registered-by = **Зарегистрированные дела за { $edition } год.**
new-registered-agency = { $agency }: { $number }.
lead-series = За { $edition } год { $agency } сообщает: { $indicator } — { $number }.
key-series = { $indicator }, { $edition } год ({ $agency })
dashboard-box-series = { $indicator }, { $edition } год ({ $agency })
sender-words = Словами отправителя: { $text }
