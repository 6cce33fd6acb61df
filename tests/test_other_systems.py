"""What only some systems have, wireside does without."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

# Python runs this at the start of every process, workers too.
TAKE_AWAY = """
import os, select, signal, socket, time
NOT_EVERYWHERE = {
    os: ("sched_getaffinity sched_setaffinity process_cpu_count posix_fadvise posix_fallocate memfd_create fdatasync"
        " pidfd_open eventfd splice copy_file_range sendfile getrandom getxattr listxattr setxattr removexattr"
        " O_TMPFILE O_PATH O_DIRECT O_NOATIME O_RSYNC POSIX_FADV_DONTNEED getresuid sched_getscheduler"),
    select: "epoll poll EPOLLIN",
    signal: "pthread_sigmask sigwaitinfo sigtimedwait SIGPWR SIGSTKFLT SIGPOLL SIGRTMIN SIGRTMAX",
    socket: "AF_NETLINK AF_PACKET SOCK_CLOEXEC",
    time: "clock_settime CLOCK_BOOTTIME CLOCK_MONOTONIC_RAW pthread_getcpuclockid",
}
for module, names in NOT_EVERYWHERE.items():
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
"""


def test_indexing_and_reading_without_what_only_linux_has(wireside: Run, tmp_path: Path) -> None:
    at_start, corpus = tmp_path / "at_start", tmp_path / "corpus"
    at_start.mkdir()
    corpus.mkdir()
    (at_start / "sitecustomize.py").write_text(TAKE_AWAY, encoding="utf-8")
    for number in range(45):  # so many that processors are counted and workers started
        text = f"Ferry {number} halted\n\nThe ferry was halted on Thursday, said Mirela Tosk of the harbour office.\n"
        (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
    without = {"PYTHONPATH": str(at_start)}
    done = wireside("index", corpus, env=without)
    assert done.out.startswith("45 added, "), done.err
    assert "worker" not in done.err
    for command in (["search", "ferry"], ["status", "--verify"], ["stories"], ["actors"], ["config", "check"]):
        done = wireside(*command, "-c", corpus, env=without)
        assert done.code == 0, done.err
