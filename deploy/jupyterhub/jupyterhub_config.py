"""An example of a hub for one class on one machine: everybody has an account of the system, and nbgrader's exchange is a folder.

``install.sh`` beside it makes the folder that ``STORELAB_HUB`` names (``/opt/store-lab`` without it). See ``docs/jupyterhub.md``.
"""

import csv
import os
from pathlib import Path

c = get_config()  # noqa: F821  (JupyterHub defines it)

HUB = Path(os.environ.get("STORELAB_HUB", "/opt/store-lab"))
COURSE = "store-lab"
GRADER = os.environ.get("STORELAB_GRADER", "grader-store-lab")  # the account that owns solutions and gradebook
GRADER_PORT = int(os.environ.get("STORELAB_GRADER_PORT", "9999"))
INSTRUCTORS = {name for name in os.environ.get("STORELAB_INSTRUCTORS", "teacher").split(",") if name}
LANGUAGE = os.environ.get("STORELAB_LANGUAGE", "en")


def class_list(file: Path) -> set[str]:
    """The accounts in a class list, the table that ``classroom roster`` reads: the column ``id`` or 学号."""
    if not file.is_file():
        return set()
    with file.open(encoding="utf-8-sig", newline="") as table:
        return {(row.get("id") or row.get("学号") or "").strip() for row in csv.DictReader(table)} - {""}


LEARNERS = class_list(HUB / "class.csv")

# Who may enter. JupyterHub's own authenticator asks for the system's passwords.
c.Authenticator.allowed_users = LEARNERS | INSTRUCTORS | {GRADER}

# nbgrader knows its people by the names of these groups. After a change of the class list, start the hub again.
c.JupyterHub.load_groups = {
    f"nbgrader-{COURSE}": {"users": sorted(LEARNERS | INSTRUCTORS)},
    f"formgrade-{COURSE}": {"users": sorted(INSTRUCTORS | {GRADER})},
}
c.JupyterHub.load_roles = [
    {
        # What a user's own server may ask the hub: its user's groups and the courses' services, and no more than its user may.
        "name": "server",
        "scopes": [
            "users:activity!user",
            "access:servers!server",
            "read:users!user",
            "list:services",
            f"read:services!service={COURSE}",
        ],
    },
    {
        "name": f"formgrade-{COURSE}",
        "groups": [f"formgrade-{COURSE}"],
        "scopes": [f"access:services!service={COURSE}", "list:services", f"read:services!service={COURSE}"],
    },
    {
        # The course's service puts learners into their group when the gradebook learns of them.
        "name": f"service-{COURSE}",
        "services": [COURSE],
        "scopes": ["admin:groups", "list:groups", "read:users"],
    },
]

# A user's server: the course in a read-only folder, the user's work in ~/workspace, brought up to date at each start.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(HUB / "course/.venv/bin/storelab"), "hub"]
c.Spawner.default_url = f"/lab/tree/{LANGUAGE}/course_map.ipynb"
SETTINGS = {
    "STORELAB_HUB": str(HUB),
    "STORELAB_LANGUAGE": LANGUAGE,
    "JUPYTER_CONFIG_PATH": str(HUB / "settings"),  # nbgrader_config.py
}
c.Spawner.environment = SETTINGS


def give_role(spawner) -> None:
    """Show instructors the list of courses that they grade."""
    is_instructor = spawner.user.name in INSTRUCTORS
    spawner.args = ["--role", "instructor"] if is_instructor else []


c.Spawner.pre_spawn_hook = give_role

# The course's own server, shared by its instructors: solutions, gradebook, formgrader, a terminal for 'classroom'.
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": f"http://127.0.0.1:{GRADER_PORT}",
        "command": [str(HUB / "grader/.venv/bin/storelab"), "hub", "--role", "grader"],
        "user": GRADER,
        "cwd": str(HUB / "grader"),
        "environment": {**SETTINGS, "JUPYTERHUB_DEFAULT_URL": "/lab"},
        "oauth_no_confirm": True,  # a server of the course's own: nobody has to be asked whether it may know who comes
    }
]

c.ConfigurableHTTPProxy.command = [str(HUB / "proxy/node_modules/.bin/configurable-http-proxy")]
# Behind a server that speaks HTTPS (nginx, Caddy); the hub itself listens on this machine alone.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
