"""Packed files: zip archives, member by member, and gzip streams. Nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from graph.errors import InputError, UnreadableError
from graph.model import Document
from ingest.readers.source import Report
from ingest.readers.unpacking import Budget, Counted, Unpacked

# Reads a stream inside, by its name, whatever it is.
Inner = Callable[[io.BufferedReader, str, Report], Iterator[Document]]
_ENCRYPTED = 0x1
_SYSTEM_FOLDERS = {"__MACOSX"}
_REMEDY = "get the archive again"


def read_zip(stream: BinaryIO, name: str, report: Report, inner: Inner) -> Iterator[Document]:
    """Read each member as the file that it is, called `archive.zip/member`; hidden ones are skipped.

    Members that are encrypted, damaged or of no known format are reported and the others go on. Raises
    UnreadableError for what is no whole archive, or comes from a pipe.
    """
    if not stream.seekable():
        raise UnreadableError(name, "an archive cannot be read from a pipe", "save it as a file, and name that")
    packed = stream.seek(0, io.SEEK_END)
    budget = Budget(lambda: packed)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableError(name, f"the archive is damaged ({error})", _REMEDY) from error
    with archive:
        found = False
        for member in archive.infolist():
            if not _is_hidden(member):
                found = True
                yield from _member(archive, member, name, report, inner, budget)
    if not found:
        raise UnreadableError(name, "the archive holds no files", "name an archive with articles")


def read_gzip(stream: BinaryIO, name: str, report: Report, inner: Inner) -> Iterator[Document]:
    """Read what a gzip stream holds as the file that it is; raises UnreadableError where it is damaged or cut."""
    counted = Counted(stream)
    budget = Budget(lambda: counted.count)
    with gzip.GzipFile(fileobj=io.BufferedReader(counted)) as packed:
        yield from inner(io.BufferedReader(Unpacked(packed, name, budget)), name, report)


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or any(part.startswith(".") or part in _SYSTEM_FOLDERS for part in parts)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, report: Report, inner: Inner, budget: Budget
) -> Iterator[Document]:
    where = f"{name}/{_legible(member.filename)}"
    if member.flag_bits & _ENCRYPTED:
        report(UnreadableError(where, "it is encrypted", "unpack the archive with its password, and name the folder"))
        return
    try:
        with archive.open(member) as packed:
            unpacked = Unpacked(cast("zipfile.ZipExtFile", packed), where, budget)
            yield from inner(io.BufferedReader(unpacked), where, report)
    except InputError as error:
        report(error)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        report(UnreadableError(where, f"it is damaged, or packed in an unknown way ({error})", _REMEDY))


def _legible(name: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)
