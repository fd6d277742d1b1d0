"""What ``storelab start`` does before it starts JupyterLab, for Binder, which starts JupyterLab itself."""

import os
import shlex
import sys
from pathlib import Path

from storelab import course_map
from storelab.language import LANGUAGES, language, use_language
from storelab.paths import project_root
from storelab.start import MAP, lab_environment
from storelab.workspace import update_workspace


def main() -> None:
    """Make the workspace in both languages, or with ``--settings`` print the lines that a shell evaluates."""
    chosen = language()
    if "--settings" in sys.argv[1:]:
        made = lab_environment(os.environ, chosen)
        changed = {name: value for name, value in made.items() if os.environ.get(name) != value}
        for name, value in changed.items():
            print(f"export {name}={shlex.quote(value)}")
        return
    workspace = Path.cwd() / "workspace"
    for each in LANGUAGES:
        use_language(each)
        summary = update_workspace(project_root() / "notebooks", workspace, each)
        course_map.refresh(summary.folder / MAP)


main()
