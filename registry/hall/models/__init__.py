"""The rows of the hall: tickets with their intervals and calls, diversions."""

from registry.hall.models.diversion import IntakeOverride, WindowDiversion
from registry.hall.models.queue import Point, Purpose, QueueTicket, TicketCall, TicketInterval, TicketState

__all__ = [
    "IntakeOverride",
    "Point",
    "Purpose",
    "QueueTicket",
    "TicketCall",
    "TicketInterval",
    "TicketState",
    "WindowDiversion",
]
