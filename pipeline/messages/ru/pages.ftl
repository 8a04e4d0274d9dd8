# What every page and the cover of the PDF say of the edition.
digest-description = Судебные дела, данные ведомств и жертвы торговли людьми в Кыргызской Республике по { $edition } год включительно: каждое число со своим источником.
digest-citation = tip-digest. Торговля людьми: судебная практика в Кыргызской Республике. Дайджест, выпуск за { $edition } год. Версия { $version }.
country = Кыргызская Республика
table-mark = { $mark } — { $meaning }.
data-file-short = Данные
engine-site = Страницы выпуска
cover-languages-label = Языки
cover-licence-label = Лицензия
cover-licence = MIT — для дайджеста и его таблиц. У каждого источника свои условия: они названы в разделе «Источники и методика».
cover-note-label = Как читать числа

# Notes in the open data.
data-note-status = Пустое значение — это отсутствие числа и никогда не нуль: столбец «status» сообщает, не сообщается ли оно, скрыто или не применимо.
data-note-licence = Лицензия: MIT для этой таблицы; у каждого источника свои условия (таблица «sources»). Как цитировать: { $citation }
data-column-id = Имя факта, одно и то же во всех выпусках
data-column-value = Число; пусто, если числа нет
data-column-unit = Что считается или мера числа
data-column-status = Число, нуль, не сообщается, скрыто или не применимо
