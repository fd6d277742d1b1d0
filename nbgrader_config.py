"""nbgrader's settings: English sources by default, Chinese with STORELAB_LANGUAGE=zh; one gradebook for both."""

import os

c = get_config()  # noqa: F821  (nbgrader defines it)

language = os.environ.get("STORELAB_LANGUAGE", "en")

c.CourseDirectory.course_id = "store-lab"
c.CourseDirectory.source_directory = f"solutions/{language}"
c.CourseDirectory.release_directory = f"notebooks/{language}/assignments"
# The releases come with the course. Without this, nbgrader would see them and skip the assignment, and the gradebook would
# never learn it. What it writes is what is there already.
c.GenerateAssignment.force = True
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "answers.json"]

# The stub must run: a cell which was not answered is "not attempted", not a crash. It stands in both languages
# because nbgrader computes one checksum for both.
c.ClearSolutions.code_stub = {"python": "pass  # ✎ your answer here / 在这里写答案"}
c.ClearSolutions.text_stub = "✎ *Your answer here / 在这里写答案*"

c.ExecutePreprocessor.timeout = 60

# Pages of learners' work that nothing acts in and nothing is loaded into, and an export with quoted names and statuses; as names, for they
# are needed only then.
c.GenerateFeedback.exporter_class = "classroom.grade.pages.FeedbackExporter"
c.HTMLExporter.preprocessors = ["classroom.grade.pages.Rubrics"]  # beside the answers in formgrader
c.HTMLExporter.filters = {"markdown2html": "classroom.grade.pages.markdown2html"}
c.ExportApp.plugin_class = "classroom.grade.export.StatusExport"
