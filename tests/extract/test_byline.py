import pytest

from app.extract.bylines.byline import find_byline
from app.extract.bylines.people import list_people
from app.extract.metadata import Found, Metadata
from app.news import Byline, CleanText


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By JANE DOE and JOHN ROE", ("Jane Doe", "John Roe")),
        ("By Jane Doe, John Roe and Ann E. Lee", ("Jane Doe", "John Roe", "Ann E. Lee")),
        ("By JANE MCDONALD, AP Political Writer", ("Jane McDonald",)),
        ("By JANE DOE, AP Ferries Writer", ("Jane Doe",)),
        ("By JANE DOE and JOHN ROE, Reuters Health Correspondents", ("Jane Doe", "John Roe")),
        ("Jane Doe, Ap Harbour Security Writer", ("Jane Doe",)),
        ("JANE DOE AP Harbour Security Writer", ("Jane Doe",)),
        ("Ana Doe Staff Writer", ("Ana Doe",)),
        ("By SEAN O'NEIL | Example Post", ("Sean O'Neil",)),
        ("Jane Doe, Reuters", ("Jane Doe",)),
        ("Jane Doe for Reuters", ("Jane Doe",)),
        ("Jane Doe (AFP)", ("Jane Doe",)),
        ("Written by Jane Doe on June 9, 2013", ("Jane Doe",)),
        ("By Jane Doe jane@example.com (509) 555-0100", ("Jane Doe",)),
        ("Jane Doe - Nov 19, 2019, 10:31 pm CST", ("Jane Doe",)),
        ("Von Jörg van der Berg und Käthe Groß", ("Jörg van der Berg", "Käthe Groß")),
        ("Por María de la Cruz y Juan Pérez", ("María de la Cruz", "Juan Pérez")),
        ("记者：张三、李四", ("张三", "李四")),
        ("作者：张三 李四", ("张三", "李四")),
        ("Harbour Ferries AS", ()),
        ("Harbour Ferries, Inc.", ()),
        ("홍길동 기자", ("홍길동",)),
        ("By Staff", ()),
        ("Admin", ()),
        ("By Associated Press", ()),
        ("By Our Political Editor", ()),
        ("By the Editorial Board", ()),
        ("By Example Post Staff Reporters", ()),
        ("webmaster@example.com", ()),
        ("https://www.example.com/jane.doe", ()),
        ("By Los Angeles", ()),
        ("", ()),
    ],
)
def test_only_people_are_authors(line: str, people: tuple[str, ...]) -> None:
    assert list_people(line) == people


def test_a_lone_name_counts_in_a_field_for_authors_alone() -> None:
    assert list_people("Josh", alone=True) == ("Josh",)
    assert list_people("Josh") == ()


def test_markup_is_trusted_before_print_and_print_gives_the_text() -> None:
    metadata = Metadata(authors=(Found("Jane Doe", "json-ld"),))
    found = find_byline(metadata, CleanText("Body.", ("Ferry returns", "By JANE DOE and JOHN ROE, Staff Writers")))
    assert found is not None
    assert found.byline.text == "By JANE DOE and JOHN ROE, Staff Writers"
    assert found.byline.authors == ("Jane Doe", "John Roe")
    assert found.where == "json-ld"


@pytest.mark.parametrize(
    ("clean", "where"),
    [
        (CleanText("Body.", ("Ferry returns", "By Jane Doe")), "head"),
        (CleanText("By Jane Doe\n\nThe ferry is back."), "body"),
    ],
    ids=["above", "first line"],
)
def test_a_dump_prints_its_byline(clean: CleanText, where: str) -> None:
    found = find_byline(Metadata(), clean)
    assert found is not None
    assert (found.byline.text, found.byline.authors, found.where) == ("By Jane Doe", ("Jane Doe",), where)


@pytest.mark.parametrize(
    "clean",
    [
        CleanText("By the time the ferry came back, winter was over."),
        CleanText("Body.", ("By the sea",)),
        CleanText("Body.", ("By Popular Demand: Service Returns",)),
        CleanText("Body.", ("责任编辑：张三",)),
        CleanText("Body.", ("Autor:   ",)),
    ],
    ids=["sentence", "words", "headline", "editor", "label alone"],
)
def test_no_person_no_byline(clean: CleanText) -> None:
    assert find_byline(Metadata(), clean) is None


def test_the_outlet_is_no_author() -> None:
    assert find_byline(Metadata(authors=(Found("Harbour Watch", "meta"),)), CleanText("B."), ("Harbour Watch",)) is None


@pytest.mark.parametrize("line", ["By AFP", "By AFP and Reuters", "By Staff Reporter", "By Our Correspondent"])
def test_an_agency_or_a_desk_is_printed_but_no_author(line: str) -> None:
    found = find_byline(Metadata(), CleanText("Body.", ("Ferry returns", line)))
    assert found is not None
    assert found.byline == Byline(line, ())


def test_an_organization_in_json_ld_is_no_author() -> None:
    assert find_byline(Metadata(authors=(Found("Harbour Ferries", "organization"),)), CleanText("B.")) is None
