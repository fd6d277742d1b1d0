"""Certificates: genuine ones are recognised, changed and foreign ones are not, and the commands say what they did."""

import base64
import json
import stat

import pytest
from nbgrader.api import Gradebook
from pypdf import PdfReader, PdfWriter

import grading_kit as kit
from classroom.assess.certificates import (
    PRIVATE,
    PUBLIC,
    make_keys,
    make_statement,
    read_certificate,
    read_private,
    read_public,
    write_certificate,
)
from classroom.assess.levels import Verdict
from classroom.assess.records import Record
from classroom.assess.rules import read_rules
from classroom.cli import main
from storelab.errors import StoreLabError

TITLE = {"en": "Running an online shop", "zh": "用数据经营网店"}


def statement(**changes):
    fields = {
        "learner": "ann", "name": "王小明 Ann $5", "level": "junior", "level_title": {"en": "Junior", "zh": "初级"}, "course": TITLE,
        "total": 81.25, "date": "2026-11-28", "version": "0.1.0",
    }  # fmt: skip
    return make_statement(**{**fields, **changes})


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    make_keys(folder)
    return folder


@pytest.fixture(scope="module")
def certificate(keys, tmp_path_factory):
    file = tmp_path_factory.mktemp("certificates") / "ann.pdf"
    write_certificate(file, statement(), read_private(keys / PRIVATE), "zh")
    return file


def with_metadata(certificate, target, held):
    writer = PdfWriter(clone_from=certificate)
    writer.add_metadata({"/Keywords": held})
    writer.write(target)
    return target


def test_a_genuine_certificate_states_what_was_signed(certificate, keys):
    assert read_certificate(certificate, read_public(keys / PUBLIC)) == statement()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["Ann Lee", "王小明", "翀"])
def test_one_page_in_each_language_whatever_the_name(keys, tmp_path, language, name):
    """The last name's letter is missing from the charts' font and comes from a larger one."""
    file = tmp_path / "page.pdf"
    write_certificate(file, statement(name=name), read_private(keys / PRIVATE), language)
    (page,) = PdfReader(file).pages
    assert page.mediabox.width > page.mediabox.height
    assert PdfReader(file).metadata.title.endswith(statement(name=name).id)
    assert PdfReader(file).metadata.author == TITLE[language]


def test_whatever_is_changed_makes_it_invalid(certificate, keys, tmp_path):
    held = json.loads(PdfReader(certificate).metadata["/Keywords"])
    plain = json.loads(base64.b64decode(held["statement"]))
    for name, value in {"level": "senior", "total": 100.0, "name": "Eve", "date": "2027-01-01"}.items():
        forged = json.dumps({**plain, name: value}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        changed = json.dumps({**held, "statement": base64.b64encode(forged).decode()})
        file = with_metadata(certificate, tmp_path / f"{name}.pdf", changed)
        with pytest.raises(StoreLabError, match="NOT VALID"):
            read_certificate(file, read_public(keys / PUBLIC))


def test_anothers_key_signs_nothing_for_us(certificate, tmp_path):
    make_keys(tmp_path / "other")
    with pytest.raises(StoreLabError, match="signed with another key"):
        read_certificate(certificate, read_public(tmp_path / "other" / PUBLIC))


@pytest.mark.parametrize(
    "held", ["", "{}", "no json", '{"statement": "ü", "signature": ""}', '{"statement": "e30=", "signature": ""}']
)
def test_a_pdf_without_a_statement_is_no_certificate(certificate, keys, tmp_path, held):
    with pytest.raises(StoreLabError, match="no certificate of this course"):
        read_certificate(with_metadata(certificate, tmp_path / "x.pdf", held), read_public(keys / PUBLIC))


def test_what_is_no_pdf_or_no_key_is_said(certificate, keys, tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"hello")
    with pytest.raises(StoreLabError, match="no certificate of this course"):
        read_certificate(tmp_path / "x.pdf", read_public(keys / PUBLIC))
    with pytest.raises(StoreLabError, match=r"expected a public key; whoever issued"):
        read_public(certificate)
    with pytest.raises(StoreLabError, match="expected a private key"):
        read_private(keys / PUBLIC)
    with pytest.raises(StoreLabError, match="cannot be read"):
        read_private(tmp_path / "absent.pem")


def test_keys_are_private_and_never_overwritten(keys):
    assert stat.S_IMODE((keys / PRIVATE).stat().st_mode) == 0o600
    before = (keys / PRIVATE).read_bytes()
    with pytest.raises(StoreLabError, match="certificates may depend on it"):
        make_keys(keys)
    assert (keys / PRIVATE).read_bytes() == before


def test_a_name_that_no_font_can_show_is_refused(keys, tmp_path):
    with pytest.raises(StoreLabError, match="No font here has the letters \U00012000"):
        write_certificate(tmp_path / "x.pdf", statement(name="\U00012000"), read_private(keys / PRIVATE), "en")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A class of two, of whom one has reached the first level."""
    root = tmp_path / "course"
    kit.make_course(root)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        book.add_student("ann", first_name="小明", last_name="王")
        book.add_student("bo")
    junior = read_rules().levels[0]
    verdicts = [
        Verdict(Record("ann", "小明 王"), junior, ("theory test: more",), 71.26),
        Verdict(Record("bo"), None, ("all",), 0.0),
    ]
    monkeypatch.setattr("classroom.assess.command.judge_class", lambda root, learners=None: verdicts)
    return root


def test_the_commands_from_keys_to_a_checked_certificate(course, tmp_path, capsys):
    keys, folder = tmp_path / "k", tmp_path / "c"
    assert main(["certify", "keys", "--to", str(keys)]) == 0
    arguments = [
        "certify",
        "write",
        "--course",
        str(course),
        "--key",
        str(keys / PRIVATE),
        "--to",
        str(folder),
        "--date",
        "2026-11-28",
    ]
    assert main(arguments) == 0
    assert "1 of 2 learners have a level. Wrote 2 certificates" in capsys.readouterr().out
    files = sorted(folder.rglob("*.pdf"))
    assert [file.parent.name for file in files] == ["ann", "ann"]
    assert main(["verify", *map(str, files), "--key", str(keys / PUBLIC)]) == 0
    assert capsys.readouterr().out.count("genuine. 小明 王 (ann), Junior / 初级, total 71.3, 2026-11-28") == 2
    # The same again states the same, so nothing is written.
    assert main(arguments) == 0
    assert "Wrote 0 certificates" in capsys.readouterr().out
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(files[0].read_bytes()[:200])
    assert main(["verify", str(files[0]), str(broken), "--key", str(keys / PUBLIC)]) == 1
    assert "broken.pdf: no certificate" in capsys.readouterr().out


def test_levels_are_told_as_table_json_and_csv(course, tmp_path, capsys):
    assert main(["certify", "--course", str(course), "--language", "en"]) == 0
    told = capsys.readouterr().out
    assert "Junior: 1" in told
    assert "theory test: more" in told
    assert main(["certify", "--course", str(course), "--json", "--language", "zh"]) == 0
    assert json.loads(capsys.readouterr().out)[0] == {
        "learner": "ann", "name": "小明 王", "level": "初级", "total": 71.3, "missing": ["theory test: more"],
    }  # fmt: skip
    assert main(["certify", "--course", str(course), "--csv", str(tmp_path / "levels.csv"), "--language", "en"]) == 0
    assert (tmp_path / "levels.csv").read_text(encoding="utf-8-sig").splitlines()[2] == "bo,,,0.0,all"


def test_a_missing_key_and_a_wrong_day_are_said(course, keys, capsys):
    assert main(["certify", "write", "--course", str(course)]) == 2
    assert "--key is missing" in capsys.readouterr().err
    assert main(["certify", "write", "--course", str(course), "--key", str(keys / PRIVATE), "--date", "28.11."]) == 2
    assert "expected a day such as 2026-11-28" in capsys.readouterr().err
