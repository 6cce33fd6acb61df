"""Locations of files: those that ship with wireside, and the user's own folders (XDG, or the platform's)."""

from __future__ import annotations

from pathlib import Path

from platformdirs import (
    user_cache_path,
    user_config_path,
    user_data_path,
    user_documents_path,
    user_log_path,
    user_state_path,
)

from index import index_folder


def shipped(name: str) -> Path:
    """A file or folder that ships with wireside: beside this module when installed, at the root of a checkout."""
    here = Path(__file__).parent
    return here / name if (here / name).exists() else here.parent / name


def defaults_file() -> Path:
    return shipped("config.yaml")


def actors_file() -> Path:
    """The actor dictionary that ships with wireside."""
    return shipped("actors.yaml")


def users_actors_file() -> Path:
    """The user's own actor dictionary. It need not be there."""
    return user_config_path("wireside") / "actors.yaml"


def sample_folder() -> Path:
    """The articles of `wireside --demo`."""
    return shipped("sample")


def users_file() -> Path:
    """The user's configuration. It need not be there."""
    return user_config_path("wireside") / "config.yaml"


def rules_file() -> Path:
    """The user's rules on boilerplate. It need not be there."""
    return user_config_path("wireside") / "boilerplate.yaml"


def cache_folder() -> Path:
    """Return the folder for what can be rebuilt: indexes."""
    return user_cache_path("wireside")


def notebook_file(corpus: Path) -> Path:
    """Return the file of what the user adds to a corpus: marks, notes, queries, reading place. Can't be rebuilt."""
    return user_data_path("wireside") / f"{index_folder(corpus, Path()).name}.sqlite"


def corrections_file(corpus: Path) -> Path:
    """The user's word on the actors of a corpus, beside its notebook. It need not be there."""
    return notebook_file(corpus).with_suffix(".actors.yaml")


def index_of(corpus: Path, chosen: str | None) -> Path:
    """Return the folder of a corpus's index: in the folder chosen for indexes, or else in the cache."""
    return index_folder(corpus, Path(chosen) if chosen else cache_folder())


def copies_file() -> Path:
    """The last copy, where the terminal's clipboard can't be reached."""
    return user_state_path("wireside") / "copied.txt"


def log_file() -> Path:
    """Tracebacks of bugs. It need not be there."""
    return user_log_path("wireside") / "wireside.log"


def recents_file() -> Path:
    """Return the file that lists recently opened folders."""
    return user_data_path("wireside") / "recent.json"


def export_folders() -> tuple[Path, ...]:
    """Folders for exports, the first that is outside the corpus to be used. They need not be there."""
    name = "wireside exports"
    return user_documents_path() / name, Path.home() / name, user_data_path("wireside") / "exports"
