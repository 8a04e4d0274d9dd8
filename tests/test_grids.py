"""Any file of cells is read whole, or refused with a reason that people understand."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import grids
from pipeline.errors import UnreadableFileError
from pipeline.grids import SUFFIXES, Grid, address, print_content, read_grids
from pipeline.words import load_words
from tests.conftest import TESTS

SAMPLES = TESTS / "fixtures" / "grids"


def refuse(path: Path) -> UnreadableFileError:
    """Return the refusal of a file; it can be said in every language and names the file."""
    with pytest.raises(UnreadableFileError) as caught:
        read_grids(path)
    for language in ("ky", "ru", "en"):
        assert path.name in load_words(language).say(caught.value.message, **caught.value.details)
    return caught.value


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_reads_alike_in_every_format(suffix: str) -> None:
    first, second = read_grids(SAMPLES / f"sample.{suffix}")
    assert (first.name, second.name, second.cells) == ("Дела", "Пусто", {})
    assert first.at(0, 0) == first.at(0, 2) == "Реестр"
    assert first.cells[3, 1] == date(2020, 3, 5)
    assert (first.cells[3, 2], first.cells[4, 2], first.cells[4, 1]) == (1.5, 7, "5*")
    assert first.cells[6, 2] == 8.5, "a formula's saved value"
    assert (first.height, first.width) == (7, 3)
    assert first.at(5, 2) == (None if suffix == "xls" else "#DIV/0!"), "an error is no empty cell"


def test_places_are_named_as_a_spreadsheet_names_them() -> None:
    assert [address(6, 1), address(0, 0), address(0, 26), address(9, 701), address(0, 702)] == [
        "B7", "A1", "AA1", "ZZ10", "AAA1",
    ]  # fmt: skip


def test_contents_are_printed_without_a_programs_habits() -> None:
    printed = [print_content(each) for each in (None, 5, 5.0, 1.5, date(2020, 1, 2), "x ", True)]
    assert printed == ["", "5", "5", "1.5", "2020-01-02", "x ", "True"]


def test_an_empty_grid_has_no_size() -> None:
    assert (Grid("a", {}).height, Grid("a", {}).width) == (0, 0)


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "error-file-empty"),
        ("a.xlsx", b"", "error-file-empty"),
        ("a.csv", b" \r\n\r\n", "error-file-empty"),
        ("a.docx", b"PK", "error-suffix-unknown"),
        ("a", b"a;b", "error-suffix-unknown"),
        ("a.xlsx", b"a;b\n1;2\n", "error-file-kind"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "error-file-kind"),
        ("a.csv", b"%PDF-1.7 and so on", "error-file-kind"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(200), "error-file-kind"),
        ("a.csv", b"\x89PNG\r\n\x1a\nabc", "error-text-encoding"),
        ("a.csv", b"a;b\n1;\x98\n", "error-text-encoding"),
        ("a.xlsx", b"PK\x03\x04 but no more", "error-file-damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "error-file-damaged"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "error-file-locked",
        ),
        ("a.csv", b'a;b\n"1;2\n3;4\n', "error-quote-open"),
    ],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert refuse(tmp_path / name).message == message


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refuse(tmp_path / "a.xlsx").message == "error-file-absent"
    (tmp_path / "b.csv").mkdir()
    assert refuse(tmp_path / "b.csv").exit_code == 10


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    for suffix in ("xlsx", "xls", "ods"):
        content = (SAMPLES / f"sample.{suffix}").read_bytes()
        (tmp_path / f"a.{suffix}").write_bytes(content[: len(content) // 2])
        assert refuse(tmp_path / f"a.{suffix}").exit_code == 10


def test_a_workbook_under_another_name_is_refused(tmp_path: Path) -> None:
    for own, other in (("xlsx", "csv"), ("xls", "xlsx"), ("ods", "xlsx"), ("xlsx", "ods")):
        path = tmp_path / f"a.{other}"
        path.write_bytes((SAMPLES / f"sample.{own}").read_bytes())
        refusal = refuse(path)
        assert (refusal.message, refusal.details["found"]) == ("error-file-kind", f".{own}")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "LARGEST_UNPACKED_MB", 16)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as member:
            for _ in range(3):
                member.write(bytes(8_000_000))
    assert (tmp_path / "a.xlsx").stat().st_size < 200_000
    assert refuse(tmp_path / "a.xlsx").message == "error-file-bomb"


def test_a_file_larger_than_any_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "LARGEST_FILE_MB", 1)
    (tmp_path / "a.csv").write_bytes(b"a;b\n" * 300_000)
    assert refuse(tmp_path / "a.csv").message == "error-file-too-large"


def make_book(path: Path, sheet: str) -> Path:
    """Write an .xlsx whose only sheet is the XML `sheet`, without a library's checks."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = f'<Relationship Id="r1" Type="{office}/%s" Target="%s"/>'
    rels = f'<Relationships xmlns="{package}/relationships">%s</Relationships>'
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return make_zip(
        path,
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName='
            f'"/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/></Types>'.encode(),
            "_rels/.rels": (rels % (relation % ("officeDocument", "xl/workbook.xml"))).encode(),
            "xl/_rels/workbook.xml.rels": (
                rels % (relation % ("worksheet", "worksheets/sheet1.xml"))
            ).encode(),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet '
            'name="../../a" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>'.encode(),
        },
    )


def test_a_huge_declared_size_does_not_matter(tmp_path: Path) -> None:
    sheet = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    (grid,) = read_grids(make_book(tmp_path / "a.xlsx", sheet + "</sheetData>"))
    assert grid.cells == {(0, 0): 1}
    assert grid.name == "../../a", "a sheet's name is text; no path is made from it"


def test_cells_at_the_far_corners_are_refused(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + far
    assert refuse(make_book(tmp_path / "a.xlsx", sheet)).message == "error-file-spread"


def test_a_merge_over_the_whole_sheet_ends_with_the_table(tmp_path: Path) -> None:
    sheet = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    merge = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (grid,) = read_grids(make_book(tmp_path / "a.xlsx", sheet + merge))
    assert set(grid.spans) == {(0, 0), (0, 1)}


def test_the_kind_of_an_archive_is_told_by_how_its_first_member_begins(tmp_path: Path) -> None:
    """A member that unpacks to more than memory holds is not unpacked to find out what it is."""
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", b"spreadsheet" + bytes(50_000_000))
        archive.writestr("content.xml", b"<x/>")
    tracemalloc.start()
    refuse(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, 99])
def test_an_archive_whose_first_member_cannot_be_unpacked_is_damaged(
    tmp_path: Path, method: int
) -> None:
    """Its bytes are none that deflate writes, or it is compressed by a method nobody knows."""
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", b"\xff" * 100)
        archive.writestr("content.xml", b"<x/>")
    content = bytearray(path.read_bytes())
    for header, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.find(header) + place
        content[at : at + 2] = (method or zipfile.ZIP_DEFLATED).to_bytes(2, "little")
    path.write_bytes(content)
    assert refuse(path).message == "error-file-damaged"


def test_a_workbook_in_an_unknown_encoding_is_damaged(tmp_path: Path) -> None:
    changed = tmp_path / "a.ods"
    with (
        zipfile.ZipFile(SAMPLES / "sample.ods") as archive,
        zipfile.ZipFile(changed, "w") as made,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == "content.xml":
                content = content.replace(b'encoding="UTF-8"', b'encoding="nothing"')
                assert b"nothing" in content
            made.writestr(name, content)
    assert refuse(changed).message == "error-file-damaged"


def test_an_xml_entity_bomb_is_refused_or_read_as_nothing(tmp_path: Path) -> None:
    content = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{"&a;" if n == 1 else f"&a{n - 1};"}">' for n in range(1, 9))
        + ']><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:'
        '1.0"><office:body><office:spreadsheet>&a8;</office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    path = make_zip(tmp_path / "a.ods", {"mimetype": kind, "content.xml": content.encode()})
    try:
        assert all(not grid.cells for grid in read_grids(path))
    except UnreadableFileError as refusal:
        assert refusal.exit_code == 10


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=400))
def test_random_bytes_are_text_or_are_refused(tmp_path: Path, content: bytes) -> None:
    for suffix in SUFFIXES:
        path = tmp_path / f"a{suffix}"
        path.write_bytes(content)
        try:
            read_grids(path)
        except UnreadableFileError as refusal:
            assert refusal.exit_code == 10


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(["xlsx", "xls", "ods"]),
    at=st.floats(0, 1, exclude_max=True),
    noise=st.binary(min_size=1, max_size=40),
)
def test_a_workbook_with_noise_in_it_is_read_or_refused(
    tmp_path: Path, suffix: str, at: float, noise: bytes
) -> None:
    content = bytearray((SAMPLES / f"sample.{suffix}").read_bytes())
    start = int(at * len(content))
    content[start : start + len(noise)] = noise
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(content)
    try:
        read_grids(path)
    except UnreadableFileError as refusal:
        assert refusal.exit_code == 10


@pytest.mark.slow
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from(["xlsx", "ods"]),
    at=st.floats(0, 1, exclude_max=True),
    noise=st.binary(min_size=1, max_size=40),
)
def test_noise_inside_a_workbooks_parts_is_read_or_refused(
    tmp_path: Path, suffix: str, at: float, noise: bytes
) -> None:
    part = "content.xml" if suffix == "ods" else "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO((SAMPLES / f"sample.{suffix}").read_bytes())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    content = bytearray(members[part])
    start = int(at * len(content))
    content[start : start + len(noise)] = noise
    try:
        read_grids(make_zip(tmp_path / f"a.{suffix}", {**members, part: bytes(content)}))
    except UnreadableFileError as refusal:
        assert refusal.exit_code == 10
