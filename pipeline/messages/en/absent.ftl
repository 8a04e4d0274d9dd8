# What a page says where a source is not at hand.
agencies-missing = None of the sources at hand holds an agency’s yearly series.
agencies-intro-some = Sources that count trafficking cases of the same years seldom agree. Here each stands beside the others. Nothing is averaged, and a year without a number stays empty.
agencies-chart-summary-plain = Lines by source, { $first }–{ $edition }; the table below gives each number.
us-empty-note = An empty cell: the report does not give the figure.
us-row = { $year }: { $indicator }
