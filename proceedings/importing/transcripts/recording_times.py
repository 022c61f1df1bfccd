"""Tell times in a recording from times of the day, which stand at the same places of labels."""

# Seconds: no transcript of a recording begins so late. Letters a second: nobody speaks so fast.
LATEST, FASTEST = 4 * 3600, 60
# Letters; fewer tell nothing about their time.
ENOUGH = 200


def seconds_in_recording(turns):
    """Return the second of each turn, None for those without, and for all of them if their times are of the day.

    “Ms Berg (14:01)” and “Mr Diallo (14:05)” with a speech of four minutes between them have hours and minutes.
    """
    timed = [number for number, turn in enumerate(turns) if turn.label.seconds is not None]
    times = [turn.label.seconds for turn in turns]
    if not timed:
        return times
    first, last = timed[0], timed[-1]
    letters = sum(end - start for turn in turns[first:last] for start, end in turn.content)
    is_too_fast = letters >= ENOUGH and letters > FASTEST * max(0, times[last] - times[first])
    return [None] * len(turns) if is_too_fast or times[first] > LATEST else times
