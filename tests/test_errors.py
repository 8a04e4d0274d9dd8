"""What a user can do wrong: one exit code each, told in three languages, kept over processes."""

from __future__ import annotations

import errno
import pickle
import re
import shutil
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.errors import (
    StoreUnavailableError,
    UserError,
    WrongCallError,
    explain_disk,
    is_disk_fault,
)
from pipeline.kernel_process import find_user_error
from pipeline.words import LANGUAGES, load_words, message_ids
from tests.conftest import ROOT

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, UserError) and kind is not UserError
]
USED = re.compile(r'"(error-[a-z-]+)"')


def find_used() -> set[str]:
    return {
        found
        for path in (ROOT / "pipeline").glob("*.py")
        for found in USED.findall(path.read_text(encoding="utf-8"))
    }


def test_each_kind_of_mistake_has_an_exit_code_of_its_own() -> None:
    assert sorted(kind.exit_code for kind in KINDS) == [2, 10, 11, 12, 13, 14, 15]


def test_every_message_an_error_is_raised_with_exists_in_every_language() -> None:
    used = find_used()
    assert len(used) > 25
    for language in LANGUAGES:
        assert used <= message_ids(language), language


def test_every_error_message_is_raised_somewhere() -> None:
    told = {name for name in message_ids("en") if name.startswith("error-")}
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipeline").glob("*.py"))
    assert {name for name in told if f'"{name}' not in text} == set()


def test_an_error_tells_itself_in_english_and_in_any_language() -> None:
    error = WrongCallError("error-unknown-edition", year="1999", known="2017, 2021")
    assert "1999" in str(error)
    told = {load_words(each).say(error.message, **error.details) for each in LANGUAGES}
    assert len(told) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_a_process_border_whole(kind: type[UserError]) -> None:
    error = kind("error-unknown-edition", year="1999", known="2017")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.message, again.details, str(again)) == (error.message, error.details, str(error))


def test_a_full_disk_is_told_with_the_file_that_could_not_be_written() -> None:
    fault = OSError(errno.ENOSPC, "No space left on device", "from.html", None, "to.html")
    assert is_disk_fault(fault)
    told = explain_disk(fault)
    assert (told.exit_code, told.details["file"]) == (13, "to.html")
    nameless = explain_disk(OSError(errno.EDQUOT, "Disk quota exceeded"))
    assert (nameless.exit_code, nameless.details["file"]) == (13, ".")


def test_a_folder_that_could_not_be_copied_is_told_with_its_first_file(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(shutil.Error) as caught:
        shutil.copytree(tmp_path / "from", tmp_path / "to")
    told = explain_disk(caught.value)
    assert (told.exit_code, told.details["file"]) == (13, str(tmp_path / "to" / "a"))
    assert "No such file" in str(told.details["reason"])


def test_a_fault_that_is_none_of_the_disks_is_not_told_as_one() -> None:
    fault = OSError(errno.EPIPE, "Broken pipe")
    assert not is_disk_fault(fault)
    with pytest.raises(BrokenPipeError):
        explain_disk(fault)


def test_a_cell_that_meets_a_full_disk_is_not_to_blame() -> None:
    assert isinstance(find_user_error(OSError(errno.ENOSPC, "full")), StoreUnavailableError)
    mistake = WrongCallError("error-wrong-call", place="x", reason="y", verb="z")
    assert find_user_error(mistake) is mistake
    for fault in (FileNotFoundError(errno.ENOENT, "none", "x.csv"), ValueError("x"), None):
        assert find_user_error(fault) is None
