# What every page and the cover of the PDF say of the edition.
digest-description = Судебные дела, данные ведомств и жертвы торговли людьми в Кыргызской Республике по { $edition } год включительно: каждое число со своим источником.
digest-citation = tip-digest. Торговля людьми: судебная практика в Кыргызской Республике. Дайджест, выпуск за { $edition } год. Версия { $version }.
country = Кыргызская Республика
data-file-short = Данные:
engine-site = Страницы выпуска
cover-languages-label = Языки
cover-licence-label = Лицензия
cover-licence = MIT — для дайджеста и его таблиц. У каждого источника свои условия: они названы в разделе «Источники и методика».
cover-note-label = Как читать числа
