import subprocess
import sys
import tomllib
from pathlib import Path

from ui.explorer.launch import DEMO_FLAG, command
from ui.settings import Settings

_CONFIG = Path(__file__).parents[3] / "ui" / "explorer" / ".streamlit" / "config.toml"


def test_it_listens_on_this_machine_alone_and_sends_no_statistics() -> None:
    line = command(8765, Settings())
    assert "--server.address=127.0.0.1" in line
    assert "--browser.gatherUsageStats=false" in line
    assert "--server.port=8765" in line


def test_the_file_beside_the_script_says_the_same() -> None:
    read = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))
    assert read["server"]["address"] == "127.0.0.1"
    assert read["browser"]["gatherUsageStats"] is False


def test_only_the_demo_store_is_asked_for() -> None:
    assert command(1, Settings(demo=True))[-2:] == ["--", DEMO_FLAG]
    assert DEMO_FLAG not in command(1, Settings(demo=False))


def test_the_command_line_does_not_load_streamlit() -> None:
    code = "import sys, ui.explorer.launch; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
