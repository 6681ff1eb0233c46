"""The lines between window and worker: each message is one, and comes back as it went."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.decode import job
from gallery.decode.job import Fault, Kind, Ready, Reply, Request

SIZES = st.integers(0, 100_000)


@given(
    st.integers(0),
    st.binary(),
    st.text(),
    st.none() | st.tuples(SIZES, SIZES),
    st.sampled_from(Kind),
)
def test_a_request_is_one_line(
    number: int, path: bytes, pixels: str, box: tuple[int, int] | None, kind: Kind
) -> None:
    request = Request(number % 2**63, path, pixels, box, kind)
    line = job.to_line(request)
    assert line.index(b"\n") == len(line) - 1
    assert job.request_from_line(line) == request


@given(st.builds(Reply, st.integers(0, 2**63), SIZES, SIZES, SIZES, SIZES) | st.builds(Reply))
def test_a_reply_is_one_line(reply: Reply) -> None:
    line = job.to_line(reply)
    assert line.index(b"\n") == len(line) - 1
    assert job.message_from_line(line) == reply


def test_a_path_that_is_no_text_goes_through() -> None:
    request = Request(1, b"/photos/M\xfcnchen.jpg", "pixels")
    assert job.request_from_line(job.to_line(request)) == request


@pytest.mark.parametrize("line", [b"", b"\n", b"{}", b"[1]", b'{"id": "x"}', b"\xff"])
def test_what_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        job.request_from_line(line)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_a_sentence_of_its_own(fault: Fault) -> None:
    sentence = job.IN_WORDS[fault]
    assert sentence.endswith(".")
    assert list(job.IN_WORDS.values()).count(sentence) == 1
    assert job.message_from_line(job.to_line(Reply(7, fault=fault))) == Reply(7, fault=fault)


def test_that_a_worker_is_ready_is_told_from_its_answers() -> None:
    for ready in (Ready(), Ready("a cage")):
        assert job.message_from_line(job.to_line(ready)) == ready
    assert job.message_from_line(job.to_line(Reply(0))) == Reply(0)
