"""A task in a process of its own that can be killed: with a deadline, limits, and no way to call out.

The engine cannot cancel a query, and one short text can kill any process that holds it; so whatever comes from
outside is parsed and asked here. On systems with ``fork`` the limits are those of the kernel (``setrlimit``);
elsewhere a fresh process is started and only the deadline holds.
"""

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO, RawIOBase
from typing import Any, BinaryIO

from kg.store.confinement import allow_processor, confine, end_with_parent
from kg.words.errors import Fault, KGError, LimitReached, TookTooLong, TooLarge

#: Seconds, bytes of memory and bytes of answer that a task may use unless it is given other limits.
SECONDS = 20.0
MEMORY = 2 * 1024**3
ANSWER = 64 * 1024**2

#: What a frame from the child holds.
_PIECE, _RESULT = b"p", b"r"


def run(
    task: Callable[..., Any],
    *arguments: Any,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    sink: BinaryIO | None = None,
) -> Any:
    """Return what the task returns, run in a process of its own.

    The task is a function of a module; its arguments and its result can be pickled. A KGError that it raises is
    raised here; LimitReached is raised when it runs out of time, memory or space for its answer, or dies.
    With a ``sink``, the task gets a stream as its last argument, and what it writes there is passed on at once; a
    task that fails later has then written a part, so the error must reach whoever reads it.
    """
    if not hasattr(os, "fork"):
        return _run_without_fork(task, arguments, seconds, sink)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        stream = os.fdopen(writer, "wb", buffering=0)
        _be_child(task, (*arguments, _Stream(stream)) if sink else arguments, stream, seconds, memory)
    os.close(writer)
    try:
        packed = _read(reader, seconds, sink)
    finally:
        os.close(reader)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return _unpack(packed)


class _Stream(RawIOBase):
    """What a task writes piece by piece, in frames that the parent tells from its result."""

    def __init__(self, pipe: Any) -> None:
        self._pipe = pipe

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        _send(self._pipe, _PIECE, bytes(data))
        return len(data)


def _send(pipe: Any, kind: bytes, data: bytes) -> None:
    """Write a frame: what it is, its length in eight bytes, and its bytes."""
    view = memoryview(kind + len(data).to_bytes(8, "big") + data)
    while view:
        view = view[pipe.write(view[: 1 << 20]) :]


def _be_child(task: Callable[..., Any], arguments: tuple[Any, ...], pipe: Any, seconds: float, memory: int) -> None:
    """Run the task and leave; nothing that the parent has open or registered is touched."""
    try:
        end_with_parent()
        confine(memory)
        allow_processor(seconds)
        _send(pipe, _RESULT, _pack(task, arguments))
    except BaseException:
        os._exit(1)
    os._exit(0)


def _pack(task: Callable[..., Any], arguments: tuple[Any, ...]) -> bytes:
    try:
        return pickle.dumps(("done", task(*arguments)))
    except KGError as error:
        return pickle.dumps(("error", error))
    except RecursionError:
        return pickle.dumps(("error", LimitReached("This is nested deeper than it may be; flatten it.")))
    except Exception as error:
        if not isinstance(error, MemoryError):
            reason = next(iter(str(error).splitlines()), "")
            message = f"This cannot be worked on ({type(error).__name__}: {reason}); is each value of its kind?"
            return pickle.dumps(("error", Fault(message)))
        return pickle.dumps(("error", LimitReached("This needs more memory than it may use; ask for less.")))


def _read(reader: int, seconds: float, sink: BinaryIO | None) -> bytes:
    """Return the result that the child writes, and pass its pieces on; raise LimitReached at the deadline.

    Nothing is kept but what is not yet a whole frame, so only a result has a limit of its size.
    """
    kept, deadline = bytearray(), time.monotonic() + seconds
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            raise TookTooLong(f"This takes longer than {seconds:g} seconds; ask for less, or allow more time.")
        part = os.read(reader, 1 << 20)
        if not part:
            return b""
        kept += part
        while len(kept) >= 9 and len(kept) - 9 >= (size := int.from_bytes(kept[1:9], "big")):
            kind, data = bytes(kept[:1]), bytes(kept[9 : 9 + size])
            del kept[: 9 + size]
            if kind == _RESULT:
                return data
            if sink is not None:
                sink.write(data)
        if int.from_bytes(kept[1:9], "big") > ANSWER:
            raise TooLarge(f"The answer is larger than {ANSWER // 1024**2} MiB; ask for less, or add a LIMIT.")


def _unpack(packed: bytes) -> Any:
    if not packed:
        raise LimitReached("This needs more memory or is nested deeper than it may be; ask for less.")
    kind, value = pickle.loads(packed)  # noqa: S301 (our own child wrote it)
    if kind == "error":
        raise value
    return value


def _run_without_fork(
    task: Callable[..., Any], arguments: tuple[Any, ...], seconds: float, sink: BinaryIO | None
) -> Any:
    """Return what the task returns; what it writes is passed on when it has ended."""
    if sink is None:
        return _unpack(_run_spawned(task, arguments, seconds))
    written, result = _unpack(_run_spawned(_collect, (task, arguments), seconds))
    sink.write(written)
    return result


def _collect(task: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[bytes, Any]:
    stream = BytesIO()
    result = task(*arguments, stream)
    return stream.getvalue(), result


def _run_spawned(task: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> bytes:
    """Run the task in a fresh process, for systems without fork."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send_packed, args=(sender, task, arguments), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise TookTooLong(f"This takes longer than {seconds:g} seconds; ask for less, or allow more time.")
        return bytes(receiver.recv_bytes())
    except EOFError:
        return b""
    finally:
        process.kill()
        process.join()


def _send_packed(sender: Any, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    sender.send_bytes(_pack(task, arguments))
