"""What can be said to `./dev`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence

from tools.devtool import checks, faults, gate, locks, messages, serve, setup
from tools.devtool.places import PYTHON, ROOT, Unready, environment

HELP = """./dev                      set up what is missing, then serve on http://127.0.0.1:8000
./dev --demo               the same with a living example, in a data folder of its own
      --host H --port P    listen elsewhere
./dev setup                everything but serving; also git's hook that runs ./dev check
./dev test [--long] [...]  every test, on both databases, with PDFs and a browser; ... goes to pytest
                           PLANNER_REQUIRE=pg,browser,pdf: a skip of these is a failure
                           PLANNER_TEST_PG_URL: the PostgreSQL to test on, else pg_virtualenv
./dev bench [GOAL ...]     speed and memory as ratios against floors of the same run; bench/ says what and why
./dev faults [WORD ...]    plant faults in a copy, one at a time: does a test notice each?
./dev check                every checker: types, formatting, lint, imports, templates, locks, vendored files
./dev lock [--upgrade]     resolve requirements*.in anew into requirements*.lock
./dev messages             gather words to translate into the Thai catalogue, and compile it
./dev help                 this"""


def main() -> int:
    """Run from the command line."""
    # A closing terminal or a supervisor ends us as Ctrl-C does, without a trace.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Piped output keeps its order with that of the programs we start.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    words = sys.argv[1:]
    name = words.pop(0) if words and not words[0].startswith("-") else "serve"
    if name == "help" or "--help" in words[:1] or "-h" in words[:1]:
        print(HELP)
        return 0
    if name not in COMMANDS:
        print(f"./dev knows no {name!r}\n\n{HELP}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](words)
    except Unready as reason:
        print(reason, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"Cannot write {error.filename}: the folder belongs to somebody else.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _serve(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev", usage="./dev [--demo] [--host H] [--port P]")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(words)
    serve.free(options.host, options.port)
    setup.prepare(dev=False)
    serve.serve(options.host, options.port, demo=options.demo)
    return 0


def _setup(words: Sequence[str]) -> int:
    _nothing_more("setup", words)
    setup.prepare(dev=False, insist_on_pdf=True)
    serve.run_steps([["db", "upgrade"]], serve.settings_for(8000))
    setup.install_hook()
    print("Ready: ./dev serves")
    return 0


def _test(words: Sequence[str]) -> int:
    setup.prepare(dev=True)
    return gate.test([word for word in words if word != "--long"], long="--long" in words)


def _bench(words: Sequence[str]) -> int:
    setup.prepare(dev=True)
    os.chdir(ROOT)
    os.execve(PYTHON, [str(PYTHON), "-m", "bench", *words], environment())


def _faults(words: Sequence[str]) -> int:
    setup.prepare(dev=True)
    return faults.faults(words)


def _check(words: Sequence[str]) -> int:
    _nothing_more("check", words)
    setup.prepare(dev=True)
    return checks.check()


def _lock(words: Sequence[str]) -> int:
    setup.prepare(dev=True)
    return locks.lock(words)


def _messages(words: Sequence[str]) -> int:
    _nothing_more("messages", words)
    setup.prepare(dev=False)
    return messages.messages()


def _nothing_more(name: str, words: Sequence[str]) -> None:
    if words:
        raise Unready(f"./dev {name} takes nothing more, and was given {' '.join(words)}")


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "serve": _serve,
    "setup": _setup,
    "test": _test,
    "bench": _bench,
    "faults": _faults,
    "check": _check,
    "lock": _lock,
    "messages": _messages,
}
