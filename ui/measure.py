"""How well claims agree with annotated links, at three levels: who with whom, what, and how sure.

dyad: source and target · class: and the PLOVER class · fact: and the factuality. Where the gold names actors by
code, these must be equal; where it only marks them in the text, the spans must overlap by a character, and there is
no fact level. A link that is claimed several times in a document counts once (by code), and CONSULT, AGREE and
COOPERATE have no direction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.model import Claim, Span
from ui.gold import GoldDocument, GoldLink, coarse

Level = Literal["dyad", "class", "fact"]
Verdict = Literal["hit", "false", "missed"]
Matching = Literal["codes", "spans"]

_UNDIRECTED = frozenset({"CONSULT", "AGREE", "COOPERATE"})
# Two pieces of evidence are the same when they share this part of the shorter one: annotators quote a clause where
# the extractor quotes its sentence, or half of it.
_SHARED_EVIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Links found, links claimed wrongly, links missed."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of claimed links that are right."""
        return self.hits / (self.hits + self.false or 1)

    @property
    def recall(self) -> float:
        """The share of annotated links that were found."""
        return self.hits / (self.hits + self.missed or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one link; `plover` and `factuality` are empty at the levels that leave them out."""

    document: str
    verdict: Verdict
    source: str
    target: str
    plover: str = ""
    factuality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """Over the `links` matched by class, the share of them that is also right in each respect."""

    links: int
    factuality: float
    speaker: float
    evidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The measure of a set of documents; `attributes` only where actors are named by code."""

    documents: int
    matching: Matching
    levels: Mapping[Level, Score]
    classes: Mapping[str, Score]
    factualities: Mapping[str, Score]
    attributes: Attributes | None
    false_links_per_empty_document: float | None
    outcomes: tuple[Outcome, ...]


def measure(gold: Sequence[GoldDocument], claims: Iterable[Claim]) -> Measure:
    """Compare claims with gold; claims about other documents do not count."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    by_span = any(link.by_span for document in gold for link in document.links)
    levels: tuple[Level, ...] = ("dyad", "class") if by_span else ("dyad", "class", "fact")
    match = _by_span if by_span else _by_code
    found = {
        level: [outcome for document in gold for outcome in match(document, by_document[document.id], level)]
        for level in levels
    }
    empty = [len(by_document[document.id]) for document in gold if document.empty]
    return Measure(
        documents=len(gold),
        matching="spans" if by_span else "codes",
        levels={level: _scores(found[level], lambda _: "")[""] for level in levels},
        classes=_scores(found["class"], lambda outcome: outcome.plover, total=False),
        factualities=_scores(found.get("fact", []), lambda outcome: outcome.factuality, total=False),
        attributes=None if by_span else _attributes(gold, by_document),
        false_links_per_empty_document=sum(empty) / len(empty) if empty else None,
        outcomes=tuple(found["class"]),
    )


def _scores(outcomes: Iterable[Outcome], label: Callable[[Outcome], str], *, total: bool = True) -> dict[str, Score]:
    counts: dict[str, dict[Verdict, int]] = defaultdict(lambda: {"hit": 0, "false": 0, "missed": 0})
    if total:
        counts[""]["hit"] += 0
    for outcome in outcomes:
        counts[label(outcome)][outcome.verdict] += 1
    return {
        name: Score(hits=counted["hit"], false=counted["false"], missed=counted["missed"])
        for name, counted in sorted(counts.items())
    }


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes two links the same at a level; `factualities` are alternatives."""

    source: str
    target: str
    plover: str = ""
    factualities: tuple[str, ...] = ()

    def fits(self, other: _Key) -> bool:
        """Whether a claim with this key is right about the annotated one."""
        same = (self.source, self.target, self.plover) == (other.source, other.target, other.plover)
        return same and (self.factualities == other.factualities or set(self.factualities) <= set(other.factualities))

    def outcome(self, document: str, verdict: Verdict) -> Outcome:
        return Outcome(
            document=document, verdict=verdict, source=self.source, target=self.target, plover=self.plover,
            factuality="/".join(self.factualities),
        )  # fmt: skip


def _key(link: GoldLink | Claim, level: Level) -> _Key:
    plover = coarse(link.plover)
    source, target = str(link.source), str(link.target)
    if plover in _UNDIRECTED:
        source, target = sorted((source, target))
    if level == "dyad":
        return _Key(source, target)
    if level == "class":
        return _Key(source, target, plover)
    return _Key(source, target, plover, (link.factuality,) if isinstance(link, Claim) else link.factualities)


def _by_code(document: GoldDocument, claims: Sequence[Claim], level: Level) -> Iterator[Outcome]:
    wanted = {_key(link, level) for link in document.links}
    optional = {_key(link, level) for link in document.optional} - wanted
    claimed = {_key(claim, level) for claim in claims}
    for want in wanted:
        hit = any(claim.fits(want) for claim in claimed)
        yield want.outcome(document.id, "hit" if hit else "missed")
    for claim in claimed:
        if not any(claim.fits(want) for want in wanted | optional):
            yield claim.outcome(document.id, "false")


def _overlap(left: Span | None, right: Span | None) -> bool:
    return bool(left and right and left[0] < right[1] and right[0] < left[1])


def _spans_fit(link: GoldLink, claim: Claim, level: Level) -> bool:
    straight = _overlap(link.source_span, claim.source_span) and _overlap(link.target_span, claim.target_span)
    turned = _overlap(link.source_span, claim.target_span) and _overlap(link.target_span, claim.source_span)
    pair = straight or (turned and link.plover in _UNDIRECTED)
    return pair and (level == "dyad" or link.plover == coarse(claim.plover))


def _by_span(document: GoldDocument, claims: Sequence[Claim], level: Level) -> Iterator[Outcome]:
    links = [link for link in document.links if link.source_span and link.target_span]
    left = list(claims)
    for link in links:
        hit = next((claim for claim in left if _spans_fit(link, claim, level)), None)
        if hit:
            left = [claim for claim in left if claim is not hit]
        yield _key(link, "class").outcome(document.id, "hit" if hit else "missed")
    for claim in left:
        if not any(_spans_fit(link, claim, level) for link in links):
            yield _key(claim, "class").outcome(document.id, "false")


def _attributes(gold: Sequence[GoldDocument], claims: Mapping[str, Sequence[Claim]]) -> Attributes:
    rights = [right for document in gold for right in _rights(document, claims.get(document.id, ()))]
    links = len(rights)
    factuality, speaker, evidence = (
        (sum(column) / links for column in zip(*rights, strict=True)) if links else (0, 0, 0)
    )
    return Attributes(links=links, factuality=factuality, speaker=speaker, evidence=evidence)


def _rights(document: GoldDocument, claims: Sequence[Claim]) -> Iterator[tuple[bool, bool, bool]]:
    """For every link matched by class: whether its factualities, its speakers and its evidence are right."""
    links_by_key: dict[_Key, list[GoldLink]] = defaultdict(list)
    claims_by_key: dict[_Key, list[Claim]] = defaultdict(list)
    for link in document.links:
        links_by_key[_key(link, "class")].append(link)
    for claim in claims:
        claims_by_key[_key(claim, "class")].append(claim)
    for key in links_by_key.keys() & claims_by_key.keys():
        links, made = links_by_key[key], claims_by_key[key]
        have: set[str] = {claim.factuality for claim in made}
        said = {speaker for claim in made for speaker in claim.speakers}
        wanted = [set(link.factualities) for link in links]
        yield (
            have <= set().union(*wanted) and all(have & want for want in wanted),
            any(set(link.speakers) <= said if link.speakers else not said for link in links),
            any(_same_evidence(document.text, link.evidence, claim.quote) for link in links for claim in made),
        )


def _same_evidence(text: str, gold: str, quote: str) -> bool:
    text, gold, quote = (" ".join(part.split()) for part in (text, gold, quote))
    if not gold or not quote:
        return False
    start, at = text.find(gold), text.find(quote)
    if start < 0 or at < 0:
        return gold in quote or quote in gold
    shared = min(start + len(gold), at + len(quote)) - max(start, at)
    return shared >= min(len(gold), len(quote)) * _SHARED_EVIDENCE
