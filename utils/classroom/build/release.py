"""Makes the release of an assignment with nbgrader's own steps, so that ``nbgrader generate_assignment`` agrees."""

from functools import cache
from pathlib import Path

from classroom.build.notebooks import NotebookDict
from classroom.source import project_root


def release(solution: NotebookDict) -> bytes:
    """What nbgrader writes for a source notebook, without touching a gradebook.

    Parameters
    ----------
    solution
        The notebook with solutions and hidden tests.

    Returns
    -------
    bytes
        The release notebook's file.
    """
    import json

    import nbformat

    notebook = nbformat.reads(json.dumps(solution), as_version=4)
    exporter = _exporter(project_root())
    text, _ = exporter.from_notebook_node(notebook)
    return bytes((text if text.endswith("\n") else text + "\n").encode())


@cache
def _exporter(root: Path):  # type: ignore[no-untyped-def]
    """An exporter with the steps of nbgrader's GenerateAssignment in their order, save the one that writes the gradebook."""
    from nbconvert.exporters import NotebookExporter
    from nbgrader.converters.generate_assignment import GenerateAssignment
    from nbgrader.preprocessors import SaveCells
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    exporter = NotebookExporter(config=config)
    for step in GenerateAssignment.preprocessors.default():
        if step is not SaveCells:
            exporter.register_preprocessor(step(config=config), enabled=True)
    return exporter
