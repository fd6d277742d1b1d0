"""Writes grades where nbgrader keeps them: its gradebook and the folder ``autograded``, so that its other tools go on.

One writer works through finished grades. Whatever is written is written as a whole (one transaction a learner, files by
renaming), and writing it again changes nothing, so a run that was killed is simply run again.
"""

import contextlib
import json
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from classroom.grade.engine import Grade
from storelab.errors import StoreLabError

Result = TypeVar("Result")
# A database that another program holds is waited for so long.
LOCKED_SECONDS = 60.0
# What nbgrader's exchange wrote beside a submission: 'nbgrader release_feedback' finds the learner's copy by them.
BESIDE = ("timestamp.txt", "submission_secret.txt")


@dataclass(frozen=True)
class Course:
    """Where nbgrader keeps a course.

    Attributes
    ----------
    root
        The folder with ``nbgrader_config.py``.
    db_url, course_id
        The gradebook, and the course in it.
    structure
        nbgrader's pattern of a folder, such as ``{nbgrader_step}/{student_id}/{assignment_id}``.
    submitted, autograded
        Names of these steps' folders.
    safe_pages
        Whether feedback and formgrader are set to show learners' texts without what acts in them.
    """

    root: Path
    db_url: str
    course_id: str
    structure: str
    submitted: str
    autograded: str
    safe_pages: bool = False

    def folder(self, step: str, learner: str, assignment: str) -> Path:
        """The folder of a learner's assignment in a step."""
        relative = self.structure.format(nbgrader_step=step, student_id=learner, assignment_id=assignment)
        return self.root / relative

    @property
    def gradebook(self) -> str:
        """The gradebook's address for people to read: without the password."""
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            url = make_url(self.db_url)
        except ArgumentError:
            return "(an address that cannot be read)"
        secret = {name: "***" for name in url.query if "pass" in name.lower()}
        return url.update_query_dict(secret).render_as_string(hide_password=True)


def open_course(root: Path) -> Course:
    """Read nbgrader's configuration.

    Raises
    ------
    StoreLabError
        If there is no ``nbgrader_config.py``.
    """
    from nbgrader.apps.baseapp import NbGrader

    from classroom.grade import pages

    if not (root / "nbgrader_config.py").is_file():
        raise StoreLabError(
            f"{root} has no nbgrader_config.py: run the command in the course's folder, or name it with --course."
        )
    NbGrader.clear_instance()
    with contextlib.chdir(root):
        app = NbGrader()
        app.initialize([])
        directory = app.coursedir
        exporter = app.config.get("GenerateFeedback", {}).get("exporter_class")
        filters = app.config.get("HTMLExporter", {}).get("filters", {})
        return Course(
            root, directory.db_url, directory.course_id, directory.directory_structure,
            directory.submitted_directory, directory.autograded_directory,
            exporter == pages.EXPORTER and filters.get("markdown2html") == pages.MARKDOWN,
        )  # fmt: skip


class Writer:
    """The one writer of the gradebook.

    Parameters
    ----------
    course
        Where the gradebook lies.
    assignment
        The chapter; ``nbgrader generate_assignment`` has made it known before.

    Raises
    ------
    StoreLabError
        If the gradebook does not know the assignment.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        from nbgrader.api import MissingEntry

        self.course = course
        self.assignment = assignment
        self._book = _opened(course)
        try:
            self._book.find_notebook(assignment, assignment)
        except MissingEntry:
            self._book.close()
            raise StoreLabError(
                f"The gradebook does not know '{assignment}': run 'nbgrader generate_assignment {assignment}' first."
            ) from None

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *error: object) -> None:
        self._book.close()

    def enrolled(self) -> list[str]:
        """Ids of all learners that the gradebook knows."""
        return sorted(student.id for student in self._book.students)

    def write(self, grade: Grade) -> None:
        """Bring gradebook and ``autograded`` in line with a grade.

        Raises
        ------
        StoreLabError
            If the database stays locked, or the disk is full; what was written before stays valid.
        """
        with writing(self.course.root):
            self._write_files(grade)
        _patiently(self.course, lambda: self._write_scores(grade), self._book.db.rollback)

    def _write_scores(self, grade: Grade) -> None:
        from nbformat import from_dict
        from nbgrader.api import MissingEntry
        from nbgrader.utils import determine_grade, is_grade, is_solution

        book = self._book
        try:
            book.find_student(grade.learner)
        except MissingEntry:
            book.add_student(grade.learner)
        stamp = self._timestamp(grade.learner)
        with warnings.catch_warnings():
            # nbgrader fills in a new submission in an order that SQLAlchemy remarks on.
            warnings.simplefilter("ignore")
            submission = book.update_or_create_submission(
                self.assignment, grade.learner, **({} if stamp is None else {"timestamp": stamp})
            )
        notebook = submission.notebooks[0]
        grades = {one.name: one for one in notebook.grades}
        comments = {one.name: one for one in notebook.comments}
        cells = [from_dict(cell) for cell in grade.cells]
        seen = set()
        for cell in cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if is_grade(cell) and name in grades:
                seen.add(name)
                score, _ = determine_grade(cell)
                row = grades[name]
                needs = score is None or row.manual_score is not None
                if row.auto_score != score or row.needs_manual_grade != needs:
                    row.auto_score, row.needs_manual_grade = score, needs
            if is_solution(cell) and name in comments:
                words = "No response." if _is_untouched(cell) else None
                if comments[name].auto_comment != words:
                    comments[name].auto_comment = words
        for name in grades.keys() - seen:
            # Nothing readable was handed in: no old score may survive.
            grades[name].auto_score, grades[name].needs_manual_grade = 0, grades[name].manual_score is not None
        book.db.commit()

    def _timestamp(self, learner: str) -> Any:
        file = self.course.folder(self.course.submitted, learner, self.assignment) / "timestamp.txt"
        try:
            text = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        from nbgrader.utils import parse_utc

        try:
            return parse_utc(text)
        except (ValueError, OverflowError):
            return None

    def _write_files(self, grade: Grade) -> None:
        """Put the rebuilt notebook where formgrader and ``nbgrader generate_feedback`` look for it."""
        folder = self.course.folder(self.course.autograded, grade.learner, self.assignment)
        if not grade.cells:
            # An old version would pass for this one.
            (folder / f"{self.assignment}.ipynb").unlink(missing_ok=True)
            return
        from classroom.build.notebooks import METADATA

        folder.mkdir(parents=True, exist_ok=True)
        notebook = {"cells": grade.cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
        write_whole(folder / f"{self.assignment}.ipynb", json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
        submitted = self.course.folder(self.course.submitted, grade.learner, self.assignment)
        for name in BESIDE:
            source = submitted / name
            if source.is_file() and not source.is_symlink():
                with contextlib.suppress(UnicodeDecodeError):
                    write_whole(folder / name, source.read_text(encoding="utf-8"))


def full_name(first_name: str | None, last_name: str | None) -> str:
    """A learner's name as it is said: a Chinese one begins with the family and has no space; what is not known is left out.

    Parameters
    ----------
    first_name, last_name
        As the gradebook keeps them.
    """
    parts = [part for part in (first_name, last_name) if part]
    if all(re.fullmatch(r"[\u3400-\u9fff·]+", part) for part in parts):
        return "".join(reversed(parts))
    return " ".join(parts)


def submissions(book: Any, assignment: str) -> list[Any]:
    """What the gradebook knows of a class's work: whose it is, how late, and its score; empty for an unknown assignment.

    With each submission that it reads, nbgrader forms a dozen sums over all marks: for a class, minutes. The others are
    formed only when somebody asks for them.

    Parameters
    ----------
    book
        From `open_book`.
    assignment
        Its name.
    """
    from nbgrader.api import SubmittedAssignment
    from sqlalchemy.orm import load_only

    columns = ("student_id", "timestamp", "extension", "score")
    needed = load_only(*(getattr(SubmittedAssignment, name) for name in columns))
    wanted = SubmittedAssignment.assignment.has(name=assignment)
    return list(book.db.query(SubmittedAssignment).options(needed).filter(wanted))


@contextlib.contextmanager
def open_book(course: Course) -> Iterator[Any]:
    """nbgrader's gradebook of a course, waited for while another program holds it.

    Raises
    ------
    StoreLabError
        If its address is none, its driver is missing, or the database cannot be used.
    """
    book = _opened(course)
    try:
        yield book
    finally:
        book.close()


def _opened(course: Course) -> Any:
    from nbgrader.api import Gradebook

    # nbgrader calls alembic from PATH when it makes a new gradebook.
    scripts = str(Path(sys.executable).parent)
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])
    return _patiently(course, lambda: _open(Gradebook, course))


def _open(gradebook: Callable[[str, str], Any], course: Course) -> Any:
    from sqlalchemy.exc import ArgumentError

    try:
        return gradebook(course.db_url, course.course_id)
    except ArgumentError:
        # The error's own words hold the address, and so the password; the cause would show it too.
        raise StoreLabError(
            f"nbgrader_config.py: db_url = {course.gradebook} is no address of a database. "
            "For PostgreSQL it reads postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
        ) from None
    except ImportError as error:
        raise StoreLabError(
            f"The gradebook {course.gradebook} needs the Python package '{error.name}', which is not installed. "
            "For PostgreSQL: pip install 'store-lab[postgresql]', and write db_url as postgresql+psycopg://..."
        ) from None


def _patiently(course: Course, work: Callable[[], Result], undo: Callable[[], object] = lambda: None) -> Result:
    """Do something with the gradebook, again while another program holds it."""
    from nbgrader.api import InvalidEntry
    from sqlalchemy.exc import OperationalError

    end = time.monotonic() + LOCKED_SECONDS
    while True:
        try:
            return work()
        except (OperationalError, InvalidEntry) as error:
            undo()
            # What the database says nbgrader passes on as an error of its own, where it adds something.
            cause = error if isinstance(error, OperationalError) else error.__context__
            if not isinstance(cause, OperationalError):
                raise
            # SQLite says "database is locked", PostgreSQL "deadlock detected".
            if not any(word in str(error) for word in ("locked", "deadlock")) or time.monotonic() > end:
                raise StoreLabError(
                    f"The gradebook {course.gradebook} could not be used ({cause.orig}). "
                    "Close what else uses it, or make room where the disk is full, and run the command again: nothing is lost."
                ) from error
            time.sleep(0.2)


def _is_untouched(cell: Any) -> bool:
    from nbgrader.utils import compute_checksum

    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell))


def write_whole(file: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it; unchanged text leaves it alone."""
    data = text.encode("utf-8", "replace")
    with contextlib.suppress(OSError):
        if file.read_bytes() == data:
            return
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn a full disk or a missing right into a message that says what to do."""
    try:
        yield
    except OSError as error:
        raise StoreLabError(
            f"{error.filename or folder} could not be written: {error.strerror}. "
            "Make room or give the right to write there, then run the command again: what is graded stays graded."
        ) from error
