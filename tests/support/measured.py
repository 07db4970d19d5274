"""What tests/figures and tests/bench share: a reader, a card and a service in namespaces of their own, and a program in a
pseudo-terminal of 128 x 40 cells.
"""

import fcntl
import json
import mmap
import os
import pty
import re
import select
import shutil
import socket
import struct
import subprocess
import sys
import termios
import time
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VPCD = "127.0.0.1:35963"
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"

# What the last row of the first screen, the question for the PIN and an answer have, and no screen before them.
WAITING, PIN, ANSWER = "Portugu", "╔", "[OK]"
# Between two keys of a person who is quick. Faster ones are a scanner's, and no PIN.
FINGER_SECONDS = 0.06
# How long the service takes to answer for the persona "slow", as it does in the field.
SLOW_MS = 3000


def build(folder, *examples):
    """Builds both programs into the folder, and these examples as well; returns their sizes.

    The shipped one comes first: the other takes its place.
    """
    sizes, more = {}, [word for name in examples for word in ("--example", name)]
    for name, options in {
        "as shipped": ["--no-default-features", "--bins"],
        "with simulator": ["--bins", *more],
    }.items():
        made = cargo(*options)
        shutil.copy(made / "uketsuke", f"{folder}/uketsuke {name}")
        sizes[name] = os.stat(f"{folder}/uketsuke {name}").st_size
    for program in ["uketsuke-simulator", *(f"examples/{name}" for name in examples)]:
        shutil.copy(made / program, folder)
    return sizes


def build_shipped(folder):
    """Builds into the folder the program as shipped, and beside it the simulator as the tests have it; returns the size of the first.

    Neither is built twice in tests/run: the package is of the same program. An example brings the tests' own dependencies.
    """
    shipped = Path(folder) / "uketsuke as shipped"
    shutil.copy(cargo("--no-default-features", "--bin", "uketsuke") / "uketsuke", shipped)
    simulator = cargo("--all-features", "--bin", "uketsuke-simulator", "--example", "manual", profile="dev")
    shutil.copy(simulator / "uketsuke-simulator", folder)
    return shipped.stat().st_size


def cargo(*options, profile="release"):
    """Builds with this profile; returns where the programs are."""
    subprocess.run(["cargo", "build", "--quiet", "--profile", profile, "--locked", *options], cwd=ROOT, check=True)
    metadata = ["cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"]
    metadata = subprocess.run(metadata, cwd=ROOT, check=True, capture_output=True).stdout
    return Path(json.loads(metadata)["target_directory"]) / {"dev": "debug"}.get(profile, profile)


def inside(script, *words):
    """Runs the script again as root in a mount and a network namespace, where /run is empty; returns how it ended."""
    prepare = 'mount -t tmpfs tmpfs /run && ip link set lo up && exec python3 -B "$0" "$@"'
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    unshare = ["unshare", "--mount", "--net", "sh", "-c", prepare]
    return subprocess.run([*as_root, *unshare, os.path.realpath(script), *words], check=False).returncode


class Surroundings:
    """A pcscd with a virtual reader, an emulated card beside it and an emulated service. What is started ends with this."""

    def __init__(self, folder, *daemon_options):
        self.folder, self.started = folder, []
        self.control, self.service = f"{folder}/card", f"{folder}/service"
        self.people, self.daemon_options = Path(folder) / "personas.toml", daemon_options

    def __enter__(self):
        os.makedirs(f"{self.folder}/readers", exist_ok=True)
        with open(f"{self.folder}/readers/vpcd", "w") as file:
            file.write(f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH {DRIVER}\nCHANNELID 0x8C7B\n')
        self.daemon_log = open(f"{self.folder}/pcscd.log", "wb")
        daemon = ["/usr/sbin/pcscd", "--foreground", *self.daemon_options, "--config", f"{self.folder}/readers"]
        self.begin(*daemon, stdout=self.daemon_log, stderr=self.daemon_log)
        wait_for("pcscd", lambda: os.path.exists("/run/pcscd/pcscd.comm"))
        simulator = f"{self.folder}/uketsuke-simulator"
        people = ROOT / "src/simulator/personas.toml"
        self.people.write_text(people.read_text().replace("delay = 8000", f"delay = {SLOW_MS}"))
        service = [simulator, "service", "--listen", "127.0.0.1:0", "--dir", self.service, "--personas", self.people]
        self.begin(*service).stdout.readline()
        self.begin(simulator, "card", "--vpcd", VPCD, "--control", self.control).stdout.readline()
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.kill()
            process.wait()

    def begin(self, *command, **streams):
        self.started.append(subprocess.Popen(command, **{"stdout": subprocess.PIPE, **streams}))
        return self.started[-1]

    def card(self, line):
        """One line to the card's control socket."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.control)
            connection.sendall(f"{line}\n".encode())
            answer = connection.recv(1000).decode().strip()
        if not answer.startswith("ok"):
            raise SystemExit(f"{sys.argv[0]}: the card was told {line} and says {answer}")
        return dict(pair.split("=", 1) for pair in answer.split() if "=" in pair)

    def settings(self, name, more="", log=None):
        """A file of settings for a kiosk of this service, with a log in its folder where a level is given."""
        own = Path(self.service, "kiosk.toml").read_text() + more
        if log:
            own += f'\n[log]\ndir = "{self.folder}/log-{name}"\nlevel = "{log}"\n'
        file = Path(self.service) / f"{name}.toml"
        file.write_text(own)
        return str(file)

    def log(self, name):
        """What is in the log of the kiosk with these settings, line by line: seconds since 1970, and the text."""
        lines = []
        for file in sorted(Path(f"{self.folder}/log-{name}").glob("*")):
            for line in file.read_text().splitlines():
                at, _, text = line.partition(" ")
                # Without level and thread.
                text = re.sub(r"^\s*\w+\s+\S+?: ", "", text)
                lines.append((datetime.fromisoformat(at).timestamp(), text))
        return lines


class Program:
    """A program in a pseudo-terminal; killed at the end. Times are of the monotonic clock, from the program's own exec on."""

    def __init__(self, program, size=(40, 128), **environment):
        self.seen = b""
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        with mmap.mmap(-1, 8) as shared:
            self.pid = os.fork()
            if self.pid == 0:
                os.login_tty(self.slave)
                everything = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environment}
                shared[:] = struct.pack("d", time.monotonic())
                os.execve(program[0], program, everything)
            os.set_blocking(self.master, False)
            self.reads(10)
            self.at = struct.unpack("d", shared[:])[0]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.master)
        os.close(self.slave)

    def reads(self, seconds):
        """Waits for more, at most so long; how many bytes came."""
        ready, _, _ = select.select([self.master], [], [], max(seconds, 0))
        self.read_at = time.monotonic()
        came = os.read(self.master, 65536) if ready else b""
        self.seen += came
        return len(came)

    def sees(self, text):
        """Waits until the text comes; seconds since the start or since the last key."""
        until = time.monotonic() + 30
        while text.encode() not in self.seen:
            self.reads(until - time.monotonic())
            if time.monotonic() > until:
                raise SystemExit(f"{sys.argv[0]}: waited in vain for {text}")
        return self.read_at - self.at

    def looks_away(self):
        """What is seen from now on counts, from now on."""
        while self.reads(0):
            pass
        self.seen, self.at = b"", time.monotonic()

    def types(self, key):
        """One key, as late behind the last one as a finger's; the next one only when the program has read this one."""
        self.rests(FINGER_SECONDS)
        self.looks_away()
        self.typed_at = self.at
        os.write(self.master, key.encode())
        # A look at the other side makes the kernel hand over what it still holds between the two.
        select.select([self.slave], [], [], 0)
        wait_for("the program to read a key", lambda: fcntl.ioctl(self.slave, termios.FIONREAD, bytes(4)) == bytes(4))

    def rests(self, seconds):
        """Does nothing for so long; how many bytes came meanwhile."""
        until, drawn = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            drawn += self.reads(until - time.monotonic())
        return drawn

    def usage(self):
        """Processor seconds, context switches and resident KiB of the process."""
        proc = Path(f"/proc/{self.pid}")
        ticks = (proc / "stat").read_text().rsplit(")", 1)[1].split()
        switches = 0
        for task in (proc / "task").iterdir():
            switches += sum(map(int, re.findall(r"ctxt_switches:\s*(\d+)", (task / "status").read_text())))
        rss = int(re.search(r"^Rss:\s*(\d+)", (proc / "smaps_rollup").read_text(), re.MULTILINE)[1])
        return {"cpu": (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK"), "switches": switches, "rss": rss}


def wait_for(what, found):
    """Looks until it is there; between two looks the processor is for those that it waits for."""
    until = time.monotonic() + 20
    while not (thing := found()):
        if time.monotonic() > until:
            raise SystemExit(f"{sys.argv[0]}: waited in vain for {what}")
        os.sched_yield()
    return thing
