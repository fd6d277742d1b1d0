"""Remembers what is slow to compute, by the content that it was computed from."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from classroom.source import project_root

FOLDER = ".cache"


def remembered(kind: str, parts: Iterable[str], compute: Callable[[], Any]) -> Any:
    """Return what was computed from the same parts before, else compute and keep it.

    Parameters
    ----------
    kind
        Folder under ``.cache/``, such as ``"facts"``.
    parts
        Everything that takes part in the result: texts, and hashes of code and data (`hash_files`).
    compute
        Makes the result, which JSON can hold.

    Returns
    -------
    Any
        The result as JSON gives it back.
    """
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    file = project_root() / FOLDER / kind / f"{key}.json"
    if file.is_file():
        return json.loads(file.read_text(encoding="utf-8"))
    text = json.dumps(compute(), ensure_ascii=False)
    # A folder that cannot be written only means that it is computed again next time.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        # Several graders may compute the same at once: each writes its own file and moves it into place whole.
        unfinished = file.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(file)
    return json.loads(text)


def code_fingerprint() -> str:
    """Hash of the code of both packages, what is generated left out."""
    root = project_root()
    return hash_files((file for file in sorted((root / "utils").rglob("*.py")) if "generated" not in file.parts), root)


def hash_files(files: Iterable[Path], root: Path) -> str:
    """Hash names and bytes of files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
