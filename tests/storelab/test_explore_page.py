"""``storelab explore``: what is said when the page cannot be served, and what the page may load."""

import socket
from pathlib import Path

import pytest

from storelab.cli import main
from storelab.explore_page import page_command
from storelab.start import HOST


def test_a_port_in_use_is_named_with_a_free_one_for_this_command(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as server:
        server.bind((HOST, 0))
        server.listen(1)
        port = server.getsockname()[1]
        assert main(["explore", "--language", "en", "--port", str(port), "--no-browser"]) == 2
    said = capsys.readouterr().err
    assert f"Port {port} is in use" in said
    assert "storelab explore --port" in said


def test_without_voila_the_command_that_installs_it_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("storelab.explore_page.find_spec", lambda name: None)
    assert main(["explore", "--language", "en"]) == 2
    assert "make explore" in capsys.readouterr().err


def test_the_page_listens_on_this_machine_only(tmp_path: Path) -> None:
    assert f"--Voila.ip={HOST}" in page_command(tmp_path, 8866)
