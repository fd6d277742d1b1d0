"""Where things lie, in a clone of the project and in an unpacked learner's kit alike."""

import os
from pathlib import Path

from storelab.errors import StoreLabError

DATA_VARIABLE = "STORELAB_DATA"
# Inside a workspace: the notebooks as they were released, for the next update.
WORKSPACE_MARK = ".base"


def package_folder() -> Path:
    """The folder of this package."""
    return Path(__file__).resolve().parent


def generated_folder() -> Path:
    """What the build made for learners: glossary, syllabus, visible cases."""
    return package_folder() / "generated"


def project_root() -> Path:
    """The folder that holds ``notebooks/`` and ``datasets/``.

    Looked for upward from the working folder first, then upward from this package.

    Raises
    ------
    StoreLabError
        If neither lies inside a course folder.
    """
    for start in (Path.cwd(), package_folder()):
        for folder in (start, *start.parents):
            if (folder / "notebooks").is_dir() and (folder / "utils" / "storelab").is_dir():
                return folder
    raise StoreLabError(
        "No course folder was found: expected a folder with 'notebooks' and 'utils/storelab' at or above "
        f"{Path.cwd()}. Change into the folder that you cloned or unpacked. / 没有找到课程文件夹，请先进入你下载或解压的文件夹。"
    )


def datasets_folder() -> Path:
    """The folder of the shop's tables: ``STORELAB_DATA`` if set, else ``datasets/`` of the course."""
    if os.environ.get(DATA_VARIABLE):
        return Path(os.environ[DATA_VARIABLE])
    return project_root() / "datasets"


def answers_file() -> Path | None:
    """The model answers where they are meant to be seen: in a self-study kit, or in a clone with ``solutions/``."""
    packed = generated_folder() / "answers.json"
    if packed.is_file():
        return packed
    try:
        cloned = project_root() / "solutions" / "answers.json"
    except StoreLabError:
        return None
    return cloned if cloned.is_file() else None


def state_folder() -> Path:
    """Where a learner's progress is kept: ``.storelab/`` in the workspace, else in the home folder.

    A workspace is known by the folder of released notebooks that ``storelab start`` keeps in it.
    """
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / WORKSPACE_MARK).is_dir():
            return folder / ".storelab"
    return Path.home() / ".storelab"
