"""Which runs of notebooks/render.ipynb make which pages: no package that they need is imported."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import WrongCallError
from pipeline.fan_out import NotebookTask
from pipeline.paths import Paths
from pipeline.settings import Settings


def plan_rendering(
    paths: Paths,
    settings: Settings,
    editions: Sequence[int],
    languages: Sequence[str],
    engine: str,
    jobs: int,
    *,
    apart: bool,
) -> list[NotebookTask]:
    """Return the runs of notebooks/render.ipynb: one for each edition, or for each language too.

    Languages apart spread over more processes; together they share one kernel, which renders
    `jobs` pages at a time.
    """
    runs = [(edition, list(languages), ["all"], f"render-{edition}") for edition in editions]
    if apart:
        runs = [
            (edition, [language], ["first"], f"render-{edition}-{language}")
            for edition in editions
            for language in languages
        ]
    return [
        NotebookTask(
            source=paths.notebooks / "render.ipynb",
            executed=paths.executed / f"{name}.ipynb",
            parameters={
                "edition": edition,
                "languages": chosen,
                "pairs": pairs,
                "engine": engine,
                "jobs": 1 if apart else jobs,
            },
            timeout_s=settings.notebook_timeout_s,
        )
        for edition, chosen, pairs, name in runs
    ]


def choose_pairs(
    settings: Settings, wanted: Sequence[str], languages: Sequence[str]
) -> list[tuple[str, str]]:
    """Return the bilingual pairs to make: all for ["all"], or those that `wanted` names as "en-ru".

    With ["first"], those whose first language is among `languages`: then runs for one language
    each, side by side, make every pair once.
    """
    if list(wanted) == ["all"]:
        return list(settings.pairs)
    if list(wanted) == ["first"]:
        return [pair for pair in settings.pairs if pair[0] in languages]
    known = {"-".join(pair): pair for pair in settings.pairs}
    for name in wanted:
        if name not in known:
            raise WrongCallError("error-unknown-pair", pair=str(name), known=", ".join(known))
    return [known[name] for name in wanted]
