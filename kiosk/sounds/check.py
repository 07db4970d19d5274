"""Whether what was rendered can be heard, and can be what it should be; called by tests/spoken."""

import contextlib
import importlib
import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy

from tones import RATE, TONES

HERE = Path(__file__).resolve().parent

# The level of the loud parts, in dB of full scale: the same for all within this, so that no sentence is missed and none frightens.
SPEECH, TONE = (-18.0, -14.0), (-16.0, -11.0)
# How long a spoken sentence and a tone may be, in seconds.
LONG, SHORT = (0.4, 12.0), (0.05, 2.0)
# How long one mora (Japanese), syllable (Chinese, Korean) or letter takes, in seconds, pauses within the sentence included.
EACH = {
    "ja": (0.08, 0.22),
    "ja-easy": (0.1, 0.27),
    "zh": (0.15, 0.65),
    "ko": (0.1, 0.4),
    "en": (0.04, 0.2),
    "pt": (0.04, 0.24),
    "vi": (0.04, 0.2),
}
# A voice repeats itself from one vibration of the cords to the next; noise does not. The median over the loud parts: 0 to 1.
VOICE = 0.5


def decoded(path):
    read = subprocess.run(["mpg123", "-q", "-s", path], capture_output=True, check=False)
    return numpy.frombuffer(read.stdout, dtype="<i2") / 32768 if read.returncode == 0 else None


def loud(samples, seconds):
    """The loud ones of all parts of this length."""
    step = round(seconds * RATE)
    whole = samples[: len(samples) // step * step].reshape(-1, step)
    levels = numpy.sqrt((whole**2).mean(axis=1))
    return whole[levels > max(levels.max() * 0.1, 1e-4)]


def repeats(part):
    """How alike a part is to itself, one vibration (2.5 to 12.5 ms: 80 to 400 Hz) later."""
    best = 0.0
    for lag in range(RATE // 400, RATE // 80):
        one, other = part[:-lag], part[lag:]
        both = numpy.sqrt((one**2).sum() * (other**2).sum())
        best = max(best, (one * other).sum() / both if both else 0.0)
    return best


def units(language, text):
    if language.startswith("ja"):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            kana = importlib.import_module("pyopenjtalk").g2p(text, kana=True)
        return len(re.findall("[ァ-ヴー]", kana)) - len(re.findall("[ャュョァィゥェォ]", kana))
    return sum(letter.isalnum() for letter in text)


def wrong(samples, level, length):
    """What is wrong with the sound itself."""
    seconds = len(samples) / RATE
    if not length[0] <= seconds <= length[1]:
        yield f"{seconds:.2f} s long"
    parts = loud(samples, 0.01)
    if not len(parts):
        yield "silent"
        return
    decibels = 20 * numpy.log10(numpy.sqrt((parts**2).mean()))
    if not level[0] <= decibels <= level[1]:
        yield f"{decibels:.1f} dB loud"
    if numpy.abs(samples).max() > 0.99:
        yield "clipped"


def wrong_speech(samples, language, text):
    parts = loud(samples, 0.04)
    # A few parts are enough to tell a voice.
    voice = numpy.median([repeats(part) for part in parts[:: max(1, len(parts) // 15)]]) if len(parts) else 0.0
    if voice < VOICE:
        yield f"no voice ({voice:.2f})"
    spoken = numpy.flatnonzero(numpy.abs(samples) > 0.01)
    each = (spoken[-1] - spoken[0]) / RATE / units(language, text) if len(spoken) else 0.0
    if not EACH[language][0] <= each <= EACH[language][1]:
        yield f"{each:.3f} s for each of {units(language, text)} of «{text}»"


def main():
    folder = Path(sys.argv[1])
    expected = {f"tones/{name}": None for name in TONES}
    for language in EACH:
        words = tomllib.loads((HERE / f"{language}.toml").read_text())
        expected |= {f"{language}/{name}": (language, text) for name, text in words.items()}
    there = {str(file.relative_to(folder).with_suffix("")) for file in folder.rglob("*.mp3")}
    failures = [f"{name}: {'missing' if name in expected else 'nothing says so'}" for name in there ^ expected.keys()]
    total = 0.0
    for name in sorted(there & expected.keys()):
        samples = decoded(folder / f"{name}.mp3")
        if samples is None:
            failures.append(f"{name}: cannot be played")
            continue
        total += len(samples) / RATE
        said = expected[name]
        failures += [f"{name}: {what}" for what in wrong(samples, SPEECH if said else TONE, LONG if said else SHORT)]
        if said:
            failures += [f"{name}: {what}" for what in wrong_speech(samples, *said)]
    print("\n".join(failures) or f"{len(there)} sounds, {total / 60:.1f} minutes")
    sys.exit(bool(failures))


main()
