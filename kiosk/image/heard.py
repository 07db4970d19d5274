"""What a machine's loudspeakers play, and whether it is what it should be.

QEMU writes what its sound card is given to a WAV file. Two sounds are compared by their envelope, the level of every 20 ms: it does not
change with the sound's rate or loudness, nor by what MP3 and a mixer do to it.
"""

import array
import base64
import math
import re
import subprocess
from pathlib import Path

from machine import until

# A sentence of the package that is played, and one that is not.
SAID, NOT_SAID = "ja/pin-ask", "ja/checking"
# From here on two envelopes are of the same sentence.
LIKE = 0.85
SOUNDS = "/usr/share/uketsuke/sounds"
DEFAULT = "/run/uketsuke-sound/asound.conf"

# The kiosk's own unit with another program, so that what it may not do is the same.
PLAYER = (
    "sed -E -e 's|^ExecStart=.*|ExecStart=/usr/bin/mpg123 -q -o alsa FILE|' -e 's/^Type=.*/Type=oneshot/' "
    "-e '/^(Wants|After|Conflicts|Restart|Watchdog|Standard|TTY|StateDirectory|LogsDirectory|RuntimeDirectory)/d' "
    "/usr/lib/systemd/system/uketsuke.service >/run/systemd/system/uketsuke-heard.service && systemctl daemon-reload && "
    "systemctl start uketsuke-heard.service || journalctl -u uketsuke-heard.service -o cat | tail -3"
)

# As QEMU is told to write it: stereo, 16 bits.
RATE = 48000
STEP = 50
HEADER = 44


def recorded(path):
    """The envelope of a WAV file that is still being written, so that its header says nothing yet."""
    data = Path(path).read_bytes()[HEADER:]
    return envelope(array.array("h", data[: len(data) // 4 * 4])[::2])


def rendered(path):
    """The envelope of an MP3 file."""
    read = subprocess.run(["mpg123", "-q", "-s", "-m", "-r", str(RATE), path], capture_output=True, check=True)
    return envelope(array.array("h", read.stdout))


def envelope(samples):
    size = RATE // STEP
    # Every fourth sample is enough for a level.
    parts = (samples[start : start + size : 4] for start in range(0, len(samples) - size + 1, size))
    return [math.sqrt(sum(sample * sample for sample in part) / len(part)) for part in parts]


def seconds(recording):
    """How long the loudspeaker was not silent (-50 dB)."""
    return sum(level > 100 for level in recording) / STEP


def alike(recording, sound):
    """How well the sound is matched at its best place of the recording: 1 is the same, 0 is chance."""
    count = len(sound)
    mean = sum(sound) / count
    wanted = [level - mean for level in sound]
    size = math.sqrt(sum(level * level for level in wanted))
    best = 0.0
    # The recording ends with the sound, and not with the silence after it.
    recording = [0.0] * count + recording + [0.0] * count
    for start in range(len(recording) - count + 1):
        part = recording[start : start + count]
        middle = sum(part) / count
        spread = math.sqrt(max(sum(level * level for level in part) - count * middle * middle, 0.0))
        if spread > 0:
            best = max(best, sum(a * b for a, b in zip(wanted, part, strict=True)) / (size * spread))
    return best


def packaged(machine, name):
    """The envelope of a sound, as the machine has it."""
    file = machine.folder / f"{name.replace('/', '-')}.mp3"
    if not file.exists():
        said, _ = machine.run(f"base64 -w0 {SOUNDS}/{name}.mp3")
        file.write_bytes(base64.b64decode(said))
    return rendered(file)


def said(machine, table, what, name, since):
    """Waits until the built-in loudspeaker has said it, after the first `since` parts of its recording."""
    sound = packaged(machine, name)
    match = until(
        f"the loudspeaker says {name}",
        30,
        lambda: (like := alike(recorded(machine.heard)[since:], sound)) > LIKE and like,
        pause=1,
    )
    table.add(what, True, f"{name}, likeness {match:.2f}")


def so_far(machine):
    return len(recorded(machine.heard)) if machine.heard.exists() else 0


def played(machine, table, what, recording):
    """Plays a sentence as the kiosk would, and finds it in the recording of the loudspeaker that should have it."""
    said, _ = machine.run(PLAYER.replace("FILE", f"{SOUNDS}/{SAID}.mp3"), deadline=120)
    heard = recorded(recording) if recording.exists() else []
    match, chance = alike(heard, packaged(machine, SAID)), alike(heard, packaged(machine, NOT_SAID))
    table.add(
        what,
        match > LIKE > chance,
        f"{seconds(heard):.1f} s, likeness {match:.2f}, of another sentence {chance:.2f}" + f" {said.strip()}".rstrip(),
    )


def loudspeakers(machine, table):
    """The built-in one, and one that is plugged in; and no microphone."""
    played(machine, table, "the built-in loudspeaker says what the kiosk plays", machine.heard)
    said, _ = machine.run(
        "stat -c '%a %U %G %n' /dev/snd/pcmC*D*c; runuser -u uketsuke -G audio -- head -c 1 /dev/snd/pcmC0D0c 2>&1"
    )
    modes = re.findall(r"^(\d+ \w+ \w+) /dev/snd/pcmC", said, re.MULTILINE)
    table.add(
        "the built-in microphone is root's",
        modes and set(modes) == {"600 root root"} and "Permission denied" in said,
        said.strip().replace("\n", "; "),
    )
    built_in, _ = machine.run(f"cat {DEFAULT}")
    machine.qmp("device_add", driver="usb-audio", id="loudspeaker", bus="xhci.0", audiodev="usb")

    def other():
        now, _ = machine.run(f"cat {DEFAULT}")
        return now != built_in and now

    until("the loudspeaker at USB is what is played on", 30, other)
    said, _ = machine.run("usbguard list-devices | grep -i audio")
    table.add("USB: a loudspeaker is let in", said.split()[1:2] == ["allow"], said.strip())
    played(machine, table, "a loudspeaker at USB says what the kiosk plays", machine.heard_at_usb)
    machine.qmp("device_del", id="loudspeaker")
    until("the built-in loudspeaker is what is played on", 30, lambda: machine.run(f"cat {DEFAULT}")[0] == built_in)
    table.add("it is unplugged, the built-in one is taken again", True, "same card as before")
