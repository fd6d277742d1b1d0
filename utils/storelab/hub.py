"""``storelab hub``: what a JupyterHub starts for each of its users, with the settings of ``storelab start``."""

import argparse
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from storelab import course_map
from storelab.errors import StoreLabError
from storelab.language import known_language, language, pick, use_language
from storelab.paths import package_folder, project_root
from storelab.start import MAP, describe, hand_over, lab_environment, lab_settings
from storelab.workspace import explain, update_workspace

LEARNER, INSTRUCTOR, GRADER = "learner", "instructor", "grader"
LANDING = "JUPYTERHUB_DEFAULT_URL"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to a parser."""
    parser = subparsers.add_parser(
        "hub",
        help="be one user's server of a JupyterHub (JupyterHub runs this)",
        description="Bring the notebooks into the user's workspace and become the server that JupyterHub asked for.",
    )
    parser.add_argument(
        "--role",
        choices=(LEARNER, INSTRUCTOR, GRADER),
        default=LEARNER,
        help="instructor: with the list of courses to grade; grader: the course's folder with the formgrader",
    )
    parser.add_argument("--language", metavar="LANG", help="en or zh; without it, the language of the system")
    parser.add_argument(
        "--workspace", type=Path, metavar="DIR", help="the user's folder; without it, 'workspace' in the home folder"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Update the workspace and become the user's server."""
    use_language(known_language(options.language) if options.language else language())
    if find_spec("jupyterhub") is None:
        raise StoreLabError(
            pick(
                {
                    "en": f"JupyterHub is not installed for {sys.executable}: install the version that the hub runs.",
                    "zh": f"{sys.executable} 没有安装 JupyterHub:请装上与 hub 相同的版本。",
                }
            )
        )
    if options.role == GRADER:
        folder = project_root()
    else:
        folder = (options.workspace or Path.home() / "workspace").expanduser().absolute()
        summary = update_workspace(project_root() / "notebooks", folder, language())
        try:
            course_map.refresh(summary.folder / MAP)
        except OSError as error:
            raise StoreLabError(explain(error, folder)) from error
        print("\n".join(describe(summary)), flush=True)
    return hand_over(
        hub_command(folder, language(), options.role), hub_environment(os.environ, language(), options.role), folder
    )


def hub_command(folder: Path, language: str, role: str) -> list[str]:
    """The command of a user's server; address, port and who may enter come from JupyterHub through the environment.

    Parameters
    ----------
    folder
        The folder that JupyterLab shows.
    language
        ``"en"`` or ``"zh"``: whose course map opens.
    role
        ``"learner"``, ``"instructor"`` or ``"grader"``.

    Returns
    -------
    list of str
        The command and its arguments.
    """
    settings = lab_settings(folder, language)
    if role == GRADER:  # the clone holds no workspace: its layout is kept in the grader's home folder, as usual
        settings = [setting for setting in settings if "workspaces_dir" not in setting]
    return [sys.executable, "-m", "jupyterhub.singleuser", *settings]


def hub_environment(environment: Mapping[str, str], language: str, role: str) -> dict[str, str]:
    """The environment of a user's server: that of ``storelab start``, the panels of the role, and where it opens.

    Parameters
    ----------
    environment
        What JupyterHub gave.
    language
        ``"en"`` or ``"zh"``.
    role
        ``"learner"``, ``"instructor"`` or ``"grader"``.
    """
    made = lab_environment(environment, language)
    panels = package_folder() / "jupyter" / role
    if panels.is_dir():
        made["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(panels), made["JUPYTER_CONFIG_PATH"]])
    # Without one of its own, JupyterHub opens the list of files.
    made.setdefault(LANDING, "/lab" if role == GRADER else f"/lab/tree/{language}/{MAP}")
    return made
