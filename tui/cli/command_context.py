"""The context of every command: its corpus and configuration. Settings are read when a command asks for them."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from corpus.errors import CorpusError, UsageError
from index import ArchiveError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from corpus.actors.linking.corrections import Correction
    from corpus.settings import CorpusSettings, Rule
    from index import Archive, Perspective
    from tui.config import Config, Outcome

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass
class Invocation:
    """The options that all commands share, and what follows from them."""

    corpus_option: str | None = None
    config_file: str | None = None
    settings: list[str] = field(default_factory=list)
    demo: bool = False

    @cached_property
    def config(self) -> Config:
        """The settings in force. Raises UsageError."""
        return self.outcome.checked()

    @cached_property
    def outcome(self) -> Outcome:
        """The settings, and what is wrong or out of date in them. Raises UsageError if a file is missing."""
        from tui.config import outcome

        return outcome(*self._sources)

    @property
    def _sources(self) -> tuple[Path | None, list[tuple[str, str, str]]]:
        overrides = [_pair(text) for text in self.settings]
        if self.demo and self.corpus_option:
            raise UsageError("--demo and a corpus", "give one of them")
        if self.demo:
            from tui.file_locations import sample_folder

            overrides.append(("corpus", str(sample_folder()), "--demo"))
        elif self.corpus_option:
            overrides.append(("corpus", self.corpus_option, "--corpus"))
        return (Path(self.config_file) if self.config_file else None), overrides

    @property
    def corpus(self) -> Path:
        """The folder of articles, or the file of them."""
        return self.config.corpus_path

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The user's rules on boilerplate. Raises WiresideError where the file holds anything else."""
        from tui.file_locations import rules_file

        if not _is_there(file := rules_file()):
            return ()
        from tui.services.rule_file import RuleFile

        return RuleFile(file).read()

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The user's word on the actors of the corpus. Raises WiresideError where the file holds anything else."""
        from tui.file_locations import corrections_file

        if not _is_there(file := corrections_file(self.corpus)):
            return ()
        from tui.services.correction_file import CorrectionFile

        return CorrectionFile(file).read()

    @property
    def corpus_settings(self) -> CorpusSettings:
        """Return the settings by which articles are described, the user's rules included. Raises WiresideError."""
        from msgspec.structs import replace

        return replace(self.config.corpus_settings, rules=self.rules)

    @property
    def index_folder(self) -> Path:
        from tui.file_locations import index_of

        return index_of(self.corpus, self.config.index.folder)

    def archive(self) -> Archive:
        """The index of the corpus, opened. Raises ArchiveError, CorpusError."""
        from index import Archive, IndexMissing, IndexOutdated

        try:
            return Archive.open(self.index_folder)
        except IndexMissing:
            check_corpus(self.corpus)
            raise ArchiveError(f"no index of {self.corpus} yet", f"run `{self.indexing}`") from None
        except IndexOutdated as error:
            raise ArchiveError(error.message, f"run `{self.indexing}`") from None

    def perspective(self, *, noted: bool = False) -> Perspective:
        """Return what the user has said about the corpus, with what is in the notebook if that is `noted`.

        Raises ConfigError, and NotebookError where the notebook can't be read.
        """
        from corpus.overrides.rules import Rulebook
        from index import Notebook, Notes, Perspective, notes_of
        from tui.file_locations import notebook_file

        notes = notes_of(Notebook(notebook_file(self.corpus))) if noted else Notes()
        return Perspective(Rulebook(self.rules), self.corrections, notes, lambda: self.config.corpus_settings.actors)

    @property
    def indexing(self) -> str:
        """The command that brings the index of the corpus up to date."""
        return f"wireside index {shlex.quote(str(self.corpus))}"


def is_file(name: str) -> bool:
    """Return True if a file has this name, which may be anything that was typed."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def _is_there(file: Path) -> bool:
    """Return True if the file exists, even if it can't be read."""
    try:
        file.stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def check_corpus(corpus: Path) -> None:
    """Raises CorpusError where there is nothing to read."""
    try:
        corpus.stat()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        raise CorpusError(f"no corpus at {corpus} ({reason})", "name a folder of articles, or a file of them") from None


def a_path(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete a file or a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def shared_options(command: Command) -> Command:
    """Give a command the options that all have; their values reach it by its `Invocation`."""
    for declared, metavar, help in (
        (("--set", "settings"), "KEY=VALUE", "Change a setting: --set look.theme=paper."),
        (("--config", "config_file"), "FILE", "Your configuration, if not in its usual place."),
        (("-c", "--corpus", "corpus_option"), "PATH", "The articles: a folder, or a file of many."),
    ):
        option = click.option(
            *declared,
            metavar=metavar,
            help=help,
            multiple="settings" in declared,
            shell_complete=None if "settings" in declared else a_path,
            callback=_remember,
            expose_value=False,
        )
        command = option(command)
    return command


def _remember(context: click.Context, parameter: click.Parameter, value: str | tuple[str, ...] | None) -> None:
    invocation = context.ensure_object(Invocation)
    if isinstance(value, tuple):
        invocation.settings.extend(value)
    elif value is not None and parameter.name:
        setattr(invocation, parameter.name, value)


def _pair(text: str) -> tuple[str, str, str]:
    key, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--set {text}", "write it as --set look.theme=paper")
    return key.strip(), value.strip(), f"--set {key.strip()}"
