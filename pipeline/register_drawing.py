"""Draws the register's tables and charts for a template, and says once a section what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.chart_model import Chart
from pipeline.measures import MEASURES
from pipeline.page_tables import Table, write_table
from pipeline.register_tables import shares_of
from pipeline.wording import Page, message


class RegisterDrawing:
    """Tables and charts of the register on one page; those that are None leave a gap.

    A gap is what the register does not hold, or what is left out to protect persons: a reader
    cannot tell which.
    """

    def __init__(
        self,
        page: Page,
        draw_chart: Callable[[Chart], str],
        draw_figure: Callable[[Chart, str, str], str],
    ) -> None:
        self._page = page
        self._draw_chart = draw_chart
        self._draw_figure = draw_figure
        self._has_gap = False

    def table(self, table: Table | None) -> str:
        return write_table(self._page, table) if table else self._leave_gap()

    def tables(self, tables: Sequence[Table]) -> str:
        """Return tables one below the other; none at all is a gap."""
        return "\n\n".join(map(self.table, tables)) if tables else self._leave_gap()

    def chart(self, chart: Chart | None) -> str:
        """Return a chart of a card, which says by itself that there is none."""
        return self._draw_chart(chart) if chart else self.tell_gap(force=True)

    def figure(self, chart: Chart | None, caption: str, data: str) -> str:
        return self._draw_figure(chart, caption, data) if chart else self._leave_gap()

    def shares(self, measure: str, key: str, header: str, find: str) -> str:
        """Return a table of shares, or that there are too few observations for any."""
        table = shares_of(self._page, measure, key, header, find)
        if table:
            return write_table(self._page, table)
        (base,) = (each.derived_from for each in MEASURES if each.name == f"register_{measure}")
        if any(fact.table == base for fact in self._page.facts.values()):
            return self._page.prose("register-too-small")
        return self._leave_gap()

    def tell_gap(self, *, force: bool = False) -> str:
        """Return that something since the last call is not shown; nothing where all was."""
        if not (self._has_gap or force):
            return ""
        self._has_gap = False
        return self._page.tell([message("register-nothing-told")], "missing")

    def _leave_gap(self) -> str:
        self._has_gap = True
        return ""
