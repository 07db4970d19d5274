"""The tones of the kiosk, computed: each is a few notes of a fixed pitch and length."""

import math

RATE = 24000

# A pause is a note without a pitch. Pitches lie where small loudspeakers and old ears are both good: 400 to 1800 Hz.
PAUSE = 0

# name: notes of (Hz, seconds)
TONES = {
    # A digit was taken. Short, since people type fast; high and like nothing else here.
    "digit": [(1568, 0.06)],
    # A key that is not taken here.
    "refused": [(440, 0.09), (PAUSE, 0.04), (370, 0.16)],
    # The reader has noticed the card.
    "card": [(784, 0.1), (1175, 0.18)],
    # Every answer, whatever it says: those who hear it learn that there is one and not which.
    "answer": [(880, 0.14), (PAUSE, 0.05), (880, 0.14), (PAUSE, 0.05), (1047, 0.3)],
    # Staff are called: like a telephone, twice.
    "call": [(1319, 0.05), (1047, 0.05)] * 6 + [(PAUSE, 0.2)] + [(1319, 0.05), (1047, 0.05)] * 6,
    # A card that was forgotten, a time that runs out.
    "attention": [(988, 0.18), (PAUSE, 0.08)] * 3,
}

# Beside the pitch itself: overtones, which make it carry where people talk, and their parts.
OVERTONES = ((1, 0.7), (2, 0.2), (3, 0.1))
# How long a note takes to reach its level, and to leave it: shorter clicks.
EDGE = 0.006


def tone(name):
    """The samples of a tone, between -1 and 1."""
    samples = []
    for pitch, seconds in TONES[name]:
        count = round(seconds * RATE)
        edge = round(EDGE * RATE)
        for n in range(count):
            level = min(1.0, n / edge, (count - n) / edge)
            # A struck note rather than a held one.
            level *= math.exp(-1.5 * n / count)
            samples.append(
                level * sum(part * math.sin(2 * math.pi * pitch * times * n / RATE) for times, part in OVERTONES)
                if pitch
                else 0.0
            )
    return samples
