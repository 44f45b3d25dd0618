"""Newsrooms, agencies and outlets, under every form of their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.orm import Session

from app.archive.names import LONGEST_NAME, key_of, make_slug
from app.archive.prepared import Prepared
from app.archive.tables import article, source, source_alias
from app.archive.views import build_object
from app.ids import make_id


@dataclass(frozen=True, slots=True)
class SourceName:
    """A source's usual name, and the other forms that mean it: Xinhua, Xinhua News Agency."""

    name: str
    aliases: tuple[str, ...] = ()


_by_form = Prepared(select(source_alias.c.source_id).where(source_alias.c.key == bindparam("key")))


def find_source_id(session: Session, form: str) -> UUID | None:
    """Find the source that a form of its name means, whatever its case, spacing or accents."""
    rows = _by_form.run(session, {"key": key_of(form)})
    return rows[0].source_id if rows else None


def store_sources(session: Session, names: Iterable[SourceName], *, now: datetime) -> dict[str, UUID]:
    """Give the id of each source, made if new, by its usual name; names without a letter or digit are left out.

    A form that already means another source keeps its meaning.
    """
    ids: dict[str, UUID] = {}
    # Sorted, so that two transactions that make the same sources wait for each other instead of deadlocking.
    for entry in sorted(set(names), key=lambda entry: key_of(entry.name)):
        if not key_of(entry.name) or len(entry.name) > LONGEST_NAME:
            continue
        ids[entry.name] = find_source_id(session, entry.name) or _make_source(session, entry, now)
    return ids


def _make_source(session: Session, entry: SourceName, now: datetime) -> UUID:
    slug = make_slug(entry.name)
    row = {"id": make_id(now), "name": entry.name, "slug": slug, "made_at": now}
    session.execute(insert(source).on_conflict_do_nothing(index_elements=["slug"]), row)
    id_: UUID = session.execute(select(source.c.id).where(source.c.slug == slug)).scalar_one()
    forms = {key_of(form): form for form in reversed((entry.name, *entry.aliases)) if key_of(form)}
    session.execute(
        insert(source_alias).on_conflict_do_nothing(),
        [{"key": key, "form": form, "source_id": id_} for key, form in sorted(forms.items())],
    )
    return id_


_credited = (
    select(article.c.source_id.label("id"), func.count().label("n_articles"))
    .where(article.c.source_id.is_not(None))
    .group_by(article.c.source_id)
    .subquery()
)
_published = (
    select(article.c.publisher_id.label("id"), func.count().label("n_published"))
    .where(article.c.publisher_id.is_not(None))
    .group_by(article.c.publisher_id)
    .subquery()
)
_forms = (
    select(func.array_agg(aggregate_order_by(source_alias.c.form, source_alias.c.form)))
    .where(source_alias.c.source_id == source.c.id)
    .scalar_subquery()
)
_sources = (
    select(
        cast(
            build_object(
                id=source.c.id,
                name=source.c.name,
                slug=source.c.slug,
                aliases=_forms,
                n_articles=func.coalesce(_credited.c.n_articles, 0),
                n_published=func.coalesce(_published.c.n_published, 0),
            ),
            Text,
        )
    )
    .select_from(
        source.outerjoin(_credited, _credited.c.id == source.c.id).outerjoin(_published, _published.c.id == source.c.id)
    )
    .order_by(func.coalesce(_credited.c.n_articles, 0).desc(), source.c.slug)
)


def list_sources(session: Session) -> tuple[str, ...]:
    """List the sources as JSON, the most credited first: n_articles credit it, n_published are on its own pages."""
    return tuple(session.execute(_sources).scalars())
