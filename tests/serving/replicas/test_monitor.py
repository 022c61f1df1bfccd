import pytest
from django.db import OperationalError

from proceedings.serving.replicas.monitor import Monitor, WrongRoleError

LIMIT = 10


class Servers:
    """A primary and two replicas with positions and a clock that tests set. A position can be an error."""

    def __init__(self):
        self.now = 0
        self.positions = {"default": 100, "replica1": 100, "replica2": 100}
        self.monitor = Monitor(["replica1", "replica2"], LIMIT, self.read_position, lambda: self.now)
        # No threads: tests check when they like.
        self.monitor.has_started = True

    def read_position(self, alias):
        if isinstance(position := self.positions[alias], Exception):
            raise position
        return position

    def after(self, seconds, **positions):
        """Check all servers so many seconds later. Return the replicas that readers may use."""
        self.now += seconds
        self.positions |= positions
        for alias in self.positions:
            self.monitor.check(alias)
        return self.monitor.up_to_date()


@pytest.fixture
def servers():
    return Servers()


BOTH = ["replica1", "replica2"]
AWAY = OperationalError("connection refused")


def test_replicas_are_used_from_the_first_check_on(servers):
    assert servers.monitor.up_to_date() == []
    assert servers.after(0) == BOTH
    assert servers.monitor.report() == []


def test_a_replica_may_be_behind_for_at_most_the_limit(servers):
    """Changes that the primary wrote between two checks count as written just after the first of them."""
    servers.after(0)
    assert servers.after(LIMIT / 2, default=200, replica1=200) == BOTH
    assert servers.after(LIMIT / 2) == BOTH
    assert servers.after(1) == ["replica1"]
    assert servers.monitor.report() == ["The database replica2 is more than 10 seconds behind."]
    assert servers.after(1, replica2=200) == BOTH


def test_a_replica_is_up_to_date_however_long_nothing_changes(servers):
    servers.after(0)
    assert servers.after(100_000) == BOTH


def test_a_replica_that_is_never_checked_again_falls_behind(servers):
    servers.after(0)
    for _check in range(3):
        servers.now += LIMIT
        servers.positions["default"] += 1
        servers.monitor.check("default")
    assert servers.monitor.up_to_date() == []


@pytest.mark.parametrize(
    ("error", "problem"), [(AWAY, "cannot be reached"), (WrongRoleError(), "is not a replica any more")]
)
def test_a_replica_that_fails_its_check_is_left_out_and_comes_back(servers, error, problem):
    servers.after(0)
    assert servers.after(1, replica1=error) == ["replica2"]
    assert servers.monitor.report() == [f"The database replica1 {problem}."]
    assert servers.after(1, replica1=100) == BOTH


def test_replicas_stay_in_use_while_the_primary_is_away(servers):
    """Even if the primary had written something that no replica received."""
    servers.after(0)
    servers.after(1, default=101)
    assert servers.after(1, default=AWAY) == BOTH
    assert servers.after(LIMIT * 100) == BOTH
    assert servers.monitor.is_away("default")


def test_a_replica_that_was_behind_stays_out_while_the_primary_is_away_until_it_has_caught_up(servers):
    servers.after(0)
    servers.after(1, default=200, replica1=200)
    servers.after(LIMIT + 1)
    assert servers.after(LIMIT, default=AWAY) == ["replica1"]
    assert servers.after(LIMIT * 100) == ["replica1"]
    assert servers.after(1, replica2=200) == BOTH


def test_the_furthest_replica_is_used_if_the_primary_was_never_seen(servers):
    assert servers.after(0, default=AWAY, replica1=90) == ["replica2"]


def test_a_server_that_a_request_misses_is_left_out_until_its_next_check(servers):
    servers.after(0)
    servers.monitor.leave_out("replica1", "cannot be reached")
    assert servers.monitor.up_to_date() == ["replica2"]
    assert servers.after(1) == BOTH


def test_each_change_of_a_server_is_logged_once(servers, caplog):
    caplog.set_level("WARNING", "proceedings.serving.replicas.monitor")
    servers.after(0)
    for _check in range(3):
        servers.after(1, replica1=AWAY)
    assert caplog.messages == ["The database replica1 cannot be reached."]


def test_threads_start_with_the_first_question(monkeypatch):
    servers = Servers()
    servers.monitor.has_started = False
    started = []
    monkeypatch.setattr(servers.monitor, "watch", lambda alias: started.append(alias) or servers.monitor.check(alias))
    assert servers.monitor.up_to_date() == BOTH
    assert sorted(started) == ["default", *BOTH]
    assert Monitor([], LIMIT).up_to_date() == []
