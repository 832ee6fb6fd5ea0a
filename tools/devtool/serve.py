"""Bring the database up to date and serve, with a first way in printed where there is none yet."""

from __future__ import annotations

import errno
import json
import os
import socket
import subprocess

from tools.devtool.places import PYTHON, ROOT, Unready, environment

# More than the processors would suggest: two may wait half a minute on PDFs, and the others must still answer.
THREADS = 8

# The planner's own commands, one process for all of them: importing it costs more than running them.
STEPS = """
import json, sys
from flask.cli import ScriptInfo
from wsgi import app
for arguments in json.loads(sys.argv[1]):
    app.cli.main(arguments, prog_name="flask", obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)
    sys.stdout.flush()
"""


def serve(host: str, port: int, *, demo: bool) -> None:
    """Replace this process by the server, a worker beside it; what they need first is done and printed before.

    Raises:
        Unready: the address is taken or the database cannot be brought up to date.
    """
    settings = settings_for(port, demo=demo)
    database = [["db", "upgrade"]]
    if demo:
        run_steps([*database, ["demo", "load", "--if-empty"], ["demo", "links"]], settings)
    else:
        run_steps([*database, ["users", "owner-link"]], settings)
    free(host, port)
    address = f"[{host}]" if ":" in host else host
    print(f"\nSamphan is at http://{address}:{port} (Ctrl-C ends it)", flush=True)
    os.chdir(ROOT)
    # it ends with the server, which takes this process's place: Ctrl-C reaches both, and it watches its parent
    subprocess.Popen([str(PYTHON), "-m", "flask", "--app", "wsgi", "worker", "--beside-server"], env=settings)
    os.execve(PYTHON, command(host, port), settings)


def command(host: str, port: int) -> list[str]:
    """The server as it is started: one worker process, brought back when it dies, answering in several threads."""
    return [
        *(str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", str(THREADS), "--respawn-failed-workers"),
        *("--no-access-log", "--log-level", "error", "wsgi:application"),
    ]


def settings_for(port: int, *, demo: bool = False) -> dict[str, str]:
    """The planner's settings, beneath what the caller's environment already says."""
    settings = environment(PYTHONUNBUFFERED="1")
    settings.setdefault("PLANNER_BASE_URL", f"http://127.0.0.1:{port}")
    if demo:
        # A folder of its own whatever the environment says: the example must never land in real data.
        settings["PLANNER_DATA_DIR"] = str(ROOT / "demo-data")
        settings.pop("PLANNER_DATABASE_URL", None)
    return settings


def run_steps(steps: list[list[str]], settings: dict[str, str]) -> None:
    """Run commands of the planner's own command line, one after another, in one process."""
    code = subprocess.run(
        [str(PYTHON), "-c", STEPS, json.dumps(steps)], cwd=ROOT, env=settings, check=False
    ).returncode
    if code:
        raise Unready("The database could not be brought up to date; the reason stands above.")


def free(host: str, port: int) -> None:
    """Make sure the address can be listened on.

    Raises:
        Unready: another program has it, or it is not ours to have.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the server does: an address lately left is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
                raise Unready(
                    f"Port {port} is taken: is the planner running already? Try ./dev --port {port + 1}"
                ) from None
            raise Unready(f"Cannot listen on {host} port {port}: {error}") from None
