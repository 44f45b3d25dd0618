"""Dumps of pages in many languages: menu, headline, credit line, story, related links, footer."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from app.extract.dumps.dump import clean_dump


class Told(NamedTuple):
    above: tuple[str, ...]
    story: tuple[str, ...]
    below: tuple[str, ...]


GERMAN = Told(
    ("Startseite", "Politik", "Wirtschaft", "Kultur", "Sport", "Anmelden", "Hafen von Harrowfurt öffnet im Juni wieder",
     "4. März 2021, 10:32 Uhr", "Lesezeit: 2 Min."),
    ("Der Hafen von Harrowfurt soll im Juni wieder für Fischerboote geöffnet werden. Das teilte die Ministerin für "
     "Küstenschutz, Ellen Varga, am Montag nach einer Sitzung des Kabinetts mit.",
     "Die Reparatur der Mole hat bislang 41 Millionen Kronen gekostet, ein Drittel mehr als vor zwei Jahren geplant. "
     "Schuld daran sind nach Angaben des Ministeriums die Preise für Stahl und Beton.",
     "„Wir haben sie einst für das Wetter gebaut, das wir hatten“, sagte Varga. „Jetzt bauen wir sie für das Wetter, "
     "das wir bekommen werden.“",
     "Rund 300 Fischer laufen seit dem Sturm vom benachbarten Lundbach aus, wie ihre Gewerkschaft mitteilte. Der Weg "
     "zu den Fanggründen ist von dort aus zwei Stunden länger."),
    ("Mehr zum Thema", "Heringsquoten bleiben unverändert", "Die Nacht, in der die Mole brach", "Zur Startseite",
     "Impressum", "Datenschutz", "© Nordblatt 2021"),
)  # fmt: skip
RUSSIAN = Told(
    ("Главная", "Политика", "Экономика", "Культура", "Спорт", "Порт Харроу откроется в июне", "4 марта 2021, 10:32"),
    ("Порт Харроу снова откроется для рыболовных судов в июне, через два года после шторма, который разрушил его "
     "внешний мол, сообщила в понедельник министр Елена Варга.",
     "Ремонт обошёлся уже в 41 миллион крон, это на треть больше, чем планировало правительство. В министерстве "
     "объясняют это тем, что подорожали сталь и бетон.",
     "«Когда-то мы строили его для той погоды, которая у нас была, а теперь строим для той, которая у нас будет», — "
     "сказала она журналистам после заседания.",
     "Около трёхсот рыбаков после шторма выходят в море из соседней бухты, говорят в их профсоюзе. Дорога оттуда "
     "занимает на два часа больше, чем раньше."),
    ("Читайте также", "Квоты на сельдь останутся прежними", "Ночь, когда сломался мол", "Поделиться", "О проекте",
     "Контакты", "Реклама"),
)  # fmt: skip
SPANISH = Told(
    ("Inicio", "Internacional", "Economía", "Cultura", "Deportes", "El puerto de Harrow reabrirá en junio",
     "4 de marzo de 2021 - 10:32"),
    ("El puerto de Harrow volverá a abrir en junio para los barcos de pesca, dos años después de que una tormenta "
     "rompiera su muro exterior, según anunció el lunes la ministra Elena Varga.",
     "La reparación ha costado hasta ahora 41 millones de coronas, un tercio más de lo que había previsto el "
     "Gobierno, que lo atribuye al precio del acero y del hormigón.",
     "«Lo construimos para el tiempo que teníamos y ahora lo construimos para el tiempo que vamos a tener», dijo la "
     "ministra a los periodistas.",
     "Unos 300 pescadores salen desde entonces del puerto vecino, según su sindicato, y tardan dos horas más en "
     "llegar a las zonas donde pescan."),
    ("Te puede interesar", "Las cuotas de arenque siguen igual", "La noche en que se rompió el muro", "Compartir",
     "Aviso legal", "Contacto"),
)  # fmt: skip
ARABIC = Told(
    ("الرئيسية", "أخبار", "اقتصاد", "رياضة", "ثقافة", "ميناء هارو يفتح أبوابه في يونيو", "4 مارس 2021"),
    ("يفتح ميناء هارو أبوابه من جديد أمام قوارب الصيد في شهر يونيو، بعد عامين على العاصفة التي حطمت جداره الخارجي، "
     "حسبما أعلنت الوزيرة إيلين فارغا يوم الاثنين.",
     "وبلغت كلفة الإصلاح حتى الآن 41 مليون كرونة، أي أكثر بالثلث مما كانت الحكومة قد خططت له قبل عامين، وذلك بسبب "
     "ارتفاع أسعار الحديد والإسمنت.",
     "وقالت الوزيرة للصحفيين بعد الجلسة: «لقد بنيناه في الماضي من أجل الطقس الذي كان لدينا، ونحن نبنيه اليوم من "
     "أجل الطقس الذي سيأتي.»",
     "ويبحر نحو 300 صياد منذ العاصفة من الميناء المجاور، وفق ما قالته نقابتهم، وهو ما يضيف إلى يوم عملهم ساعتين من "
     "الإبحار."),
    ("اقرأ أيضا", "حصص الرنجة تبقى كما هي", "الليلة التي انكسر فيها الجدار", "شارك", "اتصل بنا", "من نحن"),
)  # fmt: skip
CHINESE = Told(
    ("首页", "新闻", "财经", "体育", "文化", "哈罗港六月重新开放", "2021年3月4日 10:32 来源：北方社"),
    ("哈罗港将于六月重新向渔船开放，部长星期一在市政厅对记者说。两年前的一场风暴冲毁了港口的外防波堤。",
     "维修费用迄今已经达到四千一百万克朗，比政府原来的计划多出三分之一。该部说，原因是钢材和水泥价格上涨。",
     "“过去我们是为过去的天气建的，现在我们要为将来的天气来建。”她在会议之后说。",
     "渔民工会说，自风暴以来约有三百名渔民从邻近的港口出海，每天路上要多花两个小时。"),
    ("相关新闻", "鲱鱼配额保持不变", "防波堤断裂之夜", "分享到", "关于我们", "联系我们", "版权所有"),
)  # fmt: skip
JAPANESE = Told(
    ("ホーム", "政治", "経済", "スポーツ", "文化", "ハロー港、六月に再開へ", "2021年3月4日 10時32分"),
    ("ハロー港は六月に漁船の利用を再開する。二年前の嵐で外側の防波堤が壊れていたもので、担当大臣が月曜日の会見で明らかにした。",
     "修理の費用はこれまでに四千百万クローネに達し、政府の当初の計画を三割上回っている。鋼材とコンクリートの値上がりが理由だという。",
     "「かつては当時の天気のために造った。今はこれからの天気のために造っている」と大臣は記者団に語った。",
     "漁業者の組合によると、嵐の後はおよそ三百人が隣の港から出漁しており、漁場までの時間が二時間長くなっている。"),
    ("関連記事", "ニシンの漁獲枠は据え置き", "防波堤が壊れた夜", "シェアする", "会社概要", "お問い合わせ"),
)  # fmt: skip
LANGUAGES = {
    "german": GERMAN, "russian": RUSSIAN, "spanish": SPANISH, "arabic": ARABIC, "chinese": CHINESE,
    "japanese": JAPANESE,
}  # fmt: skip


@pytest.mark.parametrize("told", LANGUAGES.values(), ids=LANGUAGES.keys())
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["a-line-each", "blank-lines-between"])
def test_a_story_in_any_language_is_found(told: Told, between: str) -> None:
    dump = "\n".join((*told.above, "", between.join(told.story), "", *told.below))
    assert clean_dump(dump).body == "\n\n".join(told.story)


@pytest.mark.parametrize("told", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_a_story_in_any_language_is_found_where_the_dump_is_indented_and_lists_its_links(told: Told) -> None:
    above = "\n".join(f"    * {line}" for line in told.above)
    below = "\n".join(f"    * {line}" for line in told.below)
    story = "\n\n".join(f"      {line}" for line in told.story)
    assert clean_dump(f"{above}\n\n{story}\n\n{below}").body == "\n\n".join(told.story)
