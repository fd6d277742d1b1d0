"""Shuts a submission's process in: namespaces, empty folders, no privileges, limits, and a filter of system calls.

Runs inside the sandbox, beside `classroom.grade.worker`, and uses the standard library alone.
"""

import contextlib
import ctypes
import errno
import os
import resource
import signal
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x00020000, 0x02000000, 0x04000000, 0x08000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
NAMESPACES = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET
MS_NOSUID, MS_NODEV, MS_REC, MS_PRIVATE = 0x2, 0x4, 0x4000, 0x40000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP, PR_SET_SECCOMP = 1, 4, 38, 24, 22
SECCOMP_MODE_FILTER = 2
CAPABILITY_VERSION = 0x20080522
LAST_CAPABILITY = 63
NOBODY = 65534
# Files and folders in one private folder; each takes memory beside its content.
MOST_FILES = 20_000
# Exit code of a fork whose limit of processor time the kernel has enforced.
OUT_OF_PROCESSOR_TIME = 152

_libc = ctypes.CDLL(None, use_errno=True)


def run_isolated(work: Callable[[], None], abandon: Callable[[], None], limits: dict[str, Any]) -> int:
    """Do something in a process that can see nothing but itself, and wait for its end.

    Parameters
    ----------
    work
        Runs in there.
    abandon
        Lets go of what only ``work`` needs; runs in this process, which waits.
    limits
        By name, as `classroom.grade.limits.Limits` has them.

    Returns
    -------
    int
        An exit code.
    """
    user, group = os.getuid(), os.getgid()
    # The maps below can only be written by a process that may be looked at; the template may not.
    call("prctl", PR_SET_DUMPABLE, 1, 0, 0, 0)
    call("unshare", NAMESPACES)
    for file, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path(f"/proc/self/{file}").write_text(text)
    # No further namespaces: they would give privileges in there, and more of the kernel to attack.
    with contextlib.suppress(OSError):
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    child = os.fork()
    if not child:
        # The first process of a process namespace: when it ends, all in there end.
        call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        # A group of its own, so that a signal to the group stays inside.
        os.setsid()
        _private_folders(limits["file_mb"])
        limit(limits)
        _give_up_privileges()
        _filter_calls()
        work()
        os._exit(0)
    abandon()
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGKILL and used.ru_utime + used.ru_stime >= limits["cpu_seconds"]:
        return OUT_OF_PROCESSOR_TIME
    return code if code >= 0 else 128 - code


def drop_root() -> None:
    """Leave root for good: a limit on processes does not bind it. No other process may look into this one."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def limit(limits: dict[str, Any]) -> None:
    """Set the kernel's limits of this process and of all that it starts."""
    megabyte = 2**20
    # Address space is looser than memory, for libraries reserve what they never touch; the template watches memory.
    for kind, value in (
        (resource.RLIMIT_AS, 4 * limits["memory_mb"] * megabyte),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["file_mb"] * megabyte),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


def _private_folders(file_mb: int) -> None:
    """Cover /tmp and shared memory with empty folders of its own, and /proc with nothing."""
    call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)
    room = f"size={file_mb}m,nr_inodes={MOST_FILES},mode=700".encode()
    call("mount", b"tmpfs", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV, room)
    call("mount", b"tmpfs", b"/dev/shm", b"tmpfs", MS_NOSUID | MS_NODEV, room)
    call("mount", b"tmpfs", b"/proc", b"tmpfs", MS_NOSUID | MS_NODEV, b"size=4k,nr_inodes=2,mode=555")
    os.chdir("/tmp")


def _give_up_privileges() -> None:
    """Drop every capability for good, those in its own namespaces too."""
    for capability in range(LAST_CAPABILITY + 1):
        _libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    call("capset", header, (ctypes.c_uint32 * 6)())
    call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


# The filter of system calls. What it refuses is not needed for any analysis, and either holds memory that no limit counts
# (memfd, System V and POSIX messages, shared memory), or outlives or reaches past the namespaces (keys, vsock), or is a part
# of the kernel in which holes are found again and again.

# By machine: the kernel's mark of it, and the numbers of the calls.
_CALLS: dict[str, tuple[int, dict[str, int]]] = {
    "x86_64": (
        0xC000003E,
        {
            "clone": 56, "socket": 41, "shmget": 29, "semget": 64, "msgget": 68, "ptrace": 101, "pivot_root": 155, "chroot": 161,
            "mount": 165, "umount2": 166, "mq_open": 240, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272,
            "perf_event_open": 298, "fanotify_init": 300, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311,
            "kcmp": 312, "memfd_create": 319, "bpf": 321, "userfaultfd": 323,
        },
    ),
    "aarch64": (
        0xC00000B7,
        {
            "clone": 220, "socket": 198, "shmget": 194, "semget": 190, "msgget": 186, "ptrace": 117, "pivot_root": 41, "chroot": 51,
            "mount": 40, "umount2": 39, "mq_open": 180, "add_key": 217, "request_key": 218, "keyctl": 219, "unshare": 97,
            "perf_event_open": 241, "fanotify_init": 262, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271,
            "kcmp": 272, "memfd_create": 279, "bpf": 280, "userfaultfd": 282,
        },
    ),
}  # fmt: skip
# Numbers that all machines share. Without clone3 the C library uses clone, whose flags a filter can read.
_NEWER_CALLS = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428, "move_mount": 429, "fsopen": 430,
    "fsconfig": 431, "fsmount": 432, "fspick": 433, "clone3": 435, "pidfd_getfd": 438, "mount_setattr": 442, "memfd_secret": 447,
}  # fmt: skip
_FAMILIES = (1, 2, 10, 16)  # sockets of UNIX, internet 4 and 6, and netlink, which lists its own empty network
_LOAD, _EQUAL, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
_OTHER_TABLE = 0x40000000  # the x32 calls of x86_64

Step = tuple[int, int, int, int]


def _filter_steps(machine: int, calls: dict[str, int]) -> list[Step]:
    """The filter as the kernel's small machine runs it: code, steps to skip where true and where false, operand."""
    steps: list[Step] = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _OTHER_TABLE),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),
    ]
    for name, number in (calls | _NEWER_CALLS).items():
        if name not in ("clone", "socket"):
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE | errno.ENOSYS)]
    flags = NAMESPACES | CLONE_NEWCGROUP | CLONE_NEWUTS
    steps += [
        (_EQUAL, 0, 4, calls["clone"]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_HAS, 0, 1, flags),
        (_RETURN, 0, 0, _REFUSE | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
        (_EQUAL, 0, len(_FAMILIES) + 2, calls["socket"]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
    ]
    steps += [(_EQUAL, len(_FAMILIES) - place, 0, family) for place, family in enumerate(_FAMILIES)]
    return [*steps, (_RETURN, 0, 0, _REFUSE | errno.EAFNOSUPPORT), (_RETURN, 0, 0, _ALLOW)]


def _filter_calls() -> None:
    """Refuse system calls for good, here and in all that this process starts; on machines of another make, none."""
    known = _CALLS.get(os.uname().machine)
    if known is None:
        return
    program = _program(_filter_steps(*known))
    call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0)


def _program(steps: Sequence[Step]) -> Any:
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    # The kernel's struct sock_fprog: the number of steps, and where they are.
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code)))
    program.code = code  # type: ignore[attr-defined]  # lives as long as what points to it
    return program


def call(name: str, *arguments: Any) -> None:
    """Call a function of the C library, and raise its error."""
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
