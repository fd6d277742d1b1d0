"""nbgrader's settings for learners: the course that the assignment list shows."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821  (nbgrader defines it)

c.CourseDirectory.course_id = "store-lab"
