"""What `pip install` gets."""

from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from tests.server import ROOT

BUILD = "import sys; out = sys.argv[1]; from setuptools import build_meta as b; b.build_sdist(out); sys.argv[1:] = []; print(b.build_wheel(out))"


def builder() -> str:
    """A Python that can build packages."""
    for candidate in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([candidate, "-c", "import setuptools, wheel"], capture_output=True).returncode == 0:
            return candidate
    raise RuntimeError("expected setuptools and wheel: sudo apt-get install -y python3-setuptools python3-wheel")


class Package(unittest.TestCase):
    """Built from a copy, so that nothing is left in the tree."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.version = re.search(r"<Version>(.+)</Version>", (ROOT / "Directory.Build.props").read_text())[1]  # type: ignore[index]

    def build(self, source: pathlib.Path) -> pathlib.Path:
        done = subprocess.run([builder(), "-c", BUILD, str(self.folder)], cwd=source, capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        return self.folder / done.stdout.splitlines()[-1]

    def test_the_wheel_is_typed_whole_and_of_the_one_version_also_from_the_source_distribution(self) -> None:
        copy = self.folder / "copy" / "clients" / "python"
        shutil.copytree(ROOT / "clients" / "python", copy, ignore=shutil.ignore_patterns("__pycache__", "tests"))
        shutil.copy(ROOT / "Directory.Build.props", self.folder / "copy")
        wheel = self.build(copy)
        self.assertEqual(f"heed_client-{self.version}-py3-none-any.whl", wheel.name)
        modules = {f"heed/{path.name}" for path in (ROOT / "clients" / "python" / "heed").glob("*.py")}
        with zipfile.ZipFile(wheel) as files:
            self.assertLessEqual(modules | {"heed/py.typed"}, set(files.namelist()))

        # The source distribution stands alone: no repository around it.
        wheel.unlink()
        shutil.rmtree(self.folder / "copy")
        (sdist,) = self.folder.glob("*.tar.gz")
        shutil.unpack_archive(sdist, self.folder / "alone")
        (alone,) = (self.folder / "alone").iterdir()
        self.assertEqual(wheel.name, self.build(alone).name)
