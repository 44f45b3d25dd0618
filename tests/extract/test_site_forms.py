"""Whole pages in the form of known sites and systems: the headline and the authors that a reader sees on each."""

from datetime import UTC, datetime

import pytest

from app.extract.pipeline import read_page
from app.news import Page, Reading
from tests.extract import ferry

H = "Island ferry back after a year in dock"
C = "Ferry company must repay islanders, court rules"
NAV = "<ul class=nav><li><a href=/>Home</a></li><li><a href=/news>News</a></li><li><a href=/sport>Sport</a></li></ul>"
BROKEN = ferry.ENGLISH.replace("</p><p>", "<br><br>").replace("<p>", "").replace("</p>", "<br>")


@pytest.mark.parametrize(
    ("page", "headline", "authors"),
    [
        pytest.param(
            (
                f"<html><head><title>BBC NEWS | Ireland | {H}</title><meta name=Headline "
                f"content='{H}'></head><body>{NAV}<table><tr><td><div class=mxb><div "
                f"class=sh>{H}</div></div></td></tr><tr><td><div class=mvb><span class=byl>By Ann Lee "
                f"</span><br><span class=byd>BBC News, "
                f"Galway</span></div>{ferry.ENGLISH}</td></tr></table></body></html>"
            ),
            H,
            ["Ann Lee"],
            id="bbc 2008",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - New York Times</title><meta name=byl content='By ANN LEE; Bo "
                f"Lind contributed reporting'><meta name=hdl content='{H}'></head><body>{NAV}<div "
                f"id=article><div class=timestamp>November 3, "
                f"2005</div><h1><nyt_headline>{H}</nyt_headline></h1><nyt_byline><div class=byline>By <a "
                f"href=x>ANN LEE</a></div></nyt_byline>{ferry.ENGLISH}</div></body></html>"
            ),
            H,
            ["Ann Lee"],
            id="nyt 2005",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | World news | The Guardian</title><meta property=og:title "
                f"content='{H}'></head><body>{NAV}<div id=main-article-info><h1>{H}</h1><p "
                f"id=stand-first>Crowd greets vessel on quay</p></div><ul class=article-attributes><li "
                f"class=byline><div class=contributer-full><a class=contributor rel=author "
                f"href=/profile/annlee>Ann Lee</a> in Kinvara</div></li><li class=publication><a "
                f"href=/>The Guardian</a></li></ul>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="guardian 2010",
        ),
        pytest.param(
            (
                f"<html><head><title>CNN.com - {H} - Nov. 3, "
                f"2003</title></head><body>{NAV}<table><tr><td><h1>{H}</h1><span>Monday, November 3, 2003 "
                f"Posted: 10:12 AM EST</span>{ferry.ENGLISH}</td></tr></table></body></html>"
            ),
            H,
            [],
            id="cnn 2003",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - CNN.com</title></head><body>{NAV}<h1>{H}</h1><div "
                f"class=cnnByline>By <strong>Ann Lee</strong>, CNN</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="cnn byline",
        ),
        pytest.param(
            (
                f"<html lang=fr><head><title>Le ferry des îles reprend du service</title><meta "
                f"property=og:title content='« Le ferry des îles reprend du service "
                f"»'></head><body>{NAV}<h1 class=article__title>« Le ferry des îles reprend du service "
                f"»</h1><p class=article__desc>Deux cents personnes sur le quai.</p><p "
                f"class=meta__author>Par <a href=/signataires/elise-dupont>Élise Dupont</a> et Jean Roux "
                f"(Kinvara, envoyé spécial)</p><p class=meta__date>Publié le 04 mars 2019 à "
                f"08h30</p>{ferry.FRENCH}</body></html>"
            ),
            "« Le ferry des îles reprend du service »",
            ["Élise Dupont", "Jean Roux"],
            id="lemonde",
        ),
        pytest.param(
            (
                f"<html lang=es><head><title>El ferry vuelve a las islas | Internacional | EL "
                f"PAÍS</title></head><body>{NAV}<h1 class=articulo-titulo>El ferry vuelve a las "
                f"islas</h1><h2 class=articulo-subtitulo>Doscientas personas lo esperaban en el "
                f"muelle</h2><div class=firma><span class=autor-nombre><a href=/autor/ana_perez/>Ana "
                f"Pérez</a></span><span class=autor-nombre><a href=/autor/juan_gil/>Juan "
                f"Gil</a></span></div>{ferry.SPANISH}</body></html>"
            ),
            "El ferry vuelve a las islas",
            ["Ana Pérez", "Juan Gil"],
            id="elpais",
        ),
        pytest.param(
            (
                f"<html lang=de><head><title>Inselfähre: Nach einem Jahr wieder im Hafen</title><meta "
                f"property=og:title content='Inselfähre: Nach einem Jahr wieder im Hafen'><meta "
                f"name=author content='Jörg Groß'></head><body>{NAV}<header><h2><span "
                f"class=atc-HeadlineEmphasis>Inselfähre</span><span class=atc-HeadlineText>Nach einem "
                f"Jahr wieder im Hafen</span></h2><ul><li class=atc-MetaAuthor>Von <a>Jörg "
                f"Groß</a></li></ul></header>{ferry.GERMAN}</body></html>"
            ),
            "Nach einem Jahr wieder im Hafen",
            ["Jörg Groß"],
            id="faz",
        ),
        pytest.param(
            (
                f"<html lang=de><head><title>Inselfähre fährt wieder nach einem Jahr Pause - "
                f"Hafenbote</title></head><body>{NAV}<h1>Inselfähre fährt wieder nach einem Jahr "
                f"Pause</h1><p>Stand: 04.03.2019, 08:30 Uhr</p><p>Quelle: "
                f"dpa</p>{ferry.GERMAN}</body></html>"
            ),
            "Inselfähre fährt wieder nach einem Jahr Pause",
            [],
            id="dpa ohne autor",
        ),
        pytest.param(
            (
                f"<html "
                f"lang=ja><head><title>"
                f"離島フェリー、一年ぶりに運航再開：朝日新聞デジタル</title></head><body>{NAV}<h1>離島フェリー、"
                f"一年ぶりに運航再開</h1><p>山田太郎 "
                f"2019年3月4日 8時30分</p>{ferry.JAPANESE}</body></html>"
            ),
            "離島フェリー、一年ぶりに運航再開",
            ["山田太郎"],
            id="asahi",
        ),
        pytest.param(
            (
                f"<html lang=ko><head><title>섬 여객선 1년 만에 운항 재개 - 조선닷컴</title></head><body>{NAV}<h1 "
                f"id=news_title_text_id>섬 여객선 1년 만에 운항 재개</h1><div class=news_title_author><a>홍길동 "
                f"기자</a></div><div>입력 2019.03.04 08:30</div>{ferry.KOREAN}</body></html>"
            ),
            "섬 여객선 1년 만에 운항 재개",
            ["홍길동"],
            id="chosun",
        ),
        pytest.param(
            (
                f"<html lang=ko><head><title>섬 여객선 1년 만에 운항 재개 : 네이버 "
                f"뉴스</title><meta property=og:title "
                f"content='섬 여객선 1년 만에 운항 재개'><meta name='twitter:creator' "
                f"content='연합뉴스'></head><body>{NAV}<h3 id=articleTitle>섬 여객선 1년 만에 운항 재개</h3><span "
                f"class=t11>2019.03.04. 오전 "
                f"8:30</span>{ferry.KOREAN}<p>gildong@example.kr</p></body></html>"
            ),
            "섬 여객선 1년 만에 운항 재개",
            [],
            id="naver",
        ),
        pytest.param(
            (
                f"<html><head><title>金瓦拉渡轮停航一年后恢复运营_新闻中心_新浪网</title></head><body>{NAV}<h1 "
                f"id=artibodyTitle>金瓦拉渡轮停航一年后恢复运营</h1><div class=artInfo><span "
                f"id=pub_date>2013年03月04日08:30</span> <span "
                f"id=media_name>新华网</span></div>{ferry.CHINESE}<p>(责任编辑：李四)</p></body></html>"
            ),
            "金瓦拉渡轮停航一年后恢复运营",
            [],
            id="sina",
        ),
        pytest.param(
            (
                f"<html><head><title>金瓦拉渡轮停航一年后恢复运营_新华网</title>"
                f"</head><body>{NAV}<table><tr><td><div "
                f"id=Title>金瓦拉渡轮停航一年后恢复运营</div></td></tr><tr><td>2008年03月04日 "
                f"08:30:00\u3000来源：新华网\u3000作者：王小明</td></tr></table>{ferry.CHINESE}</body></html>"
            ),
            "金瓦拉渡轮停航一年后恢复运营",
            ["王小明"],
            id="xinhua 2008",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} -- china.org.cn</title></head><body>{NAV}<h1>{H}</h1><p>0 "
                f"Comment(s)Print E-mail Xinhua, June 9, 2013</p><p>Adjust font "
                f"size:</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            [],
            id="china.org.cn",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - People's Daily "
                f"Online</title></head><body>{NAV}<h1>{H}</h1><div>By Wang Xiaoming (People's Daily "
                f"Online) 08:30, March 04, 2019</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Wang Xiaoming"],
            id="people en",
        ),
        pytest.param(
            (
                f"<html lang=ru><head><title>Паром вернулся на остров после года ремонта - РИА Новости, "
                f"04.03.2019</title><meta property=og:title content='Паром вернулся на остров после года "
                f"ремонта'></head><body>{NAV}<h1 class=article__title>Паром вернулся на остров после года "
                f"ремонта</h1><div class=article__info-date>08:30 04.03.2019</div><div "
                f"class=article__author><span class=article__author-name>Иван Петров, "
                f"обозреватель</span></div>{ferry.RUSSIAN}</body></html>"
            ),
            "Паром вернулся на остров после года ремонта",
            ["Иван Петров"],
            id="ria",
        ),
        pytest.param(
            (
                f"<html lang=ru><head><title>Паром вернулся на остров после года ремонта: Происшествия: "
                f"Мир: Lenta.ru</title></head><body>{NAV}<h1 itemprop=headline>Паром вернулся на остров "
                f"после года ремонта</h1><p itemprop=author><span itemprop=name>Иван "
                f"Петров</span></p>{ferry.RUSSIAN}</body></html>"
            ),
            "Паром вернулся на остров после года ремонта",
            ["Иван Петров"],
            id="lenta",
        ),
        pytest.param(
            (
                f"<html lang=ar dir=rtl><head><title>عودة العبارة إلى كينفارا بعد عام من "
                f"التوقف</title></head><body>{NAV}<h1>عودة العبارة إلى كينفارا بعد عام من التوقف</h1><div "
                f"class=writer>أحمد علي - كينفارا</div>{ferry.ARABIC}</body></html>"
            ),
            "عودة العبارة إلى كينفارا بعد عام من التوقف",
            ["أحمد علي"],
            id="alarabiya",
        ),
        pytest.param(
            (
                f"<html lang=he dir=rtl><head><title>המעבורת חזרה לאחר שנה במספנה - "
                f"הארץ</title></head><body>{NAV}<h1>המעבורת חזרה לאחר שנה במספנה</h1><div>מאת: דנה "
                f"כהן</div>{ferry.HEBREW}</body></html>"
            ),
            "המעבורת חזרה לאחר שנה במספנה",
            ["דנה כהן"],
            id="haaretz",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - Pakistan - DAWN.COM</title></head><body>{NAV}<h2 "
                f"class=story__title><a class=story__link href=/1>{H}</a></h2><div><span "
                f"class=story__byline><a class=story__byline__link href=/authors/1/ann-lee>Ann "
                f"Lee</a></span><span class=story__time>Published March 4, "
                f"2019</span></div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="dawn",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - Newspaper - DAWN.COM</title></head><body>{NAV}<h2 "
                f"class=story__title>{H}</h2><span class=story__byline>The Newspaper's "
                f"Correspondent</span>{ferry.ENGLISH}</body></html>"
            ),
            H,
            [],
            id="dawn correspondent",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - The Hindu</title></head><body>{NAV}<h1 "
                f"class=title>{H}</h1><div class=author-nm>Ann Lee</div><div class=ut-container><span "
                f"class=dateline>Kinvara</span><span>March 04, 2019 08:30 "
                f"IST</span></div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="hindu",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Galway News - Times of India</title></head><body>{NAV}<h1 "
                f"class=heading1>{H}</h1><span class='time_cptn'>Ann Lee | TNN | Mar 4, 2019, 08:30 "
                f"IST</span>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="toi",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} – Punch Newspapers</title></head><body>{NAV}<h1 "
                f"class=entry_title>{H}</h1><p>Published March 4, 2019</p><p><strong>Ann Lee, "
                f"Kinvara</strong></p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="punch",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - Daily Nation</title></head><body>{NAV}<h1>{H}</h1><h5>Monday "
                f"March 4 2019</h5><section class=author><strong>By ANN LEE</strong><br><a href=#>More by "
                f"this Author</a></section>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="nation africa",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | News24</title></head><body>{NAV}<h1>{H}</h1><span>2019-03-04 "
                f"08:30</span><p>Ann Lee, News24</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="news24",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title></head><body>{NAV}<h1>{H}</h1><div class=byline>News / 4 "
                f"March 2019, 08:30am / Ann Lee</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="iol",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | RNZ News</title></head><body>{NAV}<h1>{H}</h1><span "
                f"class=updated>8:30 am on 4 March 2019</span><div class=author-card><a "
                f"href=/authors/ann-lee><h3>Ann Lee</h3></a>, <em>Maritime "
                f"Reporter</em></div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="rnz",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - ABC News</title></head><body>{NAV}<h1>{H}</h1><div "
                f"class=byline><a href=/ann>By Ann Lee</a> and <a href=/bo>Bo Lind</a></div><p "
                f"class=published>Posted 4 March 2019, 8:30</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee", "Bo Lind"],
            id="abc au",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - by Ann Lee - The Quay</title><meta property=og:title "
                f"content='{H}'><meta name=author content='Ann Lee'></head><body><h1 class=post-title><a "
                f"href=/>{H}</a></h1><h3 class=subtitle>Notes from the "
                f"quay</h3>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="substack",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}. And why it matters | by Ann Lee | The Quay | "
                f"Medium</title><meta property=og:title content='{H}'><meta name=author content='Ann "
                f"Lee'></head><body><h1>{H}</h1><h2>And why it matters</h2><a rel=author>Ann "
                f"Lee</a>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="medium",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title></head><body class=post-template><h1 "
                f"class=article-title>{H}</h1><h4 class=author-name><a href=/author/ann>Ann "
                f"Lee</a></h4>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="ghost",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title><meta name=author content='Super "
                f"User'></head><body>{NAV}<div class=item-page><div class=page-header><h2 "
                f"itemprop=name>{H}</h2></div><dl class=article-info><dd class=createdby>Written by "
                f"<span>Super User</span></dd><dd>Published: 04 March "
                f"2019</dd></dl>{ferry.ENGLISH}</div></body></html>"
            ),
            H,
            [],
            id="joomla",
        ),
        pytest.param(
            (
                f"<html><head><title>Kinvara Echo - {H}</title></head><body>{NAV}<table "
                f"class=contentpaneopen><tr><td class=contentheading>{H}</td></tr></table><table "
                f"class=contentpaneopen><tr><td><span class=small>Written by Ann "
                f"Lee</span></td></tr><tr><td class=createdate>Monday, 04 March 2009 "
                f"08:30</td></tr><tr><td>{ferry.ENGLISH}</td></tr></table></body></html>"
            ),
            H,
            ["Ann Lee"],
            id="joomla author",
        ),
        pytest.param(
            (
                f"<html lang=de><head><title>Inselfähre fährt wieder: Stadt "
                f"Kinvara</title></head><body>{NAV}<div class=news-single-item><h1>Inselfähre fährt "
                f"wieder</h1><div class=news-single-timedata>04.03.2009 08:30 Alter: 2 Jahre</div><div "
                f"class=news-single-author>Von: Jörg Groß</div>{ferry.GERMAN}</div></body></html>"
            ),
            "Inselfähre fährt wieder",
            ["Jörg Groß"],
            id="typo3",
        ),
        pytest.param(
            (
                f"<html><head><title>The Quay: {H}</title></head><body><div id=banner><h1><a href=/>The "
                f"Quay</a></h1><h2>Notes from the islands</h2></div><h2>March 04, "
                f"2005</h2><h3>{H}</h3>{ferry.ENGLISH}<p class=posted>Posted by Ann Lee at March 4, 2005 "
                f"08:30 AM</p></body></html>"
            ),
            H,
            ["Ann Lee"],
            id="movable type",
        ),
        pytest.param(
            (
                f"<html><head><title>Kinvara Portal - {H}</title></head><body>{NAV}<table><tr><td><font "
                f"class=option><b>{H}</b></font><br><font class=content>Posted on Monday, March 04 @ "
                f"08:30:00 CET by "
                f"<b>admin</b></font></td></tr><tr><td>{BROKEN}</td></tr></table></body></html>"
            ),
            H,
            [],
            id="phpnuke",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title><meta name=author content='Kinvara Ferries "
                f"Ltd.'></head><body>{NAV}<h1>{H}</h1><p>News provided by</p><p><a href=/x>Kinvara "
                f"Ferries Ltd.</a></p><p>Mar 04, 2019, 08:30 ET</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            [],
            id="prnewswire",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Reuters</title><meta name=author content='Ann "
                f"Lee'></head><body>{NAV}<h1>{H}</h1><p id=articleInfo><span>By <a>Ann Lee</a> and <a>Bo "
                f"Lind</a></span><br>KINVARA | <span>Mon Mar 4, 2012 8:30am "
                f"EST</span></p>{ferry.ENGLISH}<p>(Additional reporting by Cy Young; Editing by Di "
                f"Roe)</p></body></html>"
            ),
            H,
            ["Ann Lee", "Bo Lind"],
            id="reuters 2012",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Reuters</title></head><body>{NAV}<h1>{H}</h1><p>(Reuters) - "
                f"The ferry is back, its owner said, and it will stay on the route through the whole of "
                f"next winter.</p>{ferry.ENGLISH}<p>(Reporting by Ann Lee in Kinvara and Bo Lind in "
                f"Westport; Editing by Di Roe)</p></body></html>"
            ),
            H,
            ["Ann Lee", "Bo Lind"],
            id="reuters no byline",
        ),
        pytest.param(
            (
                f"<html><head><title>News from The Associated "
                f"Press</title></head><body><table><tr><td><span class=headline>{H}</span><br><span "
                f"class=byline>By ANN LEE<br>Associated Press "
                f"Writer</span><br>{ferry.ENGLISH}</td></tr></table></body></html>"
            ),
            H,
            ["Ann Lee"],
            id="hosted ap",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Kinvara, GA Patch</title></head><body>{NAV}<h1>{H}</h1><h2>Two "
                f"hundred met it on the quay.</h2><h6>By <strong>Ann Lee</strong>, Patch "
                f"Staff</h6><time>Mar 4, 2019 8:30 am ET</time>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="patch",
        ),
        pytest.param(
            (
                f"<html lang=pt><head><title>Balsa volta às ilhas após um ano - 04/03/2019 - Mundo - "
                f"Folha</title></head><body>{NAV}<h1 class=c-content-head__title>Balsa volta às ilhas "
                f"após um ano</h1><div class=c-signature><strong class=c-signature__author>Ana "
                f"Lima</strong><br>Kinvara</div>{ferry.SPANISH}</body></html>"
            ),
            "Balsa volta às ilhas após um ano",
            ["Ana Lima"],
            id="folha",
        ),
        pytest.param(
            (
                f"<html lang=it><head><title>Il traghetto torna alle isole dopo un anno - "
                f"Corriere.it</title></head><body>{NAV}<h1 class=title-art-hp>Il traghetto torna alle "
                f"isole dopo un anno</h1><p class=media-news-date-time>4 marzo 2019</p><span "
                f"class=signature>di <a>Marco Rossi</a></span>{ferry.SPANISH}</body></html>"
            ),
            "Il traghetto torna alle isole dopo un anno",
            ["Marco Rossi"],
            id="corriere",
        ),
        pytest.param(
            (
                f"<html lang=sv><head><title>Öfärjan tillbaka efter ett år | "
                f"Aftonbladet</title></head><body>{NAV}<h1>Öfärjan tillbaka efter ett år</h1><div "
                f"class=byline><span>Anna "
                f"Lind</span><span>anna.lind@example.se</span></div><time>Publicerad: 4 mars "
                f"2019</time>{ferry.ENGLISH}</body></html>"
            ),
            "Öfärjan tillbaka efter ett år",
            ["Anna Lind"],
            id="aftonbladet",
        ),
        pytest.param(
            (
                f"<html lang=pl><head><title>Prom wrócił na wyspy po "
                f"roku</title></head><body>{NAV}<h1>Prom wrócił na wyspy po roku</h1><div "
                f"id=gazeta_article_author>Jan Kowalski, PAP</div><div>04.03.2019 "
                f"08:30</div>{ferry.ENGLISH}</body></html>"
            ),
            "Prom wrócił na wyspy po roku",
            ["Jan Kowalski"],
            id="gazeta",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}, World News & Top Stories - The Straits Times</title><meta "
                f"property=og:title content='{H}'></head><body>{NAV}<h1 itemprop=name>{H}</h1><div "
                f"class=story-postdate>Published Mar 4, 2019</div><div class=author-field>Ann "
                f"Lee</div><div class=designation>Ireland Correspondent In "
                f"Galway</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="straits",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Europe – Gulf News</title></head><body>{NAV}<h1>{H}</h1><p "
                f"class=sub>Crowd of two hundred meets vessel</p><div class=author>Ann Lee, Senior "
                f"Reporter</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="gulf",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Inquirer News</title></head><body>{NAV}<h1 "
                f"class=entry-title>{H}</h1><div id=art_plat>By: <a href=/byline/ann-lee>Ann Lee</a> - "
                f"<a>@inquirerdotnet</a> Philippine Daily Inquirer / 08:30 AM March 04, "
                f"2019</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="inquirer ph",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} - Society & Culture - "
                f"TASS</title></head><body>{NAV}<h1>{H}</h1><p>KINVARA, March 4. /TASS/. The ferry is "
                f"back in service, and its owner said that it will stay on the route through "
                f"winter.</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            [],
            id="tass",
        ),
        pytest.param(
            (
                f"<html lang=es><head><title>El Muelle: El ferry vuelve a las "
                f"islas</title></head><body><h1>El Muelle</h1><h2>lunes, 4 de marzo de 2013</h2><h3 "
                f"class='post-title'>El ferry vuelve a las islas</h3>{ferry.SPANISH}<span "
                f"class='post-author vcard'>Publicado por <span class=fn>Ana Pérez</span></span><div "
                f"class=comments><h4>2 comentarios:</h4><cite class=user>Juan "
                f"Gil</cite></div></body></html>"
            ),
            "El ferry vuelve a las islas",
            ["Ana Pérez"],
            id="blogspot es",
        ),
        pytest.param(
            (
                f"<html><head><title>{H} | Kinvara Echo</title></head><body>{NAV}<h1>{H}</h1><div "
                f"class=byline>Associated Press</div>{ferry.ENGLISH}</body></html>"
            ),
            H,
            [],
            id="wire mill",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title></head><body>{NAV}<h1>{H}</h1><p>ANN LEE<br>STAFF "
                f"WRITER</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="staff writer caps",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title></head><body>{NAV}<h1>{H}</h1><p>By ANN LEE Special to "
                f"the Echo</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="special to",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title></head><body>{NAV}<h1>{H}</h1><p>by Ann Lee / March 4, "
                f"2019 / 5 Comments</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee"],
            id="author slash date",
        ),
        pytest.param(
            (
                f"<html><head><title>{H}</title></head><body>{NAV}<h1>{H}</h1><p>By Ann "
                f"Lee<br>ann@example.org</p><p>By Bo "
                f"Lind<br>bo@example.org</p>{ferry.ENGLISH}</body></html>"
            ),
            H,
            ["Ann Lee", "Bo Lind"],
            id="two bylines paras",
        ),
        pytest.param(
            (
                f"<html><head><title>Home | Kinvara Echo</title></head><body>{NAV}<h2 "
                f"class=head>{H}</h2><p>4 March 2019</p>{ferry.ENGLISH}<h2>School wins debating "
                f"cup</h2><p>The pupils won.</p></body></html>"
            ),
            H,
            [],
            id="related h1-like",
        ),
        pytest.param(
            (
                f"<html><head><title>{C} | Courts | Isle Today</title><meta property=og:title "
                f"content='{C} | Isle Today'></head><body>{NAV}<h1>Courts</h1><article><h2 "
                f"class=hl>{C}</h2><div class=meta>Ann Lee · 4 March "
                f"2019</div>{ferry.COURT}</article></body></html>"
            ),
            C,
            ["Ann Lee"],
            id="section h1",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><p>By Ann Lee and "
                f"agencies</p>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="and agencies",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><p class=byline>Ann Lee and "
                f"AFP</p>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="and AFP",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><p "
                f"class=byline>Agencies</p>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="agencies only",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><p>By our reporter Ann "
                f"Lee</p>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="our reporter",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><p>BY ANN LEE AND STAFF "
                f"REPORTS</p>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="caps and staff",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><p>Posted on 4 March 2019 "
                f"by <a rel=author title='View all posts by Ann Lee' href=/author/ann>Ann "
                f"Lee</a></p>{ferry.COURT}<div class=bio><h3>Ann Lee</h3><a rel=author "
                f"href=/author/ann>View all posts by Ann Lee →</a></div></body></html>"
            ),
            C,
            ["Ann Lee"],
            id="view all posts",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}<a rel=author "
                f"href=/author/ann>View all posts by Ann Lee →</a></body></html>"
            ),
            C,
            ["Ann Lee"],
            id="view all posts only",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div>Posted by Ann Lee on "
                f"March 4, 2019 in News, Courts</div>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="posted in by",
        ),
        pytest.param(
            (
                f"<html><head><title>Opinion | {C} - Isle Today</title><meta property=og:title "
                f"content='Opinion | {C}'></head><body>{NAV}<span>Opinion</span><h1>{C}</h1><a "
                f"href=/people/ann-lee>Ann Lee</a><p>March 4, 2019</p>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="opinion bar title",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C} <a class=anchor "
                f"href=#x>#</a></h1>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="h1 with anchor",
        ),
        pytest.param(
            (
                f"<html><head><title>{C} - Isle Today</title></head><body>{NAV}<h1>{C} <a "
                f"href=/print>Print this page</a></h1>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="h1 print link",
        ),
        pytest.param(
            (
                f"<html><head><title>{C} - Isle Today</title><meta property=og:site_name content='Isle "
                f"Today'></head><body>{NAV}<h1>{C} - Isle Today</h1>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="h1 with site",
        ),
        pytest.param(
            (
                f"<html><head><title>Ferry company must repay islan...</title></head><body>{NAV}<div "
                f"class=story-head>{C}</div>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="truncated in word",
        ),
        pytest.param(
            (
                f"<html><head><title>News: {C}</title></head><body>{NAV}<div "
                f"class=headline-big>{C}</div><p>4 March 2019</p>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="news prefix",
        ),
        pytest.param(
            (
                f"<html><head><title></title></head><body><p><b>{C}</b></p><p><i>By Ann "
                f"Lee</i></p>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="docs bold",
        ),
        pytest.param(f"<html><body>{NAV}<h2>{C}</h2>{ferry.COURT}</body></html>", C, [], id="nothing in head"),
        pytest.param(
            (
                f"<html><head><title>Isle Today</title><meta property=og:title "
                f"content='{C}'></head><body><h1>Isle Today</h1>{NAV}<div "
                f"class=t>{C}</div>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="h1 = site, og = headline long",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><script "
                f'type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"{C}","aut'
                f'hor":[{{"@type":"Person","url":"https://x/ann"}}]}}</script></head><body>{NAV}<h1>{C}</h1><div '
                f"class=by>By <b>Ann Lee</b>, Courts correspondent</div>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="json author url only",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><script "
                f'type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"{C}","author":"Ann '
                f'Lee/Isle Today"}}</script></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>'
            ),
            C,
            ["Ann Lee"],
            id="json author slash",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><script "
                f'type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"{C}","aut'
                f'hor":{{"@type":"Person","name":"Ann '
                f'Lee (Reuters)"}}}}</script></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>'
            ),
            C,
            ["Ann Lee"],
            id="json author bracket",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><script "
                f'type=\'application/ld+json\'>{{"@type":"NewsArticle","headline":"{C}","creator":["Ann '
                f'Lee","Bo Lind"]}}</script></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>'
            ),
            C,
            ["Ann Lee", "Bo Lind"],
            id="json creator str",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name='DC.creator' content='Ann "
                f"Lee'></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="dc creator",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name='parsely-author' content='Ann Lee'><meta "
                f"name='parsely-author' content='Bo "
                f"Lind'></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee", "Bo Lind"],
            id="parsely json",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name='twitter:label1' content='Written by'><meta "
                f"name='twitter:data1' content='Ann "
                f"Lee'></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="twitter label",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name='twitter:label1' content='Est. reading "
                f"time'><meta name='twitter:data1' content='3 "
                f"minutes'></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="twitter label time",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name=author "
                f"content='Courts'></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="author field = section",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name=author content='Isle "
                f"Today'></head><body>{NAV}<h1>{C}</h1><p>© 2019 Isle Today</p>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="author field = title",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div "
                f"class=author>Galway</div>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="author field = city",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div class=author>Source: "
                f"Reuters</div>{ferry.COURT}</body></html>"
            ),
            C,
            [],
            id="source reuters author",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div class=byline>Ann Lee "
                f"ann.lee@isle.example</div>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="email prefix",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div class=authors><div "
                f"class=author><span class=name>Ann Lee</span><span class=role>Courts "
                f"Correspondent</span></div><div class=author><span class=name>Bo Lind</span><span "
                f"class=role>Islands Editor</span></div></div>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee", "Bo Lind"],
            id="author then role list",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div class=author><img "
                f"alt='Ann Lee'><a href=/author/ann-lee>Ann Lee</a><span>@annlee</span><time>4 March "
                f"2019</time></div>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="author img",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title></head><body>{NAV}<h1>{C}</h1><div class=author-info>By "
                f"<a href=/author/ann-lee>Ann Lee</a><div class=hovercard><h5>Ann Lee</h5><p>Ann Lee "
                f"covers courts. She joined in "
                f"2011.</p><a>Follow</a></div></div>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="hover card",
        ),
        pytest.param(
            (
                f"<html><head><title>{C}</title><meta name=author content='Ann Lee, "
                f"Contributor'></head><body>{NAV}<h1>{C}</h1>{ferry.COURT}</body></html>"
            ),
            C,
            ["Ann Lee"],
            id="contributor network",
        ),
        pytest.param(
            (
                f"<html><head><title>Fährgesellschaft muss zahlen | Insel "
                f"heute</title></head><body>{NAV}<span class=dachzeile>Urteil in "
                f"Galway</span><h1>Fährgesellschaft muss zahlen</h1><p class=autor>VON JÖRG GROSS UND "
                f"KÄTHE MAIER</p>{ferry.GERMAN}</body></html>"
            ),
            "Fährgesellschaft muss zahlen",
            ["Jörg Gross", "Käthe Maier"],
            id="de ressort",
        ),
        pytest.param(
            (
                f"<html><head><title>Fährgesellschaft muss zahlen | Insel "
                f"heute</title></head><body>{NAV}<h1>Fährgesellschaft muss zahlen</h1><p "
                f"class=author>jgr/dpa</p>{ferry.GERMAN}</body></html>"
            ),
            "Fährgesellschaft muss zahlen",
            [],
            id="de kuerzel",
        ),
        pytest.param(
            (
                f"<html><head><title>La naviera debe pagar | El Muelle</title></head><body>{NAV}<h1>La "
                f"naviera debe pagar</h1><div class=firma>Ana Pérez / Agencias</div><div class=fecha>4 de "
                f"marzo de 2019</div>{ferry.SPANISH}</body></html>"
            ),
            "La naviera debe pagar",
            ["Ana Pérez"],
            id="es agencias",
        ),
        pytest.param(
            (
                f"<html><head><title>La naviera debe pagar | El Muelle</title></head><body>{NAV}<h1>La "
                f"naviera debe pagar</h1><div class=autor>ANA "
                f"PÉREZ<span>Madrid</span></div>{ferry.SPANISH}</body></html>"
            ),
            "La naviera debe pagar",
            ["Ana Pérez"],
            id="es ciudad",
        ),
        pytest.param(
            (
                f"<html><head><title>Паромная компания заплатит островитянам — Портовый "
                f"вестник</title></head><body>{NAV}<h1>Паромная компания заплатит островитянам</h1><div "
                f"class=author>Иван Петров, корреспондент</div>{ferry.RUSSIAN}</body></html>"
            ),
            "Паромная компания заплатит островитянам",
            ["Иван Петров"],
            id="ru korr",
        ),
        pytest.param(
            (
                f"<html><head><title>渡轮公司须向岛民退款_港口日报</title></head><body>"
                f"{NAV}<h1>渡轮公司须向岛民退款</h1><p>来源：港口日报 "
                f"| 作者：王小明 李红 | 时间：2019-03-04 08:30</p>{ferry.CHINESE}</body></html>"
            ),
            "渡轮公司须向岛民退款",
            ["王小明", "李红"],
            id="zh multi",
        ),
        pytest.param(
            (
                f"<html><head><title>渡轮公司须向岛民退款--港口网</title></head>"
                f"<body>{NAV}<h3>法院裁决</h3><h1>渡轮公司须向岛民退款"
                f"</h1><h4>可在三周内上诉</h4><p>本报记者 "
                f"王小明</p>{ferry.CHINESE}</body></html>"
            ),
            "渡轮公司须向岛民退款",
            ["王小明"],
            id="zh kicker sub",
        ),
    ],
)
def test_what_the_page_prints_is_read(page: str, headline: str, authors: list[str]) -> None:
    url = "https://www.example.org/a/1"
    reading = read_page(Page(page.encode(), "text/html", datetime(2026, 1, 1, tzinfo=UTC), "utf-8", url))
    assert isinstance(reading, Reading)
    assert reading.facts.headline == headline
    assert (list(reading.facts.byline.authors) if reading.facts.byline else []) == authors
