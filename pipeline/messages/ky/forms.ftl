# Формалар мекемелердин катарларына кошкон аталыштар.
label-agency-moi = Ички иштер министрлиги
label-agency-gpo = Башкы прокуратура
label-agency-supreme-court = Жогорку сот
label-agency-judicial-department = Сот департаменти
label-agency-short-moi = ИИМ
label-agency-short-gpo = БП
label-agency-short-supreme-court = Жогорку сот
label-agency-short-judicial-department = Сот департаменти
label-agency-short-unodc-glotip = ГЛОТИП
label-dimension-stage = иштин баскычы боюнча
label-category-forced-marriage = никеге турууга мажбурлоо
label-category-begging = кайырчылыкка мажбурлоо
label-category-organ-removal = адамдын органдарын алуу
label-category-armed-conflict = куралдуу жаңжалга тартуу
label-category-other = башка түрү
label-category-under-investigation = тергөөдө
label-category-sent-to-court = сотко жөнөтүлгөн
label-category-verdict-given = өкүм чыгарылган
label-category-terminated = иши кыскартылган

error-code-ambiguous = { $year }: бул жылы эки кодекс колдонулган: { $first }-жылдагы жана { $date } тартып { $last }-жылдагы. Жосун жасалган күн күтүлгөн. Эмне кылуу керек: реестрде жосун жасалган күндү көрсөтүңүз.
