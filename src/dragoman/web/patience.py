"""A connection that says nothing, or a request line by single letters, is closed: uvicorn alone would wait for ever."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 10.0
"""In which the head of a request must have come; what is idle between requests has uvicorn's own limit."""


class ImpatientProtocol(H11Protocol):
    """uvicorn's protocol with a limit on the time between a connection's first sign and a whole head."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(SECONDS, self._give_up)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        is_waiting = self.cycle is None or self.cycle.response_complete
        if not is_waiting and self._timer:
            self._timer.cancel()
            self._timer = None
        elif is_waiting and self._timer is None:
            self._timer = self.loop.call_later(SECONDS, self._give_up)

    def _give_up(self) -> None:
        """Close it, unless a request has come meanwhile."""
        self._timer = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
