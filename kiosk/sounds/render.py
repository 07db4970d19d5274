"""Speaks the words of kiosk/sounds and makes the tones; called by kiosk/sounds/render, which says what of."""

import contextlib
import hashlib
import importlib
import io
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path

import numpy

from tones import RATE, TONES, tone

HERE = Path(__file__).resolve().parent

# Who speaks each language, and how fast. Open JTalk: 1 is the voice's own speed; Flite: how much longer than by itself; espeak-ng: words a
# minute, whatever a word is there. (For English a speech recogniser that was trained on people understood 310 of 358 words of Flite's "rms"
# and 93 of espeak-ng's. Flite has no other of these languages.)
JAPANESE = {"ja": 0.95, "ja-easy": 0.8}
FLITE = {"en": ("rms", 1.1)}
ESPEAK = {
    "zh": ("cmn-latn-pinyin", 150),
    "ko": ("ko", 150),
    "vi": ("vi", 150),
    "pt": ("pt-br", 145),
}

# The loudness of what is spoken: the level (of full scale) of its loud parts on average, and the highest that a single sample may have.
LEVEL = 0.16
PEAK = 0.8
# Tones are short, so at the same level they seem softer than speech.
TONE_LEVEL = 0.2
# Parts of 10 ms this far below the loudest part are silence (-35 dB).
SILENCE = 10 ** (-35 / 20)
# No pause within is longer: Open JTalk breathes for a second at a comma when it speaks slowly.
PAUSE = 0.4
# What stays of the silence before and after: an amplifier wakes up before, a listener breathes between two prompts.
BEFORE, AFTER = 0.06, 0.25

# MPEG-2 layer III, mono, 28 kbit/s on average (33 as measured). ABR rather than CBR, since the frame that tells the player the exact
# length does not fit into frames of 24 kbit/s. Nothing in the file changes between two runs.
LAME = ["lame", "--quiet", "-m", "m", "--abr", "28", "--resample", str(RATE / 1000), "-q", "2", "--noreplaygain"]


def japanese(text, speed):
    # Takes a second, and is not needed where everything is there. It says that a model for one word is missing.
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        voice = importlib.import_module("pyopenjtalk")

    samples, rate = voice.tts(text, speed=speed)
    return numpy.asarray(samples, dtype=numpy.float64) / 32768, rate


def espeak(text, voice, speed):
    # To a pipe it writes a header with the wrong length.
    said = subprocess.run(
        ["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", "--", text], capture_output=True, check=True
    ).stdout
    return numpy.frombuffer(said[44:], dtype="<i2").astype(numpy.float64) / 32768, int.from_bytes(said[24:28], "little")


def flite(text, voice, stretch):
    with tempfile.NamedTemporaryFile(suffix=".wav") as said:
        subprocess.run(
            ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-t", text, "-o", said.name], check=True
        )
        with wave.open(said.name) as file:
            samples = numpy.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(numpy.float64) / 32768
            return samples, file.getframerate()


def at_our_rate(samples, rate):
    """Another rate, by way of the spectrum: exact for what lies below half of either rate."""
    if rate == RATE:
        return samples
    count = round(len(samples) * RATE / rate)
    spectrum = numpy.fft.rfft(samples)
    ours = numpy.zeros(count // 2 + 1, dtype=complex)
    both = min(len(ours), len(spectrum))
    ours[:both] = spectrum[:both]
    return numpy.fft.irfft(ours, count) * count / len(samples)


def parts(samples):
    """The level of each 10 ms."""
    step = RATE // 100
    whole = samples[: len(samples) // step * step].reshape(-1, step)
    return numpy.sqrt((whole**2).mean(axis=1))


def trimmed(samples):
    levels = parts(samples)
    loud = numpy.flatnonzero(levels > levels.max() * SILENCE)
    if not len(loud):
        sys.exit("nothing was spoken")
    step = RATE // 100
    spoken = [samples[loud[0] * step : (loud[0] + 1) * step]]
    # Half of what stays of a pause belongs to the sound before it, half to the one behind it.
    half = round(PAUSE * RATE / 2)
    for one, other in itertools.pairwise(loud):
        silence = samples[(one + 1) * step : other * step]
        spoken += [silence[:half], silence[-half:]] if len(silence) > 2 * half else [silence]
        spoken.append(samples[other * step : (other + 1) * step])
    return numpy.concatenate([numpy.zeros(round(BEFORE * RATE)), *spoken, numpy.zeros(round(AFTER * RATE))])


def levelled(samples, level):
    """All equally loud. Single samples that would be too high are pressed down softly, which is not heard."""
    for _ in range(4):
        levels = parts(samples)
        active = levels[levels > levels.max() * 0.1]
        samples = samples * level / numpy.sqrt((active**2).mean())
        knee = 0.5
        over = numpy.abs(samples) > knee
        pressed = knee + (PEAK - knee) * numpy.tanh((numpy.abs(samples[over]) - knee) / (PEAK - knee))
        samples[over] = numpy.sign(samples[over]) * pressed
    return samples


def written(samples, path):
    raw = path.with_suffix(".wav")
    with wave.open(str(raw), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(numpy.round(samples * 32767).astype("<i2").tobytes())
    new = path.with_suffix(".new")
    subprocess.run([*LAME, raw, new], check=True)
    raw.unlink()
    os.replace(new, path)


def speak(language, text):
    if language in JAPANESE:
        samples, rate = japanese(text, JAPANESE[language])
    elif language in FLITE:
        samples, rate = flite(text, *FLITE[language])
    else:
        samples, rate = espeak(text, *ESPEAK[language])
    return levelled(trimmed(at_our_rate(samples, rate)), LEVEL)


def sounds():
    """Every sound: where it goes, what decides how it sounds, what makes it."""
    for name in TONES:
        yield f"tones/{name}", name, lambda name=name: levelled(numpy.array(tone(name)), TONE_LEVEL)
    for language in [*JAPANESE, *FLITE, *ESPEAK]:
        words = tomllib.loads((HERE / f"{language}.toml").read_text())
        for name, text in words.items():
            if not text.strip():
                sys.exit(f"kiosk/sounds/{language}.toml: nothing to say for {name}")
            yield f"{language}/{name}", text, lambda language=language, text=text: speak(language, text)


def recipe():
    """What every sound is made with: these programs, and this one."""
    return "\n".join(
        [
            *((HERE / file).read_text() for file in ("render.py", "tones.py", "requirements.txt")),
            *(
                subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
                for program in ("espeak-ng", "flite", "lame")
            ),
        ]
    )


def main():
    kept, out = Path(sys.argv[1]), Path(sys.argv[2])
    kept.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out, ignore_errors=True)
    made_with = recipe()
    used = set()
    for name, text, make in sounds():
        digest = hashlib.sha256(f"{made_with}\0{name}\0{text}".encode()).hexdigest()
        file = kept / f"{digest}.mp3"
        if not file.exists():
            written(make(), file)
        used.add(file)
        place = out / f"{name}.mp3"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, place)
    for file in set(kept.iterdir()) - used:
        file.unlink()


main()
