"""Tables of teams: people, hiring, training, pay, skills, careers, and projects with their hand-overs."""

from collections.abc import Iterator

from classroom.world import careers, people, projects
from classroom.world.columns import Columns
from classroom.world.made import Made


def tables(made: Made) -> Iterator[tuple[str, Columns]]:
    """Make the tables of this group, in the order of their schema.

    Parameters
    ----------
    made
        What has been made before.
    """
    seed, effects = made.seed, made.effects
    everybody = people.make_people(seed, effects)
    yield "staff", everybody.staff
    yield "staff_survey", everybody.survey
    yield "hiring", everybody.hiring
    yield "training", people.training(seed, effects, everybody)
    yield "skills_matrix", careers.skills_matrix(seed, effects, people.office(everybody))
    yield "role_profiles", careers.role_profiles()
    yield "career_paths", careers.career_paths(everybody.moves)
    yield "kpi_scores", people.kpi_scores(seed, effects, everybody)
    tasks, handovers = projects.make_projects(seed, effects)
    yield "tasks", tasks
    yield "handover_log", handovers
    yield "dilemmas", careers.dilemmas()
