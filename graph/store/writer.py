"""Loads readings into the store and takes documents out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime

from neo4j import ManagedTransaction

from graph.actors.registry import Registry
from graph.errors import ConflictError, StoreError
from graph.likeness import Index, Sketch
from graph.model import Judgement, Reading, Relation
from graph.relations import Sourced, relations
from graph.store import copies, documents, edges, nodes
from graph.store.judgements import judgements, withdraw, write_judgement
from graph.store.rebuilding import rebuild
from graph.store.server import Server
from graph.vocabulary import Vocabulary

# A transaction's size: it costs a statement or two for each relation type, however many claims it holds, and takes a
# few seconds in statements of well under one.
_BATCH_CLAIMS = 4000
_BATCH_DOCUMENTS = 1000
_BATCH_CHARACTERS = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteReport:
    """What loading did, in documents and claims.

    `added` documents were new, `unchanged` were there with the same reading, `reread` were there with the same text
    and another reading, or in an older version (or, with `replace`, with another text); `superseded` were there in a
    newer version. `withdrawn` are those of the added and reread that their publishers took back. `refused` names
    documents that were left out, with the reason of each. `claims_added` and `claims_removed` count claims that came
    and went.
    """

    added: int = 0
    unchanged: int = 0
    reread: int = 0
    superseded: int = 0
    withdrawn: int = 0
    claims_added: int = 0
    claims_removed: int = 0
    refused: tuple[tuple[str, StoreError], ...] = ()

    @property
    def documents(self) -> int:
        """How many documents were dealt with."""
        return self.added + self.unchanged + self.reread + self.superseded + len(self.refused)

    def __add__(self, other: WriteReport) -> WriteReport:
        return WriteReport(
            added=self.added + other.added,
            unchanged=self.unchanged + other.unchanged,
            reread=self.reread + other.reread,
            superseded=self.superseded + other.superseded,
            withdrawn=self.withdrawn + other.withdrawn,
            claims_added=self.claims_added + other.claims_added,
            claims_removed=self.claims_removed + other.claims_removed,
            refused=self.refused + other.refused,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetReport:
    """What forgetting a document took out; edges that others support too were derived anew and stay."""

    document: str
    claims: int
    edges_removed: int
    edges_kept: int
    actors: int
    items: int
    places: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """How many derived edges there are now, and how many were there that no claim supports."""

    edges: int
    edges_removed: int


@dataclass(slots=True)
class _Sorted:
    """A batch sorted by what must be done with each document."""

    new: dict[str, documents.Ready] = field(default_factory=dict)
    reread: dict[str, documents.Ready] = field(default_factory=dict)
    unchanged: int = 0
    superseded: int = 0
    renewed: dict[str, str] = field(default_factory=dict)
    refused: list[tuple[str, StoreError]] = field(default_factory=list)


class Writer:
    """Writes into one store. Several writers, also in several processes, may work at once."""

    def __init__(self, server: Server, registry: Registry, vocabulary: Vocabulary) -> None:
        self._server = server
        self._registry = registry
        self._vocabulary = vocabulary
        self._edges = edges.Edges(server)

    def write(
        self,
        readings: Iterable[Reading],
        *,
        ingested: datetime,
        replace: bool = False,
        progress: Callable[[WriteReport], None] | None = None,
    ) -> WriteReport:
        """Load readings, each document with all its claims or not at all; loading again changes nothing.

        A newer version of a stored document takes its place, without claims where its publisher took it back; an
        older one changes nothing. Another text of the same version is refused unless `replace`, and so is a document
        that names what the registry or the vocabulary does not hold; the others go on. A new reading of the same text
        takes the place of the old one, and what it says as before keeps its first `ingested`. `progress` is called
        with the report so far after each batch. While a batch is being loaded, the next readings are taken.
        """
        report = WriteReport()
        for done in self._loads(readings, ingested, replace=replace):
            report += done
            if progress:
                progress(report)
        return report

    def forget(self, document_id: str) -> ForgetReport:
        """Take out a document, its claims, and what rested on them alone; raises StoreError where it is not stored."""
        with self._server.writing():
            return self._server.write(self._forget, document_id)

    def judge(self, judgement: Judgement) -> RebuildReport:
        """Store a judgement, in place of an earlier one on the same two actors, and derive the edges anew."""
        needed = nodes.Cast(actors=nodes.with_ties((judgement.left, judgement.right), self._registry))
        self._server.write(nodes.write, needed)
        self._server.write(write_judgement, judgement)
        return self.rebuild()

    def withdraw(self, judgement_id: str) -> RebuildReport:
        """Take a judgement back and derive the edges anew."""
        self._server.write(withdraw, judgement_id)
        return self.rebuild()

    def rebuild(self) -> RebuildReport:
        """Derive every edge anew from the claims; gives the same edges that loading did."""
        with self._server.writing():
            kept, removed = rebuild(self._server, self._server.read(judgements), self._vocabulary)
        return RebuildReport(edges=kept, edges_removed=removed)

    def _loads(self, readings: Iterable[Reading], ingested: datetime, *, replace: bool) -> Iterator[WriteReport]:
        """Load batch by batch, each in a thread of its own while the next one is read and made ready."""
        known_copies = copies.index(self._server)
        with ThreadPoolExecutor(1, "loading") as thread:
            loading: Future[WriteReport] | None = None
            for batch in _batches(readings):
                known, refused = self._known(batch)
                ready = [documents.Ready.of(reading) for reading in known]
                cast = nodes.cast([claim for reading in known for claim in reading.claims], self._registry)
                if loading:
                    yield loading.result()
                report = WriteReport(refused=refused)
                loading = thread.submit(self._load, ready, cast, ingested, known_copies, report, replace=replace)
            if loading:
                yield loading.result()

    def _load(
        self,
        batch: Sequence[documents.Ready],
        cast: nodes.Cast,
        ingested: datetime,
        known_copies: Index,
        report: WriteReport,
        *,
        replace: bool,
    ) -> WriteReport:
        with self._server.writing():
            done, sketches = self._server.write(self._write_batch, batch, cast, ingested, known_copies, replace=replace)
        for name, kept in sketches.items():
            known_copies.add(name, kept)
        return report + done

    def _known(self, batch: Sequence[Reading]) -> tuple[list[Reading], tuple[tuple[str, StoreError], ...]]:
        """Part the readings whose every name the registry and the vocabulary hold from the others."""
        known: list[Reading] = []
        refused: list[tuple[str, StoreError]] = []
        for reading in batch:
            name = reading.document.id
            try:
                nodes.check(reading.claims, self._registry)
                unknown = {claim.relation for claim in reading.claims} - self._vocabulary.relations.keys()
                if unknown:
                    raise StoreError(f"no relation type {min(unknown)!r} in the vocabulary")
                known.append(reading)
            except StoreError as error:
                refused.append((name, StoreError(f"{name}: {error}")))
        return known, tuple(refused)

    def _write_batch(
        self,
        tx: ManagedTransaction,
        batch: Sequence[documents.Ready],
        cast: nodes.Cast,
        ingested: datetime,
        known_copies: Index,
        *,
        replace: bool,
    ) -> tuple[WriteReport, Mapping[str, Sketch]]:
        """Write a batch; gives the report, and the sketches of the documents written, by id."""
        stored = documents.stored(tx, [ready.reading.document.id for ready in batch])
        todo = _sort(batch, stored, replace=replace)
        documents.renew(tx, todo.renewed)
        nodes.write(tx, cast)
        old = documents.claims_of(tx, todo.reread)
        known = documents.moments_of(tx, old)
        changed = [*todo.new.values(), *todo.reread.values()]
        coming = {one.reading.document.id: one for one in changed}
        grouped = copies.grouping(tx, known_copies, {name: one.runs for name, one in coming.items()})
        loaded = [
            documents.Loaded.of(one, stored.get(name), known, ingested, grouped.groups[name])
            for name, one in coming.items()
        ]
        self._exchange(tx, loaded, old, cast.item_names(), grouped)
        if old:
            nodes.remove_unneeded(tx, [one.claim for one in old])
        fresh = {one.id for each in loaded for one in each.claims}
        report = WriteReport(
            added=len(todo.new), unchanged=todo.unchanged, reread=len(todo.reread), refused=tuple(todo.refused),
            superseded=todo.superseded, withdrawn=sum(one.reading.document.withdrawn for one in changed),
            claims_added=len(fresh - known.keys()), claims_removed=len(known.keys() - fresh),
        )  # fmt: skip
        return report, grouped.sketches

    def _exchange(
        self,
        tx: ManagedTransaction,
        loaded: Sequence[documents.Loaded],
        old: Sequence[Sourced],
        names: dict[str, str],
        grouped: copies.Grouping,
    ) -> tuple[int, int]:
        """Put new claims in the place of old ones; gives how many edges were derived anew and how many removed.

        Those are the edges of the old claims and of documents that are grouped with other copies than before.
        """
        judged = judgements(tx)
        derived = relations((one for each in loaded for one in each.claims), judged, self._vocabulary)
        copies.set_groups(tx, grouped.groups, grouped.moved)
        before = relations([*old, *documents.claims_of(tx, grouped.parted)], judged, self._vocabulary)
        nodes.lock(tx, {end for relation in (*derived, *before) for end in (relation.source, relation.target)})
        new = edges.by_id(derived)
        affected = edges.by_id(before)
        supported = edges.supported(tx, new)
        counted = copies.present(tx, [
            (id_, group)
            for id_, edge in new.items()
            if id_ in supported
            for group in grouped.shared.intersection(edge.independent_sources)
        ])  # fmt: skip
        documents.remove_claims(tx, old)
        documents.write(tx, loaded, {claim: id_ for id_, relation in new.items() for claim in relation.claims})
        fresh = {id_: _uncounted(relation, counted) for id_, relation in new.items() if id_ not in affected}
        self._edges.add(tx, fresh, names, supported)
        return self._edges.derive(tx, affected, judged, self._vocabulary)

    def _forget(self, tx: ManagedTransaction, document_id: str) -> ForgetReport:
        if not documents.stored(tx, [document_id]):
            raise StoreError(f"{document_id}: no such document in the store (`detente status` lists them)")
        old = documents.claims_of(tx, [document_id])
        kept, removed = self._exchange(tx, [], old, {}, copies.grouping(tx, Index(), {}, [document_id]))
        documents.remove_document(tx, document_id)
        gone = nodes.remove_unneeded(tx, [one.claim for one in old])
        return ForgetReport(
            document=document_id, claims=len(old), edges_removed=removed, edges_kept=kept,
            actors=gone["Actor"], items=gone["Item"], places=gone["Place"],
        )  # fmt: skip


def _uncounted(derived: Relation, counted: AbstractSet[tuple[str, str]]) -> Relation:
    """Leave out the sources on which the edge rests already, so that only others are added to their number."""
    sources = tuple(group for group in derived.independent_sources if (derived.id, group) not in counted)
    return derived if sources == derived.independent_sources else replace(derived, independent_sources=sources)


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    claims = characters = 0
    for reading in readings:
        batch.append(reading)
        claims += len(reading.claims)
        characters += len(reading.document.text)
        if claims >= _BATCH_CLAIMS or characters >= _BATCH_CHARACTERS or len(batch) >= _BATCH_DOCUMENTS:
            yield batch
            batch, claims, characters = [], 0, 0
    if batch:
        yield batch


def _sort(batch: Sequence[documents.Ready], stored: Mapping[str, documents.Stored], *, replace: bool) -> _Sorted:
    todo = _Sorted()
    for ready in batch:
        document = ready.reading.document
        name = document.id
        twin = todo.new.get(name) or todo.reread.get(name)
        there = documents.Stored.of(twin) if twin else stored.get(name)
        if there is None:
            todo.new[name] = ready
        elif there.reading == ready.digest:
            todo.unchanged += 1
            basis = ready.reading.basis
            if basis not in ("", there.basis):
                todo.renewed[name] = basis
        elif document.edition < there.edition:
            todo.superseded += 1
        elif document.edition > there.edition or there.digest == document.digest or replace:
            todo.superseded += twin is not None and document.edition > there.edition
            (todo.new if name in todo.new else todo.reread)[name] = ready
        else:
            what = f"{name}: stored with another text"
            remedy = "forget it first, give this one another id, or replace it"
            todo.refused.append((name, ConflictError(f"{what} ({remedy})")))
    return todo
