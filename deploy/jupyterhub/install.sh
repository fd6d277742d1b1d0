#!/usr/bin/env bash
# Makes the folder of a hub for one class on one machine, from a clone of the course; as root. Run it again to bring all up to date.
#   install.sh FOLDER [GRADER]    /opt/store-lab and grader-store-lab without them
#
#   FOLDER/course    what a learner gets (classroom kit) with its environment; nobody but root writes to it
#   FOLDER/grader    the course with solutions and its environment; GRADER's alone, who keeps the gradebook in it
#   FOLDER/exchange  nbgrader's exchange
#   FOLDER/proxy     configurable-http-proxy
#   FOLDER/settings  jupyterhub_config.py, nbgrader_config.py
set -euo pipefail

hub=${1:-/opt/store-lab}
grader=${2:-grader-store-lab}
# The hub and all its servers need one version.
jupyterhub=${JUPYTERHUB:-jupyterhub==6.1.1}
proxy=${PROXY:-configurable-http-proxy@5.3.0}
python=${PYTHON:-python3}
clone=$(cd "$(dirname "$0")/../.." && pwd)

[ "$(id -u)" -eq 0 ] || { echo "Only root can give folders to other users: run it with sudo." >&2; exit 2; }
[ -d "$clone/solutions" ] || { echo "$clone holds no solutions: run it from a clone, not from a kit." >&2; exit 2; }
id "$grader" >/dev/null 2>&1 || { echo "There is no user $grader: useradd --create-home $grader" >&2; exit 2; }

environment() { # FOLDER LOCK: an environment in the folder, with the course as a link
    [ -x "$1/.venv/bin/python" ] || "$python" -m venv "$1/.venv"
    "$1/.venv/bin/python" -m pip install --quiet -r "$2"
    # JupyterHub is not in the locks: what they choose stays as it is.
    sed -E '/--hash=/d; s/ \\$//' "$2" >"$1/.venv/constraints.txt"
    "$1/.venv/bin/python" -m pip install --quiet -c "$1/.venv/constraints.txt" "$jupyterhub"
}
link() { "$1/.venv/bin/python" -m pip install --quiet --no-deps --editable "$1"; }
export -f environment link
export python jupyterhub

umask 022
mkdir -p "$hub" "$hub/settings" "$hub/course"
cp "$clone/deploy/jupyterhub/jupyterhub_config.py" "$clone/deploy/jupyterhub/nbgrader_config.py" "$hub/settings/"

# The learners' side, which only root writes to.
environment "$hub/course" "$clone/locks/learner.txt"
unpacked=$(mktemp -d "$hub/kit.XXXXXX")
(cd "$clone" && PYTHONPATH=utils "$hub/course/.venv/bin/python" -m classroom.cli kit --out "$unpacked/kit.zip")
"$hub/course/.venv/bin/python" -m zipfile -e "$unpacked/kit.zip" "$unpacked"
find "$hub/course" -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {} +
cp -r "$unpacked/store-lab/." "$hub/course/"
rm -rf "$unpacked"
link "$hub/course"
(cd "$hub" && runuser -u "$grader" -- "$hub/course/.venv/bin/storelab" --version >/dev/null) || {
    echo "Other users cannot run $hub/course/.venv: its Python lies in a folder of root's. Remove it and name another: PYTHON=/usr/bin/python3 $0 $*" >&2
    exit 2
}

# The instructors' side: every file that git knows, installed as the grader, so that root runs nothing which the grader could have changed.
# Gradebook, submissions and reports in the folder stay.
mkdir -p "$hub/grader"
chown "$grader": "$hub/grader"
chmod 700 "$hub/grader"
git -c safe.directory="$clone" -C "$clone" archive HEAD | runuser -u "$grader" -- tar -x -C "$hub/grader"
(cd "$hub" && runuser -u "$grader" -- bash -euc 'environment "$1" "$1/locks/instructor.txt"; link "$1"' install "$hub/grader")

# nbgrader asks that everybody may write here, and sets the rights inside; sticky, so that nobody removes what others made.
mkdir -p "$hub/exchange"
chmod 1777 "$hub/exchange"

npm install --silent --no-fund --no-audit --prefix "$hub/proxy" "$proxy"
echo "Made $hub. Start the hub: STORELAB_HUB=$hub $hub/course/.venv/bin/jupyterhub -f $hub/settings/jupyterhub_config.py"
