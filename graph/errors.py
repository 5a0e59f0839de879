"""The errors that Détente raises, in one tree.

    DetenteError
    ├── InputError          something given to us cannot be used; names where and what to do
    │   ├── DataError         a shipped or user data file (vocabulary, registry, lexicon) is wrong
    │   └── UnreadableError   a document cannot be read
    │       └── LeftOutError    it is none that claims are read from, which is no failure
    ├── StoreError          the graph store cannot do what was asked
    │   ├── ServerError       no server, or it does not start
    │   └── ConflictError     what is to be loaded contradicts what is stored
    └── QueryError          an analyst's query
        ├── RefusedError      the console does not run such queries
        ├── TimeLimitError    the query took longer than the limit
        └── SyntaxQueryError  the server does not understand the query

A message says where (file, line, document), what was wrong and what to do. The command line prints it as one
line and exits with status 1; every other exception is a defect and keeps its traceback.
"""

from __future__ import annotations


class DetenteError(Exception):
    """Whatever Détente raises on purpose."""


class InputError(DetenteError):
    """Something given to Détente cannot be used.

    `where` names the file (and line) or document; `what` the fault; `remedy` what its owner can do.
    """

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where = where
        self.what = what
        self.remedy = remedy
        super().__init__(f"{where}: {what}" + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        """Make it whole again where it comes from another process."""
        return type(self), (self.where, self.what, self.remedy)


class DataError(InputError):
    """A data file (vocabulary, registry, lexicon) does not keep its format."""


class UnreadableError(InputError):
    """A document cannot be read."""


class LeftOutError(UnreadableError):
    """Parts of an input that are no articles (pictures, redirections, lists) were left out on purpose.

    It is shown and does not count as a failure.
    """


class StoreError(DetenteError):
    """The graph store cannot do what was asked."""


class ServerError(StoreError):
    """There is no server to speak to, or it does not start."""


class ConflictError(StoreError):
    """What is to be loaded contradicts what is stored."""


class QueryError(DetenteError):
    """An analyst's query cannot be answered."""


class RefusedError(QueryError):
    """The console is read-only and the query asks for more."""


class TimeLimitError(QueryError):
    """The query took longer than the time limit and was ended."""


class SyntaxQueryError(QueryError):
    """The server does not understand the query."""
