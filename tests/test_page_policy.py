"""The policy a page carries names each of its scripts, and nothing else may run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.page_policy import hash_script, set_policy, write_policy

PAGE = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{}</body></html>'


def test_hash_is_the_one_a_browser_takes() -> None:
    # The example of MDN's page on script-src.
    assert hash_script("doSomething();") == "RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc="


def test_each_script_is_named_once_and_data_is_not() -> None:
    one, data = "<script>a()</script>", '<script type="application/json">{"a": 1}</script>'
    policy = write_policy(PAGE.format(one + data + one))
    assert policy.count("'sha256-") == 1
    assert f"script-src 'sha256-{hash_script('a()')}';" in policy


def test_scripts_and_styles_in_addresses_are_let_in_where_there_are_any() -> None:
    plain = write_policy(PAGE.format("<script>a()</script>"))
    assert "data:" not in plain.split("script-src")[1].split(";")[0]
    assert "style-src 'unsafe-inline';" in plain
    script = '<script id="x" src="data:text/javascript,a()"></script>'
    style = '<link rel="stylesheet" href="data:text/css,a">'
    addressed = write_policy(PAGE.format(script + style))
    assert "data:" in addressed.split("script-src")[1].split(";")[0]
    assert "style-src 'unsafe-inline' data:;" in addressed


def test_script_of_any_type_that_runs_is_named() -> None:
    script = '<script id="x" type="application/javascript">a()</script>'
    assert hash_script("a()") in write_policy(PAGE.format(script))


def test_page_without_scripts_may_run_none() -> None:
    assert "script-src 'none'" in write_policy(PAGE.format("<p>text</p>"))


def test_policy_stands_before_every_script_and_style() -> None:
    page = set_policy(PAGE.format("<script>a()</script>"))
    assert page.index("Content-Security-Policy") < page.index("<script>")
    assert "default-src 'none'" in page


def test_page_without_encoding_is_refused() -> None:
    with pytest.raises(ValueError, match="encoding"):
        set_policy("<html></html>")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00<")))
def test_any_script_text_is_named_by_its_hash(text: str) -> None:
    assert hash_script(text) in write_policy(PAGE.format(f"<script>{text}</script>"))
