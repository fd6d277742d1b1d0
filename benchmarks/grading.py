"""Stock nbgrader, otter-grader and ``classroom grade`` on one class: ``python benchmarks/grading.py``.

The class draws its answers from the author's bank, as ``classroom demo`` does. Otter gets the same answers in the same
notebook and calls the same functions on the same cases; its tests give all points of an exercise or none. It is installed
by pip into an environment of its own under ``~/.cache/store-lab``, in our versions of what both use.

The physical limit is the time inside the learners' own functions, in a process that has imported everything before.
Figures go to the screen and into ``benchmarks/RESULTS.md``. ``--large`` measures instead how time and memory of
``classroom grade`` behave over 10,000 submissions.
"""

import argparse
import contextlib
import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from results import write_section

CHAPTER, SUBMISSIONS, LARGE = "00_primer", 200, 10_000
DIFFERENT = 200  # submissions that are made one by one
WANTED_RATIO = 20.0
# Submissions on which the parts of the time are measured.
PROFILED = 20
SAMPLE_SECONDS = 1.0
ENVIRONMENT = Path.home() / ".cache" / "store-lab" / "otter"
OTTER_TEST = """from otter.test_files import test_case
OK_FORMAT = False
name = {name!r}
points = {points!r}

@test_case()
def test_{name}(env):
    from classroom.hidden import _keys, case_seed, full_task
    from storelab.practice.assess import assess
    task = full_task({name!r}, case_seed())
    result = assess(task, env, _keys(task) if task.kind == "choices" else None)
    assert result.score == result.points, result.message
"""


@dataclass
class Use:
    """What a program used: seconds of wall and processor time, and peak memory of all its processes in MB."""

    submissions: int
    wall: float
    processor: float
    memory: float


class Watch(threading.Thread):
    """Samples what all processes below this one use.

    Attributes
    ----------
    memory
        MB at each sample, shared pages divided among their holders.
    sandboxed
        Processor seconds of each sandbox's template, and of the submissions, which the sandbox's first process inherits and waits
        for: nobody waits for that one, so that the system counts them to nobody. What is done after the last sample is missing.
    """

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.memory: list[float] = []
        self.sandboxed: dict[int, float] = {}
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            now = list(descendants(os.getpid()))
            self.memory.append(sum(map(megabytes, now)))
            workers = {process: parent for process in now if (parent := parent_of_worker(process))}
            templates = {process: parent for process, parent in workers.items() if parent not in workers}
            self.sandboxed |= {process: processor_seconds(process) for pair in templates.items() for process in pair}


def parent_of_worker(process: int) -> int:
    """The parent of a process that runs submissions; 0 if it is none."""
    with contextlib.suppress(OSError):
        folder = Path(f"/proc/{process}")
        command = (folder / "cmdline").read_bytes().split(b"\0")
        if command[0] == sys.executable.encode() and b"classroom.grade.worker" in command:
            return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def processor_seconds(process: int) -> float:
    """Processor time of a process and of those that it has waited for."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def descendants(process: int) -> Iterator[int]:
    """Ids of the processes that a process has started, and of theirs."""
    with contextlib.suppress(OSError):
        for file in Path(f"/proc/{process}/task").glob("*/children"):
            for child in map(int, file.read_text().split()):
                yield child
                yield from descendants(child)


def megabytes(process: int) -> float:
    """A process's own memory and its part of what it shares."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def measure(submissions: int, work: Callable[[], object]) -> Use:
    """Run something that starts processes, and say what they used."""
    watch = Watch()
    watch.start()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    work()
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    watch.over.set()
    watch.join()
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Use(submissions, wall, used + sum(watch.sandboxed.values()), max(watch.memory, default=0.0))


def make_class(folder: Path, chapter: Any, count: int) -> list[str]:
    """Hand in a class; the learners' names. Beyond the first `DIFFERENT` learners each hands in what one of them did."""
    from classroom.demo import hand_ins

    hand_ins.make_course(folder, [chapter.id])
    learners = []
    for submission in hand_ins.make_class(chapter, min(count, DIFFERENT)):
        hand_ins.hand_in(folder, chapter.id, submission)
        learners.append(submission.learner)
    for number in range(len(learners), count):
        learners.append(f"learner{number + 1:02d}")
        shutil.copytree(folder / "submitted" / learners[number % DIFFERENT], folder / "submitted" / learners[number])
    return learners


def programs() -> dict[str, str]:
    """Surroundings in which the programs of this environment are found."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def run_stock(course: Path, chapter: str, learners: list[str]) -> None:
    """``nbgrader autograde`` on these learners, in one process as an instructor would start it."""
    for folder in (course / "submitted").iterdir():
        if folder.name not in learners:
            shutil.rmtree(folder)
    command = [sys.executable, "-m", "nbgrader", "autograde", chapter, "--create"]
    # One broken file lets it end with an error after all the others.
    done = subprocess.run(command, cwd=course, env=programs(), capture_output=True, text=True)
    graded = list((course / "autograded").glob(f"*/{chapter}/{chapter}.ipynb"))
    assert len(graded) >= 0.9 * len(learners), (
        f"stock nbgrader graded {len(graded)} of {len(learners)}: {done.stderr[-2000:]}"
    )


def run_ours(course: Path, chapter: str, learners: list[str]) -> None:
    """``classroom grade`` with the sandbox on."""
    command = [sys.executable, "-m", "classroom.cli", "grade", chapter, "--course", str(course)]
    done = subprocess.run(command, env=programs(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert f"{len(learners)} submissions" in done.stdout, done.stdout


def prepare_otter(work: Path, chapter: Any) -> Path:
    """Install otter-grader where it is not yet, and write its tests; the archive that it grades by."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "ready").is_file():
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        frozen = subprocess.run(
            [sys.executable, "-m", "pip", "freeze", "--exclude-editable"], check=True, capture_output=True, text=True
        )
        (ENVIRONMENT / "ours.txt").write_text(frozen.stdout)
        options = ["--quiet", "--disable-pip-version-check", "-c", str(ENVIRONMENT / "ours.txt")]
        subprocess.run([str(python), "-m", "pip", "install", *options, "otter-grader"], check=True)
        # What it does not bring along, the course's libraries among them, it finds with us.
        (own,) = (ENVIRONMENT / "lib").glob("python*/site-packages")
        ours = [folder for folder in sys.path if folder.endswith("site-packages")]
        (own / "course.pth").write_text("\n".join([*ours, str(Path(__file__).resolve().parents[1] / "utils")]))
        (ENVIRONMENT / "ready").touch()
    tests = work / "tests"
    tests.mkdir()
    from classroom.grade.command import make_assignment

    for name, task in make_assignment(chapter.id, None).tasks.items():
        (tests / f"{name}.py").write_text(OTTER_TEST.format(name=name, points=task.points))
    command = [str(ENVIRONMENT / "bin" / "otter"), "generate", "-t", str(tests), "-o", str(work / "autograder.zip")]
    subprocess.run(command, check=True, cwd=work, capture_output=True)
    return work / "autograder.zip"


def run_otter(course: Path, chapter: str, learners: list[str], archive: Path) -> None:
    """``otter run`` for each learner, its way to grade without containers."""
    command = [str(ENVIRONMENT / "bin" / "otter"), "run", "--no-logo", "-a", str(archive)]
    graded = 0
    for learner in learners:
        file = course / "submitted" / learner / chapter / f"{chapter}.ipynb"
        out = course / "otter" / learner
        out.mkdir(parents=True)
        subprocess.run([*command, "-o", str(out), str(file)], cwd=course, env=programs(), capture_output=True)
        result = out / "results.json"
        graded += result.is_file() and any(test.get("score") for test in json.loads(result.read_text())["tests"])
    # Beside empty and broken ones everybody has something right.
    assert graded >= 0.9 * len(learners), f"otter-grader graded {graded} of {len(learners)}"


def own_time(course: Path, chapter: str, learners: list[str]) -> float:
    """Processor seconds a submission inside the learners' functions, on all cases, with libraries, answers and inputs in memory."""
    from classroom.grade import worker
    from classroom.grade.command import make_assignment
    from classroom.grade.submission import Unreadable, language_of, read_notebook, rebuild
    from storelab.practice.codec import decode
    from storelab.practice.runner import quiet

    assignment = make_assignment(chapter, None)
    shell = worker._load_libraries()
    limits = {"output_kb": 64, "cell_seconds": 60.0, "image_kb": 64}
    from matplotlib import pyplot

    spent = 0.0
    for learner in learners:
        file = course / "submitted" / learner / chapter / f"{chapter}.ipynb"
        with contextlib.suppress(Unreadable):
            cells = read_notebook(file.read_bytes(), file.name)
            release = assignment.releases[language_of(cells, dict(assignment.releases))]
            for runnable in rebuild(cells, release).runnable:
                worker.run_cell(shell, runnable.source, limits)
            for name, task in assignment.tasks.items():
                function = shell.user_ns.pop(name, None)
                inputs = [{key: decode(value) for key, value in case.inputs.items()} for case in task.cases]
                if callable(function):
                    with quiet():
                        started = time.process_time()
                        for one in inputs:
                            with contextlib.suppress(BaseException):
                                function(**one)
                        spent += time.process_time() - started
                    pyplot.close("all")
    return spent / len(learners)


def parts(course: Path, chapter: str, learners: list[str]) -> dict[str, float]:
    """Where ``classroom grade`` spends its time: seconds a submission in one lane, by part."""
    from classroom.grade import engine
    from classroom.grade.command import find_jobs, make_lane
    from classroom.grade.gradebook import Writer, open_course
    from classroom.grade.run import Results, grade_job
    from classroom.grade.sandbox import Sandbox, Submission

    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                spent[name] += time.perf_counter() - started

        return call

    root = open_course(course)
    lane = make_lane(chapter, course, None, False)
    jobs = find_jobs(root, lane, learners)
    with (
        Sandbox(lane.limits, lane.library, lane.tables) as sandbox,
        Writer(root, chapter) as writer,
        tempfile.TemporaryDirectory() as kept,
    ):
        grade_job(sandbox, lane, jobs[0])  # starts the template
        lane.assignment.judged.clear()
        whole = timed("all", grade_job)
        Submission.run_cell = timed("cells run", Submission.run_cell)  # type: ignore[method-assign]
        Submission.run_cases = timed("functions called", Submission.run_cases)  # type: ignore[method-assign]
        engine._Record.judge = timed("results compared", engine._Record.judge)  # type: ignore[method-assign]
        engine.rebuild = timed("notebook rebuilt", engine.rebuild)
        write = timed(
            "results and gradebook written",
            lambda job, grade: (Results(Path(kept)).keep(grade, job.fingerprint), writer.write(grade)),
        )
        for job in jobs:
            write(job, whole(sandbox, lane, job))
    written = spent.pop("results and gradebook written")
    everything = spent.pop("all")
    spent["fork, namespaces, end of the fork"] = everything - sum(spent.values())
    spent["results and gradebook written"] = written
    return {name: seconds / len(learners) for name, seconds in spent.items()}


def machine() -> str:
    """One line on where this was measured."""
    busy = os.getloadavg()[0]
    return (
        f"{len(os.sched_getaffinity(0))} processors, {platform.machine()}, Python {platform.python_version()}; "
        f"load {busy:.1f} at the end of the run (a quiet machine: at most {len(os.sched_getaffinity(0))})."
    )


def compare(chapter: Any, count: int, others: int, work: Path) -> int:
    """Grade one class three ways; 1 when ours is not as much faster than stock as it must be."""
    course = work / "stock"
    learners = make_class(course, chapter, count)
    some = learners[:others]
    for name in ("ours", "otter", "parts"):
        shutil.copytree(course, work / name)
    archive = prepare_otter(work, chapter)
    uses = {
        "classroom grade": measure(count, lambda: run_ours(work / "ours", chapter.id, learners)),
        "stock nbgrader": measure(others, lambda: run_stock(course, chapter.id, some)),
        "otter-grader": measure(others, lambda: run_otter(work / "otter", chapter.id, some, archive)),
    }
    own = own_time(course, chapter.id, learners[:others])
    split = parts(work / "parts", chapter.id, learners[:PROFILED])
    ours = uses["classroom grade"]
    lines = [
        f"Chapter `{chapter.id}`, {count} submissions. {machine()}", "",
        "| | submissions | wall s | processor s | peak MB | wall s a submission | processor s a submission | wall, times ours | processor, times ours |",
        "|---|---|---|---|---|---|---|---|---|",
    ]  # fmt: skip
    for name, use in uses.items():
        wall, processor = use.wall / use.submissions, use.processor / use.submissions
        lines.append(
            f"| {name} | {use.submissions} | {use.wall:.1f} | {use.processor:.1f} | {use.memory:.0f} | {wall:.3f} | {processor:.3f}"
            f" | {wall / (ours.wall / count):.1f} | {processor / (ours.processor / count):.1f} |"
        )
    lines += [
        "", f"Physical limit, the time inside the learners' own functions in a warm process: {own:.3f} s a submission on one processor, "
        f"{100 * own / (ours.processor / count):.0f}% of what `classroom grade` takes of a processor.", "",
        f"Where it goes, in one lane, over {PROFILED} submissions (wall; the gradebook is written beside the grading, by a process of its own):", "",
        "| part | ms a submission |", "|---|---|",
        *(f"| {name} | {1000 * seconds:.0f} |" for name, seconds in split.items()),
    ]  # fmt: skip
    body = "\n".join(lines)
    print(body)
    write_section(f"Grading, {chapter.id}", body)
    ratio = uses["stock nbgrader"].wall / others / (ours.wall / count)
    print(f"\nwall time, stock nbgrader to classroom grade: {ratio:.1f}; wanted: {WANTED_RATIO:g}")
    return int(ratio < WANTED_RATIO)


def large(chapter: Any, count: int, work: Path) -> int:
    """Time and memory of a long run, by thousand; 1 when they grow."""
    course = work / "large"
    make_class(course, chapter, count)
    command = [sys.executable, "-m", "classroom.cli", "grade", chapter.id, "--course", str(course)]
    watch = Watch()
    process = subprocess.Popen(command, env=programs(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    watch.start()
    step, rows, since, used, processor = max(count // 10, 1), [], time.perf_counter(), 0.0, 0.0
    results = course / "grading" / chapter.id
    while process.poll() is None:
        time.sleep(0.2)
        # A process that has just ended is counted as it was seen last.
        processor = max(processor, sum(map(processor_seconds, [process.pid, *descendants(process.pid)])))
        done = sum(1 for file in os.scandir(results) if file.name.endswith(".json")) if results.is_dir() else 0
        while done >= (len(rows) + 1) * step:
            now = time.perf_counter()
            memory = max(watch.memory[-20:], default=0.0)
            rows.append(((len(rows) + 1) * step, (now - since) / step, (processor - used) / step, memory))
            since, used = now, processor
            print(rows[-1], flush=True)
    watch.over.set()
    assert process.returncode == 0, f"classroom grade ended with {process.returncode}"
    lines = [
        f"Chapter `{chapter.id}`, {count} submissions. {machine()}", "",
        "| submissions so far | wall s a submission | processor s a submission | MB of all processes |", "|---|---|---|---|",
        *(f"| {done} | {wall:.3f} | {processor:.3f} | {held:.0f} |" for done, wall, processor, held in rows),
    ]  # fmt: skip
    print("\n".join(lines))
    write_section(f"Grading, {count} submissions", "\n".join(lines))
    # The first part holds the start.
    return int(any(rows[-1][place] > limit * rows[1][place] for place, limit in ((1, 1.5), (2, 1.25), (3, 1.25))))


def main() -> int:
    """Measure; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chapter", default=CHAPTER, help=f"number or id; {CHAPTER} by default")
    parser.add_argument("--submissions", type=int, help=f"size of the class; {SUBMISSIONS}, or {LARGE} with --large")
    parser.add_argument(
        "--others", type=int, help="how many of them stock nbgrader and otter-grader get; all by default"
    )
    parser.add_argument("--large", action="store_true", help="only classroom grade, on a very large class")
    options = parser.parse_args()
    from classroom.source import load_chapter

    chapter = load_chapter(options.chapter)
    count = options.submissions or (LARGE if options.large else SUBMISSIONS)
    with tempfile.TemporaryDirectory(prefix="grading") as folder:
        if options.large:
            return large(chapter, count, Path(folder))
        return compare(chapter, count, min(options.others or count, count), Path(folder))


if __name__ == "__main__":
    sys.exit(main())
