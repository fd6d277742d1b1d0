"""Grades whole classes: learners' code in a sandbox, comparison outside of it, results in nbgrader's gradebook."""
