"""An article as plain text: headline, credits, body."""

from app.formats.article import WrittenArticle
from app.news import PARAGRAPH_BREAK


def write_text(article: WrittenArticle) -> str:
    """Write the headline, a line for each credit, and the body as it is, so that it can be found by its offsets."""
    credits_ = "\n".join(f"{label}: {value}" for label, value in article.list_credits())
    return PARAGRAPH_BREAK.join((article["headline"], credits_, article["body"])) + "\n"
