"""``python -m bot assets``: nhsuk-frontend's style sheet, script and icons, where the chat page serves them from.

Three things are left out on purpose: the Frutiger typeface (licensed to the NHS and loaded from another server), the
NHS logo in every size (an operator that may use it adds it), and source maps.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from bot.settings import ROOT, Settings

HELP = "Fetch nhsuk-frontend and copy what the chat page uses into bot/web/static/vendor"

_VENDOR = ROOT / "bot" / "web" / "static" / "vendor"
_PACKAGE = ROOT / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_IMAGE_URL = re.compile(r"url\(/assets/images/([a-z0-9-]+\.svg)\)")
_SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=\S+ \*/|//# sourceMappingURL=\S+)\s*$")
_NO_NODE = (
    "First Port: Node.js 20 or later, with npm, is needed to fetch the page's style sheet, and none was found. "
    "Install it (nodejs.org tells how), then run the command again."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--force`` does it again even where it stands."""
    parser.add_argument("--force", action="store_true", help="fetch and copy again even where they stand")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Fetch with npm from the locked list and copy, unless this very lock was copied before."""
    del settings
    stamp, wanted = _VENDOR / "version", _fingerprint()
    if not arguments.force and stamp.is_file() and stamp.read_text() == wanted:
        return 0
    npm = shutil.which("npm")
    if npm is None:
        print(_NO_NODE, file=sys.stderr)
        return 1
    fetched = subprocess.run([npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, check=False)
    if fetched.returncode:
        print("First Port: npm could not fetch nhsuk-frontend; what it said stands above.", file=sys.stderr)
        return 1
    copy_assets(_PACKAGE, _VENDOR)
    stamp.write_text(wanted)
    return 0


def copy_assets(package: Path, vendor: Path) -> None:
    """Copy style sheet, script and the icons that the style sheet names from ``package`` (dist/nhsuk) to ``vendor``."""
    (vendor / "images").mkdir(parents=True, exist_ok=True)
    css = (package / "nhsuk-frontend.min.css").read_text(encoding="utf-8")
    for icon in sorted(set(_IMAGE_URL.findall(css))):
        shutil.copyfile(package / "assets" / "images" / icon, vendor / "images" / icon)
    (vendor / "nhsuk-frontend.min.css").write_text(clean_css(css), encoding="utf-8")
    script = (package / "nhsuk-frontend.min.js").read_text(encoding="utf-8")
    (vendor / "nhsuk-frontend.min.js").write_text(_SOURCE_MAP.sub("", script), encoding="utf-8")


def clean_css(css: str) -> str:
    """``css`` without typefaces from elsewhere, with icon addresses relative to the style sheet."""
    return _SOURCE_MAP.sub("", _IMAGE_URL.sub(r"url(images/\1)", _FONT_FACE.sub("", css)))


def _fingerprint() -> str:
    """What the copy rests on: the locked versions, and this recipe."""
    sources = (ROOT / "package-lock.json", Path(__file__))
    return hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()
