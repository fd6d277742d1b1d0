#!/usr/bin/env bash
# Installs the system packages that tests use, where they are missing and may be installed; otherwise names them.
#   bubblewrap      the sandbox in which submissions run
#   chromium        drives JupyterLab in the browser tests
#   fonts-noto-cjk  the collection of which the course's font is a subset
#   java            Spark, on which the metrics are tested too
#   npm             the site takes MathJax from it, the browser tests axe-core
#   postgresql      a gradebook on a database server; the tests start a server of their own
set -u

missing=()
command -v bwrap >/dev/null || missing+=(bubblewrap)
command -v chromium >/dev/null || missing+=(chromium)
[ -e /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc ] || missing+=(fonts-noto-cjk)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v npm >/dev/null || missing+=(npm)
# Debian keeps the server's programs outside of PATH, in a folder for each version.
command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "System packages are missing: ${missing[*]}. Install them (Debian: sudo apt-get install ${missing[*]}); tests that need them skip." >&2
    exit 0
fi
echo "Installing system packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get -qq update && apt-get -qq install --no-install-recommends -y "${missing[@]}" >/dev/null; }; then
    echo "System packages could not be installed: ${missing[*]}. Tests that need them skip, or fail where CI is set." >&2
fi
