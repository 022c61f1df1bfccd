"""Distinguish times in a recording from times of day, which labels have in the same places."""

# No transcript begins later in its recording (seconds), and nobody speaks faster (letters a second).
LATEST, FASTEST = 4 * 3600, 60
# With fewer letters, the speed says nothing.
ENOUGH = 200


def seconds_in_recording(turns):
    """Return the second of each turn in the recording, or None; None for all turns if their times are times of day.

    “Ms Berg (14:01)” and “Mr Diallo (14:05)” with a speech of four minutes between them are hours and minutes.
    """
    timed = [number for number, turn in enumerate(turns) if turn.label.seconds is not None]
    times = [turn.label.seconds for turn in turns]
    if not timed:
        return times
    first, last = timed[0], timed[-1]
    letters = sum(end - start for turn in turns[first:last] for start, end in turn.content)
    is_too_fast = letters >= ENOUGH and letters > FASTEST * max(0, times[last] - times[first])
    return [None] * len(turns) if is_too_fast or times[first] > LATEST else times
