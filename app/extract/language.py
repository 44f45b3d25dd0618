"""The story's language: what its text is in, helped where that is close by what the page says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_READ = 600  # characters of the body that are looked at: more cost more and tell no more
_TOO_LITTLE = 20  # letters
_PLAUSIBLE = 0.1  # probability from which the page is believed about its own language
# Languages too close for a count of letter groups; and what the model calls by a narrower or wider name.
_CLOSE = (
    {"no", "nn", "nb", "da"},
    {"sr", "hr", "bs", "sh"},
    {"id", "ms"},
    {"cs", "sk"},
    {"pt", "gl"},
    {"ru", "uk", "be"},
)
_WIDER = {"wuu": "zh", "yue": "zh", "nb": "no", "arz": "ar", "ary": "ar", "uzs": "uz", "pcm": "en"}
_OLD = {"in": "id", "iw": "he", "ji": "yi"}

# Half a second to read, so it is read at import: a process that is forked from one that imported this has it already.
# rank() keeps no state, so that threads may share it.
_IDENTIFIER = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def find_language(body: str, hints: Iterable[str] = ()) -> str | None:
    """Find the language of a text, as ISO 639-1 in lower case; None for too little text.

    `hints` are what the page says (en, en-US, pt_BR): they settle a doubt, they never overrule a clear text.
    """
    text = body[:_READ]
    if sum(map(str.isalpha, text)) < (_TOO_LITTLE if text.isascii() else _TOO_LITTLE // 3):
        return None
    likely: defaultdict[str, float] = defaultdict(float)
    for named, probability in _IDENTIFIER.rank(text):
        likely[_WIDER.get(named, named)] += probability
    language = max(likely, key=lambda code: likely[code])
    for hint in hints:
        told = _code(hint)
        if told and (likely[told] >= _PLAUSIBLE or any({told, language} <= group for group in _CLOSE)):
            return told
    return language if len(language) == 2 else None


def _code(hint: str) -> str | None:
    code = hint.strip().lower().replace("_", "-").partition("-")[0]
    code = _OLD.get(code, _WIDER.get(code, code))
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
