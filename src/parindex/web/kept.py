"""HTML that is the same for everybody who may see it, kept per process by the state of the period that it shows."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.utils.safestring import SafeString

from parindex.assessment.queries import State


class Kept:
    """The newest few pieces of one kind. Safe to use from several threads; two may make the same piece once each."""

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._pieces: OrderedDict[State, SafeString] = OrderedDict()
        self._lock = Lock()

    def piece(self, state: State, make: Callable[[], SafeString]) -> SafeString:
        """The piece for a state, made now if it is not there."""
        with self._lock:
            if state in self._pieces:
                self._pieces.move_to_end(state)
                return self._pieces[state]
        made = make()
        with self._lock:
            self._pieces[state] = made
            while len(self._pieces) > self._most:
                self._pieces.popitem(last=False)
        return made
