"""The operator's own list of services as CSV: bytes in, services and refused rows out. Nothing is written."""

from bot.directory.service_csv.columns import COLUMNS, Known
from bot.directory.service_csv.read import ServiceRead, ServiceRow, read_services_file

__all__ = ["COLUMNS", "Known", "ServiceRead", "ServiceRow", "read_services_file"]
