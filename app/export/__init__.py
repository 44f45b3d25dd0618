"""Articles to take along: any number of them, as of one moment, in files that can be cited."""

from app.export.file import ExportFile, Progress
from app.export.order import COMPRESSIONS, KINDS, Compression, Format, Order
from app.export.stream import Exports

__all__ = ["COMPRESSIONS", "KINDS", "Compression", "ExportFile", "Exports", "Format", "Order", "Progress"]
