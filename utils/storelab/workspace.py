"""The learner's workspace: the released notebooks, with everything the learner wrote kept across course updates.

Beside the notebooks the workspace keeps two folders that JupyterLab does not list: ``.base`` holds each notebook as the
course last gave it, ``.backup/<time>`` holds each file as it was before an update changed it.
"""

import errno
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from storelab.errors import StoreLabError
from storelab.language import pick
from storelab.merge import DamagedNotebookError, Json, merge_notebooks, read_notebook, same_text, write_notebook
from storelab.paths import WORKSPACE_MARK

BASE, BACKUP = WORKSPACE_MARK, ".backup"


@dataclass
class Summary:
    """What an update did; names are relative to the language's folder.

    Attributes
    ----------
    folder
        The language's folder in the workspace.
    created
        Files that were not there.
    updated
        Files that the learner has and that changed.
    removed
        Files that the course gave up and the learner never touched.
    damaged
        Notebooks that could not be read, with the name under which each was kept.
    beside
        Files, not notebooks, that both sides changed, with the name under which the course's new one arrived.
    arrived, kept_answers, restored
        Cells over all notebooks, as `storelab.merge.Merged` counts them.
    backup
        The folder that holds the files as they were; None when none was changed.
    """

    folder: Path
    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    damaged: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    arrived: int = 0
    kept_answers: int = 0
    restored: int = 0
    backup: Path | None = None


@dataclass
class _Plan:
    """What is to be done, made in full before the first file is written."""

    backups: list[Path] = field(default_factory=list)
    renames: dict[Path, Path] = field(default_factory=dict)
    writes: dict[Path, bytes] = field(default_factory=dict)
    bases: dict[Path, bytes] = field(default_factory=dict)
    removals: list[Path] = field(default_factory=list)


def update_workspace(released: Path, workspace: Path, language: str) -> Summary:
    """Bring the released notebooks of one language into the workspace.

    Nothing that the learner wrote is overwritten: see `storelab.merge.merge_notebooks` for the cells. A notebook that
    the learner deleted comes back, one that the learner saved under another name is not touched, a damaged one is
    renamed and a fresh one put in its place. Where nothing changed, nothing is written.

    Parameters
    ----------
    released
        The course's ``notebooks`` folder.
    workspace
        The learner's folder; made if it is missing.
    language
        ``"en"`` or ``"zh"``.

    Returns
    -------
    Summary
        What was done.

    Raises
    ------
    StoreLabError
        If the released notebooks are missing or damaged (nothing is written then), or if the workspace cannot be read
        or written (each file is then either as it was or as it should be).
    """
    source = released / language
    files = sorted(path for path in source.rglob("*") if path.is_file() and not _is_hidden(path.relative_to(source)))
    if not files:
        raise StoreLabError(
            pick(
                {
                    "en": f"There are no notebooks in {source}. Clone or unpack the course again, then start again.",
                    "zh": f"{source} 里没有笔记本。请重新下载或解压课程，再启动一次。",
                }
            )
        )
    summary, plan = Summary(workspace / language), _Plan()
    stamp = datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
    try:
        base_folder = workspace / BASE / language
        for path in files:
            name = path.relative_to(source)
            _plan_file(path, base_folder / name, summary.folder / name, stamp, plan, summary)
        for base in sorted(path for path in base_folder.rglob("*") if path.is_file()):
            if not (source / base.relative_to(base_folder)).is_file():
                _plan_given_up(base, summary.folder / base.relative_to(base_folder), plan, summary)
        _carry_out(plan, workspace, stamp, summary)
    except OSError as error:
        raise StoreLabError(explain(error, workspace)) from error
    return summary


def _is_hidden(name: Path) -> bool:
    return any(part.startswith(".") for part in name.parts)


def _plan_file(course: Path, base: Path, mine: Path, stamp: str, plan: _Plan, summary: Summary) -> None:
    """Decide about one released file: what the learner's becomes, and that the base is remembered."""
    content, known = course.read_bytes(), _content(base)
    is_notebook = course.suffix == ".ipynb"
    new = _read_released(course, content) if is_notebook else None
    if known != content:
        plan.bases[base] = content
    name = mine.relative_to(summary.folder).as_posix()
    if mine.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(mine))
    own = _content(mine)
    if own is None:
        summary.created.append(name)
        plan.writes[mine] = content
    elif new is not None:
        _plan_notebook(content, new, known, own, mine, stamp, plan, summary)
    elif own not in (content, known) and known != content:
        # No merge is possible; the course's new file arrives under a name of its own.
        beside = mine.with_name(f"{mine.stem}.new{mine.suffix}")
        summary.beside[name] = beside.name
        plan.writes[beside] = content
        if beside.exists():
            plan.backups.append(beside)
    elif own != content and own == known:
        summary.updated.append(name)
        plan.backups.append(mine)
        plan.writes[mine] = content


def _plan_notebook(
    content: bytes, new: Json, known: bytes | None, own: bytes, mine: Path, stamp: str, plan: _Plan, summary: Summary
) -> None:
    """Decide about a notebook that the learner has."""
    name = mine.relative_to(summary.folder).as_posix()
    try:
        notebook = read_notebook(own)
    except DamagedNotebookError:
        kept = _free_name(mine.with_name(f"{mine.stem}.damaged-{stamp}{mine.suffix}"))
        summary.damaged[name] = kept.name
        plan.renames[mine] = kept
        plan.writes[mine] = content
        return
    merged = merge_notebooks(_read_base(known), notebook, new)
    if merged.notebook != notebook:
        summary.updated.append(name)
        summary.arrived += merged.arrived
        summary.restored += merged.restored
        plan.backups.append(mine)
        plan.writes[mine] = content if merged.notebook == new else write_notebook(merged.notebook)
    summary.kept_answers += merged.kept_answers


def _plan_given_up(base: Path, mine: Path, plan: _Plan, summary: Summary) -> None:
    """Decide about a file that the course no longer has: it goes unless the learner worked in it."""
    plan.removals.append(base)
    own, known = _content(mine), base.read_bytes()
    if own is None:
        return
    untouched = own == known
    if not untouched and mine.suffix == ".ipynb":
        with suppress(DamagedNotebookError):
            untouched = same_text(read_notebook(own), read_notebook(known))
    if untouched:
        summary.removed.append(mine.relative_to(summary.folder).as_posix())
        plan.backups.append(mine)
        plan.removals.append(mine)


def _read_released(path: Path, content: bytes) -> Json:
    """Read a released notebook, of which more is asked than of a learner's: every cell has an id of its own."""
    try:
        notebook = read_notebook(content)
        ids = [cell.get("id") for cell in notebook["cells"]]
        if None in ids or len(set(ids)) != len(ids):
            raise DamagedNotebookError("cells without an id of their own")
    except DamagedNotebookError as error:
        raise StoreLabError(
            pick(
                {
                    "en": f"The course's notebook {path} is damaged ({error}). Clone or unpack the course again; "
                    "your workspace was not touched.",
                    "zh": f"课程的笔记本 {path} 已损坏（{error}）。请重新下载或解压课程；你的练习文件没有动过。",
                }
            )
        ) from error
    return notebook


def _read_base(content: bytes | None) -> Json | None:
    """Read a remembered notebook; one that is missing or damaged counts as not known."""
    if content is None:
        return None
    try:
        return read_notebook(content)
    except DamagedNotebookError:
        return None


def _content(path: Path) -> bytes | None:
    """A file's bytes; None if there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _carry_out(plan: _Plan, workspace: Path, stamp: str, summary: Summary) -> None:
    """Write the plan: backups of all files first, then each file, and what the course gave last of all.

    Stopped at any point, the next update starts from files that are whole and finds the same things to do.
    """
    if plan.backups:
        summary.backup = _free_name(workspace / BACKUP / stamp)
        for path in plan.backups:
            write_file(summary.backup / path.relative_to(workspace), path.read_bytes())
    for path, kept in plan.renames.items():
        path.replace(kept)
    for path, content in plan.writes.items():
        write_file(path, content)
    for path, content in plan.bases.items():
        write_file(path, content)
    for path in plan.removals:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            path.parent.rmdir()  # only if it is empty


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; folders on the way are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _free_name(path: Path) -> Path:
    """``path``, or the first of ``path-2``, ``path-3``, ... that is not taken."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def explain(error: OSError, workspace: Path) -> str:
    """Say in words why the workspace could not be written, and that nothing is lost."""
    place = error.filename or workspace
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = {
            "en": f"The disk that holds {workspace} is full. Free some space",
            "zh": f"{workspace} 所在的磁盘已满。请先清理出一些空间",
        }
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = {
            "en": f"You may not write to {place}. Make the folder writable, or choose another one with --workspace",
            "zh": f"没有写入 {place} 的权限。请把文件夹设为可写，或用 --workspace 换一个文件夹",
        }
    else:
        reason = {
            "en": f"The workspace {workspace} could not be updated ({place}: {error.strerror or error}). Mend this",
            "zh": f"练习文件夹 {workspace} 没能更新（{place}：{error.strerror or error}）。请先解决这个问题",
        }
    return pick(
        {
            "en": f"{reason['en']}, then start again. What you wrote is still there.",
            "zh": f"{reason['zh']},然后再启动一次。你写的内容都还在。",
        }
    )
