"""Keeps First Port's three processes alive on one machine: starts them, restarts what dies or hangs, ends them all.

Knows nothing of what the processes do: only how to start each, and where it says that it is ready and alive.
"""

from bot.supervisor.programs import Program
from bot.supervisor.supervisor import StartError, Supervisor, Timings

__all__ = ["Program", "StartError", "Supervisor", "Timings"]
