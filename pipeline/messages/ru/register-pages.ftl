# Раздел страниц, который заполняет реестр дел.
data-register-years = Первый и последний годы реестра
data-register-entries = Реестр: записи по статьям и годам
data-register-cases = Реестр: дела по статьям и годам
data-register-share = Реестр: доля каждой статьи в записях и в делах
data-register-together = Реестр: статьи, вменённые вместе в одном деле
data-register-articles-per-case = Реестр: дела по числу статей
data-register-offences = Реестр: записи по преступлениям, сквозь кодексы
data-register-duration = Реестр: дней от принятия до закрытия дела
data-register-appealed = Реестр: закрытые дела, обжалованные и нет
data-register-appealed-share = Реестр: доля закрытых дел с обжалованием
data-register-persons = Реестр: подсудимые по статьям и полу
data-register-persons-share = Реестр: доля мужчин и женщин среди подсудимых
data-register-ages = Реестр: подсудимые по возрасту и полу
data-register-citizenships = Реестр: подсудимые по гражданству
data-register-outcomes = Реестр: подсудимые по статьям и результатам
data-register-outcome-share = Реестр: доля каждого результата, с интервалом
data-register-punishments = Реестр: лица по статьям и наиболее строгому наказанию
data-register-punishment-share = Реестр: доля каждого наказания, с интервалом
data-register-serving = Реестр: порядок отбывания лишения свободы
data-register-serving-share = Реестр: доля условного лишения свободы, с интервалом
data-register-imprisoned = Реестр: лица с указанным сроком лишения свободы
data-register-months = Реестр: срок лишения свободы, месяцев
data-register-ranges = Реестр: лишение свободы относительно пределов статьи
data-register-range-bounds = Пределы лишения свободы по каждой статье, месяцев
data-register-additional = Реестр: дополнительные наказания
data-register-circumstances = Реестр: смягчающие и отягчающие обстоятельства
data-register-requalified = Реестр: обвинения по статье при направлении и по приговору
data-register-appeals = Реестр: обжалование по инстанциям и результатам
data-register-regions = Реестр: дела по регионам и годам
data-register-victims = Реестр: потерпевшие по статьям и полу
data-register-victim-ages = Реестр: потерпевшие по возрасту и полу
data-register-victim-share = Реестр: доля возрастных групп среди потерпевших
data-register-exploitation = Реестр: потерпевшие по форме эксплуатации и полу
data-register-means = Реестр: потерпевшие по средствам воздействия
data-register-places = Реестр: потерпевшие по месту эксплуатации
data-register-protection = Реестр: потерпевшие по мерам защиты
data-register-compensation = Реестр: компенсация потерпевшим
data-register-compensation-share = Реестр: доля потерпевших с компенсацией
data-register-compensation-som = Реестр: присуждённая компенсация, сомов

section-register = Судебная практика по реестру дел
section-register-outcomes = Результаты и наказания
section-register-requalified = Переквалификация
section-register-time = Сроки и обжалование
section-register-regions = Регионы
section-register-victims = Потерпевшие по делам
dashboard-page-register = Реестр
register-intro = Реестр охватывает { $several ->
    [no] { $last } год
   *[yes] { $first }–{ $last } годы
  }. Дел — { $cases }, записей по статьям — { $entries }, подсудимых — { $persons }, потерпевших — { $victims }. Дело, запись и лицо — разные единицы: дело по трём статьям — это одно дело и три записи, а каждое лицо учтено один раз, по наиболее тяжкому обвинению.
register-lead = В реестре дел за { $several ->
    [no] { $last } год
   *[yes] { $first }–{ $last } годы
  }: дел — { $cases }, подсудимых — { $persons }.
register-year = Дело отнесено к году закрытия, нерассмотренное — к году принятия. Статьи — по обвинению при направлении в суд, по кодексу, действовавшему в день деяния.
register-together-text = Записей больше, чем дел, потому что часть дел — по нескольким статьям. По диагонали — дела только по этой статье.
register-mitigating-caption = Реестр: смягчающие обстоятельства
register-aggravating-caption = Реестр: отягчающие обстоятельства
register-change-more = { $what }: { $now } в { $year } году, больше, чем годом ранее ({ $before }).
register-change-fewer = { $what }: { $now } в { $year } году, меньше, чем годом ранее ({ $before }).
register-change-same = { $what }: { $now } в { $year } году, столько же, сколько годом ранее ({ $before }).
register-change-note = Два года — ещё не тенденция; различие не проверялось статистически.
register-what-cases = Дела
register-what-entries = Записи по статьям
register-what-persons = Подсудимые
register-what-victims = Потерпевшие
register-interval-text = Интервал (Уилсона, 95 %) показывает, насколько доля могла бы отклониться лишь случайно, если бы такие дела были выборкой.
register-too-small = Менее 20 наблюдений: число слишком мало для толкования. Показаны только количества, без долей, медиан и интервалов.
register-small-note = Пустая ячейка: менее 20 наблюдений, слишком мало для толкования.
register-range-text = Пределы — статьи в целом по действовавшему кодексу, насколько они известны таблице соответствия. У частей статьи, покушений и при особых обстоятельствах пределы иные: «ниже» или «выше» — повод посмотреть дело, а не вывод об ошибке.
register-requalified-text = Строки — статья при направлении в суд, столбцы — статья по приговору. Вне диагонали — переквалифицированные обвинения.
register-several-note = Одно лицо может учитываться в нескольких строках.
register-gravest-note = Каждое лицо — один раз: по наиболее тяжкой статье и наиболее строгому наказанию.
register-break-text = Там, где сменился кодекс, ряд прерван: таблица соответствия указывает, продолжился ли состав без изменений, изменён, разделён, объединён, введён или исключён.
register-chart-entries-title = Записи по преступлениям и годам
register-chart-entries-summary = За { $several ->
    [no] { $last } год
   *[yes] { $first }–{ $last } годы
  } больше всего записей за один год — по составу «{ $offence }»: { $most } ({ $year } год).
register-chart-outcomes-title = Подсудимые по результату
register-chart-outcomes-summary = Больше всего подсудимых с одним результатом: { $most }.
register-chart-regions-title = Дела по регионам
register-chart-regions-summary = Больше всего дел в одном регионе: { $most }.
register-chart-forms-title = Потерпевшие по форме эксплуатации
register-chart-forms-summary = Больше всего потерпевших по одной форме эксплуатации: { $most }.
register-article-name = { $article }: { $offence }
register-column-outcome = Результат
register-column-punishment = Наказание
register-column-serving = Отбывание
register-column-low = Интервал от
register-column-high = Интервал до
register-column-age = Возраст
register-column-citizenship = Гражданство
register-column-region = Регион
register-column-result = Результат
register-column-circumstance = Обстоятельство
register-column-form = Форма эксплуатации
register-column-measure = Мера
register-column-means = Средство
register-column-place = Место
register-column-compensation = Компенсация
register-column-article = Статья (кодекс)
register-column-filing = При направлении
register-column-year = Год
register-column-scope = Статья или год
register-column-range-least = Предел от
register-column-range-most = Предел до
register-column-additional = Дополнительное наказание
register-compensation-text = Присуждённая компенсация (потерпевших — { $awarded }), в сомах: медиана — { $median }, у половины — от { $low } до { $high }.
key-register-cases = дела в реестре
key-register-entries = записи по статьям в них
key-register-persons = подсудимые
key-register-victims = потерпевшие
key-register-convicted = осуждённые
register-value = { $value }
