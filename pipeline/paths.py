"""Where things are. No path is built outside this module."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import WrongCallError

PARAMS_FILE = "params.yaml"


@dataclass(frozen=True)
class Paths:
    """The project's folders and files below `root`, the folder that holds params.yaml."""

    root: Path

    @property
    def params(self) -> Path:
        return self.root / PARAMS_FILE

    @property
    def stages(self) -> Path:
        return self.root / "dvc.yaml"

    @property
    def raw(self) -> Path:
        return self.root / "data" / "raw"

    @property
    def build_lock(self) -> Path:
        """Held by the one process that builds this project."""
        return self.root / ".dvc" / "tmp" / "tip-digest.lock"

    @property
    def dvc_lock(self) -> Path:
        """What DVC remembers of its stages: the hashes each was run with."""
        return self.root / "dvc.lock"

    @property
    def dvc_locks(self) -> Path:
        """Which processes DVC believes to be reading or writing which files."""
        return self.root / ".dvc" / "tmp" / "rwlock"

    def source(self, name: str) -> Path:
        return self.raw / name

    @property
    def landed(self) -> Path:
        return self.root / "data" / "landed"

    @property
    def landed_register(self) -> Path:
        """Landed tables of registers, apart: they may be larger than memory."""
        return self.landed / "register"

    @property
    def landed_dropped(self) -> Path:
        """Headings of registers' columns that were not landed."""
        return self.landed_register / "dropped_heading.parquet"

    @property
    def accepted_register(self) -> Path:
        return self.validated / "register"

    def register_found(self, name: str) -> Path:
        """What validation found in registers: verdicts, quarantine or intake."""
        return self.validated / "found" / f"register_{name}.parquet"

    @property
    def register_expectations(self) -> Path:
        return self.expectations / "register"

    @property
    def scratch(self) -> Path:
        """Where work that does not fit into memory goes; emptied after it."""
        return self.root / "data" / "scratch"

    @property
    def validated(self) -> Path:
        return self.root / "data" / "validated"

    @property
    def curated(self) -> Path:
        return self.root / "data" / "curated"

    @property
    def curated_tables(self) -> Path:
        return self.curated / "tables"

    @property
    def store(self) -> Path:
        return self.curated / "store.duckdb"

    @property
    def analysed(self) -> Path:
        return self.root / "data" / "analysed"

    @property
    def expectations(self) -> Path:
        return self.root / "expectations"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def pages(self) -> Path:
        """Built pages: <year>/<language>/*.qmd and what the engine made of them."""
        return self.reports / "_build"

    @property
    def executed(self) -> Path:
        """Executed notebooks, kept as evidence."""
        return self.reports / "_evidence"

    def publication(self, year: int) -> Path:
        """Record of what an edition was published from, and of every file that was made."""
        return self.executed / f"published-{year}.json"

    @property
    def site(self) -> Path:
        return self.reports / "_site"

    def edition_analysed(self, year: int) -> Path:
        return self.analysed / str(year)

    @property
    def compared(self) -> Path:
        """What changed in each edition since the one before."""
        return self.root / "data" / "compared"

    def edition_compared(self, year: int) -> Path:
        return self.compared / str(year)

    def edition_pages(self, year: int) -> Path:
        return self.pages / str(year)


def find_project(start: Path | None = None) -> Paths:
    """Return the paths of the project that `start` (default: the working folder) lies in.

    Refuses a folder that is in no project.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / PARAMS_FILE).is_file() and Paths(folder).stages.is_file():
            return Paths(folder)
    raise WrongCallError("error-no-project", folder=str(here))
