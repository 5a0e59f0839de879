"""What lies packed in a file, as a stream that is unpacked while it is read, within bounds."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Protocol

from graph.errors import UnreadableError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# News in JSON packs to a fifth, pages to a twentieth; what packs to a two-hundredth is made to fill a disk.
_MOST_RATIO = 200
# So much may be unpacked however well it packs.
_FREE = 64_000_000
_REMEDY = "get the file again"


class Packed(Protocol):
    """A stream that unpacks as it is read: a member of a zip archive or a gzip file."""

    def read1(self, size: int, /) -> bytes:
        """Give what one step of unpacking gives, so that nothing is lost when the next one fails."""


class Budget:
    """How much may be unpacked, in proportion to what it is packed in; shared by all members of an archive."""

    def __init__(self, packed: Callable[[], int]) -> None:
        self._packed = packed
        self._unpacked = 0

    def spend(self, amount: int, where: str) -> None:
        """Count what was unpacked; raises UnreadableError when it is too much."""
        self._unpacked += amount
        if self._unpacked > _FREE and self._unpacked > _MOST_RATIO * self._packed():
            what = f"it unpacks to more than {_MOST_RATIO} times its size"
            raise UnreadableError(where, what, "unpack it yourself if you trust it")


class Unpacked(io.RawIOBase):
    """A packed stream's content. Reading raises UnreadableError where it is damaged, cut short or too much."""

    def __init__(self, packed: Packed, where: str, budget: Budget) -> None:
        super().__init__()
        self._stream = packed
        self._where = where
        self._budget = budget

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer as far as one step of unpacking goes."""
        view = memoryview(buffer).cast("B")
        try:
            data = self._stream.read1(len(view))
        except EOFError as error:
            raise UnreadableError(self._where, "it is cut short", _REMEDY) from error
        except (zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
            raise UnreadableError(self._where, f"it is damaged ({error})", _REMEDY) from error
        self._budget.spend(len(data), self._where)
        view[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that counts what was read of it, for the budget of what has no size of its own."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        self.count += len(data)
        view[: len(data)] = data
        return len(data)
