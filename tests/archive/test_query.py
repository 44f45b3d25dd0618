import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import bindparam, cast, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from app.archive.query import DEEPEST, LONGEST_QUERY, MOST_WORDS, All, Any, Not, Query, Words, parse_query
from app.archive.tsquery import write_condition
from app.errors import BadQuery

pier, quay, ice = Words("pier"), Words("quay"), Words("ice")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("pier", pier, id="a word"),
        pytest.param("  pier\tquay ", All((pier, quay)), id="words"),
        pytest.param("pier AND quay", All((pier, quay)), id="AND"),
        pytest.param("pier OR quay", Any((pier, quay)), id="OR"),
        pytest.param("pier OR quay ice", Any((pier, All((quay, ice)))), id="OR binds less"),
        pytest.param("(pier OR quay) ice", All((Any((pier, quay)), ice)), id="brackets"),
        pytest.param("pier or quay", All((pier, Words("or"), quay)), id="a small or is a word"),
        pytest.param("ORDER", Words("ORDER"), id="no OR"),
        pytest.param("-pier quay", All((Not(pier), quay)), id="not"),
        pytest.param("NOT pier quay", All((Not(pier), quay)), id="NOT"),
        pytest.param("quay AND NOT pier", All((quay, Not(pier))), id="AND NOT"),
        pytest.param("-(pier OR quay)", Not(Any((pier, quay))), id="not a bracket"),
        pytest.param('-"east pier"', Not(Words("east pier")), id="not a phrase"),
        pytest.param("long-term", Words("long-term"), id="a dash within a word"),
        pytest.param("pier - quay", All((pier, quay)), id="a dash alone"),
        pytest.param("--pier", Words("--pier"), id="two dashes"),
        pytest.param('"east pier"', Words("east pier"), id="a phrase"),
        pytest.param("“east pier”", Words("east pier"), id="a phrase in curly marks"),
        pytest.param('ice"east pier"quay', All((ice, Words("east pier"), quay)), id="a phrase without spaces"),
        pytest.param('"pier OR -quay"', Words("pier OR -quay"), id="nothing is meant in a phrase"),
        pytest.param("headline:pier", Words("pier", "headline"), id="a field"),
        pytest.param("Headline:pier", Words("pier", "headline"), id="a field in another case"),
        pytest.param('speaker:"Marta Oduya"', Words("Marta Oduya", "speaker"), id="a phrase in a field"),
        pytest.param(
            "headline:(pier OR quay)",
            Any((Words("pier", "headline"), Words("quay", "headline"))),
            id="a bracket in a field",
        ),
        pytest.param("-place:ELLERY", Not(Words("ELLERY", "place")), id="not a field"),
        pytest.param("10:30", Words("10:30"), id="a colon in a time"),
        pytest.param("pier & quay !", All((pier, quay)), id="signs"),
        pytest.param("what?", Words("what?"), id="a question mark"),
        pytest.param("港口", Words("港口"), id="Chinese"),
    ],
)
def test_queries_are_read(text: str, tree: Query) -> None:
    assert parse_query(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        pytest.param("", 0, "no word", id="nothing"),
        pytest.param(" -- !", 0, "no word", id="signs only"),
        pytest.param('pier "east', 5, "never closed", id="an open mark"),
        pytest.param('pier ""', 5, "no word between", id="an empty phrase"),
        pytest.param("pier (quay", 5, "never closed", id="an open bracket"),
        pytest.param("pier) quay", 4, "never opened", id="a bracket too many"),
        pytest.param("pier ()", 5, "no word in these brackets", id="empty brackets"),
        pytest.param("OR pier", 0, "before this OR", id="OR first"),
        pytest.param("pier OR", 5, "after this OR", id="OR last"),
        pytest.param("pier OR OR quay", 5, "after this OR", id="OR twice"),
        pytest.param("(pier OR) quay", 6, "after this OR", id="OR before a bracket"),
        pytest.param("AND pier", 0, "before this AND", id="AND first"),
        pytest.param("pier AND", 5, "after this AND", id="AND last"),
        pytest.param("pier NOT", 5, "after this NOT", id="NOT last"),
        pytest.param("pier sorce:Xinhua", 5, "no field 'sorce'", id="an unknown field"),
        pytest.param("https://a.example", 0, "quotation marks", id="an address"),
        pytest.param("pier headline:", 5, "after headline:", id="a field without a value"),
        pytest.param("headline: pier", 0, "after headline:", id="a field and a space"),
        pytest.param("headline:--", 0, "after headline:", id="a field of signs"),
        pytest.param("headline:(pier place:x)", 15, "within another", id="a field in a field"),
        pytest.param("pier harb*", 9, "leave the * out", id="a beginning"),
        pytest.param("(" * (DEEPEST + 1) + "a", DEEPEST, "deep", id="too deep"),
        pytest.param("a " * (MOST_WORDS + 1), 2 * MOST_WORDS, "words at most", id="too many words"),
        pytest.param("a" * (LONGEST_QUERY + 1), LONGEST_QUERY, "characters at most", id="too long"),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, position: int, says: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse_query(text)
    assert caught.value.position == position
    assert says in str(caught.value)
    assert str(caught.value).startswith("q: ")


pieces = st.sampled_from(
    [
        "pier",
        " ",
        " ",
        '"',
        "(",
        ")",
        "-",
        ":",
        "OR",
        "AND",
        "NOT",
        "headline:",
        "body:",
        "speaker:",
        "港",
        "口",
        "'",
        "\\",
    ]
)
queries = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=20).map("".join))


def try_to_read(text: str) -> tuple[Query | None, int]:
    try:
        return parse_query(text), 0
    except BadQuery as error:
        return None, error.position


@given(queries)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_typed_is_read_or_refused_and_postgres_takes_it(session: Session, text: str) -> None:
    query, position = try_to_read(text)
    if query is None:
        assert 0 <= position <= len(text)
        return
    condition = write_condition(query, ("", "en", "fr"))
    for written in (condition.exact, condition.loose):
        assert written is None or session.scalar(select(cast(bindparam("q", written), TSQUERY))) is not None


@pytest.mark.parametrize(
    ("text", "exact", "loose"),
    [
        pytest.param("piers", "('pier')", "('pier')", id="a word"),
        pytest.param('"east pier"', "('east' <1> 'pier')", "('east' & 'pier')", id="a phrase"),
        pytest.param("pier -quay", "(('pier') & !('quay'))", "(('pier') & !('quay'))", id="not"),
        pytest.param('pier -"a b"', "(('pier') & !('a' <1> 'b'))", "(('pier'))", id="not a phrase"),
        pytest.param("-quay", "!('quay')", None, id="only not"),
        pytest.param("pier OR -quay", "(('pier') | !('quay'))", None, id="or not"),
        pytest.param("body:pier", "('pier':D)", "('pier')", id="in the body"),
        pytest.param("headline:piers", "('headline:pier')", "('headline:pier')", id="in the headline"),
        pytest.param("place:Ellery's", "('place:/ellery' <1> 'place:/s')", "('place:/ellery' & 'place:/s')", id="name"),
        pytest.param("O'Brien", "('o''brien')", "('o''brien')", id="an apostrophe"),
        pytest.param("港口委 港", "(('港口' <1> '口委') & ('港':*))", "(('港口' & '口委') & ('港':*))", id="Chinese"),
    ],
)
def test_trees_become_tsqueries(text: str, exact: str, loose: str | None) -> None:
    condition = write_condition(parse_query(text), ("en",))
    assert (condition.exact, condition.loose) == (exact, loose)


def test_each_language_has_its_own_stem() -> None:
    assert write_condition(parse_query("news"), ("", "en", "fr")).exact == "(('/news') | ('news') | ('fr/new'))"
