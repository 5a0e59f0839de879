"""Reads a query's words, and refuses those that ask for more than reading the graph.

This is the console's first guard, the same for both servers; the server's own rights are the second. It sees through
comments, quotes and nesting, because it cuts the query as the servers do. A name that looks like a refused word can
always be written in backticks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict

from graph.errors import RefusedError, SyntaxQueryError

_PATTERN = re.compile(
    r"""
    (?P<comment>//[^\n\r\x85\u2028\u2029]*|/\*.*?\*/)
  | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<quoted>`(?:[^`]|``)*`)
  | (?P<number>\d\w*(?:\.\d\w*)?)
  | (?P<word>\w+)
  | (?P<space>\s+)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENERS = {"'": "string", '"': "string", "`": "quoted name"}
_FILE = "cypher.toml"

Sort = Literal["text", "quoted", "number", "word", "mark"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query; a quoted name is given without its backticks."""

    sort: Sort
    text: str

    @property
    def named(self) -> bool:
        """Whether it can be part of a name."""
        return self.sort in ("word", "quoted")

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of these keywords, which are written in any case but never in backticks."""
        return self.sort == "word" and self.text.upper() in words

    def is_mark(self, marks: str) -> bool:
        """Tell whether it is one of these marks."""
        return self.sort == "mark" and self.text in marks


class _Allowed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    refused: dict[str, str]
    keywords: frozenset[str]
    functions: frozenset[str]
    procedures: frozenset[str]
    operators: frozenset[str]
    operator_patterns: tuple[str, ...]


@cache
def _allowed() -> _Allowed:
    return _Allowed.model_validate(tomllib.loads(files("graph.store").joinpath(_FILE).read_text(encoding="utf-8")))


def check(query: str) -> None:
    """Refuse what may not be asked; raises RefusedError, or SyntaxQueryError for what cannot be cut into words."""
    tokens = tuple(_tokens(query))
    if not tokens:
        raise SyntaxQueryError("the query is empty")
    for at, token in enumerate(tokens):
        if token.is_mark(";") and at + 1 < len(tokens):
            raise RefusedError("one query at a time: the console does not run what follows the semicolon")
        if token.named and not _continues(tokens, at):
            _check_name(tokens, at)


def check_procedure(name: str) -> None:
    """Refuse a procedure that is not known to read the graph only."""
    allowed = _allowed().procedures
    if name.lower() not in {procedure.lower() for procedure in allowed}:
        raise RefusedError(f"the console does not call {name} (it calls only {', '.join(sorted(allowed))})")


def check_operator(name: str) -> None:
    """Refuse a step of a server's plan that is not known to read the graph only."""
    allowed = _allowed()
    if name not in allowed.operators and not any(re.fullmatch(one, name) for one in allowed.operator_patterns):
        raise RefusedError(f"the console is read-only, and this query's plan contains {name}")


def _tokens(query: str) -> Iterator[Token]:
    if re.search(r"\\u", query, re.IGNORECASE):
        # Servers turn such escapes into characters at different moments, so what they hide cannot be judged.
        raise RefusedError("the console takes no \\u escapes: write the character itself")
    for found in _PATTERN.finditer(query):
        sort, piece = found.lastgroup, found[0]
        if sort in ("comment", "space"):
            continue
        _check_piece(query, found.start(), piece, sort or "")
        if sort == "quoted":
            piece = piece[1:-1].replace("``", "`")
        yield Token(cast("Sort", sort), piece)


def _check_piece(query: str, at: int, piece: str, sort: str) -> None:
    """Refuse what servers might cut otherwise than we do."""
    if sort == "mark" and piece in _OPENERS:
        raise SyntaxQueryError(f"the {_OPENERS[piece]} that begins at character {at + 1} does not end")
    if query.startswith("/*", at):
        raise SyntaxQueryError(f"the comment that begins at character {at + 1} does not end")
    strange = (sort == "mark" and not (piece.isascii() and piece.isprintable())) or (
        sort == "word" and not piece.isidentifier()
    )
    if strange:
        codes = " ".join(f"U+{ord(one):04X}" for one in piece if not one.isascii() or not one.isprintable())
        raise RefusedError(
            f"{codes} at character {at + 1} may stand in strings and backticks only (delete or quote it)"
        )


def _continues(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the token is a later part of a dotted name, and was judged with its beginning."""
    return at >= 2 and tokens[at - 1].is_mark(".") and tokens[at - 2].named


def _check_name(tokens: Sequence[Token], at: int) -> None:
    """Judge the name that begins here: a refused clause, a procedure or a function."""
    name, after = _name(tokens, at)
    before = tokens[at - 1] if at else None
    following = tokens[after] if after < len(tokens) else None
    if tokens[at].is_word("TRANSACTIONS") and before and before.is_word("IN", "CONCURRENT"):
        raise RefusedError("the console does not run CALL … IN TRANSACTIONS")
    if _stands_as_name(tokens, at) or (before and before.is_word("CALL") and _calls(tokens, at - 1)):
        return
    if tokens[at].is_word("CALL"):
        if _calls(tokens, at):
            check_procedure(_name(tokens, after)[0])
        return
    property_key = before is not None and before.is_mark(".") and tokens[at - 2].sort != "number"
    if after == at + 1 and tokens[at].sort == "word" and not property_key:
        _check_clause(tokens[at].text.upper(), before, following)
    if following and following.is_mark("("):
        _check_call(name, quoted=tokens[at].sort == "quoted" or after > at + 1)


def _name(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    parts = [tokens[at].text]
    at += 1
    while at + 1 < len(tokens) and tokens[at].is_mark(".") and tokens[at + 1].named:
        parts.append(tokens[at + 1].text)
        at += 2
    return ".".join(parts), at


def _stands_as_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word can only be a parameter, an alias or a key here; a function call can be none of them."""
    after = _name(tokens, at)[1]
    if after < len(tokens) and tokens[after].is_mark("("):
        return False
    before = tokens[at - 1] if at else None
    return before is not None and (before.is_mark("$:") or before.is_word("AS"))


def _calls(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word CALL here calls the procedure whose name follows."""
    named = at + 1 < len(tokens) and tokens[at + 1].named
    return named and not _stands_as_name(tokens, at) and not _continues(tokens, at)


def _check_clause(word: str, before: Token | None, following: Token | None) -> None:
    refused = _allowed().refused
    if word not in refused or following is None:
        return
    if word in ("START", "STOP"):
        applies = following.is_word("DATABASE")
    elif word in ("EXPLAIN", "PROFILE", "CYPHER"):
        applies = before is None
    else:
        applies = following.named or following.is_mark("($")
    if applies:
        raise RefusedError(f"the console does not run {word}: {refused[word]} (a name like it goes in backticks)")


def _check_call(name: str, *, quoted: bool) -> None:
    allowed = _allowed()
    if not quoted and name.upper() in allowed.keywords:
        return
    if name.lower() not in allowed.functions:
        raise RefusedError(f"the console does not know the function {name}, so it does not run it")
