"""Which files of ours the rules of the house are held against: those that git holds, or would hold."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
BINARY = {".png", ".ico", ".woff2", ".gz", ".onnx", ".npz"}
PUBLISHED = {"bot/safety/weights/tokenizer.json"}  # all the word pieces of English, as others published them


def list_files(*patterns):
    """Paths relative to ROOT of all files that match (git's patterns), without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = (name for name in listed.stdout.split("\0") if name)
    return sorted(name for name in names if (ROOT / name).is_file())


def list_text_files():
    """Every file of ours that a person can read."""
    return [name for name in list_files() if Path(name).suffix not in BINARY and name not in PUBLISHED]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")
