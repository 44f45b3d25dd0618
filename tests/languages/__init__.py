"""One short story in many languages, with the furniture of a page in each: a file a language.

A file is a headline, a paragraph a line, then below '--' the labels of menu, share bar, related stories and footer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Story:
    language: str
    """As a page's lang attribute has it: de, zh-Hant."""
    headline: str
    paragraphs: tuple[str, ...]
    menu: tuple[str, ...]
    share: tuple[str, ...]
    related: tuple[str, ...]
    footer: tuple[str, ...]

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)

    def html(self, lang: str | None = None) -> str:
        """Give the story's page; `lang` is what the page says its language is."""
        attribute = f' lang="{lang}"' if lang else ""
        paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return (
            f"<!DOCTYPE html><html{attribute}><head><title>{self.headline}</title></head><body>\n"
            f"<header><nav><ul>{_list(self.menu)}</ul></nav></header>\n"
            f"<main><article><h1>{self.headline}</h1><ul class='share'>{_list(self.share)}</ul>\n"
            f"{paragraphs}</article>\n"
            f"<aside><h2>{self.related[0]}</h2><ul>{_list(self.related[1:])}</ul></aside></main>\n"
            f"<footer><p>{self.footer[0]}</p><ul>{_list(self.footer[1:])}</ul></footer></body></html>"
        )

    def front(self, headlines: Sequence[str], form: str) -> str:
        """Give a front page of the story's site: headlines, each in a form with its {text}, {n}, {hours}, {minutes}."""
        shown = "\n".join(
            form.format(text=text, n=n, hours=7 + n, minutes=10 + 3 * n) for n, text in enumerate(headlines, 2)
        )
        return (
            f"<!DOCTYPE html><html><head><title>{self.menu[0]}</title></head><body>\n"
            f"<header><nav><ul>{_list(self.menu)}</ul></nav></header>\n<main>{shown}</main>\n"
            f"<footer><p>{self.footer[0]}</p><ul>{_list(self.footer[1:])}</ul></footer></body></html>"
        )

    def dump(self) -> str:
        """Give what a reader of the page sees, as plain text."""
        story = "\n\n".join((self.headline, "\n".join(f"* {label}" for label in self.share), *self.paragraphs))
        menu, related = ("\n".join(f"* {label}" for label in labels) for labels in (self.menu, self.related[1:]))
        footer = "\n".join((self.footer[0], "", *(f"* {label}" for label in self.footer[1:])))
        return f"{menu}\n\n{story}\n\n{self.related[0]}\n\n{related}\n\n{footer}\n"


def _list(labels: tuple[str, ...]) -> str:
    return "".join(f"<li><a href='/{n}'>{label}</a></li>" for n, label in enumerate(labels))


def _read(path: Path) -> Story:
    story, _, furniture = path.read_text(encoding="utf-8").partition("\n--\n")
    headline, *paragraphs = story.split("\n")
    menu, share, related, footer = (tuple(line.split("|")) for line in furniture.strip().split("\n"))
    return Story(path.stem, headline, tuple(paragraphs), menu, share, related, footer)


def read_stories(folder: Path) -> dict[str, Story]:
    """Read the stories of a folder by the names of their files."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.txt"))}


STORIES = read_stories(Path(__file__).parent)


def encode(text: str, charset: str) -> bytes:
    """Encode as an old editor would: what the charset has not is left out, tones of Vietnamese follow their letter."""
    if charset == "windows-1258":
        text = "".join(_split_tone(char) for char in unicodedata.normalize("NFC", text))
    return text.encode(charset, "ignore")


def _split_tone(char: str) -> str:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = unicodedata.normalize("NFD", char)
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
    return letter + "".join(part for part in parts if part in tones)
