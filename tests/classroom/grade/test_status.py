"""What an instructor is told: statuses as table, JSON and CSV, messages, and pages and exports of stock nbgrader."""

import csv
import io
import json
import re
import shutil

import pytest
from bs4 import BeautifulSoup

import grading_kit as kit
from classroom.cli import main
from classroom.grade import command
from classroom.grade.gradebook import open_course
from classroom.grade.pages import POLICY, harmless, rubrics

PROJECT = kit.Path(__file__).resolve().parents[3]
WRONG = "def total(values):\n    return 0"
ODD = 'O"Brien, "Al", 小明 🎈'
FORMULA = "=HYPERLINK(A1)"
MARKUP = "[red]bold"
HIDDEN_ONLY = "def total(values):\n    return 3 if values else 0"


@pytest.fixture(autouse=True)
def small_chapter(monkeypatch):
    """The commands know the small assignment as they know chapters of the course."""
    monkeypatch.setattr(command, "make_assignment", lambda chapter, seed: kit.assignment())
    monkeypatch.setattr("classroom.source.find_chapter_id", lambda name: kit.CHAPTER)


@pytest.fixture(scope="module")
def graded(tmp_path_factory, sandboxed):
    """A class of odd names that has been graded; two enrolled learners handed in nothing."""
    from nbgrader.api import Gradebook

    root = tmp_path_factory.mktemp("class") / "course"
    kit.make_course(root)
    kit.hand_in(root, "ann", kit.handed_in())
    kit.hand_in(root, ODD, kit.handed_in(total=WRONG))
    kit.hand_in(root, FORMULA, b"{")
    kit.hand_in(root, MARKUP, kit.handed_in(total=kit.STUB.format(name="total")))
    kit.hand_in(root, "chen", kit.handed_in(before="import os; os._exit(1)"))
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        book.add_student("zoe", last_name="@SUM(1,2)", first_name="'Zoë, the 2nd'")
        book.add_student("-yu")
    kit.grade_course(root)
    return root


@pytest.fixture
def course(graded, tmp_path):
    """A copy that a test may change."""
    return shutil.copytree(graded, tmp_path / "course")


EXPECTED = {
    "ann": ("graded", 6.0, "all exercises were run"),
    ODD: ("graded", 3.0, "all exercises were run"),
    FORMULA: ("malformed", 0.0, None),
    MARKUP: ("partial", 3.0, "not attempted: total"),
    "chen": ("crashed", 6.0, "an added cell ran: the process ended with code 1"),
    "zoe": ("missing", None, "nothing was handed in"),
    "-yu": ("missing", None, "nothing was handed in"),
}


def said(capsys, *arguments):
    """What a command prints, and with which status it ends."""
    status = main(list(map(str, arguments)))
    told = capsys.readouterr()
    return status, told.out, " ".join(told.err.split())


def test_json_has_everybody_who_is_enrolled_or_handed_in(graded, capsys):
    status, out, _ = said(capsys, "status", "9", "--course", graded, "--json")
    assert status == 0
    found = json.loads(out)
    assert found["chapter"] == kit.CHAPTER
    assert [row["learner"] for row in found["learners"]] == sorted(EXPECTED)
    for row in found["learners"]:
        wanted, score, reason = EXPECTED[row["learner"]]
        assert (row["status"], row["score"]) == (wanted, score)
        assert reason is None or row["reason"] == reason
    by_name = {row["learner"]: row for row in found["learners"]}
    assert by_name[FORMULA]["reason"].startswith(f"'{kit.CHAPTER}.ipynb' is cut off or damaged")
    assert by_name[ODD]["exercises"] == {"total": 0.0, "mean": 3.0}
    assert by_name["zoe"]["exercises"] == {}


def test_the_table_shows_names_as_they_are(graded, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    status, out, _ = said(capsys, "status", "9", "--course", graded)
    assert status == 0
    lines = {line.split("│")[1].strip(): [part.strip() for part in line.split("│")[2:5]] for line in out.splitlines() if line.startswith("│")}  # fmt: skip
    assert lines["ann"] == ["graded", "6 / 6", "all exercises were run"]
    assert lines[ODD] == ["graded", "3 / 6", "all exercises were run"]
    assert lines[MARKUP] == ["partial", "3 / 6", "not attempted: total"]
    assert lines["zoe"] == ["missing", "", "nothing was handed in"]
    assert len(lines) == len(EXPECTED)


def test_csv_survives_commas_quotes_and_other_scripts_and_runs_no_formula(graded, tmp_path, capsys):
    file = tmp_path / "status.csv"
    status, out, _ = said(capsys, "status", "9", "--course", graded, "--csv", file)
    assert (status, out) == (0, f"Wrote 7 rows to {file}.\n")
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    quoted = {FORMULA: f"'{FORMULA}", "-yu": "'-yu"}
    assert [row["learner"] for row in rows] == [quoted.get(name, name) for name in sorted(EXPECTED)]
    assert list(rows[0]) == ["learner", "status", "score", "points", "reason", "notes", "total", "mean"]
    by_name = {row["learner"]: row for row in rows}
    assert (by_name[ODD]["status"], by_name[ODD]["score"], by_name[ODD]["total"]) == ("graded", "3.0", "0.0")
    assert (by_name["zoe"]["status"], by_name["zoe"]["score"], by_name["zoe"]["mean"]) == ("missing", "", "")
    assert all(cell[:1] not in ("=", "+", "-", "@") for row in rows for cell in row.values())


def test_without_results_the_message_says_which_command_comes_first(course, capsys):
    shutil.rmtree(course / "grading")
    status, _, err = said(capsys, "status", "9", "--course", course)
    assert status == 2
    assert f"No results in {course}/grading/{kit.CHAPTER}: run 'classroom grade 9' first." in err


def test_grading_again_says_what_became_of_whom_and_where_it_lies(course, capsys):
    # The results of the fixture were made under another basis: everybody is graded anew.
    shutil.rmtree(course / "submitted" / "chen")
    status, out, err = said(capsys, "grade", "9", "--course", course, "--jobs", "1")
    assert status == 0
    first, second, third = out.splitlines()
    assert re.fullmatch(
        rf"4 submissions of {kit.CHAPTER} in [\d.]+ s: 2 graded, 1 (malformed, 1 partial|partial, 1 malformed)\.", first
    )
    assert second == f"Written: sqlite:///{course}/gradebook.db, {course}/autograded, {course}/grading/{kit.CHAPTER}"
    assert third == "See: classroom status 9"
    # The bar: how many of how many, the time taken, the time left.
    assert re.search(rf"grading {kit.CHAPTER} \S+ 4/4 \d:\d\d:\d\d \d:\d\d:\d\d", err)
    assert "lets learners' texts act" not in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--learner", "anna"), "--learner anna: nothing of theirs lies in {course}/submitted. Did you mean 'ann'?"),
        (("--learner", "qqqqqqqq"), "--learner qqqqqqqq: nothing of theirs lies in {course}/submitted."),
        (("--jobs", "0"), "--jobs 0: at least one submission is graded at a time."),
    ],
)
def test_options_that_cannot_be_followed_are_said(course, capsys, arguments, words):
    status, _, err = said(capsys, "grade", "9", "--course", course, *arguments)
    assert status == 2
    assert words.format(course=course) in err


def test_no_submissions(course, capsys):
    shutil.rmtree(course / "submitted")
    status, _, err = said(capsys, "grade", "9", "--course", course)
    assert status == 2
    assert f"No submissions of {kit.CHAPTER}: looked for {course}/submitted/*/{kit.CHAPTER}/{kit.CHAPTER}.ipynb." in err


@pytest.mark.parametrize("name", ["grade", "status"])
def test_a_folder_that_is_no_course(tmp_path, capsys, name):
    status, _, err = said(capsys, name, "9", "--course", tmp_path)
    assert status == 2
    assert f"{tmp_path} has no nbgrader_config.py: run the command in the course's folder, or name it with --course." in err  # fmt: skip


def test_an_assignment_that_the_gradebook_does_not_know(course, capsys):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "small") as book:
        book.remove_assignment(kit.CHAPTER)
    status, _, err = said(capsys, "grade", "9", "--course", course)
    assert status == 2
    assert f"The gradebook does not know '{kit.CHAPTER}': run 'nbgrader generate_assignment {kit.CHAPTER}' first." in err  # fmt: skip


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("linux", "bubblewrap is not installed (Debian and Ubuntu: apt-get install bubblewrap)."),
        ("darwin", "On Windows use WSL 2, on macOS the dev container or a Linux machine (see docs/grading.md)."),
        ("win32", "On Windows use WSL 2, on macOS the dev container or a Linux machine (see docs/grading.md)."),
    ],
)
def test_without_the_sandbox_it_refuses_and_says_what_would_be_unprotected(course, capsys, monkeypatch, system, words):
    monkeypatch.setattr("classroom.grade.sandbox.sys.platform", system)
    monkeypatch.setattr("classroom.grade.sandbox.shutil.which", lambda name: None)
    status, _, err = said(capsys, "grade", "9", "--course", course)
    assert status == 2
    assert words in err
    assert f"Without it {command.OUTSIDE}. To run all the same: --unsandboxed." in err


def test_the_dev_container_that_is_named_lets_bubblewrap_work():
    """What the command tells users of macOS to open is there, holds the sandbox, and may make namespaces."""
    folder = PROJECT / ".devcontainer"
    text = (folder / "devcontainer.json").read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    assert {"--cap-add=SYS_ADMIN", "--cap-add=NET_ADMIN", "--security-opt=seccomp=unconfined"} <= set(
        settings["runArgs"]
    )
    build = settings["build"]
    assert (folder / build["context"]).resolve() == PROJECT
    recipe = (folder / build["dockerfile"]).read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (\S+)", recipe, flags=re.MULTILINE)
    assert copied == ["scripts/install_system_packages.sh"]
    assert "missing+=(bubblewrap)" in (PROJECT / copied[0]).read_text(encoding="utf-8")
    assert ".venv/.development:" in (PROJECT / "Makefile").read_text(encoding="utf-8")


def test_settings_that_let_learners_texts_act_are_named(course, capsys, monkeypatch):
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'small'\n")
    status, _, err = said(capsys, "grade", "9", "--course", course, "--learner", "ann", "--jobs", "1")
    assert status == 0
    assert f"{course}/nbgrader_config.py lets learners' texts act in feedback pages and in formgrader" in err


def test_the_projects_own_settings_make_pages_safe():
    assert open_course(PROJECT).safe_pages
    assert all(line in (PROJECT / "nbgrader_config.py").read_text() for line in kit.PAGES.splitlines())
    assert all(line in (PROJECT / "docs" / "grading.md").read_text() for line in kit.PAGES.splitlines())


# What a learner may write, print, show, return or raise, to act in the browser of who reads it.
ATTACK = '<script>alert("owned")</script><img src="https://evil.example/x.png" onerror="alert(1)">'
SHOW = f"""
import sys, warnings
from IPython.display import HTML, Javascript, Markdown, SVG, display
attack = {ATTACK!r}
print(attack)
print(attack, file=sys.stderr)
display(HTML(attack)); display(Javascript('alert("owned")')); display(Markdown(attack)); display(SVG('<svg xmlns="http://www.w3.org/2000/svg">' + attack + '</svg>'))
display({{'image/png': '"><script>alert("owned")</script>', 'text/html': attack, 'application/javascript': 'alert("owned")'}}, raw=True)
class Shown:
    def __repr__(self): return attack
    def _repr_html_(self): return attack
display(Shown())
raise ValueError(attack)
"""
RETURNED = f"def total(values):\n    return {ATTACK!r}"
RAISED = f"def mean(values):\n    raise KeyError({ATTACK!r})"
TEXT = f"""Wait *a week*, since 3 < 4 and $x<y$.

{ATTACK}

[click](javascript:alert(1)) [far](https://example.org/page) ![pixel](https://evil.example/pixel.png)

<iframe src="https://evil.example"></iframe><a href="java\nscript:alert(1)">x</a><p style="background:url(https://evil.example)" onclick="alert(1)">y</p>
<svg><script href="https://evil.example/a.js"></script></svg><meta http-equiv="refresh" content="0;url=https://evil.example">
<style>@import url(https://evil.example/a.css);</style><form action="https://evil.example"><input name="a"></form>
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory, sandboxed):
    """Feedback pages of stock nbgrader for one who attacks and one who is wrong on hidden cases only."""
    root = tmp_path_factory.mktemp("pages") / "course"
    kit.make_course(root)
    cells = json.loads(kit.handed_in(total=RETURNED, mean=RAISED, before=SHOW))["cells"]
    cells[-1]["source"] = TEXT
    cells += [
        kit.cell("raw", ATTACK),
        kit.cell("markdown", ATTACK),
        kit.cell("raw", ATTACK, {"raw_mimetype": "text/html"}),
    ]
    kit.hand_in(root, "mallory", kit.as_file(cells))
    kit.hand_in(root, "ben", kit.handed_in(total=HIDDEN_ONLY))
    kit.hand_in(root, "dan", b"{")
    kit.grade_course(root)
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "small") as book:
        book.find_comment("answer-total", kit.CHAPTER, kit.CHAPTER, "mallory").manual_comment = f"See *this*: {ATTACK}"
        book.db.commit()
    kit.run_nbgrader(root, "generate_feedback", kit.CHAPTER)
    folder = root / "feedback"
    return {file.parts[-3]: file.read_text(encoding="utf-8") for file in folder.rglob("*.html")}, root


def test_feedback_is_made_for_whoever_handed_in_a_notebook(pages):
    assert sorted(pages[0]) == ["ben", "mallory"]
    page = BeautifulSoup(pages[0]["mallory"], "html.parser")
    assert "(Score: 0.0 / 10.0)" in page.h4.text
    written = page.find("em", string="a week").parent
    assert written.text == "Wait a week, since 3 < 4 and $x<y$."
    assert page.find("a", string="far")["href"] == "https://example.org/page"
    assert page.find("em", string="this") is not None


@pytest.mark.parametrize("learner", ["mallory", "ben"])
def test_nothing_acts_in_a_feedback_page_and_nothing_is_loaded(pages, learner):
    page = BeautifulSoup(pages[0][learner], "html.parser")
    assert page.find_all(["script", "iframe", "object", "embed", "link", "base", "form", "svg"]) == []
    assert [one for one in page.find_all("meta") if one.get("http-equiv")] == [page.head.contents[0]]
    assert page.head.contents[0]["content"] == POLICY
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")]
        assert element.get("src", "data:image/").startswith("data:image/")
        assert not re.match(r"\s*(java\s*script|data|vbscript):", element.get("href", ""))
        assert "url(" not in element.get("style", "")
    assert not re.search(r"@import|url\(\s*['\"]?https?:", "".join(style.text for style in page.find_all("style")))


def test_the_attack_is_shown_as_text(pages):
    assert '&lt;script&gt;alert("owned")&lt;/script&gt;' in pages[0]["mallory"]


def test_hidden_cases_are_in_no_page_and_in_no_rebuilt_notebook(pages):
    found, root = pages
    files = [file.read_text(encoding="utf-8") for file in (root / "autograded").rglob("*.ipynb")]
    assert len(files) == 2
    for text in [*found.values(), *files]:
        assert "4711" not in text
        assert "4712" not in text
        assert "4713" not in text
    assert "grade_id" in files[0]


def test_a_learners_text_does_not_act_in_formgrader(pages, monkeypatch):
    """There it would act with the instructor's rights. The page's own scripts stay."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension

    root = pages[1]
    monkeypatch.chdir(root)
    app = FormgradeExtension()
    app.initialize([])
    file = root / "autograded" / "mallory" / kit.CHAPTER / f"{kit.CHAPTER}.ipynb"
    place = {"base_url": "/", "index": 0, "total": 1, "metadata": {}}
    text, _ = HTMLExporter(config=app.config).from_filename(str(file), resources=place)
    page = BeautifulSoup(text, "html.parser")
    assert page.find("em", string="a week").parent.text == "Wait a week, since 3 < 4 and $x<y$."
    assert not [script for script in page.find_all("script") if "owned" in script.text]
    for element in page.find_all(True):
        assert "alert" not in str(element.attrs)
        assert "evil.example" not in str(element.attrs)
        assert "script:" not in element.get("href", "")


@pytest.mark.parametrize(("language", "title"), [("en", "Rubric"), ("zh", "评分标准")])
def test_formgrader_shows_the_rubric_below_a_written_answer_and_feedback_does_not(language, title):
    from nbconvert.exporters import HTMLExporter
    from nbformat import v4
    from traitlets.config import PyFileConfigLoader

    chapter = "10_traffic_funnel"
    [(name, rubric)] = rubrics(chapter, language).items()
    written = v4.new_markdown_cell("Wait a week.", metadata=kit.marks(name, grade=True, solution=True, locked=False))
    notebook = v4.new_notebook(cells=[v4.new_code_cell(f'storelab.use_language("{language}")'), written])
    exporter = HTMLExporter(config=PyFileConfigLoader("nbgrader_config.py", path=str(PROJECT)).load_config())
    line = next(line for line in re.split(r"[\n.。;；`*]", rubric) if len(line) > 10).strip()

    def page(**given):
        text, _ = exporter.from_notebook_node(notebook, resources={"metadata": {}, "assignment_id": chapter, **given})
        return BeautifulSoup(text, "html.parser")

    shown = page(submission_id="1").find("details")
    assert shown.summary.text == title
    assert line in shown.text
    assert page().find("details") is None
    assert line not in page().text


def test_a_page_keeps_nothing_that_acts():
    page = (
        "<html><head><title>t</title><script src='https://cdn.example/m.js'></script><link href='https://a.example'>"
        "<meta http-equiv='Content-Security-Policy' content='default-src *'></head><body onload='a()'>"
        "<img src='data:image/png;base64,AA'><img src='http://a.example/a.png'><a href=' JaVa\tScript:a()'>x</a>"
        "<svg><a xlink:href='javascript:a()'>y</a></svg><a href='#top'>z</a></body></html>"
    )
    assert harmless(page) == (
        f'<html><head><meta content="{POLICY}" http-equiv="Content-Security-Policy"/><title>t</title></head><body>'
        '<img src="data:image/png;base64,AA"/><img/><a>x</a><svg><a>y</a></svg><a href="#top">z</a></body></html>'
    )


def test_export_has_scores_and_statuses_and_quotes_names(graded):
    kit.run_nbgrader(graded, "export", "--to=grades.csv")
    raw = (graded / "grades.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    quoted = {FORMULA: f"'{FORMULA}", "-yu": "'-yu"}
    found = {row["student_id"]: (row["status"], float(row["score"]), float(row["max_score"])) for row in rows}
    assert found == {
        quoted.get(name, name): (status, score or 0.0, 10.0) for name, (status, score, _) in EXPECTED.items()
    }
    zoe = next(row for row in rows if row["student_id"] == "zoe")
    assert (zoe["last_name"], zoe["first_name"]) == ("'@SUM(1,2)", "'Zoë, the 2nd'")
    assert all(row["assignment"] == kit.CHAPTER for row in rows)
    kit.run_nbgrader(graded, "export", "--to=one.csv", '--student=["ann"]', f'--assignment=["{kit.CHAPTER}"]')
    with (graded / "one.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [(row["student_id"], row["reason"]) for row in csv.DictReader(stream)] == [
            ("ann", "all exercises were run")
        ]
