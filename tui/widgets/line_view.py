"""The one widget that shows lines: results, article, actors, comparison and tables are all line views.

It owns scrolling and painting; the page decides what is on line N. A page is made for a width, and made again when the
width or its content changes; only the lines of the new page that differ from the old ones are painted.
"""

from __future__ import annotations

from collections.abc import Collection

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.pages.line import BLANK, Line, Page
from tui.themes import styles

_ATTRIBUTES = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "reverse": Style(reverse=True),
}


class EmptyPage:
    """A page without lines."""

    height = 0

    def line(self, y: int) -> Line:
        return BLANK


class LineView(ScrollView, can_focus=True):
    """A scrolling view of a page. Subclasses say in `make_page` what the page is at a width."""

    DEFAULT_CSS = """
    LineView {
        background: $ground;
        color: $text;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        scrollbar-color: $muted;
        scrollbar-color-hover: $muted;
        scrollbar-color-active: $accent;
        scrollbar-background: $ground;
        scrollbar-background-hover: $ground;
        scrollbar-background-active: $ground;
    }
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)
    """Neither is the screen laid out again when it changes, nor all of the view painted, as Textual would."""

    class Clicked(Message):
        """A line with a target was clicked."""

        def __init__(self, view: LineView, line: Line) -> None:
            super().__init__()
            self.view = view
            self.line = line

        @property
        def control(self) -> LineView:
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.page: Page = EmptyPage()
        self._rich_styles: dict[str, Style] = {}
        self._styles_on: dict[tuple[str, str], Style] = {}
        self._in_view: dict[int, Line] = {}
        self._strips: dict[int, Strip] = {}
        self._strips_above: dict[int, tuple[Line, Strip]] = {}

    def make_page(self, width: int) -> Page:
        """The page for a view `width` cells wide."""
        return EmptyPage()

    def renew(self) -> None:
        """Make the page again, because its content has changed."""
        width = self.scrollable_content_region.width
        if width > 0:
            self.page = self.make_page(width)
            self.grown()

    def grown(self) -> None:
        """Show lines that the page has got since it was made."""
        self.virtual_size = Size(self.scrollable_content_region.width, self.page.height)
        self._fit_scrollbar()
        self.repaint()

    def _fit_scrollbar(self) -> None:
        """Set the number of lines of the scroll bar; the screen is laid out again only if that moves things."""
        height = self.virtual_size.height
        overflow = self.styles.overflow_y
        shown = overflow == "scroll" or (overflow == "auto" and height > self.scrollable_content_region.height)
        if self.styles.auto_dimensions or shown != self.show_vertical_scrollbar:
            self.refresh(layout=True)
        elif shown:
            self.vertical_scrollbar.window_virtual_size = height
            self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def repaint(self) -> None:
        """Paint the lines in view that say something else than before."""
        top, height, before = self.scroll_offset.y, self.size.height, self._in_view
        self._in_view = {y: self._line(y) for y in range(top, top + height)}
        changed = {y for y, line in self._in_view.items() if line != before.get(y)}
        self._strips = {y: strip for y, strip in self._strips.items() if y in self._in_view and y not in changed}
        self.refresh_rows({y - top for y in changed})

    def refresh_rows(self, rows: Collection[int]) -> None:
        """Paint some rows of the widget again."""
        if rows:
            self.refresh(*(Region(0, row, self.size.width, 1) for row in rows))

    def _paint_all(self) -> None:
        self._styles_on.clear()
        self._strips.clear()
        self._strips_above.clear()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self._paint_all()
        self.renew()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._rich_styles.clear()
        self._styles_on.clear()
        self._strips.clear()
        self._strips_above.clear()

    def style_named(self, names: str) -> Style:
        """The style of one or more meanings or attributes, a later one over an earlier one; of none, the widget's.

        `cursor` is the accent where the focus is, and recedes elsewhere.
        """
        if names == "cursor":
            names = "accent" if self.has_focus else "muted"
        style = self._rich_styles.get(names)
        if style is None:
            palette = styles(self.app.theme, plain=self.app.no_color)
            style = Style() if names else self.rich_style
            for name in names.split():
                style += _ATTRIBUTES.get(name) or palette[name]
            self._rich_styles[names] = style
        return style

    def _style_on(self, ground: str, names: str) -> Style:
        """The same, over the ground of a row."""
        style = self._styles_on.get((ground, names))
        if style is None:
            base = self.style_named("") + self.style_named(ground) if ground else self.style_named("")
            style = self._styles_on[ground, names] = base + self.style_named(names) if names else base
        return style

    def on_focus(self) -> None:
        self._paint_all()

    def on_blur(self) -> None:
        self._paint_all()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows in `crop`. A line view has no border or tint, and fills its padding itself, so it needs nothing of
        what Textual does on the way from lines to these, except the filters for terminals without colours."""
        strips = self.strips_in(crop.line_range)
        if filters := self.get_line_filters():
            background = self.background_colors[1]
            for filter_ in filters:
                strips = [strip.apply_filter(filter_, background) for strip in strips]
        first, last = crop.column_span
        return strips if (first, last) == (0, self.size.width) else [strip.crop(first, last) for strip in strips]

    def strips_in(self, rows: range) -> list[Strip]:
        """Some rows of the widget, painted from edge to edge."""
        above, top = self.gutter.top, self.scroll_offset.y
        return [self._strip(top + row - above) if row >= above else self._strip_above(row) for row in rows]

    def render_line(self, y: int) -> Strip:
        return self._strip(self.scroll_offset.y + y)

    def _strip(self, y: int) -> Strip:
        """Line `y`, painted."""
        strip = self._strips.get(y)
        if strip is None:
            line = self._in_view[y] if y in self._in_view else self._in_view.setdefault(y, self._line(y))
            strip = self._strips[y] = self._painted(line)
        return strip

    def _strip_above(self, row: int) -> Strip:
        line = self.line_above(row)
        before = self._strips_above.get(row)
        if before is None or before[0] != line:
            before = self._strips_above[row] = line, self._painted(line)
        return before[1]

    def line_above(self, row: int) -> Line:
        """Return the line of a row above those that scroll."""
        return BLANK

    def _painted(self, line: Line) -> Strip:
        segments = [Segment(text, self._style_on(line.ground, style)) for text, style in line.pieces]
        return Strip(segments).adjust_cell_length(self.size.width, self._style_on(line.ground, ""))

    def _line(self, y: int) -> Line:
        return self.page.line(y) if 0 <= y < self.page.height else BLANK

    def line_at(self, y: int) -> Line | None:
        """The line at row `y` of the widget."""
        at = y - self.gutter.top + self.scroll_offset.y
        return self.page.line(at) if y >= self.gutter.top and 0 <= at < self.page.height else None

    def on_click(self, event: events.Click) -> None:
        line = self.line_at(event.y)
        if line is not None and line.target is not None:
            self.post_message(self.Clicked(self, line))

    def jump(self, y: int) -> None:
        """Scroll so that line `y` is the first, as far as the page goes."""
        self.scroll_to(y=y, animate=False, immediate=True)

    def show_line(self, y: int, height: int = 1, margin: int = 0) -> None:
        """Scroll as little as shows `height` lines from `y` on, with `margin` lines around where there is room."""
        top, rows = self.scroll_offset.y, self.scrollable_content_region.height
        margin = min(margin, max(0, (rows - height) // 2))
        if y - margin < top:
            self.jump(max(0, y - margin))
        elif y + height + margin > top + rows:
            self.jump(y + height + margin - rows)

    def move(self, lines: int) -> None:
        """Scroll by lines, at once."""
        self.jump(max(0, min(self.scroll_offset.y + lines, self.max_scroll_y)))
