"""Sample charts in three languages for the tests of charts and of page scripts."""

from __future__ import annotations

from pipeline.charts import Break, Chart, Point

ARTICLES = {
    "124": (5, 5, 1, 4),
    "125": (3, 2, 1, 2),
    "154": (5, 1, 5, 2),
    "155": (21, 17, 16, 23),
    "260": (2, 5, 3, 3),
    "261": (36, 24, 16, 28),
    "375": (2, 17, 10, 6),
    "114": (None, None, None, None),
    "262-1": (0, None, None, None),
}
YEARS = (2014, 2015, 2016, 2017)

OFFENCES = {
    "en": {
        "124": "Trafficking in persons (Art.\u00a0124)",
        "125": "Forced labour (Art.\u00a0125)",
        "154": "Forced marriage of a minor (Art.\u00a0154)",
        "155": "Forcing a woman into marriage, abduction for marriage (Art.\u00a0155)",
        "260": "Involvement in prostitution (Art.\u00a0260)",
        "261": "Organising brothels for prostitution (Art.\u00a0261)",
        "375": "Mercenary activity (Art.\u00a0375)",
        "114": "Trade in human organs (Art.\u00a0114)",
        "262-1": "Sexual exploitation of children (Art.\u00a0262-1)",
    },
    "ru": {
        "124": "Торговля людьми (ст.\u00a0124)",
        "125": "Принудительный труд (ст.\u00a0125)",
        "154": "Вступление в фактические брачные отношения с несовершеннолетней (ст.\u00a0154)",
        "155": "Принуждение женщины к вступлению в брак, похищение женщины для вступления в брак"
        " или воспрепятствование вступлению в брак (ст.\u00a0155)",
        "260": "Вовлечение в занятие проституцией (ст.\u00a0260)",
        "261": "Организация либо содержание притонов для занятия проституцией (ст.\u00a0261)",
        "375": "Наёмничество (ст.\u00a0375)",
        "114": "Торговля человеческими органами (ст.\u00a0114)",
        "262-1": "Сексуальная эксплуатация детей (ст.\u00a0262-1)",
    },
    "ky": {
        "124": "Адамдарды сатуу (124-статья)",
        "125": "Мажбурлап иштетүү (125-статья)",
        "154": "Жашы жете элек кызды никеге турууга мажбурлоо (154-статья)",
        "155": "Аялды никеге турууга мажбурлоо, никеге туруу үчүн ала качуу же никеге турууга"
        " тоскоолдук кылуу (155-статья)",
        "260": "Сойкулукка тартуу (260-статья)",
        "261": "Сойкулук үчүн жайларды уюштуруу же кармап туруу (261-статья)",
        "375": "Жалданып согушуу (375-статья)",
        "114": "Адамдын органдарын сатуу (114-статья)",
        "262-1": "Балдарды сексуалдык эксплуатациялоо (262-1-статья)",
    },
}
AGENCIES = {
    "en": {
        "nsc": "National Statistical Committee",
        "moi_gpo": "Ministry of Internal Affairs and Prosecutor General",
        "us_tip": "US report",
        "registered": "Registered cases",
        "prosecuted": "Prosecuted cases",
        "convicted": "Convicted persons",
    },
    "ru": {
        "nsc": "Национальный статистический комитет",
        "moi_gpo": "Министерство внутренних дел и Генеральная прокуратура",
        "us_tip": "Доклад США",
        "registered": "Зарегистрированные дела",
        "prosecuted": "Дела, переданные в суд",
        "convicted": "Осуждённые лица",
    },
    "ky": {
        "nsc": "Улуттук статистика комитети",
        "moi_gpo": "Ички иштер министрлиги жана Башкы прокуратура",
        "us_tip": "АКШнын баяндамасы",
        "registered": "Катталган иштер",
        "prosecuted": "Сотко жөнөтүлгөн иштер",
        "convicted": "Соттолгон адамдар",
    },
}
SERIES = {
    "registered": {
        "nsc": (7, 2, 8, 11, 8, 6),
        "moi_gpo": (7, 4, 8, 9, 7, 9),
        "us_tip": (8, 4, 6, 9, 40, 9),
    },
    "prosecuted": {
        "nsc": (13, 5, 3, None, None, None),
        "moi_gpo": (None, 5, 10, 9, 9, None),
        "us_tip": (9, 2, 3, 13, 3, 4),
    },
    "convicted": {
        "nsc": (16, 10, 5, None, None, None),
        "moi_gpo": (None,) * 6,
        "us_tip": (9, 2, 4, 3, 3, 4),
    },
}
VICTIMS = (60, 48, 36, None, 11, "<5", 16, 22, 0, 41, 1103, 12, 9, 17)

WORDS = {
    "en": ("Entries by article and year", "Number of entries", "Code of 2017 in force", "cases"),
    "ru": ("Записи по статьям и годам", "Число записей", "Вступил в силу Кодекс 2017 года", "дел"),
    "ky": ("Жазуулар статьялар жана жылдар боюнча", "Жазуулардын саны",
           "2017-жылдагы кодекс күчүнө кирди", "иш"),
}  # fmt: skip


def _point(fact: str, x: object, value: object, **rest: object) -> Point:
    status = {None: "not_reported", "<5": "suppressed", 0: "zero"}.get(value, "value")  # type: ignore[call-overload]
    number = value if isinstance(value, int) else None
    return Point(fact_id=fact, x=str(x), value=number, status=status, **rest)  # type: ignore[arg-type]


def chart_of_years(language: str) -> Chart:
    """Return small multiples: one panel per article, four years."""
    title, counted, _, unit = WORDS[language]
    points = tuple(
        _point(
            f"practice.entries.{article}.{year}",
            year,
            value,
            panel=article,
            keys={"article": article, "year": year},
        )
        for article, values in ARTICLES.items()
        for year, value in zip(YEARS, values, strict=True)
    )
    return Chart(
        id="article-year", kind="columns", title=title, summary=f"{title}: 36 → 28.",
        points=points, labels=OFFENCES[language], y_title=counted, unit=unit,
    )  # fmt: skip


def chart_of_totals(language: str) -> Chart:
    """Return horizontal bars: one per article, with one not reported and one true zero."""
    title, counted, _, unit = WORDS[language]
    totals = {article: sum(v for v in values if v) for article, values in ARTICLES.items()}
    ordered = sorted(totals, key=lambda article: -totals[article])
    points = tuple(
        _point(
            f"practice.entries.{article}.all",
            article,
            None if article == "114" else totals[article],
            keys={"article": article},
        )
        for article in ordered
    )
    return Chart(
        id="article-total", kind="bars", title=title, summary=f"{title}: 104.",
        points=points, labels=OFFENCES[language], y_title=counted, unit=unit,
    )  # fmt: skip


def chart_of_agencies(language: str) -> Chart:
    """Return lines: three agencies in three panels, with gaps and a break in 2019."""
    title, counted, changed, unit = WORDS[language]
    points = tuple(
        _point(
            f"agencies.{agency}.{indicator}.{year}",
            year,
            value,
            series=agency,
            panel=indicator,
            keys={"agency": agency, "year": year, "indicator": indicator},
        )
        for indicator, by_agency in SERIES.items()
        for agency, values in by_agency.items()
        for year, value in zip(range(2016, 2022), values, strict=True)
    )
    return Chart(
        id="agencies", kind="lines", title=title, summary=f"{title}: 2016-2021.",
        points=points, labels=AGENCIES[language], y_title=counted, unit=unit,
        breaks=(Break("2019", changed),),
    )  # fmt: skip


def chart_of_victims(language: str) -> Chart:
    """Return a single line of fourteen years with a zero, a gap and a suppressed value."""
    title, counted, changed, unit = WORDS[language]
    points = tuple(
        _point(f"nsc_sdg.victims.{year}", year, value, keys={"year": year})
        for year, value in zip(range(2010, 2024), VICTIMS, strict=True)
    )
    return Chart(
        id="victims", kind="lines", title=title, summary=f"{title}: 2010-2023.", points=points,
        y_title=counted, unit=unit, breaks=(Break("2019", changed), Break("2022", changed)),
    )  # fmt: skip


def all_charts(language: str) -> list[Chart]:
    """Return every sample chart in one language."""
    makers = (chart_of_years, chart_of_totals, chart_of_agencies, chart_of_victims)
    return [make(language) for make in makers]
