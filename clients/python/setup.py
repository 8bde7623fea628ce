"""The version is that of the repository, which stands once; a source distribution carries it in its PKG-INFO."""

import pathlib
import re

from setuptools import setup

here = pathlib.Path(__file__).resolve().parent
one_place = here.parents[1] / "Directory.Build.props" if len(here.parents) > 1 else here
if one_place.is_file():
    found = re.search(r"<Version>(.+)</Version>", one_place.read_text(encoding="utf-8"))
else:
    found = re.search(r"^Version: (.+)$", (here / "PKG-INFO").read_text(encoding="utf-8"), re.MULTILINE)
if found is None:
    raise SystemExit("expected the version in Directory.Build.props, or in PKG-INFO, found none")
setup(version=found[1])
