"""One computation for all who want its result at the same time."""

import asyncio


class SingleFlight:
    def __init__(self):
        self.tasks = {}

    async def result(self, key, compute):
        """Return the result of `compute()`, or of the one that is going on for this key, and whether it is ours.

        It goes on if the one who began it leaves. All who wait get its exception.
        """
        task = self.tasks.get(key)
        is_ours = task is None
        if is_ours:
            task = self.tasks[key] = asyncio.create_task(compute())
            task.add_done_callback(lambda _task: self.tasks.pop(key))
        return await asyncio.shield(task), is_ours
