"""Where things lie, in a clone, a kit and a workspace of any name."""

import pytest

from storelab import paths
from storelab.errors import StoreLabError


@pytest.mark.parametrize("name", ["workspace", "my work"])
def test_progress_is_kept_in_the_workspace_whatever_its_name(tmp_path, monkeypatch, name):
    lesson = tmp_path / name / "en" / "lessons"
    lesson.mkdir(parents=True)
    (tmp_path / name / paths.WORKSPACE_MARK).mkdir()
    monkeypatch.chdir(lesson)
    assert paths.state_folder() == tmp_path / name / ".storelab"


def test_outside_a_workspace_progress_is_kept_in_the_home_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert paths.state_folder() == tmp_path / "home" / ".storelab"


def test_the_data_folder_follows_the_variable(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.DATA_VARIABLE, str(tmp_path))
    assert paths.datasets_folder() == tmp_path


def test_no_course_folder_is_said_in_both_languages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "package_folder", lambda: tmp_path)
    with pytest.raises(StoreLabError, match=r"No course folder was found.*没有找到课程文件夹"):
        paths.project_root()


def test_answers_are_found_in_a_self_study_kit_before_a_clone(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    package = tmp_path / "utils" / "storelab"
    (package / "generated").mkdir(parents=True)
    (tmp_path / "solutions").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "package_folder", lambda: package)
    assert paths.answers_file() is None
    (tmp_path / "solutions" / "answers.json").write_text("{}", encoding="utf-8")
    assert paths.answers_file() == tmp_path / "solutions" / "answers.json"
    (package / "generated" / "answers.json").write_text("{}", encoding="utf-8")
    assert paths.answers_file() == package / "generated" / "answers.json"
