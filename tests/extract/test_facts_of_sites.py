"""Heads and feet in the form of sites of many countries and systems: who wrote, carried and dated the story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from app.extract.pipeline import read_page
from app.news import Moment, Page, Precision, Reading
from tests.extract import ferry
from tests.languages import STORIES

CAPTURED_AT = datetime(2024, 5, 1, tzinfo=UTC)
HEADLINE = "Island ferry back after a year in dock"
OTHER_TEXTS = {
    "en": (HEADLINE, ferry.ENGLISH),
    "hr": (
        "Stara ribarska luka ponovno se otvara u lipnju",
        "<p>Stara ribarska luka otvorit će se u lipnju, nakon dvije godine radova koje je oluja prekinula čak "
        "tri puta.</p>"
        "<p>Ribari su se okupili na obali u ponedjeljak ujutro kako bi vidjeli novi gat i postavili pitanja o "
        "cijeni.</p>"
        "<p>Grad je rekao da će prvi brodovi uploviti čim inženjeri pregledaju svjetionik i novu dizalicu na "
        "kraju gata.</p>",
    ),
    "sk": (
        "Starý rybársky prístav sa v júni znovu otvorí",
        "<p>Starý rybársky prístav sa po dvoch rokoch opráv otvorí v júni, hoci búrky zastavili práce až trikrát.</p>"
        "<p>Rybári prišli v pondelok ráno na nábrežie, aby si pozreli nové mólo a opýtali sa, koľko to všetko "
        "stálo.</p>"
        "<p>Mesto uviedlo, že prvé lode priplávajú hneď, ako technici skontrolujú maják a nový žeriav na konci "
        "móla.</p>",
    ),
    "da": (
        "Den gamle fiskerihavn åbner igen til juni",
        "<p>Den gamle fiskerihavn åbner til juni efter to års arbejde, som stormene afbrød hele tre gange "
        "undervejs.</p>"
        "<p>Fiskerne mødtes på kajen mandag morgen for at se den nye mole og spørge, hvad det hele egentlig har "
        "kostet.</p>"
        "<p>Kommunen siger, at de første både sejler ind, så snart ingeniørerne har set på fyret og den nye kran.</p>",
    ),
    "ms": (
        "Pelabuhan ikan lama dibuka semula pada bulan Jun",
        "<p>Pelabuhan ikan lama akan dibuka semula pada bulan Jun selepas dua tahun kerja baik pulih yang "
        "tertangguh.</p>"
        "<p>Nelayan berkumpul di jeti pada pagi Isnin untuk melihat jeti baharu dan bertanya tentang kos "
        "sebenarnya.</p>"
        "<p>Majlis bandaran berkata bot pertama akan masuk sebaik sahaja jurutera memeriksa rumah api dan kren "
        "baharu.</p>",
    ),
    "sw": (
        "Bandari ya zamani ya samaki kufunguliwa tena mwezi Juni",
        "<p>Bandari ya zamani ya samaki itafunguliwa tena mwezi Juni baada ya miaka miwili ya matengenezo makubwa.</p>"
        "<p>Wavuvi walikusanyika gatini asubuhi ya Jumatatu ili kuona gati jipya na kuuliza gharama ya kazi "
        "yote hiyo.</p>"
        "<p>Manispaa imesema boti za kwanza zitaingia mara tu wahandisi watakapokagua mnara wa taa na winchi mpya.</p>",
    ),
    "fil": (
        "Lumang daungan ng isda muling bubuksan sa Hunyo",
        "<p>Muling bubuksan sa Hunyo ang lumang daungan ng isda matapos ang dalawang taon ng pagkukumpuni nito.</p>"
        "<p>Nagtipon ang mga mangingisda sa pantalan noong Lunes ng umaga upang makita ang bagong pier at "
        "magtanong.</p>"
        "<p>Ayon sa pamahalaang lungsod, papasok ang unang mga bangka kapag nasuri na ng mga inhinyero ang parola.</p>",
    ),
}


@dataclass(frozen=True)
class Site:
    """What a page has around a story, and the facts that a reader sees there; nothing of what is None is read."""

    language: str
    url: str | None
    head: str = ""
    above: str = ""
    under: str = ""
    end: str = ""
    foot: str = ""
    title: str = "{}"
    byline: str | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None

    def html(self) -> str:
        headline, body = OTHER_TEXTS.get(self.language) or (
            STORIES[self.language].headline,
            "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[self.language].paragraphs),
        )
        return (
            f"<!DOCTYPE html><html lang='{self.language}'><head><title>{self.title.format(headline)}</title>"
            f"{self.head}</head><body>{self.above}<main><article><h1>{headline}</h1>{self.under}"
            f"<div class='story'>{body}</div>{self.end}</article></main>{self.foot}</body></html>"
        )


def ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",{fields}}}</script>'


SITES = {
    "ukrainian, author by label, time after date": Site(
        "uk",
        "https://chornomorka.example/news/port-vidkryiut",
        above="<header><a href=/><img src=/i/logo.svg alt='Чорноморка'></a><nav><a href=/n>Новини</a></nav></header>",
        under="<div class=meta><span>Автор: Олена Ткачук</span> <span>12 березня 2023, 14:05</span></div>",
        foot="<footer><p>© 2015–2024 Чорноморка. Усі права захищено.</p></footer>",
        title="{} — Чорноморка",
        byline="Автор: Олена Ткачук",
        authors=("Олена Ткачук",),
        source="Чорноморка",
        publisher="Чорноморка",
        published="2023-03-12T14:05",
    ),
    "bulgarian, agency with its label at the end": Site(
        "bg",
        "https://www.dunavskivesti.example/a/4411",
        above="<div id=top><a href=/>Дунавски вести</a></div>",
        under="<p class=info>Публикувана: 03.04.2022 09:15, Обновена: 03.04.2022 11:40</p>",
        end="<p>Източник: БТА</p>",
        foot="<div>© Дунавски вести 2022</div>",
        title="{} | Дунавски вести",
        source="BTA",
        publisher="Дунавски вести",
        published="2022-04-03T09:15",
        modified="2022-04-03T11:40",
    ),
    "serbian, agency and date in one line": Site(
        "sr",
        "https://www.podunavlje.example/vesti/luka.html",
        head="<meta property=og:site_name content='Подунавље'>",
        under="<div class=article-info>Извор: Танјуг | 14.05.2021. 17:32</div>",
        title="{} - Подунавље",
        source="Tanjug",
        publisher="Подунавље",
        published="2021-05-14T17:32",
    ),
    "croatian, author/agency": Site(
        "hr",
        "https://www.otocnilist.example/vijesti/luka-123",
        above="<header><img class=site-logo src=/l.png alt='Otočni list'></header>",
        under="<div class=author>Piše: Ivana Barišić/Hina</div><div class=time>22. svibnja 2020. u 10:41</div>",
        foot="<footer>Copyright © Otočni list d.o.o. Sva prava pridržana</footer>",
        title="{} - Otočni list",
        byline="Piše: Ivana Barišić/Hina",
        authors=("Ivana Barišić",),
        source="HINA",
        publisher="Otočni list",
        published="2020-05-22T10:41",
    ),
    "slovak, agency alone": Site(
        "sk",
        "https://pomoravie.example/c/22/pristav.html",
        head=ld(
            '"author":{"@type":"Organization","name":"TASR"},"publisher":{"@type":"Organization","name":"Pomoravie"},'
            '"datePublished":"2022-02-08T07:30:00+01:00","dateModified":"2022-02-08T07:30:00+01:00"'
        ),
        under="<p class=perex-author><span>TASR</span> <time>8. 2. 2022, 07:30</time></p>",
        byline="TASR",
        source="TASR",
        publisher="Pomoravie",
        published="2022-02-08T07:30+01:00",
        modified="2022-02-08T07:30+01:00",
    ),
    "hungarian, year first": Site(
        "hu",
        "https://tiszaparti.example/hirek/kikoto",
        head="<meta property=og:site_name content='Tiszaparti Hírek'>",
        under="<div class=info>Szerző: Kovács Judit · 2019. november 6. 08:20 · Frissítve: 2019. november 6. "
        "12:04</div>",
        byline="Szerző: Kovács Judit",
        authors=("Kovács Judit",),
        source="Tiszaparti Hírek",
        publisher="Tiszaparti Hírek",
        published="2019-11-06T08:20",
        modified="2019-11-06T12:04",
    ),
    "finnish, agency behind a dash and a label of change": Site(
        "fi",
        "https://www.saaristolehti.example/uutiset/art-2000",
        head="<meta property=og:site_name content='Saaristolehti'>",
        under="<div><span>STT</span></div><div>5.6.2021 klo 9.12 | Päivitetty 5.6.2021 klo 10.45</div>",
        byline="STT",
        source="STT",
        publisher="Saaristolehti",
        published="2021-06-05T09:12",
        modified="2021-06-05T10:45",
    ),
    "danish, escenic with title and agency": Site(
        "da",
        "https://fjordposten.example/indland/havn-aabner",
        under="<div class=byline><span class=byline__name>Mette Kragh</span>, <span>Ritzau</span></div>"
        "<div class=dates>Offentliggjort 11. jan. 2022 kl. 06.55</div>",
        foot="<footer><p>Fjordposten A/S - Havnegade 2</p><p>Ansvarshavende chefredaktør: Lars Friis</p></footer>",
        title="{} | Fjordposten",
        byline="Mette Kragh, Ritzau",
        authors=("Mette Kragh",),
        source="Ritzau",
        publisher="Fjordposten",
        published="2022-01-11T06:55",
    ),
    "norwegian, labrador": Site(
        "no",
        "https://www.kystavisa.example/nyheter/havna/118822",
        head="<meta property=og:site_name content='Kystavisa'><meta property=article:published_time "
        "content='2023-08-21T12:00:13.000Z'><meta property=article:modified_time content='2023-08-21T12:00:13.000Z'>",
        under="<div class='byline column'><address class=name><span class=firstname>Kari</span> "
        "<span class=lastname>Nordby</span></address><span class=description>Journalist</span></div>"
        "<div class=dates><span class=dateLabel>Publisert</span> <time "
        "datetime='2023-08-21T12:00:13.000Z'>21.08.2023 - 14:00"
        "</time></div>",
        byline="Kari Nordby",
        authors=("Kari Nordby",),
        source="Kystavisa",
        publisher="Kystavisa",
        published="2023-08-21T12:00+00:00",
        modified="2023-08-21T12:00+00:00",
    ),
    "persian, iranian calendar and agency": Site(
        "fa",
        "https://www.sahelnews.example/news/99",
        above="<div class=logo><a href=/><img alt='ساحل نیوز' src=/logo.png></a></div>",
        under="<div class=info>کد خبر: ۹۹۱۲۳ | تاریخ انتشار: ۱۲ خرداد ۱۴۰۰ - ۱۱:۳۰</div>",
        end="<p>منبع: ایسنا</p>",
        title="{} | ساحل نیوز",
        source="ISNA",
        publisher="ساحل نیوز",
        published="2021-06-02T11:30",
    ),
    "urdu, web desk": Site(
        "ur",
        "https://urdu.sahilnama.example/story/31",
        head="<meta property=og:site_name content='ساحل نامہ'>",
        under="<p class=author>ویب ڈیسک</p><p class=date>15 جولائی 2022</p>",
        byline="ویب ڈیسک",
        source="ساحل نامہ",
        publisher="ساحل نامہ",
        published="2022-07-15",
    ),
    "bengali, staff correspondent and two times": Site(
        "bn",
        "https://www.upokulbarta.example/country/12",
        under="<div class=author>নিজস্ব প্রতিবেদক</div><div class=time>প্রকাশ: ০৯ জুন ২০২১, ১০:২২<br>"
        "আপডেট: ০৯ জুন ২০২১, ১৩:০৫</div>",
        foot="<footer>স্বত্ব © ২০২১ উপকূল বার্তা</footer>",
        title="{} | উপকূল বার্তা",
        byline="নিজস্ব প্রতিবেদক",
        source="উপকূল বার্তা",
        publisher="উপকূল বার্তা",
        published="2021-06-09T10:22",
        modified="2021-06-09T13:05",
    ),
    "thai, buddhist year": Site(
        "th",
        "https://www.talaynews.example/local/771",
        head="<meta property=og:site_name content='ทะเลนิวส์'>",
        under="<div class=info>เผยแพร่: 3 ก.พ. 2564 16:20 โดย: สมชาย ใจดี</div>",
        byline="โดย: สมชาย ใจดี",
        authors=("สมชาย ใจดี",),
        source="ทะเลนิวส์",
        publisher="ทะเลนิวส์",
        published="2021-02-03T16:20",
    ),
    "malay, agency in capitals": Site(
        "ms",
        "https://www.suarapantai.example/berita/2020/11/pelabuhan",
        head="<meta property=og:site_name content='Suara Pantai'>",
        under="<div class=author-name>BERNAMA</div><div class=article-date>19/11/2020 07:45 PM</div>",
        byline="BERNAMA",
        source="Bernama",
        publisher="Suara Pantai",
        published="2020-11-19T19:45",
    ),
    "swahili, na": Site(
        "sw",
        "https://www.pwaniyetu.example/habari/bandari",
        above="<header><h2><a href=/>Pwani Yetu</a></h2></header>",
        under="<p>Na Amina Juma</p><p>Jumatatu, Machi 08, 2021</p>",
        title="{} | Pwani Yetu",
        byline="Na Amina Juma",
        authors=("Amina Juma",),
        source="Pwani Yetu",
        publisher="Pwani Yetu",
        published="2021-03-08",
    ),
    "filipino, ni and outlet": Site(
        "fil",
        "https://baybaynews.example/balita/daungan",
        head="<meta property=og:site_name content='Baybay News'>",
        under="<p class=byline>Ni Maria Clara Santos, Baybay News</p><p>Posted at Oct 05 2021 03:14 PM</p>",
        byline="Ni Maria Clara Santos, Baybay News",
        authors=("Maria Clara Santos",),
        source="Baybay News",
        publisher="Baybay News",
        published="2021-10-05T15:14",
    ),
    "us weekly, role in an element of its own": Site(
        "en",
        "https://www.millrivertimes.example/stories/ferry,12345",
        head="<meta property=article:author content='Ann Lee'><meta property=og:site_name content='Mill River Times'>",
        under="<div class=byline>By <span>Ann Lee</span><br><span class=title>Staff writer</span></div>"
        "<div>Posted Thursday, October 8, 2020 1:15 pm</div>",
        byline="By Ann Lee",
        authors=("Ann Lee",),
        source="Mill River Times",
        publisher="Mill River Times",
        published="2020-10-08T13:15",
    ),
    "campus paper, newspack, two bylines and a job": Site(
        "en",
        "https://dailyheron.example/2021/09/ferry-back",
        head="<meta property=og:site_name content='The Daily Heron'>"
        + ld(
            '"author":{"@type":"Person","name":"dailyheronadmin"},"datePublished":"2021-09-14T05:01:00-05:00",'
            '"dateModified":"2021-09-14T05:01:00-05:00"'
        ),
        under="<div class=entry-meta><span class=byline><span>by</span> <span class='author vcard'><a class='url fn n' "
        "href=/author/bo>Bo Lind</a></span>, News Editor</span></div>",
        byline="by Bo Lind, News Editor",
        authors=("Bo Lind",),
        source="The Daily Heron",
        publisher="The Daily Heron",
        published="2021-09-14T05:01-05:00",
        modified="2021-09-14T05:01-05:00",
    ),
    "trade journal, by within a line of dates": Site(
        "en",
        "https://www.dredgingweekly.example/news/ferry",
        above="<header><a class=brand href=/>Dredging Weekly</a></header>",
        under="<p>23 March 2018 | By Ann Lee</p>",
        foot="<footer>Dredging Weekly is published by Quayside Media Ltd. © 2018 Quayside Media Ltd.</footer>",
        byline="By Ann Lee",
        authors=("Ann Lee",),
        source="Dredging Weekly",
        publisher="Dredging Weekly",
        published="2018-03-23",
    ),
    "ngo, format and source in a definition list": Site(
        "en",
        "https://relieflink.example/report/island/ferry",
        head="<meta property=og:site_name content='ReliefLink'>",
        under="<dl><dt>Format</dt><dd>News and Press Release</dd><dt>Source</dt><dd>AFP</dd><dt>Posted</dt>"
        "<dd>7 May 2019</dd>"
        "</dl>",
        source="AFP",
        publisher="ReliefLink",
        published="2019-05-07",
    ),
    "university, media contact is no author": Site(
        "en",
        "https://news.harbourstate.example/2017/ferry",
        head="<meta property=og:site_name content='Harbour State University News'>",
        under="<p class=date>January 17, 2017</p>",
        end="<p>Media Contact: Bo Lind, 555-0199, blind@harbourstate.example</p>",
        source="Harbour State University News",
        publisher="Harbour State University News",
        published="2017-01-17",
    ),
    "indian government portal": Site(
        "en",
        "https://pib.portal.example/PressReleasePage.aspx?PRID=1700",
        head="<meta property=og:site_name content='Press Portal'>",
        under="<div>Ministry of Ports and Shipping</div><div>Posted On: 04 MAR 2021 5:52PM by PIB Delhi</div>",
        end="<p>***</p><p>MJPS/JK</p><p>(Release ID: 1702441) Visitor Counter : 512</p>",
        byline="by PIB Delhi",
        source="PIB",
        publisher="Press Portal",
        published="2021-03-04T17:52",
    ),
    "canadian government, from and date published": Site(
        "en",
        "https://www.gov.example/news/2018/ferry.html",
        head="<meta name=dcterms.creator content='Transport Authority'><meta name=dcterms.issued content='2018-06-12'>"
        "<meta name=dcterms.modified content='2018-06-12'><meta property=og:site_name content='Gov.example'>",
        under="<p>From: <a href=/t>Transport Authority</a></p><h2>News release</h2>",
        end="<dl><dt>Date modified:</dt><dd><time>2018-06-12</time></dd></dl>",
        source="Gov.example",
        publisher="Gov.example",
        published="2018-06-12",
        modified="2018-06-12",
    ),
    "substack": Site(
        "en",
        "https://tidelines.example/p/ferry",
        head="<meta property=og:type content=article><meta name=author content='Ann Lee'>"
        + ld(
            '"author":[{"@type":"Person","name":"Ann Lee"}],"publisher":{"@type":"Organization","name":"Tide Lines"},'
            '"datePublished":"2022-11-30T13:02:11+00:00","dateModified":"2022-11-30T13:02:11+00:00"'
        ),
        above="<div><a href=/>Tide Lines</a><button>Subscribe</button><button>Sign in</button></div>",
        under="<div class=meta><a href=//substack.example/@ann>Ann Lee</a><div>Nov 30, 2022</div><div>41</div>"
        "<div>Share</div></div>",
        title="{} - by Ann Lee - Tide Lines",
        byline="Ann Lee",
        authors=("Ann Lee",),
        source="Tide Lines",
        publisher="Tide Lines",
        published="2022-11-30T13:02+00:00",
        modified="2022-11-30T13:02+00:00",
    ),
    "ghost, two authors in a list": Site(
        "en",
        "https://theslipway.example/ferry/",
        head="<meta property=og:site_name content='The Slipway'><meta property=article:published_time "
        "content='2023-02-01T09:00:00.000Z'><meta name=twitter:data1 content='Ann Lee, Bo Lind'>",
        under="<section class=article-byline><h4 class=author-name><a href=/author/ann>Ann Lee</a>, "
        "<a href=/author/bo>Bo Lind</a></h4>"
        "<time datetime=2023-02-01>Feb 1, 2023</time> <span>4 min read</span></section>",
        byline="Ann Lee, Bo Lind",
        authors=("Ann Lee", "Bo Lind"),
        source="The Slipway",
        publisher="The Slipway",
        published="2023-02-01T09:00+00:00",
    ),
    "squarespace, written by": Site(
        "en",
        "https://www.capecurrent.example/news/2020/4/2/ferry",
        head="<meta property=og:site_name content='Cape Current'><meta itemprop=datePublished "
        "content='2020-04-02T10:12:08-0400'><meta itemprop=dateModified content='2020-04-03T08:30:00-0400'>"
        "<meta itemprop=author content='Cape Current'>",
        under="<p>Written By <a href=/?author=5>Ann Lee</a></p>",
        byline="Written By Ann Lee",
        authors=("Ann Lee",),
        source="Cape Current",
        publisher="Cape Current",
        published="2020-04-02T10:12-04:00",
        modified="2020-04-03T08:30-04:00",
    ),
    "old asp in tables": Site(
        "en",
        "http://www.portledger.example/story.asp?id=88",
        above="<table><tr><td><img src=mast.gif alt='The Port Ledger'></td><td>Online Edition</td></tr></table>",
        under="<p><b>BY BO LIND</b><br>LEDGER STAFF WRITER<br><i>Web posted Tuesday, May 8, 2001</i></p>",
        foot="<center>Copyright 2001 The Port Ledger. All rights reserved.</center>",
        byline="BY BO LIND",
        authors=("Bo Lind",),
        source="The Port Ledger",
        publisher="The Port Ledger",
        published="2001-05-08",
    ),
    "correspondent without a name below the page's clock": Site(
        "en",
        "http://www.farpost.example/cgi/story?3",
        above="<p><img src=/masthead.gif alt='The Far Post Online'></p><p>Wed 1 May 2024</p>",
        under="<p><i>From our own correspondent in Cold Bay</i></p><p>April 30, 2024 E-mail this story</p>",
        byline="From our own correspondent in Cold Bay",
        source="The Far Post Online",
        publisher="The Far Post Online",
        published="2024-04-30",
    ),
    "print view": Site(
        "en",
        "http://www.harbourpost.example/print.php?id=7",
        above="<p>Printed from: The Harbour Post</p><p>http://www.harbourpost.example/news/7</p>",
        under="<p>by Ann Lee | The Harbour Post</p><p>June 3, 2009 at 11:05 PM</p>",
        byline="by Ann Lee | The Harbour Post",
        authors=("Ann Lee",),
        source="The Harbour Post",
        publisher="The Harbour Post",
        published="2009-06-03T23:05",
    ),
    "quintype, hindi agency in a div": Site(
        "hi",
        "https://www.tatvarta.example/national/bandargah",
        head=ld(
            '"author":[{"@type":"Person","name":"एएनआई"}],"publisher":{"@type":"Organization","name":"तट वार्ता"},'
            '"datePublished":"2021-12-02T10:44:00+05:30","dateModified":"2021-12-02T10:44:00+05:30"'
        ),
        under="<div class=author-name-wrapper><a href=/author/ani>एएनआई</a></div><div>02 Dec 2021, 10:44 AM IST</div>",
        byline="एएनआई",
        source="ANI",
        publisher="तट वार्ता",
        published="2021-12-02T10:44+05:30",
        modified="2021-12-02T10:44+05:30",
    ),
    "portal that carries others, provider's name above": Site(
        "en",
        "https://news.megaportal.example/world/ferry-123.html",
        head="<meta property=og:site_name content='Megaportal'>"
        + ld(
            '"author":{"@type":"Person","name":"Ann Lee"},"provider":{"@type":"Organization","name":"Reuters"},'
            '"publisher":{"@type":"Organization","name":"Megaportal"},"datePublished":"2022-03-04T10:20:00Z"'
        ),
        under="<a href=/reuters><img alt='Reuters' src=/r.png></a><div>By Ann Lee</div>"
        "<div>Fri, March 4, 2022 at 10:20 AM</div>",
        byline="By Ann Lee",
        authors=("Ann Lee",),
        source="Reuters",
        publisher="Megaportal",
        published="2022-03-04T10:20+00:00",
    ),
    "german, von dpa": Site(
        "de",
        "https://www.hafenbote.example/lokal/hafen-1.html",
        under="<p class=autor>Von dpa</p><p>Stand: 04.10.2021, 15:30 Uhr</p>",
        foot="<footer>© Hafenbote Verlag GmbH &amp; Co. KG</footer>",
        title="{} - Hafenbote",
        byline="Von dpa",
        source="dpa",
        publisher="Hafenbote",
        published="2021-10-04T15:30",
        modified="2021-10-04T15:30",
    ),
    "italian, redazione of an agency": Site(
        "it",
        "https://www.lungomareoggi.example/notizie/porto",
        under="<div>Redazione ANSA</div><div>LUNGOMARE</div><div>07 maggio 2018 18:22</div>",
        foot="<footer>Lungomare Oggi - P.I. 00011122233 - © Copyright Lungomare Oggi S.r.l. - Tutti i diritti "
        "riservati</footer>",
        byline="Redazione ANSA",
        source="ANSA",
        publisher="Lungomare Oggi",
        published="2018-05-07T18:22",
    ),
    "russian, signed at the end": Site(
        "ru",
        "https://primorka.example/news/8812.html",
        head="<meta property=og:site_name content='Приморка'>",
        under="<div>18 апреля 2016, 12:10</div>",
        end="<p><i>Ирина Соколова</i></p>",
        byline="Ирина Соколова",
        authors=("Ирина Соколова",),
        source="Приморка",
        publisher="Приморка",
        published="2016-04-18T12:10",
    ),
    "spanish, agencies after city": Site(
        "es",
        "https://www.lacostahoy.example/sociedad/puerto",
        head="<meta property=og:site_name content='La Costa Hoy'>",
        under="<p class=firma>EFE | Puerto Viejo</p>"
        "<p>Actualizado: 12/09/2019 20:15 h. Publicado: 12/09/2019 18:03 h.</p>",
        byline="EFE",
        source="EFE",
        publisher="La Costa Hoy",
        published="2019-09-12T18:03",
        modified="2019-09-12T20:15",
    ),
    "korean, reporter with address at the end": Site(
        "ko",
        "https://www.hangpo-ilbo.example/news/articleView.html?idxno=3",
        head="<meta property=og:site_name content='항포일보'>",
        under="<ul><li>김민수 기자</li><li>승인 2020.08.11 13:22</li><li>댓글 0</li></ul>",
        end="<p>저작권자 © 항포일보 무단전재 및 재배포 금지</p>",
        byline="김민수 기자",
        authors=("김민수",),
        source="항포일보",
        publisher="항포일보",
        published="2020-08-11T13:22",
    ),
}


def show(moment: Moment | None) -> str | None:
    """Give a moment as the tables write it: a day, or a minute without a zone unless it has one of its own."""
    if moment is None:
        return None
    if moment.precision not in {Precision.SECOND, Precision.MINUTE}:
        return moment.at.date().isoformat()
    return moment.at.isoformat(timespec="minutes")


def agrees(moment: Moment | None, wanted: str | None) -> bool:
    shown = show(moment)
    return shown == wanted or (shown is not None and wanted is not None and len(wanted) == 16 and shown[:16] == wanted)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_the_facts_around_a_story_are_read(site: Site) -> None:
    reading = read_page(Page(site.html().encode(), "text/html", CAPTURED_AT, url=site.url))
    assert isinstance(reading, Reading), reading
    facts = reading.facts
    byline = facts.byline
    found = (byline.text if byline else None, byline.authors if byline else (), facts.source, facts.publisher)
    assert found == (site.byline, site.authors, site.source, site.publisher)
    assert agrees(facts.published, site.published), facts.published
    assert agrees(facts.modified, site.modified), facts.modified
