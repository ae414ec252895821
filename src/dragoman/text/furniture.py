"""What stands in a report and is none of its sentences: captions, rights, links to other stories, tables, live-blog buttons."""

from __future__ import annotations

import re

LONGEST = 320
"""Characters of such a paragraph; anything longer is taken for prose."""

_KINDS = (
    (
        "a picture's caption",
        re.compile(
            r"(?i:(?:image|photo|photograph|picture|file photo|caption|image (?:caption|source|credit)|photo (?:caption|credit))\s?[:|–—] ?\S.*)"
            r"|(?s:.*[.)”\"’\s](?:Photograph|Photo|Picture|Image|Illustration|Composite)(?: (?:credit|by))?: ?[^.!?\n]{2,70})"
            r"|(?s:.*\((?:AP |EPA |UN |File )?(?:Photo|Image)(?: by|:|/)?[^()\n]{0,70}\))"
            r"|(?s:[^.!?\n]*(?:[/|©—–-] ?|via )(?:AFP|AP|EPA|Reuters|Getty Images|Getty|Shutterstock|Alamy|PA)(?:[/ ][\w ]{2,30})?)"
        ),
    ),
    (
        "a rights notice",
        re.compile(
            r"(?i:(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d)|all rights reserved).*)"
        ),
    ),
    (
        "a live blog's furniture",
        re.compile(
            r"(?i:(?:show )?key events(?: only)?|(?:first|last|newest|oldest) (?:first|updated .{4,40})|live(?: updates?| blog| reporting)?"
            r"|please turn on javascript.*|updated at \d.{3,30}|\d{1,2}\s?(?:h|hr|hrs|hours?|m|min|mins|minutes?|s|seconds?) ago"
            r"|(?:jump|back) to (?:top|key events|latest).*|pinned(?: post)?|summary|load more.*)"
        ),
    ),
    (
        "a link or an advertisement",
        re.compile(
            r"(?i:(?:read (?:more|also|next)|also read|see also|related|more on this(?: story)?|more from .{3,40}|watch|listen|explainer|opinion)\s?[:|»→>] ?.*)"
            r"|(?i:read more|read next|related(?: (?:stories|articles|topics|content|coverage))?|most (?:read|viewed|popular)|recommended(?: for you)?|up next"
            r"|advertisement|sponsored(?: content)?|share|share this(?: (?:article|story|page|post))?|print|comments?|tags|topics|newsletters?|menu)"
            r"|(?i:(?:sign up (?:for|to) (?:our|the)|subscribe to (?:our|the)|follow us on|click here|skip to (?:main )?content|download (?:our|the) app)\b.*)"
        ),
    ),
)
_CELLS = re.compile(r"\t+|\s*\|\s*|\s*[│┃]\s*")
_RULE = re.compile(r"[\s|+=_─━│┃┼\-–—:]{4,}")
_FEWEST_CELLS, _LONGEST_CELL = 3, 40


def reason_to_skip(words: str) -> str | None:
    """Why this paragraph is no part of the report's text; None where it is."""
    if len(words) > LONGEST:
        return None
    if is_table_row(words):
        return "a table"
    return next((why for why, pattern in _KINDS if pattern.fullmatch(words)), None)


def is_table_row(line: str) -> bool:
    """Whether a line is set in cells: three or more short ones, or a rule between rows."""
    if "\n" in line:
        return False
    if _RULE.fullmatch(line) and any(mark in line for mark in "|+─━┼│"):
        return True
    cells = [cell for cell in _CELLS.split(line.strip(" \t|")) if cell.strip()]
    return len(cells) >= _FEWEST_CELLS and all(len(cell) <= _LONGEST_CELL for cell in cells)
