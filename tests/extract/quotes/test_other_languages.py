# ruff: noqa: E501 - lines of news as they are printed
"""Who says marked words in other languages: one line of news each, and the speakers of its quotes in order."""

import pytest

from app.extract.quotes import find_quotes

LINES: list[tuple[str, str, list[str | None]]] = [
    (
        "de",
        "„Wir brauchen mehr Zeit für die Prüfung“, so Umweltminister Tobias Kern am Rande der Sitzung in Kiel. „Das ist keine Frage des Geldes.“",
        ["Tobias Kern", "Tobias Kern"],
    ),
    (
        "de",
        "Der Bürgermeister von Aurich, Enno Harms, sieht das anders: „Die Stadt hat genug Schulden.“ Er fügte hinzu: „Irgendwann ist Schluss.“",
        ["Enno Harms", "Enno Harms"],
    ),
    (
        "de",
        "Die Sprecherin der Staatsanwaltschaft wollte sich nicht äußern. „Kein Kommentar zu laufenden Verfahren“, sagte sie.",
        [None],
    ),
    ("de", "„Die Brücke bleibt bis auf Weiteres gesperrt“, teilte das Landratsamt mit.", [None]),
    (
        "de",
        "„Das war Notwehr und nichts anderes“, sagte die Verteidigerin des Angeklagten, Rechtsanwältin Petra Sundermann, dem „Abendblatt“.",
        ["Petra Sundermann"],
    ),
    (
        "de",
        "Wie der Trainer Milan Vukovic nach dem Spiel sagte, sei man „nicht gut ins Spiel gekommen und habe zu viel zugelassen“.",
        ["Milan Vukovic"],
    ),
    (
        "de",
        "Karin Lüders, Leiterin des Museums, sagte: „Wir hatten noch nie so viele Besucher.“ Die Leiterin lachte. „Sogar nachts stehen sie da“, sagte Lüders.",
        ["Karin Lüders", "Karin Lüders"],
    ),
    (
        "de",
        "Auf einem Transparent stand „Rettet unseren alten Bahnhof“. Das Lied „Alle meine Entchen“ wurde gesungen.",
        [],
    ),
    (
        "fr",
        "« Nous ne lâcherons rien », a prévenu le secrétaire général du syndicat, Paul Martel, devant la presse.",
        ["Paul Martel"],
    ),
    (
        "fr",
        "Pour la directrice de l'école, Lucie Armand, « il faut que les parents se mobilisent ». « Sinon, on ferme », prévient-elle.",
        ["Lucie Armand", "Lucie Armand"],
    ),
    (
        "fr",
        "« C'est un drame pour toute la commune », a réagi auprès de l'AFP Michel Garnier, maire de Saint-Paul depuis 2014.",
        ["Michel Garnier"],
    ),
    ("fr", "Selon Me Claire Dubost, avocate de la famille, « aucune piste n'est écartée ».", ["Claire Dubost"]),
    (
        "fr",
        "Le film « Les Enfants de la nuit » sort mercredi. Sa réalisatrice, Nina Ferrand, a expliqué : « On a tourné en douze jours. »",
        ["Nina Ferrand"],
    ),
    (
        "fr",
        "« Je n'ai jamais vu ça », souffle un pompier. « Il y avait de l'eau jusqu'au plafond », ajoute-t-il.",
        [None, None],
    ),
    (
        "fr",
        "Le ministre de l'Intérieur Henri Sabatier a dénoncé « des violences inadmissibles contre nos policiers ». M. Sabatier doit se rendre sur place.",
        ["Henri Sabatier"],
    ),
    (
        "fr",
        "« La France, a affirmé jeudi le Premier ministre Luc Perrin, tiendra ses engagements. »",
        ["Luc Perrin", "Luc Perrin"],
    ),
    (
        "es",
        '"No nos van a callar", gritó la senadora Pilar Arce desde su banca, y acusó al oficialismo de "vaciar la democracia de contenido".',
        ["Pilar Arce", "Pilar Arce"],
    ),
    (
        "es",
        'El presidente de la federación, Raúl Menchaca, explicó que "el torneo se jugará en dos sedes". "Es lo más justo para todos", dijo Menchaca.',
        ["Raúl Menchaca", "Raúl Menchaca"],
    ),
    (
        "es",
        'Según la médica Teresa Olmos, "la vacuna es segura". Olmos recordó: "Se ha probado en miles de niños".',
        ["Teresa Olmos", "Teresa Olmos"],
    ),
    (
        "es",
        "“Estamos preparados”, dijo a la AFP Mateo Rincón, bombero voluntario. “Pero faltan mangueras”, lamentó el joven de 24 años.",
        ["Mateo Rincón", "Mateo Rincón"],
    ),
    ("es", '"La ciudad —dijo el alcalde Julio Prats— no puede crecer más".', ["Julio Prats", "Julio Prats"]),
    (
        "es",
        '"Aquí no hay culpables", insistió. Ramón Vila, portavoz del grupo, aseguró: "Todo está en manos del juez".',
        [None, "Ramón Vila"],
    ),
    (
        "pt",
        "“A greve continua por tempo indeterminado”, anunciou o presidente do sindicato, Jorge Pacheco, em conferência de imprensa.",
        ["Jorge Pacheco"],
    ),
    (
        "pt",
        'Segundo a meteorologista Estela Sarmento, "a frente fria chega no domingo". "Vai gear na serra", disse ela ao G1.',
        ["Estela Sarmento", "Estela Sarmento"],
    ),
    (
        "pt",
        'O ministro da Saúde, Nelson Brandt, afirmou que "não há falta de vacinas" no país. "O que há é atraso", completou o ministro.',
        ["Nelson Brandt", "Nelson Brandt"],
    ),
    (
        "pt",
        "«Foi um erro de principiante», reconheceu o piloto. «Travei tarde», explicou Nuno Faria, de 22 anos.",
        [None, "Nuno Faria"],
    ),
    (
        "it",
        '"Non abbiamo nulla da nascondere", ha dichiarato all\'ANSA il sindaco di Todi, Franca Belli. "Gli atti sono pubblici".',
        ["Franca Belli", "Franca Belli"],
    ),
    (
        "it",
        'Secondo il virologo Mario Testa "il picco è passato". "Ma serve prudenza", avverte l\'esperto.',
        ["Mario Testa", "Mario Testa"],
    ),
    (
        "it",
        "«Siamo stanchi di promesse», dice Anna, operaia. «La fabbrica - aggiunge - deve riaprire».",
        [None, None, None],
    ),
    (
        "it",
        'Il premier Aldo Serra ha incontrato i sindacati: "Troveremo una soluzione", ha detto al termine.',
        ["Aldo Serra"],
    ),
    ("it", 'A riferirlo è il questore Lino Corsi: "Gli arresti sono dodici, tutti tra Bari e Foggia".', ["Lino Corsi"]),
    (
        "ru",
        "«Мы готовы к переговорам», — сообщила пресс-секретарь министерства Дарья Лунина. Она добавила: «Но не на любых условиях».",
        ["Дарья Лунина", "Дарья Лунина"],
    ),
    ("ru", "Как рассказал «Известиям» эксперт Олег Стрижов, «рынок перегрет уже второй год».", ["Олег Стрижов"]),
    (
        "ru",
        '"Погода будет теплой", - сказал научный руководитель Гидрометцентра Роман Вильдяев. По словам Вильдяева, снег растает к апрелю.',
        ["Роман Вильдяев"],
    ),
    ("ru", "«Дождались!» — воскликнула одна из зрительниц. Фильм «Белый снег детства» получил приз.", [None]),
    (
        "ru",
        "Мэр города Антон Руднев заявил, что «ремонт закончат к зиме». «Асфальт уже кладут», — уточнил мэр.",
        ["Антон Руднев", "Антон Руднев"],
    ),
    ("zh", "“我们将依法处理。”市公安局副局长马国强在发布会上表示。", ["马国强"]),
    (
        "zh",
        "世界卫生组织总干事卡洛斯·蒙特罗警告说，“疫情还没有结束”。蒙特罗还说：“各国不能放松。”",
        ["卡洛斯·蒙特罗", "卡洛斯·蒙特罗"],
    ),
    ("zh", "在谈到新专辑时，歌手丁一凡笑说：“写歌像种菜。”“急不得，”他补充道。", ["丁一凡", "丁一凡"]),
    ("zh", "有网友评论说：“这才是真功夫！”", [None]),
    (
        "de",
        "Der Zoodirektor freute sich über den Nachwuchs. „Die Mutter kümmert sich rührend“, sagte Zoodirektor Lars Brink am Donnerstag der Deutschen Presse-Agentur. Das Jungtier soll „Moritz“ heißen.",
        ["Lars Brink"],
    ),
    (
        "de",
        "„Es gab keinen Befehl“, wiederholte der Angeklagte. Sein Anwalt Gero Hinrichs sprach von einem „fairen Verfahren trotz allem“. „Mein Mandant schweigt ab jetzt“, so Hinrichs.",
        [None, "Gero Hinrichs", "Gero Hinrichs"],
    ),
    (
        "de",
        "Die Ministerpräsidentin von Nordmark, Swantje Petersen (SPD), und Finanzminister Ole Rasch (Grüne) stellten den Haushalt vor. „Wir sparen nicht an der Bildung“, versprach Petersen. Rasch warnte: „Die Rücklagen sind weg.“",
        ["Swantje Petersen", "Ole Rasch"],
    ),
    (
        "de",
        "«Ich habe den Ball gar nicht gesehen», gab Torhüter Nico Bärtschi zu. Er sei von der Sonne geblendet worden, sagte der 23-Jährige.",
        ["Nico Bärtschi"],
    ),
    (
        "fr",
        "« Qui peut croire à cette version ? », interroge Me Sarah Benali. L'avocate de la défense entend faire appel. « Mon client est innocent », martèle-t-elle.",
        ["Sarah Benali", "Sarah Benali"],
    ),
    (
        "fr",
        "« On est sous le choc », témoigne auprès de nos confrères de La Gazette une voisine. « C'était un homme discret. »",
        [None, None],
    ),
    (
        "fr",
        '"Il faut dire les choses", a ajouté M. Dubois. Le député Alain Dubois était l\'invité de la radio. Invité à réagir, le Premier secrétaire du PS, Marc Olivier, a répondu: "Qu\'il les dise".',
        ["Alain Dubois", "Marc Olivier"],
    ),
    ("fr", "Dans un communiqué, l'association dit « regretter une décision prise sans concertation ».", [None]),
    (
        "es",
        '"La economía crecerá un 3 por ciento", pronosticó la vicepresidenta económica, Carmen Ulloa, en Madrid. La también ministra de Hacienda añadió que "los datos avalan la política del Gobierno".',
        ["Carmen Ulloa", "Carmen Ulloa"],
    ),
    (
        "es",
        "«¿Quién nos va a devolver la casa?», se pregunta Dolores, vecina del barrio. A su lado, su hija Lucía Pardo llora. «Lo hemos perdido todo», repite.",
        [None, "Lucía Pardo"],
    ),
    (
        "es",
        'El diputado opositor Hugo Brizuela tildó de "vergüenza nacional sin precedentes" la votación. "Mañana iremos a la Corte", prometió Brizuela.',
        ["Hugo Brizuela", "Hugo Brizuela"],
    ),
    ("es", '"Todo bien", tuiteó la cantante. La gira "Luz de enero en vivo" arranca en mayo.', [None]),
    (
        "pt",
        '"Nunca pensei em desistir", disse a judoca Mayara Peixoto, de 26 anos, ao ge. Aos prantos, a atleta agradeceu à família. "Essa medalha é da minha mãe", falou.',
        ["Mayara Peixoto", "Mayara Peixoto"],
    ),
    (
        "pt",
        "O primeiro-ministro, Álvaro Matias, recusou comentar o caso. “À justiça o que é da justiça”, limitou-se a dizer. O líder da oposição, Tiago Ferraz, acusou-o de “fugir às perguntas dos portugueses”.",
        ["Álvaro Matias", "Tiago Ferraz"],
    ),
    (
        "it",
        "«Il dialogo resta aperto - ha spiegato il portavoce della Farnesina, Sandro Riva - ma servono garanzie». Riva ha poi ricordato che «l'ambasciata è operativa».",
        ["Sandro Riva", "Sandro Riva", "Sandro Riva"],
    ),
    (
        "it",
        'La premier Giorgia Ferri, intervenendo alla Camera, ha assicurato: "Nessuna nuova tassa". Dura la replica di Elio Bruni (opposizione): "Le solite bugie".',
        ["Giorgia Ferri", "Elio Bruni"],
    ),
    (
        "ru",
        "Глава МИД Республики Карен Агабеков назвал встречу «полезной и своевременной для обеих сторон». «Мы договорились продолжать», — заявил он журналистам.",
        ["Карен Агабеков", "Карен Агабеков"],
    ),
    (
        "ru",
        '"Мне страшно выходить на улицу", - пожаловалась жительница Самары Нина. Участковый Павел Громов отметил: "Патрули усилены".',
        [None, "Павел Громов"],
    ),
    ("zh", "国防部新闻局局长、国防部新闻发言人吴骁28日答记者问。吴骁说：“有关报道与事实不符。”", ["吴骁"]),
    ("zh", "“孩子们的笑声就是最好的工资。”支教老师罗小雨告诉记者。校长也说：“她把心留在了山里。”", ["罗小雨", None]),
    ("zh", "该负责人表示，下一步将加大检查力度。“绝不让一辆带病车上路。”该负责人强调。", [None]),
    (
        "zh",
        "「我沒有後悔，」導演簡正義受訪時說，「電影就是這樣拍出來的。」片名《海的背面》出自他的詩。",
        ["簡正義", "簡正義"],
    ),
    ("zh", "英国首相艾玛·科尔宾25日在议会发表声明，称“不会接受任何附加条件”。", ["艾玛·科尔宾"]),
    (
        "fr",
        "La maire, Armelle Delacourt, a promis une halle neuve.\n\n« Des promesses, on en a eu, a réagi Bruno Fontvieille, président du comité local. Ce qu'il faut, c'est de l'eau. »\n\n« Elle sera propre », a-t-elle dit.",
        ["Bruno Fontvieille", "Bruno Fontvieille", "Armelle Delacourt"],
    ),
]


@pytest.mark.parametrize(("language", "body", "speakers"), LINES, ids=[f"{line[0]}: {line[1][:40]}" for line in LINES])
def test_who_speaks(language: str, body: str, speakers: list[str | None]) -> None:
    assert [quote.speaker for quote in find_quotes(body, language)] == speakers
