"""Words: those that one article uses far more than the others, with how often, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.article import Span
from corpus.compare import WordUse
from corpus.compare.segmentation import ArticlePassage, article_passages
from corpus.text.tokenize import stem, tokenize
from tui.pages.comparison.lens import Compared, Lens, LensExcerpt, Part, Spot
from tui.pages.comparison.sentence_lines import sentence_part
from tui.pages.comparison.source_sentences import Sentence, excerpt
from tui.pages.display_width import pad
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import Line, Piece, fit, shorten, styled

_WORD = 18  # cells of the column of words
_COUNTS = 10  # cells of both counts
_MOST_SENTENCES = 8  # sentences below an open row

Use = tuple[ArticlePassage, Span]


class WordsLens(Lens):
    """A section for each article."""

    title = "Words"

    def __init__(self, compared: Compared, *, dim: bool = False, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(compared, dim=dim, glyphs=glyphs)
        self._uses = self._find_uses()

    @property
    def rows(self) -> tuple[WordUse, ...]:
        return self.compared.lenses.words

    def __len__(self) -> int:
        return len(self.rows)

    def _find_uses(self) -> Sequence[dict[str, list[Use]]]:
        """Find the uses of each article's distinctive words."""
        roots = {stem(use.word) for use in self.rows}
        found: list[dict[str, list[Use]]] = [{} for _ in self.articles]
        for number, article in enumerate(self.articles):
            for passage in article_passages(article):
                for word in tokenize(passage.text):
                    if (root := stem(word.form)) in roots:
                        found[number].setdefault(root, []).append((passage, Span(word.start, word.end)))
        return found

    def lay(self, row: int, width: int) -> list[Line]:
        use = self.rows[row]
        others = f"{use.others}"
        word = shorten(use.word, _WORD - 1, self.glyphs.ellipsis)
        before = (
            Piece(" "),
            Piece(pad(word, _WORD), f"{self.style_of(use.article)} bold"),
            Piece(f"{use.count:>4}", "text"),
            Piece(f"{others:>{_COUNTS - 4}}   ", "muted"),
        )
        room = width - 1 - Line(before).cells
        sentences = self._sentences(use.article, use)
        if not sentences or room < 16:
            return [Line(fit(before, width))]
        text, marked = excerpt(sentences[0], room, self.glyphs.ellipsis)
        return [Line((*before, *styled(text, "muted", [(marked, "text")])))]

    def _sentences(self, article: int, use: WordUse) -> list[Sentence]:
        """The sentences of an article that have a word, each once, with the first place of the word in it."""
        blocks = self.articles[article].blocks
        found: dict[int, Sentence] = {}
        for passage, span in self._uses[article].get(stem(use.word), ()):
            block = blocks[passage.block]
            place = block.to_source(block.from_source(passage.start) + span.start)
            found.setdefault(passage.start, Sentence(passage.text, span, place))
        return list(found.values())

    def heads(self, width: int, column: int) -> list[Line]:
        others = "there" if self.two else "others"
        return [Line((Piece(f" {'':<{_WORD}}{'here':>4}{others:>{_COUNTS - 3}}"[: width - 1], "muted"),))]

    def legend(self, *, short: bool) -> list[Piece]:
        return [] if short else [Piece("used far more often here; names and figures are left out", "muted")]

    def section(self, row: int) -> str:
        return f"Far more in {self.called[self.rows[row].article]}"

    def spaced(self, row: int) -> bool:
        return False

    @property
    def empty(self) -> str:
        return "no word stands out: each is used about as often in all"

    def spot(self, row: int, article: int) -> Spot | None:
        found = self._sentences(article, self.rows[row])
        return Spot(article, found[0].place) if found else None

    def opened(self, row: int, width: int) -> list[Part]:
        use = self.rows[row]
        order = sorted(range(len(self.articles)), key=lambda article: article != use.article)
        return [
            sentence_part(self, article, sentence, width)
            for article in order
            for sentence in self._sentences(article, use)[:_MOST_SENTENCES]
        ]

    def taken(self, row: int) -> Iterator[LensExcerpt]:
        use = self.rows[row]
        note = f"{use.word}: {use.count} in this article, {use.others} in the others"
        for sentence in self._sentences(use.article, use):
            text = sentence.text[sentence.marked.start : sentence.marked.end]
            yield LensExcerpt(use.article, text, sentence.place, sentence.place + len(text), "word", note)
