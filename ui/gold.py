"""Gold files: texts whose links somebody has annotated, one document a line.

A line is `{"id", "text", "title"?, "links": [...], "optional"?: [...]}`, or with `"file"` in place of a text that
stands in a file (an HTML page, for example). A link names its actors by code (`source`, `target`) or marks them in the
text only (`source_span`, `target_span`); see `GoldLink`. Links under `optional` neither help nor hurt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import InputError
from graph.model import Document, Span
from ingest.readers import documents
from ingest.readers.json_lines import read_json_lines

# What annotators did not tell apart reliably counts as one class when claims are compared with gold.
_COARSE = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip


def coarse(plover: str | None) -> str:
    """Give the class under which a PLOVER class is compared; none is the empty string."""
    return _COARSE.get(plover or "", plover or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLink:
    """An annotated link. `factualities` are those that count as right, `plover` is coarse.

    `by_span` tells that the text marks both actors and that no code names them.
    """

    source: str | None
    target: str | None
    plover: str
    factualities: tuple[str, ...]
    speakers: tuple[str, ...]
    evidence: str
    source_span: Span | None
    target_span: Span | None
    by_span: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A text with its links.

    `text` begins with the title, because evidence may stand there; it is the title alone where the text stands in
    `file`. `line` is the document as the gold file has it.
    """

    id: str
    text: str
    file: Path | None
    line: str
    links: tuple[GoldLink, ...]
    optional: tuple[GoldLink, ...]

    @property
    def empty(self) -> bool:
        """Whether every claim about it would be false."""
        return not self.links and not self.optional


class _Link(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    source: str | None = None
    target: str | None = None
    source_code: str | None = None
    target_code: str | None = None
    plover: str | None = None
    factuality: str | list[str] | None = None
    speaker: str | None = None
    speakers: list[str] | None = None
    evidence: str | None = None
    source_span: Span | None = None
    target_span: Span | None = None

    def link(self) -> GoldLink:
        facts = [self.factuality] if isinstance(self.factuality, str) else self.factuality or []
        one = [self.speaker] if self.speaker else []
        return GoldLink(
            source=self.source,
            target=self.target,
            plover=coarse(self.plover),
            factualities=tuple(facts),
            speakers=tuple(one if self.speakers is None else self.speakers),
            evidence=self.evidence or "",
            source_span=self.source_span,
            target_span=self.target_span,
            by_span=bool(self.source_span and self.target_span and not (self.source_code and self.target_code)),
        )


class _Document(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    text: str | None = None
    file: Path | None = None
    title: str | None = None
    links: list[_Link]
    optional: list[_Link] = Field(default_factory=list)

    @model_validator(mode="after")
    def _has_text(self) -> Self:
        if self.text is None and self.file is None:
            raise ValueError("neither text nor file")
        return self

    def document(self, line: str) -> GoldDocument:
        return GoldDocument(
            id=self.id,
            text=f"{self.title or ''}\n{self.text or ''}",
            file=self.file if self.text is None else None,
            line=line,
            links=tuple(link.link() for link in self.links),
            optional=tuple(link.link() for link in self.optional),
        )


def gold_documents(path: Path) -> Iterator[GoldDocument]:
    """Read a gold file; raises InputError with the line's number where it does not keep the format."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}", "give a gold file of JSON lines") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield _Document.model_validate_json(line).document(line)
        except ValidationError as error:
            first = error.errors()[0]
            fault = first["msg"].removeprefix("Value error, ")
            what = f"{'.'.join(str(part) for part in first['loc']) or 'line'}: {fault}"
            raise InputError(f"{path}:{number}", what, "a gold line has id, text and links") from error


def gold_texts(path: Path, gold: Iterable[GoldDocument], report: Callable[[InputError], None]) -> Iterator[Document]:
    """Read the texts of a gold file's documents as any other input is read, under the ids that the gold gives them.

    A document's file is looked for in the current folder and then in those above the gold file.
    """
    for document in gold:
        if document.file is None:
            yield from read_json_lines(BytesIO(document.line.encode()), str(path), report)
        else:
            folders = (Path(), *path.absolute().parents)
            found = next(
                (folder / document.file for folder in folders if (folder / document.file).is_file()), document.file
            )
            yield from (replace(read, id=document.id) for read in documents([found], report=report))
