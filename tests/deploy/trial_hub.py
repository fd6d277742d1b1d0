"""The hub of the trial: the example's settings, with made-up passwords, ports of its own and a service that the test steers by."""

import os
from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (JupyterHub defines it)
load_subconfig(str(Path(os.environ["STORELAB_HUB"]) / "settings/jupyterhub_config.py"))  # type: ignore[name-defined]  # noqa: F821

state, port = Path(os.environ["TRIAL_STATE"]), int(os.environ["TRIAL_PORT"])

c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["TRIAL_PASSWORD"]
c.JupyterHub.bind_url = f"http://127.0.0.1:{port}"
c.JupyterHub.hub_port = port + 1
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{port + 2}"
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{state / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "secret")
c.JupyterHub.services.append({"name": "trial", "api_token": os.environ["TRIAL_TOKEN"]})
c.JupyterHub.load_roles.append(
    {"name": "trial", "services": ["trial"], "scopes": ["admin:users", "admin:servers", "read:groups", "list:groups"]}
)
