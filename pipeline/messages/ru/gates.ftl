# What the gates say, and what changed between two editions.
data-concordance = Соответствие статей уголовных кодексов
data-changes = Изменения по сравнению с предыдущим выпуском, по причинам
data-previous = Что сообщал предыдущий выпуск
data-changed-facts = Каждый показатель, изменившийся с предыдущего выпуска
unit-facts = показателей
fact-changes = Показатели, { $change }: { $cause }
fact-previous = { $label } — в выпуске за { $edition } год
label-change-new = новые
label-change-changed = изменённые
label-change-vanished = более не приводимые
label-cause-all = все причины
label-cause-new-data = новые данные
label-cause-revision = пересмотр источником
label-cause-correction = исправление
label-cause-code = изменение уголовных кодексов
label-cause-method = изменение методики
label-cause-suppression = сокрытие малых чисел
label-cause-unexplained = причина не установлена

section-changes = Что изменилось с предыдущего выпуска
changes-first = Выпуск за { $edition } год — первый: сравнивать его не с чем.
changes-counts = По сравнению с выпуском за { $last } год в выпуске за { $edition } год { $new ->
    [one] { $new } новый показатель
    [few] { $new } новых показателя
    [many] { $new } новых показателей
   *[other] { $new } нового показателя
  }; из приводившихся ранее изменено — { $changed }, более не приводится — { $vanished }.
changes-item = { $what }: { $count } ({ $reason }).
change-kind-new = Новые
change-kind-changed = Изменились
change-kind-vanished = Более не приводятся
change-reason-new-data = новые данные
change-reason-revision = пересмотрено источником
change-reason-correction = объявленное исправление
change-reason-code = изменение уголовных кодексов
change-reason-method = изменение методики
change-reason-suppression = число скрыто или вновь открыто
change-reason-unexplained = причина не установлена
changes-caption = Опубликованные числа, изменившиеся с выпуска за { $last } год
changes-column-fact = Показатель
changes-column-edition = Выпуск за { $edition } год
changes-column-reason = Причина
changes-counted = Числа о качестве данных и о пересчитанных утверждениях меняются в каждом выпуске; каждое из них с причиной приведено в файле `data/changed_facts.csv`.

diff-title = Что изменилось между двумя выпусками
diff-lead = Все показатели выпуска за { $old } год (всего { $oldfacts }) и выпуска за { $new } год (всего { $newfacts }), которые появились, изменились или более не приводятся, с указанием причины.
diff-same-lead = Две публикации выпуска за { $new } год: все показатели, которые появились, изменились или более не приводятся, с указанием причины.
diff-nothing = Изменений нет: оба выпуска приводят одни и те же показатели.
diff-column-what = Что произошло
diff-column-fact = Показатель
diff-column-old = Было
diff-column-new = Стало
diff-column-reason = Причина
diff-column-evidence = Чем подтверждается
diff-summary = Изменения по виду и причине
diff-column-count = Число показателей
diff-written = Записано: { $files }
diff-counts = Новых: { $new }, изменённых: { $changed }, более не приводимых: { $vanished }.
error-diff-order = { $old } — более поздний выпуск, чем { $new }. Что делать: назовите более ранний выпуск первым.
error-diff-folder = В папке { $folder } нет опубликованного выпуска. Ожидается папка с файлами facts.json и manifest.json, например reports/_site/2021. Что делать: вызовите «tip-digest publish» или назовите другую папку.
error-acknowledged = reports/acknowledged.yaml, запись { $entry }: { $reason }. Ожидается: `edition, fact, old, new, why, who`. Что делать: дополните запись.
