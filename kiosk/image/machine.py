"""A virtual machine with the kiosk's disk in it: its screen, its keyboard, its reader, its power.

Keys go in and pictures come out by QMP (QEMU's control socket). What stands on the screen is read by OCR: it is the
screen that counts, not a line of a log. An agent that the emulated mainboard brings with it (a unit in its SMBIOS tables, see
systemd.system-credentials(7)) runs commands as root in the machine; it is how a test kills the kiosk and counts memory on a machine that offers
no shell. The image is the one that is shipped, byte by byte, and has no such agent.
"""

import base64
import functools
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import typing
from pathlib import Path

AGENT = """\
[Unit]
Description=What the boot test does in the machine (not part of the image)
StartLimitIntervalSec=0
DefaultDependencies=no
IgnoreOnIsolate=yes
[Service]
Restart=always
RestartSec=200ms
ExecStart=/bin/bash -c 'exec 3<>/dev/virtio-ports/uketsuke-test; while read -r -u 3 line; do bash -c "$line" </dev/null >&3 2>&1; echo "=$?=" >&3; done'
"""

# It is there from early on, also where a start fails.
WITH_AGENT = "[Unit]\nWants=uketsuke-test.service\n"

# What a machine that is no kiosk would start instead: a login prompt on the same console.
LOGIN = """\
[Unit]
Description=A plain login prompt (not part of the image)
[Service]
ExecStart=/sbin/agetty --noclear tty1 linux
StandardInput=tty
StandardOutput=tty
TTYPath=/dev/tty1
TTYReset=yes
TTYVHangup=yes
"""


# Drop-ins for a start without the kiosk and with that prompt.
NO_KIOSK = "[Unit]\nConditionPathExists=/does-not-exist\n"
WITH_LOGIN = "[Unit]\nWants=uketsuke-test-login.service\n"


def brought(credentials):
    """Options of QEMU for what the mainboard says to the service manager."""
    options = []
    for name, text in credentials.items():
        value = base64.b64encode(text.encode()).decode()
        options += ["-smbios", f"type=11,value=io.systemd.credential.binary:systemd.{name}={value}"]
    return options


class CheckFailedError(Exception):
    """What the test expected did not come."""


class Patience:
    """How many times as long as on a machine of its own everything may take."""

    factor = 1


def until(what, deadline, look, pause=0.05):
    """Waits for a condition; its value, when it is true."""
    deadline *= Patience.factor
    end = time.monotonic() + deadline
    while True:
        value = look()
        if value:
            return value
        if time.monotonic() > end:
            raise CheckFailedError(f"{what}: not within {deadline:.0f} s")
        time.sleep(pause)


class Qmp:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        until("QEMU listens", 20, lambda: self.connect(path))
        self.file = self.socket.makefile("rw")
        self.lock = threading.Lock()
        self.file.readline()
        self("qmp_capabilities")

    def connect(self, path):
        try:
            self.socket.connect(str(path))
            return True
        except OSError:
            return False

    def __call__(self, command, **arguments):
        with self.lock:
            self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
            self.file.flush()
            while True:
                line = self.file.readline()
                if not line:
                    raise CheckFailedError("QEMU has ended")
                answer = json.loads(line)
                if "error" in answer:
                    raise CheckFailedError(f"{command}: {answer['error']['desc']}")
                if "return" in answer:
                    return answer["return"]


# How tesseract takes a picture: as one block of lines, or as words wherever they stand.
BLOCK, SCATTERED = "6", "11"


@functools.cache
def words(digest, path, language="jpn", layout=BLOCK):
    """What a picture says, without blanks: between Japanese letters they mean nothing."""
    read = subprocess.run(
        ["tesseract", path, "-", "-l", language, "--psm", layout, "-c", "thresholding_method=1"],
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return re.sub(r"\s", "", read.stdout)


class Machine:
    """A running one. Pictures are taken four times a second from the moment of power-on and kept where they differ."""

    MEMORY = "1024"
    # Every one that was switched on, for what is counted over a run.
    all: typing.ClassVar = []

    def __init__(self, disk, folder, card_port, firmware=None, options=(), tpm=None, credentials=None):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        qmp, agent = self.folder / "qmp", self.folder / "agent"
        # What its loudspeakers play: the built-in one, and one that can be plugged in. (With the timer of its own that QEMU would give the
        # first, a machine that is emulated slowly loses parts of what it plays.)
        self.heard, self.heard_at_usb = self.folder / "heard.wav", self.folder / "heard-at-usb.wav"
        for left in [qmp, agent, *self.folder.glob("frame-*.png")]:
            left.unlink(missing_ok=True)
        command = [
            "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", "2", "-m", self.MEMORY,
            "-display", "none", "-vga", "none", "-device", "virtio-vga,xres=1280,yres=800",
            "-device", "qemu-xhci,id=xhci", "-device", "usb-kbd,bus=xhci.0",
            "-drive", f"file={disk},format=raw,if=virtio{''.join(',' + option for option in options)}",
            "-nic", "user,model=virtio",
            "-audiodev", f"wav,id=sound,path={self.heard},out.frequency=48000",
            "-audiodev", f"wav,id=usb,path={self.heard_at_usb},out.frequency=48000",
            "-device", "intel-hda", "-device", "hda-duplex,audiodev=sound,use-timer=off",
            "-chardev", f"socket,id=card,host=127.0.0.1,port={card_port},server=on,wait=off",
            "-device", "usb-ccid,id=reader,bus=xhci.0",
            "-device", "ccid-card-passthru,id=slot,bus=reader.0,chardev=card",
            "-qmp", f"unix:{qmp},server=on,wait=off",
            "-device", "virtio-serial", "-chardev", f"socket,id=agent,path={agent},server=on,wait=off",
            "-device", "virtserialport,chardev=agent,name=uketsuke-test",
            *(["-bios", firmware] if firmware else []),
            *(tpm.options() if tpm else []),
            *brought({
                "extra-unit.uketsuke-test.service": AGENT,
                "unit-dropin.sysinit.target": WITH_AGENT,
                **(credentials or {}),
            }),
        ]  # fmt: skip
        self.log = open(self.folder / "qemu.log", "wb")
        self.power_on = time.monotonic()
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, stdin=subprocess.DEVNULL)
        self.qmp = Qmp(qmp)
        self.agent = socket.socket(socket.AF_UNIX)
        self.agent.connect(str(agent))
        self.asked = 0
        self.language = "jpn"
        self.frames = []
        # Presses that had no effect and were made again.
        self.again = 0
        Machine.all.append(self)
        self.running = True
        self.camera = threading.Thread(target=self.film, daemon=True)
        self.camera.start()

    # The screen.

    def film(self):
        number = 0
        while self.running:
            path = self.folder / f"frame-{number:04}.png"
            try:
                taken = time.monotonic()
                self.qmp("screendump", filename=str(path), format="png")
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
            except (CheckFailedError, OSError):
                # No display yet, or no machine any more.
                time.sleep(0.2)
                continue
            if not self.frames or self.frames[-1][1] != digest:
                self.frames.append((taken, digest, str(path)))
                number += 1
            time.sleep(0.1)

    def says(self, *expected, frame=-1):
        if not self.frames:
            return False
        taken, digest, path = self.frames[frame]
        said = words(digest, path, self.language)
        left = [word for word in expected if not re.search(word, said)]
        # Large letters beside small ones can confuse the reading in lines. A picture that stays is read a second way.
        if left and frame == -1 and time.monotonic() - taken > 3:
            said = words(digest, path, self.language, SCATTERED)
            left = [word for word in left if not re.search(word, said)]
        return not left

    def wait(self, what, *expected, deadline=60, since=None):
        """Waits until the screen says all of it; the seconds since then (`since`, else power-on) at which it first did, and the picture."""
        since = since or self.power_on
        first = len(self.frames) - 1
        until(what, deadline, lambda: self.says(*expected), pause=0.1)
        for frame in range(max(first, 0), len(self.frames)):
            taken, _, path = self.frames[frame]
            if taken >= since and self.says(*expected, frame=frame):
                return max(0.0, taken - since), path
        taken, _, path = self.frames[-1]
        return max(0.0, time.monotonic() - since), path

    # The keyboard.

    def press(self, *chords, pause=0.15):
        """Presses one chord after the other, each named like `1`, `ret` or `ctrl-alt-f2`."""
        for chord in chords:
            keys = [{"type": "qcode", "data": key} for key in chord.split("-")]
            self.qmp("send-key", keys=keys, **{"hold-time": 80})
            time.sleep(0.08 + pause)

    def pressed(self, what, keys, expected, asks, first=()):
        """Presses the keys once, as a person does who looks at the screen for a second, and waits for what comes of it; the picture.

        Only where the screen still asks (`asks`) are they pressed again, behind `first`. That is said and counted: a key was lost.
        """
        for attempt in range(1, 4):
            # An Enter right behind another one counts as the same press, held.
            time.sleep(1)
            since = time.monotonic()
            self.press(*(keys if attempt == 1 else [*first, *keys]))
            try:
                return self.wait(what, *expected, since=since, deadline=40)[1]
            except CheckFailedError:
                if not self.says(*asks):
                    raise
                self.again += 1
                print(
                    f"KEY LOST: the screen still asks after press {attempt} of {len(keys)} keys; {what} is not there",
                    flush=True,
                )
        raise CheckFailedError(f"{what}: not on the screen after three presses; the screen still asks")

    # The reader.

    def unplug_reader(self):
        self.qmp("device_del", id="reader")

    def plug_reader(self):
        # The old ones go when the machine has let go of them.
        def add(**device):
            def added():
                try:
                    self.qmp("device_add", **device)
                    return True
                except CheckFailedError:
                    return False

            until(f"{device['driver']} can be plugged in", 20, added)

        add(driver="usb-ccid", id="reader", bus="xhci.0")
        add(driver="ccid-card-passthru", id="slot", bus="reader.0", chardev="card")

    # The inside.

    def run(self, command, deadline=60):
        """Runs a line of bash as root in the machine; its output and its exit status."""
        deadline *= Patience.factor
        self.agent.settimeout(deadline)
        # What a command before it says late (the machine has started again, say) stands before this mark and does not count.
        self.asked += 1
        begin = f"=begin {self.asked}=".encode()
        self.agent.sendall(f"echo =begin {self.asked}=; {command}\n".encode())
        output = b""
        while begin not in output or not (end := re.search(rb"=(\d+)=\r?\n$", output.split(begin, 1)[1])):
            try:
                output += self.agent.recv(65536)
            except TimeoutError:
                raise CheckFailedError(f"in the machine: {command}: no answer within {deadline} s") from None
        return re.sub(r"^\r?\n", "", output.split(begin, 1)[1][: end.start()].decode(errors="replace")), int(
            end.group(1)
        )

    # The power.

    def pull_power(self):
        self.running = False
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.camera.join(timeout=5)
        self.log.close()
