"""Reading in several processes: the same outcomes in the same order, whatever happens to a process."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from graph.actors.registry import load_registry
from graph.errors import InputError, UnreadableError
from graph.model import Document, Reading
from graph.vocabulary import vocabulary
from ingest.parallel import Parallel, safe_method
from ingest.pipeline import Pipeline

SUPPLIES = (
    "زوّدت إيران روسيا بطائرات مسيّرة في مارس 2024.",
    "أعلنت واشنطن أن كوريا الشمالية زوّدت روسيا بصواريخ.",
    "هددت فرنسا تركيا بفرض عقوبات.",
)
STARTS = ["fork", "spawn"]
# A process that hangs must be noticed long before a test's own limit.
SOON = 30.0


def texts(count: int) -> list[Document]:
    return [Document(id=f"d{number}", text=f"{SUPPLIES[number % 3]} {number}") for number in range(count)]


def built(cache: Path) -> Pipeline:
    return Pipeline(load_registry(cache=cache), vocabulary(), cache=cache)


def shouted(pipeline: Pipeline, document: Document) -> str:
    """A task that does what the text says, and else gives the text back."""
    word = document.text.split()[0]
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "leave":
        os._exit(3)
    if word == "sleep":
        time.sleep(600)
    if word == "fail":
        raise ValueError("no such thing")
    if word == "refuse":
        raise InputError(document.id, "it says so")
    return document.text


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def here(cache: Path) -> Pipeline:
    return built(cache)


@pytest.fixture
def parallel(here: Pipeline, cache: Path) -> Callable[..., Parallel]:
    """Makes a reader with two workers that start at once."""

    def make(**given: object) -> Parallel:
        return Parallel(
            **{"pipeline": here, "build": partial(built, cache), "workers": 2, "alone": 0.0, "method": "fork", **given}
        )  # type: ignore[arg-type] # given by name

    return make


def said(outcomes: Iterator[str | InputError]) -> list[str]:
    return [outcome if isinstance(outcome, str) else f"! {outcome}" for outcome in outcomes]


@pytest.mark.parametrize("method", STARTS)
def test_readings_are_the_same_in_the_same_order_with_one_process_and_with_two(
    parallel: Callable[..., Parallel], method: str
) -> None:
    documents = texts(60)
    alone = list(parallel(workers=1).outcomes(Pipeline.read, documents))
    assert [outcome.document.id for outcome in alone if isinstance(outcome, Reading)] == [one.id for one in documents]
    assert sum(len(outcome.claims) for outcome in alone if isinstance(outcome, Reading)) >= len(documents)
    assert list(parallel(method=method).outcomes(Pipeline.read, documents)) == alone


def test_few_documents_start_no_process(parallel: Callable[..., Parallel]) -> None:
    read = parallel(build=None, method="spawn", alone=SOON)
    assert len(list(read.outcomes(Pipeline.read, texts(5)))) == 5


@pytest.mark.parametrize(("word", "how"), [("die", "killed by signal 9"), ("leave", "exit status 3")])
@pytest.mark.parametrize("method", STARTS)
def test_document_that_ends_its_process_is_named_and_the_others_go_on(
    parallel: Callable[..., Parallel], method: str, word: str, how: str
) -> None:
    words = ["a", "b", word, *map(str, range(40)), word, "z"]
    documents = [Document(id=f"d{number}", text=text) for number, text in enumerate(words)]
    outcomes = said(parallel(method=method).outcomes(shouted, documents))
    assert [text for text in outcomes if not text.startswith("!")] == [text for text in words if text != word]
    for number in (2, 43):
        assert outcomes[number].startswith(f"! d{number}: the process that read it ended: {how}")


def test_document_that_takes_too_long_is_named_and_the_others_go_on(parallel: Callable[..., Parallel]) -> None:
    words = ["a", "sleep", "b", "sleep", *map(str, range(40))]
    documents = [Document(id=f"d{number}", text=text) for number, text in enumerate(words)]
    begun = time.monotonic()
    outcomes = said(parallel(patience=0.3).outcomes(shouted, documents))
    assert time.monotonic() - begun < SOON
    assert outcomes[1].startswith("! d1: reading it was given up after")
    assert outcomes[3].startswith("! d3: ")
    assert [text for text in outcomes if not text.startswith("!")] == [text for text in words if text != "sleep"]


@pytest.mark.parametrize("workers", [1, 2])
def test_defect_is_named_with_its_place_and_a_refusal_stays_as_it_is(
    parallel: Callable[..., Parallel], workers: int
) -> None:
    documents = [Document(id=f"d{number}", text=text) for number, text in enumerate(["a", "fail", "refuse", "b"])]
    outcomes = said(parallel(workers=workers).outcomes(shouted, documents))
    assert outcomes[0::3] == ["a", "b"]
    assert outcomes[1].startswith("! d1: reading it failed with ValueError: no such thing (")
    assert "test_parallel.py:" in outcomes[1]
    assert outcomes[2] == "! d2: it says so"


def test_large_texts_pass_both_ways_at_once(parallel: Callable[..., Parallel]) -> None:
    documents = [Document(id=str(number), text=f"{number} " + "x" * 3_000_000) for number in range(12)]
    outcomes = said(parallel().outcomes(shouted, documents))
    assert outcomes == [document.text for document in documents]


def test_input_is_taken_only_a_little_ahead(parallel: Callable[..., Parallel]) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(id=str(taken), text=str(taken))

    outcomes = parallel().outcomes(shouted, endless())
    assert [next(outcomes) for _ in range(500)] == [str(number) for number in range(1, 501)]
    assert 500 <= taken <= 500 + 2 * 32
    outcomes.close()


def test_slow_input_is_shown_before_more_of_it_is_awaited(parallel: Callable[..., Parallel]) -> None:
    shown: list[str | InputError] = []

    def slow() -> Iterator[Document]:
        for number in range(8):
            time.sleep(0.2)
            # what came before the last one is answered, the last one may still be on its way
            assert len(shown) >= number - 1
            yield Document(id=str(number), text=str(number))

    for outcome in parallel().outcomes(shouted, slow()):
        shown += [outcome]
    assert shown == [str(number) for number in range(8)]


def test_processes_are_gone_when_nobody_wants_more(parallel: Callable[..., Parallel]) -> None:
    outcomes = parallel().outcomes(pids, texts(100))
    seen = {next(outcomes) for _ in range(20)} - {str(os.getpid())}
    outcomes.close()
    assert len(seen) == 2
    for pid in seen:
        with pytest.raises(ProcessLookupError):
            os.kill(int(str(pid)), 0)


def pids(pipeline: Pipeline, document: Document) -> str:
    time.sleep(0.02)
    return str(os.getpid())


def test_failure_of_the_input_reaches_who_reads(parallel: Callable[..., Parallel]) -> None:
    def broken() -> Iterator[Document]:
        yield from texts(30)
        raise InputError("dump.jsonl", "it ends in the middle")

    with pytest.raises(InputError, match=r"dump\.jsonl: it ends in the middle"):
        list(parallel().outcomes(shouted, broken()))


def test_workers_that_do_not_start_say_so(parallel: Callable[..., Parallel]) -> None:
    read = parallel(method="spawn", build=partial(os._exit, 5))
    with pytest.raises(Exception, match=r"do not start: exit status 5 \(read with one: --workers 1\)"):
        list(read.outcomes(shouted, texts(3)))


def test_error_is_whole_again_in_another_process() -> None:
    error = pickle.loads(pickle.dumps(UnreadableError("a.txt", "it is empty", "remove it")))
    assert isinstance(error, UnreadableError)
    assert (error.where, error.what, error.remedy) == ("a.txt", "it is empty", "remove it")
    assert str(error) == "a.txt: it is empty (remove it)"


def test_process_with_threads_is_not_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert safe_method() == "spawn"
    finally:
        ended.set()
        thread.join()
