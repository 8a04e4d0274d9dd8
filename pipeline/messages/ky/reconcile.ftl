# Салыштырып тактоо: булактар катар, айырма, эмне түшүндүрүлдү жана эмне түшүндүрүлгөн жок.
fact-agency-told = { $agency }: { $indicator }, { $year }-жыл, «{ $source }» булагы боюнча
fact-reconcile = { $title }, { $year }-жыл: { $part }
reconcile-part-gap-least = булактардын эң чоң айырмасы, кеминде
reconcile-part-gap-most = булактардын эң чоң айырмасы, көп дегенде
reconcile-part-explained-most = айырманын булакта айтылган аныктама түшүндүргөн бөлүгү
reconcile-part-unexplained-least = айырманын түшүндүрүлбөгөн калдыгы, кеминде
reconcile-part-unexplained-most = айырманын түшүндүрүлбөгөн калдыгы, көп дегенде
reconcile-part-suppressed-least = жашырылган сан, эң аз болушу мүмкүн
reconcile-part-suppressed-most = жашырылган сан, эң көп болушу мүмкүн
reconcile-part-spread = ал келтирилген чыгарылыштардын ортосундагы айырма
error-rule-incomplete = { $file }, «{ $rule }» эрежеси: { $key } жок же күтүлгөндөй эмес. Башка эрежелердегидей ачкычтар, ар бир текст үч тилде жана булак муну айткан жер күтүлгөн. Андан ары: expectations/ ичиндеги эрежени оңдоңуз.
data-agency-told = Бир мекеменин сандары ар кайсы булактар боюнча
data-reconcile = Булактардын айырмасы: түшүндүрүлгөнү жана түшүндүрүлбөгөнү
data-reconcile-editions = Бир жарыялоочу бир нече чыгарылышта келтирген сандар
data-reconciliation = Булактар катар: ар бири эмнени айтат жана эмнени эсептейт
