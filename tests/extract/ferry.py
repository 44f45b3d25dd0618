"""One invented story in several languages, to stand on test pages under any template: a ferry is back in service."""


def make_story(*paragraphs: str) -> str:
    """Give paragraphs as markup."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


ENGLISH = make_story(
    (
        "The ferry between Kinvara and the outer islands is back in service after a year in which it lay at "
        "the yard in Westport, its owner said on Monday."
    ),
    (
        "Some two hundred people stood on the quay when it came in, and the band of the primary school "
        "played until the last car had rolled ashore."
    ),
    (
        "The crossing takes fifty minutes and costs nine euros, two more than before the accident that "
        "damaged the engine room last winter."
    ),
)
GERMAN = make_story(
    (
        "Die Fähre zwischen Kinvara und den äußeren Inseln fährt "
        "wieder, nachdem sie ein Jahr lang in der Werft von Westport "
        "gelegen hatte, sagte ihr Eigner am Montag."
    ),
    (
        "Etwa zweihundert Menschen standen am Kai, als sie einlief, und die Kapelle der Grundschule spielte, "
        "bis das letzte Auto an Land gerollt war."
    ),
    (
        "Die Überfahrt dauert fünfzig Minuten und kostet neun Euro, "
        "zwei mehr als vor dem Unfall, der im Winter den "
        "Maschinenraum beschädigt hatte."
    ),
)
FRENCH = make_story(
    (
        "Le ferry entre Kinvara et les îles a repris du service "
        "après une année passée au chantier de Westport, a annoncé "
        "lundi son propriétaire."
    ),
    (
        "Quelque deux cents personnes attendaient sur le quai à son "
        "arrivée, et la fanfare de l’école a joué jusqu’à ce que la "
        "dernière voiture soit à terre."
    ),
    (
        "La traversée dure cinquante minutes et coûte neuf euros, "
        "deux de plus qu’avant l’accident qui a endommagé la salle "
        "des machines l’hiver dernier."
    ),
)
SPANISH = make_story(
    (
        "El ferry entre Kinvara y las islas volvió al servicio "
        "después de un año en el astillero de Westport, dijo el "
        "lunes su propietario."
    ),
    (
        "Unas doscientas personas esperaban en el muelle cuando "
        "llegó, y la banda de la escuela tocó hasta que el último "
        "coche bajó a tierra."
    ),
    (
        "La travesía dura cincuenta minutos y cuesta nueve euros, "
        "dos más que antes del accidente que dañó la sala de "
        "máquinas el invierno pasado."
    ),
)
RUSSIAN = make_story(
    (
        "Паром между Кинварой и островами снова ходит после года, "
        "проведённого на верфи в Уэстпорте, сообщил в понедельник "
        "его владелец."
    ),
    (
        "Около двухсот человек стояли на причале, когда он пришёл, и "
        "школьный оркестр играл, пока последняя машина не съехала на "
        "берег."
    ),
    (
        "Переправа занимает пятьдесят минут и стоит девять евро, на "
        "два больше, чем до аварии, повредившей машинное отделение "
        "прошлой зимой."
    ),
)
CHINESE = make_story(
    "金瓦拉与外岛之间的渡轮在韦斯特波特船厂停放一年之后，于星期一重新投入运营，船主当天宣布了这一消息。",
    "大约两百人站在码头上迎接渡轮进港，小学乐队一直演奏到最后一辆汽车驶上岸边，气氛十分热烈。",
    "航程需要五十分钟，票价为九欧元，比去年冬天机舱受损事故之前贵了两欧元，岛上居民表示可以理解。",
)
KOREAN = make_story(
    "킨바라와 외곽 섬을 잇는 여객선이 웨스트포트 조선소에서 1년을 보낸 뒤 월요일 다시 운항을 시작했다고 선주가 밝혔다.",
    "배가 들어올 때 부두에는 약 200명이 나와 있었고, 초등학교 악대는 마지막 차량이 내릴 때까지 연주를 계속했다.",
    "운항 시간은 50분이며 요금은 9유로로, 지난겨울 기관실이 파손된 사고 이전보다 2유로 올랐다고 회사 측은 설명했다.",
)
JAPANESE = make_story(
    "キンバラと離島を結ぶフェリーが、ウェストポートの造船所で一年を過ごした後、月曜日に運航を再開したと船主が発表した。",
    "入港時には約二百人が岸壁に集まり、小学校の楽隊は最後の車が上陸するまで演奏を続けて船の帰りを祝った。",
    "所要時間は五十分で、料金は九ユーロと、昨冬の機関室の事故の前より二ユーロ高くなったと会社は説明している。",
)
ARABIC = make_story(
    (
        "عادت العبارة التي تربط كينفارا بالجزر الخارجية إلى الخدمة "
        "بعد عام قضته في حوض ويستبورت، كما أعلن مالكها يوم الاثنين."
    ),
    ("ووقف نحو مئتي شخص على الرصيف عندما وصلت، وعزفت فرقة المدرسة الابتدائية حتى نزلت آخر سيارة إلى الشاطئ."),
    ("تستغرق الرحلة خمسين دقيقة وتكلف تسعة يوروهات، أي أكثر بيوروين مما كانت عليه قبل الحادث الذي أضر بغرفة المحركات."),
)
HEBREW = make_story(
    ("המעבורת בין קינווארה לאיים החיצוניים חזרה לשירות לאחר שנה שבה עגנה במספנה בווסטפורט, כך הודיע בעליה ביום שני."),
    "כמאתיים איש עמדו על הרציף כשנכנסה, ותזמורת בית הספר היסודי ניגנה עד שהמכונית האחרונה ירדה לחוף.",
    ("ההפלגה נמשכת חמישים דקות ועולה תשעה אירו, שניים יותר מאשר לפני התאונה שפגעה בחדר המכונות בחורף שעבר."),
)
COURT = make_story(
    (
        "The company that runs the ferry to the outer islands must repay two million euros to islanders who "
        "paid for crossings that never took place, a court in Galway ruled on Tuesday."
    ),
    (
        "The judges said the firm had known for months that its only vessel would not return from the yard "
        "before the autumn, and had gone on selling tickets at the full price."
    ),
    ("A lawyer for the islanders called it a good day, and said most of the money would be paid out before Christmas."),
    "The company has three weeks in which it can appeal.",
)
"""Another story, told after it."""
