"""nbgrader's settings that everybody on the hub shares: where the exchange lies and who is in the course.

``jupyterhub_config.py`` beside it points each server here; a container has a copy in ``/etc/jupyter``.
"""

import os
from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader defines it)

c.Exchange.root = str(Path(os.environ.get("STORELAB_HUB", "/opt/store-lab")) / "exchange")
# Learners and instructors are known by their groups on the hub, nbgrader-store-lab and formgrade-store-lab.
c.Authenticator.plugin_class = "nbgrader.auth.JupyterHubAuthPlugin"
