"""The command line: one command per verb. With cli_call, the only module that prints or exits."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli_call import Call, explain_usage, find_language, leave_with
from pipeline.errors import UserError, explain_disk
from pipeline.paths import find_project

if TYPE_CHECKING:
    from pipeline.check import Checked


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code of INTERFACE: never with a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    language = find_language(given)
    try:
        cli.main(args=given, prog_name="tip-digest", standalone_mode=False)
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.UsageError as mistake:
        leave_with(explain_usage(mistake, cli.commands), language)
    except (UserError, OSError) as error:
        if "--debug" in given:
            raise
        leave_with(explain_disk(error) if isinstance(error, OSError) else error, language)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tip-digest")
def cli() -> None:
    """Validated, replicated and published statistics on trafficking in persons."""


def verb(function: Callable[..., None]) -> click.Command:
    """Return `function` as a command with the options every verb has."""

    @click.option("--lang", "languages", multiple=True, metavar="ky|ru|en", help="Language.")
    @click.option("--quiet", is_flag=True, help="Say nothing but errors.")
    @click.option("--debug", is_flag=True, help="Show the traceback of an error.")
    def command(languages: tuple[str, ...], quiet: bool, debug: bool, **given: Any) -> None:
        from pipeline.settings import check_languages

        del debug  # read by main
        check_languages(languages)
        call = Call(languages[0] if languages else "en", quiet)
        if "page_languages" in function.__annotations__:
            given["page_languages"] = languages
        function(call, **given)

    command.__doc__ = function.__doc__
    for option in getattr(function, "__click_params__", []):
        command.__click_params__.append(option)  # type: ignore[attr-defined]
    return cli.command(function.__name__.removeprefix("run_"))(command)


edition_option = click.option(
    "--edition", "editions", type=int, multiple=True, metavar="YEAR", help="Edition; repeatable."
)


@verb
def run_land(call: Call) -> None:
    """Read data/raw/ into landed tables, each row with its place."""
    from pipeline.land import land

    paths, _ = call.read_project()
    landed = land(paths)
    for each in landed.dropped:
        headings = "; ".join(each.headings)
        call.say("register-dropped", file=f"{each.source}/{each.file}", headings=headings)
    counts = ", ".join(f"{name} {rows}" for name, rows in landed.rows.items())
    call.say("land-done", tables=counts)


@verb
def run_validate(call: Call) -> None:
    """Check the landed tables; write verdicts, quarantine and accepted rows."""
    from pipeline.kernels import run_notebook

    paths, settings = call.read_project()
    run_notebook(
        paths.notebooks / "validate.ipynb",
        paths.executed / "validate.ipynb",
        {},
        timeout_s=settings.notebook_timeout_s,
    )


@verb
@click.option("--share", default="", metavar="ADDRESS", help="Copy tables to s3://BUCKET/PREFIX.")
def run_curate(call: Call, share: str) -> None:
    """Build the store from accepted rows, declared corrections and the concordance."""
    from pipeline.curate import curate

    paths, _ = call.read_project()
    curate(paths)
    if share:
        from pipeline.shared_tables import share_tables

        share_tables(paths.curated_tables, share)


@verb
@edition_option
@click.option("--articles", multiple=True, metavar="ARTICLE", help="Articles; default: all.")
def run_analyse(call: Call, editions: tuple[int, ...], articles: tuple[str, ...]) -> None:
    """Compute each edition's facts and recompute published statements."""
    from pipeline.fan_out import NotebookTask, run_notebooks
    from pipeline.settings import choose_editions

    paths, settings = call.read_project()
    tasks = [
        NotebookTask(
            source=paths.notebooks / "judicial_practice.ipynb",
            executed=paths.executed / f"judicial_practice-{edition}.ipynb",
            parameters={"edition": edition, "articles": list(articles) or ["all"]},
            timeout_s=settings.notebook_timeout_s,
        )
        for edition in choose_editions(settings, editions)
    ]
    run_notebooks(tasks, jobs=1)


@verb
def run_compare(call: Call) -> None:
    """Tell, for each edition, what changed since the one before, and why."""
    from pipeline.changes import compare_editions

    paths, settings = call.read_project()
    compare_editions(paths, settings.editions)


@verb
@edition_option
@click.option("--engine", default="auto", metavar="auto|quarto|pandoc", help="Page engine.")
@click.option("--jobs", type=click.IntRange(min=1), default=2, help="At the same time.")
@click.option("--scheduler", default="", metavar="tcp://HOST:PORT", help="Dask cluster.")
def run_render(
    call: Call,
    editions: tuple[int, ...],
    engine: str,
    jobs: int,
    scheduler: str,
    page_languages: Any,
) -> None:
    """Word the pages in every language and render them to HTML and PDF."""
    from pipeline.engines import choose_engine
    from pipeline.fan_out import run_notebooks
    from pipeline.render_plan import plan_rendering
    from pipeline.settings import choose_editions

    choose_engine(engine)
    paths, settings = call.read_project()
    chosen = choose_editions(settings, editions)
    languages = page_languages or settings.languages
    apart = bool(scheduler) or len(chosen) > 1
    tasks = plan_rendering(paths, settings, chosen, languages, engine, jobs, apart=apart)
    run_notebooks(tasks, jobs, scheduler)


@verb
@edition_option
def run_publish(call: Call, editions: tuple[int, ...]) -> None:
    """Publish the rendered editions in reports/_site/ if every gate holds."""
    from pipeline.publish import publish
    from pipeline.settings import choose_editions

    paths, settings = call.read_project()
    publish(paths, settings, choose_editions(settings, editions))


@verb
@click.option("--dry-run", is_flag=True, help="Say what would run, and why.")
@click.option("--jobs", type=click.IntRange(min=1), help="Editions at the same time.")
def run_build(call: Call, dry_run: bool, jobs: int | None) -> None:
    """Run every stage whose inputs changed, in order."""
    from pipeline.build import build
    from pipeline.dvc import read_status

    paths, _ = call.read_project()
    if dry_run:
        plan = read_status(paths.root)
        for stage, reasons in plan.items():
            call.say("build-why", stage=stage, reasons=reasons)
        if not plan:
            call.say("build-nothing")
        return
    build(paths, call.say, jobs)


@verb
@click.argument("editions", type=int, nargs=-1, metavar="[YEAR]")
def run_verify(call: Call, editions: tuple[int, ...]) -> None:
    """Re-check published editions: hashes, trace, parity, disclosure."""
    from pipeline.publish import verify_editions
    from pipeline.settings import choose_editions

    paths, settings = call.read_project()
    verified = verify_editions(paths, settings, choose_editions(settings, editions))
    for edition, facts in verified.items():
        call.say("verify-done", edition=str(edition), facts=len(facts))


file_argument = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")


@verb
@file_argument
@click.option("--source", default="", metavar="ID", help="As a file of this source; default: any.")
def run_check(call: Call, file: Path, source: str) -> None:
    """Validate one incoming file and mark its faults in FILE.checked.xlsx."""
    from pipeline.add import name_checked, refuse_faults
    from pipeline.check import check_file

    paths, _ = call.read_project()
    checked = check_file(file, paths, source)
    tell_checked(call, checked, file)
    if checked.faults:
        raise refuse_faults(checked, file)
    warnings = len(checked.findings)
    call.say("check-clean", file=file.name, warnings=warnings, checked=name_checked(file).name)


@verb
@file_argument
@click.option("--source", required=True, metavar="ID", help="The source, new or known.")
@click.option("--year", required=True, type=click.IntRange(1990, 2100), help="Reporting year.")
@click.option("--quarantine", is_flag=True, help="Add it though rows will be held back.")
def run_add(call: Call, file: Path, source: str, year: int, quarantine: bool) -> None:
    """Add a file to the project's sources; refuse what check refuses."""
    from pipeline.add import add_file, check_incoming_file

    paths, _ = call.read_project()
    checked = check_incoming_file(file, paths, source)
    tell_checked(call, checked, file)
    added = add_file(file, paths, source, year, quarantine=quarantine, checked=checked)
    rows = {"accepted": checked.accepted, "quarantined": checked.quarantined}
    call.say("add-done", file=file.name, target=str(added.target.relative_to(paths.root)), **rows)
    if added.is_new_source:
        call.say("add-source-new", description=f"data/raw/{source}/source.yaml")
    if added.is_new_edition:
        call.say("add-edition", year=str(year))
    call.say("add-next")


def tell_checked(call: Call, checked: Checked, file: Path) -> None:
    """Write the checked workbook and say what was found."""
    from pipeline.add import name_checked
    from pipeline.check_words import mark_findings, tell_checked
    from pipeline.checked_workbook import write_checked

    target = name_checked(file)
    write_checked(file, target, mark_findings(checked, call.words), call.words)
    for line in [] if call.quiet else tell_checked(checked, target.name, call.words):
        click.echo(line)


@verb
@click.argument("form", metavar="agency-series|case-register")
@click.option("--year", type=int, required=True, metavar="YEAR", help="The reporting year.")
@click.option("-o", "--output", required=True, metavar="FILE.xlsx", help="The workbook to write.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
def run_template(call: Call, form: str, year: int, output: str, force: bool) -> None:
    """Write an empty intake form in the language of --lang."""
    from pipeline.forms import write_template

    target = Path(output)
    write_template(form, year, call.language, target, force=force)
    call.say("template-done", file=target.name, form=form, year=str(year))


@verb
@click.argument("old")
@click.argument("new")
@click.option("-o", "--output", metavar="DIR", help="Write the pages there, in every language.")
def run_diff(call: Call, old: str, new: str, output: str | None) -> None:
    """Tell what changed between two published editions (folders or years), and why."""
    from pipeline.diff import diff, tell_diff, write_diff

    paths, _ = call.read_project()
    found = diff(paths, old, new)
    for line in tell_diff(found, call.words):
        click.echo(line)
    if output:
        pages = write_diff(found, paths, Path(output))
        call.say("diff-written", files=", ".join(map(str, pages)))


@verb
@click.argument("fact_id")
@click.argument("year", type=int, required=False)
def run_explain(call: Call, fact_id: str, year: int | None) -> None:
    """Tell where a number comes from: value, query, sources, status."""
    from pipeline.explain import explain

    paths, settings = call.read_project()
    for line in explain(paths, settings, fact_id, year, call.words):
        click.echo(line)


@verb
@click.option("--cases", type=click.IntRange(min=1), required=True, metavar="N", help="Cases.")
@click.option("--seed", type=int, default=1, metavar="S", help="The same seed, the same register.")
@click.option("-o", "output", required=True, metavar="DIR", help="A new or empty folder.")
@click.option("--years", default="", metavar="FIRST-LAST", help="Default: the published years.")
@click.option("--project", is_flag=True, help="A whole small project, ready for `build`.")
def run_demo(call: Call, cases: int, seed: int, output: str, years: str, project: bool) -> None:
    """Write a synthetic case register; every page made from it says so."""
    from pipeline.demo import read_years, write_demo
    from pipeline.demo_project import write_project

    paths, folder, chosen = find_project(), Path(output), read_years(years)
    if project:
        demo = write_project(paths, folder, cases, seed, chosen, call.language)
    else:
        demo = write_demo(paths.raw, folder, cases, seed, chosen, call.language)
    persons = demo.rows["defendants"]
    call.say("demo-done", folder=output, cases=cases, persons=persons, tables=len(demo.rows))
