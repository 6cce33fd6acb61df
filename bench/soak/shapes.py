"""Texts and pages of shapes that no newsroom writes, at any size: what a stage must not spend more than linear time on.

Each shape makes a text of about `size` characters. Shapes of pages are wrapped in a page with a headline and a lead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Shape = Callable[[int], str]

LEAD = (
    "The ferry from Port Ilmay stays in the harbour until the gale is over, the harbour master said on Monday. "
    "“We wait for the wind to turn,” Ruan Aldane told passengers on the quay, who had slept in the ticket hall."
)


def repeated(unit: str, before: str = "", behind: str = "") -> Shape:
    """Return the shape of `unit` again and again, between `before` and `behind`."""
    return lambda size: before + unit * (size // len(unit)) + behind


def numbered(unit: str, before: str = "", behind: str = "") -> Shape:
    """Return the shape of `unit` again and again, each time with the next number for `#`."""
    length = len(unit) + 4
    return lambda size: before + "".join(unit.replace("#", str(n)) for n in range(size // length)) + behind


def nested(opening: str, closing: str, middle: str = "ferry") -> Shape:
    """Return the shape of `middle` in as many brackets."""

    def shape(size: int) -> str:
        count = size // (len(opening) + len(closing))
        return opening * count + middle + closing * count

    return shape


def page(inner: Shape, head: Shape = lambda _: "") -> Shape:
    """Return the shape of a page that holds `inner` below its lead."""
    return lambda size: (
        f"<!doctype html><html lang='en'><head><title>Ferry stays in port</title>{head(size)}</head><body>"
        f"<article><h1>Ferry stays in port</h1><p>{LEAD}</p>{inner(size)}<p>{LEAD[::-1]}</p></article></body></html>"
    )


_LETTERS = {
    "one letter": "a",
    "one capital": "A",
    "digits": "7",
    "full stops": ".",
    "commas": ",",
    "colons": ":",
    "quotation marks": '"',
    "apostrophes": "'",
    "opening quotation marks": "“",
    "brackets": "(",
    "closed brackets": ")(",
    "square brackets": "[",
    "hyphens": "-",
    "dashes": "– ",
    "underscores": "_",
    "spaces": " ",
    "tabs": "\t",
    "new lines": "\n",
    "line breaks": "a\n",
    "blank lines": "a\n\n",
    "bars": "a | ",
    "at signs": "@",
    "number signs": "#",
    "slashes": "/",
    "backslashes": "\\",
    "stars": "*",
    "question marks": "?!",
    "ellipses": "…",
    "ideographs": "海",
    "ideographic full stops": "。",
    "combining marks": "e\u0301",
    "emoji": "🚢",
    "joined emoji": "👩\u200d✈️",
    "Cyrillic": "порт ",
    "Arabic": "ميناء ",
    "no-break spaces": "\xa0",
    "ampersands": "&",
    "entities": "&amp;",
    "less-than signs": "<",
    "zero bytes among letters": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\x01",
}
_WORDS = {
    "one word": "ferry ",
    "one name": "Ruan Aldane ",
    "names and": "Aldane and ",
    "initials": "A. B. ",
    "abbreviation": "U.S.",
    "titles": "Mr. ",
    "of the": "President of the ",
    "the minister": "the minister of ferries ",
    "he said": "he said ",
    "according to": "according to him, ",
    "quotes": "“No,” he said. ",
    "unclosed quotes": "“No ferry ",
    "single quotes": "‘no’ ",
    "sentences": "The ferry stays in port. ",
    "questions": "Is it fog? ",
    "dates": "14 March 2031 ",
    "months": "March ",
    "days": "Monday, ",
    "years": "2031 ",
    "numbers": "1,234.56 ",
    "money": "$3.2 million ",
    "per cent": "12 per cent ",
    "addresses": "https://lantern.example/a/b ",
    "mail": "a.b@lantern.example ",
    "copyright": "© 2031 The Lantern ",
    "bylines": "By Ruan Aldane\n",
    "datelines": "PORT ILMAY, March 14 (Reuters) – ",
    "share": "Share\n",
    "read more": "Read more: the ferry stays in port\n\n",
    "captions": "Photo: Ruan Aldane/The Lantern\n\n",
    "list": "- the ferry\n",
    "contractions": "it's they're ",
    "hyphenated": "well-known-",
    "capitals and dots": "Ab.",
    "brackets in words": "(ferry) ",
    "transcript": "ALDANE: No.\n",
    "rows": "Home | News | Sport | ",
}
_AUTHOR = '{"name":"Ruan Aldane"}'
_PARAGRAPH = "The ferry number # stays in port until # o'clock, Mirela Tosk said. "

TEXTS: Mapping[str, Shape] = {
    **{name: repeated(unit) for name, unit in (_LETTERS | _WORDS).items()},
    "sentences that differ": numbered(_PARAGRAPH),
    "paragraphs that differ": numbered(f"{_PARAGRAPH}\n\n"),
    "quotes that differ": numbered("“Ferry # stays,” Aldane# Halm# said. "),
    "names that differ": numbered("Aldane# Halm# and "),
    "words that differ": numbered("ferry# "),
    "nested brackets": nested("(", ")"),
    "nested quotes": nested("“", "”"),
    "spaces before a letter": repeated(" ", behind="a"),
    "lead, then dots": repeated(".", before=LEAD),
}

PAGES: Mapping[str, Shape] = {
    name: page(shape)
    for name, shape in {
        "paragraphs": numbered(f"<p>{_PARAGRAPH}</p>"),
        "one paragraph repeated": repeated(f"<p>{LEAD}</p>"),
        "short paragraphs": numbered("<p>No #</p>"),
        "empty paragraphs": repeated("<p></p>"),
        "unclosed paragraphs": repeated("<p>No"),
        "links in a paragraph": numbered("<a href='/#'>ferry #</a> ", "<p>", "</p>"),
        "links in paragraphs": numbered("<p><a href='/#'>ferry #</a></p>"),
        "links that touch": repeated("<a>a</a>"),
        "unclosed links": numbered("<a href='/#'>ferry "),
        "list": numbered("<li>ferry #</li>", "<ul>", "</ul>"),
        "list of links": numbered("<li><a href='/#'>ferry #</a></li>", "<ul>", "</ul>"),
        "lists": numbered("<ul><li>ferry #</li></ul>"),
        "unclosed list": numbered("<ul><li>ferry #"),
        "nested lists": nested("<ul><li>", "</li></ul>"),
        "attributes": numbered(" a#=#", "<p", f">{LEAD}</p>"),
        "the same attribute": repeated(" a=b", "<p", f">{LEAD}</p>"),
        "a long attribute": repeated("a", "<p class='", f"'>{LEAD}</p>"),
        "classes": numbered(f"<p class='share#'>{LEAD[:60]}</p>"),
        "many classes": numbered("share# ", "<p class='", f"'>{LEAD}</p>"),
        "divs": numbered("<div>ferry #</div>"),
        "nested divs": nested("<div>", "</div>"),
        "unclosed divs": repeated("<div>a"),
        "nested spans": nested("<span>", "</span>"),
        "spans in a paragraph": repeated("<span>a</span> ", "<p>", "</p>"),
        "nested quotes": nested("<blockquote>", "</blockquote>"),
        "bold": repeated("<b>a</b> ", "<p>", "</p>"),
        "nested bold": nested("<b>", "</b>"),
        "unclosed bold": repeated("<b>a "),
        "misnested": repeated("<b><p>a</b></p>"),
        "breaks": repeated("a<br>", "<p>", "</p>"),
        "breaks twice": repeated("a<br><br>"),
        "breaks alone": repeated("<br>"),
        "rules": repeated("a<hr>"),
        "headings": numbered("<h2>Ferry #</h2>"),
        "main headings": numbered("<h1>Ferry #</h1>"),
        "table cells": numbered("<td>ferry #</td>", "<table><tr>", "</tr></table>"),
        "table rows": numbered("<tr><td>ferry #</td></tr>", "<table>", "</table>"),
        "tables": repeated("<table><tr><td>a</td></tr></table>"),
        "nested tables": nested("<table><tr><td>", "</td></tr></table>"),
        "pictures": numbered("<img src='/#.jpg' alt='ferry #'>"),
        "figures": numbered("<figure><img src='/#.jpg'><figcaption>ferry #</figcaption></figure>"),
        "scripts": repeated("<script>a</script>"),
        "unclosed scripts": repeated("<script>a "),
        "styles": repeated("<style>a{}</style>"),
        "comments": repeated("<!-- a -->"),
        "unclosed comments": repeated("<!-- a "),
        "declarations": repeated("<!a>"),
        "less-than signs": repeated("<"),
        "closing tags": repeated("</p>"),
        "closing tags unknown": repeated("</a></b></c>"),
        "unknown tags": numbered("<x#>a</x#>"),
        "entities": repeated("&eacute;", "<p>", "</p>"),
        "broken entities": repeated("&eacute", "<p>", "</p>"),
        "ampersands": repeated("&", "<p>", "</p>"),
        "text alone": repeated("ferry ", "<p>", "</p>"),
        "lines of a pre": repeated("ferry\n", "<pre>", "</pre>"),
        "code": repeated("<code>a</code> "),
        "times": numbered("<time datetime='2031-03-14'>ferry #</time> "),
        "dates": repeated("<p>14 March 2031</p>"),
        "forms": numbered("<form><input name='#'></form>"),
        "options": numbered("<option>ferry #", "<select>", "</select>"),
        "buttons": repeated("<button>a</button>"),
        "asides": numbered("<aside>ferry #</aside>"),
        "navigation": numbered("<nav><a href='/#'>ferry #</a></nav>"),
        "articles": numbered(f"<article><p>{LEAD}#</p></article>"),
        "nested articles": nested("<article>", "</article>"),
        "hidden": numbered("<div style='display:none'>ferry #</div>"),
        "definitions": numbered("<dt>ferry #<dd>port #", "<dl>", "</dl>"),
        "frames": repeated("<iframe></iframe>"),
        "drawings": nested("<svg>", "</svg>"),
        "inserted": repeated("<ins>a</ins><del>b</del> "),
        "bylines": numbered("<p class='author'>By Ruan Aldane#</p>"),
    }.items()
} | {
    name: page(lambda _: "", shape)
    for name, shape in {
        "meta": numbered("<meta name='a#' content='ferry #'>"),
        "meta of one name": numbered("<meta property='og:title' content='ferry #'>"),
        "meta authors": numbered("<meta name='author' content='Ruan Aldane#'>"),
        "meta dates": numbered("<meta property='article:published_time' content='2031-03-14'>"),
        "stylesheets": numbered("<link rel='stylesheet' href='/#'>"),
        "linked data": repeated('<script type=\'application/ld+json\'>{"@type":"NewsArticle"}</script>'),
        "linked data nested": lambda size: (
            f"<script type='application/ld+json'>{'[' * (size // 2)}{']' * (size // 2)}</script>"
        ),
        "linked data with authors": lambda size: (
            "<script type='application/ld+json'>"
            f'{{"@type":"NewsArticle","author":[{",".join([_AUTHOR] * (size // len(_AUTHOR)))}]}}</script>'
        ),
        "titles": repeated("<title>ferry</title>"),
        "unclosed titles": repeated("<title>"),
    }.items()
}
