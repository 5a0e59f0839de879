"""How the explorer is started, for the command line; imports nothing of Streamlit."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.settings import Settings

DEMO_FLAG = "--demo"

_SCRIPT = Path(__file__).with_name("app.py")


def command(port: int, settings: Settings) -> list[str]:
    """Give the command line that serves the explorer on 127.0.0.1; theme and manners are in `.streamlit/config.toml`.

    What must not depend on a user's own Streamlit settings stands here as well: flags win over every file and
    variable. The process reads `DETENTE_…` itself; the demo store is asked for on its command line.
    """
    flags = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    options = [f"--{name}={value}" for name, value in flags.items()]
    demo = ["--", DEMO_FLAG] if settings.demo else []
    return [sys.executable, "-m", "streamlit", "run", str(_SCRIPT), *options, *demo]
