"""An article in the vocabularies of the field. Pure: an article as the API has it goes in, a document comes out."""

from app.formats.article import WrittenArticle
from app.formats.format import FORMATS, Format

__all__ = ["FORMATS", "Format", "WrittenArticle"]
