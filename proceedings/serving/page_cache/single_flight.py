"""One computation for all requests that need its result at the same time."""

import asyncio


class SingleFlight:
    def __init__(self):
        self.tasks = {}

    async def result(self, key, compute):
        """Return the result of `compute()`, or of a running computation for this key, and whether this call began it.

        The computation continues if the caller that began it is cancelled. All callers get its exception.
        """
        task = self.tasks.get(key)
        is_ours = task is None
        if is_ours:
            task = self.tasks[key] = asyncio.create_task(compute())
            task.add_done_callback(lambda _task: self.tasks.pop(key))
        return await asyncio.shield(task), is_ours
