"""``classroom build``: write the generated files, or prove that they are up to date."""

import argparse
import json
from pathlib import Path

from storelab.errors import StoreLabError


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = subparsers.add_parser(
        "build",
        help="make notebooks, solutions and the library's data from course/",
        description="Turn course/ into learners' notebooks, solution notebooks and the data of storelab, in both languages.",
    )
    parser.add_argument("chapter", nargs="?", help="number or id of one chapter; all by default")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file differs or an answer leaks to learners"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build or check; 0 when all agree, 1 when the check finds something."""
    from classroom.build import outputs
    from classroom.build.leaks import find_leaks
    from classroom.source import find_chapter_id, load_chapter, project_root

    root = project_root()
    names = None if options.chapter is None else [find_chapter_id(options.chapter)]
    proof = root / ".cache" / "build.json"
    if names is None and _proven(proof, root):
        print("Nothing changed: all generated files agree with course/.")
        return 0
    if not options.check:
        words = outputs.words()
        _write_files(root, words, [path for path, content in words.items() if not _same(root / path, content)])
    files = outputs.plan(names)
    chapter_names = names or sorted(
        {path.split("/")[-1].removesuffix(".json") for path in files if "/exercises/" in path}
    )
    leaks = find_leaks(root, (load_chapter(name) for name in chapter_names), files)
    differing = [path for path, content in files.items() if not _same(root / path, content)]
    stale = outputs.stale_files(root, files) if names is None else []
    for leak in leaks:
        print(f"leak: {leak}")
    if options.check:
        for path in differing:
            print(f"differs: {path} is not what course/ makes; run 'make notebooks'")
        for path in stale:
            print(f"stale: {path} is made by nothing; run 'make notebooks'")
        if leaks or differing or stale:
            return 1
        print(f"{len(files)} generated files agree with course/; no answer stands in what learners get.")
    else:
        if leaks:
            raise StoreLabError(f"nothing was written: {len(leaks)} answers would leak to learners (listed above).")
        _write(root, files, differing, stale)
    if names is None:
        proof.parent.mkdir(parents=True, exist_ok=True)
        proof.write_text(json.dumps({"inputs": _inputs(root), "outputs": _outputs(root)}), encoding="utf-8")
    return 0


def _write_files(root: Path, files: dict[str, bytes], paths: list[str]) -> None:
    for path in paths:
        file = root / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(files[path])
        except OSError as error:
            raise StoreLabError(
                f"{path} could not be written ({error.strerror}): check the folder's permissions and free space."
            ) from None
        print(f"wrote {path}")


def _write(root: Path, files: dict[str, bytes], differing: list[str], stale: list[str]) -> None:
    """Write what differs, remove what nothing makes, and say so."""
    _write_files(root, files, differing)
    for path in stale:
        (root / path).unlink()
        print(f"removed {path}")
    print(f"{len(files)} files made from course/: {len(differing)} written, {len(stale)} removed, the rest unchanged.")


def _same(file: Path, content: bytes) -> bool:
    return file.is_file() and file.read_bytes() == content


def _proven(proof: Path, root: Path) -> bool:
    """Whether these very inputs and outputs were compared before."""
    if not proof.is_file():
        return False
    return json.loads(proof.read_text(encoding="utf-8")) == {"inputs": _inputs(root), "outputs": _outputs(root)}


def _inputs(root: Path) -> str:
    from classroom.cache import hash_files

    files = [root / "nbgrader_config.py", *sorted((root / "locks").glob("*.txt"))]
    for folder, pattern in (("course", "*"), ("utils", "*.py"), ("datasets/manifests", "*.json")):
        files += [
            file
            for file in sorted((root / folder).rglob(pattern))
            if file.is_file() and "__pycache__" not in file.parts
        ]
    return hash_files(files, root)


def _outputs(root: Path) -> str:
    from classroom.build.outputs import MANAGED
    from classroom.cache import hash_files

    skipped = {"__pycache__", ".ipynb_checkpoints"}
    files = [
        f
        for folder in MANAGED
        for f in sorted((root / folder).rglob("*"))
        if f.is_file() and not skipped & set(f.parts)
    ]
    return hash_files(files, root)
