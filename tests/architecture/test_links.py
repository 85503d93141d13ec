"""A link in our documents that points to a file of ours points to one that is there."""

import re

from tests.architecture.sources import ROOT, list_files, read

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_no_link_in_our_documents_is_broken():
    broken = {
        name: missing
        for name in list_files("*.md")
        if (missing := [link for link in LINK.findall(read(name)) if not ((ROOT / name).parent / link).exists()])
    }
    assert broken == {}
