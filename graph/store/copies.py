"""The groups of copies among the documents in the store, kept right as documents come and go.

`group` of a document is the smallest id among its copies and theirs, its own where it has none; `sketch` is that by
which its copies are found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from graph.likeness import Groups, Index, Runs, Sketch, are_copies, groups, runs, sketch
from graph.store.rows import chunks
from graph.store.server import Server

# Texts that one statement reads, some megabytes at most.
_TEXTS = 200
# The likeliest copies of a text are tried; where there are more, they are copies of one another.
_TRIED = 30
_SKETCHES = "MATCH (d:Document) WHERE d.sketch IS NOT NULL RETURN d.id AS id, d.sketch AS sketch"
_IDS = "MATCH (d:Document) RETURN d.id AS id ORDER BY id"
_READ = "MATCH (d:Document) WHERE d.id IN $names RETURN d.id AS id, d.text AS text, coalesce(d.group, d.id) AS group"
_GROUPED = "MATCH (d:Document) WHERE d.group IN $names RETURN d.id AS id, d.group AS group"
_PRESENT = """
UNWIND $rows AS row
CALL (row) {
  MATCH (d:Document {group: row.group})<-[:EVIDENCED_BY]-(c:Claim) WHERE c.edge = row.edge
  RETURN d.group AS group LIMIT 1
}
RETURN row.edge AS edge, group
"""
_MEMBERS = "MATCH (d:Document) WHERE d.group IN $names RETURN d.id AS id, d.text AS text, d.group AS group"
_SET = "UNWIND $rows AS row MATCH (d:Document {id: row.id}) SET d += row.properties"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """The groups of documents that are to be written, and of those in the store whose group is another now.

    `sketches` are of the former. `moved` are the latter, and `parted` those of them that are no longer, or newly,
    grouped with others in the store. `shared` are the groups that documents in the store are of.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    sketches: Mapping[str, Sketch] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Stored:
    """A text in the store, and its group."""

    runs: Runs
    group: str


def index(server: Server) -> Index:
    """Read by what the copies of documents in the store are found."""
    found = Index()
    for id_, kept in server.read(_sketches):
        found.add(id_, kept)
    return found


def grouping(tx: ManagedTransaction, known: Index, coming: Mapping[str, Runs], going: Collection[str] = ()) -> Grouping:
    """Group documents that are to be written, by their texts, with their copies in the store.

    The group that a document leaves, because it comes with another text or is `going`, is taken apart and grouped anew.
    """
    stored = _read(tx, _READ, {*coming, *going})
    kept = {id_: one.group for id_, one in stored.items() if coming.get(id_) == one.runs}
    leaving = {one.group for id_, one in stored.items() if id_ not in kept}
    staying = {id_: one for id_, one in _read(tx, _MEMBERS, leaving).items() if id_ not in {*coming, *going}}
    texts = {id_: one.runs for id_, one in staying.items()}
    texts |= {id_: of for id_, of in coming.items() if id_ not in kept or kept[id_] in leaving}
    found = Groups()
    for id_, group in groups(texts).items():
        found.join(id_, group)
    joined = _join_stored(tx, known, texts, found, going)
    sizes = Counter(found.of(group) for group in joined)
    renamed = {group: found.of(group) for group in joined if found.of(group) != group}
    renamed_ids = _ids_of(tx, renamed)
    moved = {id_ for id_, one in staying.items() if found.of(id_) != one.group}
    parted = moved | {id_ for id_, group in renamed_ids.items() if sizes[renamed[group]] > 1}
    grouped = {id_: renamed[group] for id_, group in renamed_ids.items()}
    grouped |= {id_: renamed.get(group, group) for id_, group in kept.items()} | {id_: found.of(id_) for id_ in texts}
    shared = {grouped[id_] for id_ in (*staying, *kept)} | {found.of(group) for group in joined}
    return Grouping(
        groups=grouped, sketches={id_: sketch(of) for id_, of in coming.items()},
        moved=frozenset(moved | renamed_ids.keys()), parted=frozenset(parted), shared=frozenset(shared),
    )  # fmt: skip


def _join_stored(
    tx: ManagedTransaction, known: Index, texts: Mapping[str, Runs], found: Groups, going: Collection[str]
) -> set[str]:
    """Join texts with the groups of their copies among the other documents in the store; gives those groups."""
    near = {
        id_: [other for other in known.similar(sketch(of)) if other not in texts and other not in going][:_TRIED]
        for id_, of in texts.items()
    }
    stored = _read(tx, _READ, {other for others in near.values() for other in others})
    joined = set()
    for id_, others in near.items():
        for one in (stored[other] for other in others if other in stored):
            if found.of(id_) != found.of(one.group) and are_copies(texts[id_], one.runs):
                found.join(id_, one.group)
            if found.of(id_) == found.of(one.group):
                joined.add(one.group)
    return joined


def present(tx: ManagedTransaction, pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Find which edges rest on a document of a group already, among pairs of an edge and a group."""
    rows = [{"edge": edge, "group": group} for edge, group in sorted(pairs)]
    return {(record["edge"], record["group"]) for some in chunks(rows) for record in tx.run(_PRESENT, rows=some)}


def set_groups(tx: ManagedTransaction, grouped: Mapping[str, str], ids: Iterable[str]) -> None:
    """Write the groups of documents that are in the store."""
    for some in chunks([{"id": id_, "properties": {"group": grouped[id_]}} for id_ in sorted(ids)]):
        tx.run(_SET, rows=some).consume()


def regroup(server: Server) -> None:
    """Group all documents anew, a page of texts at a time; gives the same groups that loading did."""
    known, found = Index(), Groups()
    for page in chunks(server.read(_ids), _TEXTS):
        texts = server.read(_read, _READ, page)
        sketches = {id_: sketch(one.runs) for id_, one in sorted(texts.items())}
        near = {id_: known.similar(kept) for id_, kept in sketches.items()}
        earlier = server.read(_read, _READ, {other for others in near.values() for other in others})
        for id_, others in near.items():
            for other in others:
                if found.of(id_) != found.of(other) and are_copies(texts[id_].runs, earlier[other].runs):
                    found.join(id_, other)
        for id_, group in groups({id_: one.runs for id_, one in texts.items()}).items():
            found.join(id_, group)
        for id_, kept in sketches.items():
            known.add(id_, kept)
        server.write(_set_sketches, sketches)
    grouped = found.all()
    for some in chunks(sorted(grouped), _TEXTS):
        server.write(set_groups, grouped, some)


def _set_sketches(tx: ManagedTransaction, sketches: Mapping[str, Sequence[int]]) -> None:
    rows = [{"id": id_, "properties": {"sketch": list(kept)}} for id_, kept in sketches.items()]
    tx.run(_SET, rows=rows).consume()


def _ids(tx: ManagedTransaction) -> list[str]:
    return [record["id"] for record in tx.run(_IDS)]


def _ids_of(tx: ManagedTransaction, named: Iterable[str]) -> dict[str, str]:
    return {
        record["id"]: record["group"]
        for some in chunks(sorted(named), _TEXTS)
        for record in tx.run(_GROUPED, names=some)
    }


def _sketches(tx: ManagedTransaction) -> list[tuple[str, tuple[int, ...]]]:
    return [(record["id"], tuple(record["sketch"])) for record in tx.run(_SKETCHES)]


def _read(tx: ManagedTransaction, statement: str, names: Iterable[str]) -> dict[str, _Stored]:
    return {
        record["id"]: _Stored(runs(record["text"]), record["group"])
        for some in chunks(sorted(names), _TEXTS)
        for record in tx.run(statement, names=some)
    }
