import pytest

from app.extract.language import find_language

ENGLISH = "The ferry is back in the harbour after a year, and the people of the island were glad to see it on Monday."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Die Fähre ist nach einem Jahr wieder im Hafen, und die Leute auf der Insel freuten sich am Montag.", "de"),
        ("Le bac est de retour au port après une année, et les habitants de l'île étaient heureux lundi.", "fr"),
        (
            "El transbordador ha vuelto al puerto después de un año y los vecinos de la isla se alegraron el lunes.",
            "es",
        ),
        ("Паром вернулся в порт спустя год, и жители острова были рады увидеть его в понедельник.", "ru"),
        ("渡轮一年后返回港口，岛上的居民星期一很高兴看到它。", "zh"),
        ("フェリーは一年ぶりに港に戻り、島の人々は月曜日に喜んだ。", "ja"),
        ("عادت العبارة إلى الميناء بعد عام وكان أهل الجزيرة سعداء برؤيتها يوم الاثنين.", "ar"),
    ],
)
def test_the_text_decides(text: str, language: str) -> None:
    assert find_language(text, ("en-US",)) == language


SENTENCES = {
    "en": "The ferry returned to the harbour on Thursday after a year in dock, the council said.",
    "de": "Die Fähre kehrte am Donnerstag nach einem Jahr im Dock in den Hafen zurück, teilte der Rat mit.",
    "fr": "Le ferry est revenu jeudi au port après un an en cale sèche, a annoncé le conseil.",
    "es": "El transbordador volvió el jueves al puerto tras un año en dique seco, informó el concejo.",
    "pt": "A balsa voltou na quinta-feira ao porto depois de um ano no estaleiro, informou a câmara.",
    "it": "Il traghetto è tornato giovedì in porto dopo un anno in bacino, ha detto il consiglio.",
    "nl": "De veerboot keerde donderdag na een jaar in het dok terug in de haven, zei de raad.",
    "sv": "Färjan återvände till hamnen på torsdagen efter ett år i docka, sade rådet.",
    "da": "Færgen vendte torsdag tilbage til havnen efter et år i dok, oplyser byrådet.",
    "no": "Fergen kom tilbake til havnen torsdag etter et år i dokk, opplyser kommunestyret.",
    "fi": "Lautta palasi satamaan torstaina vuoden telakoinnin jälkeen, valtuusto kertoi.",
    "pl": "Prom wrócił do portu w czwartek po roku w doku, poinformowała rada.",
    "cs": "Trajekt se ve čtvrtek vrátil do přístavu po roce v doku, uvedla rada.",
    "sk": "Trajekt sa vo štvrtok vrátil do prístavu po roku v doku, uviedla rada.",
    "hu": "A komp csütörtökön tért vissza a kikötőbe egy év dokkolás után, közölte a tanács.",
    "ro": "Feribotul s-a întors joi în port după un an în doc, a anunțat consiliul.",
    "bg": "Фериботът се върна в пристанището в четвъртък след една година в дока, съобщи съветът.",
    "ru": "Паром вернулся в порт в четверг после года в доке, сообщил совет.",
    "uk": "Пором повернувся до порту в четвер після року в доку, повідомила рада.",
    "sr": "Трајект се у четвртак вратио у луку после годину дана у доку, саопштио је савет.",
    "hr": "Trajekt se u četvrtak vratio u luku nakon godinu dana u doku, priopćilo je vijeće.",
    "el": "Το πλοίο επέστρεψε στο λιμάνι την Πέμπτη μετά από έναν χρόνο, ανακοίνωσε το συμβούλιο.",
    "tr": "Feribot bir yıl havuzda kaldıktan sonra perşembe günü limana döndü, meclis açıkladı.",
    "id": "Feri itu kembali ke pelabuhan pada Kamis setelah setahun di galangan, kata dewan.",
    "vi": "Chiếc phà đã trở lại cảng hôm thứ Năm sau một năm sửa chữa, hội đồng cho biết.",
    "ar": "عادت العبارة إلى الميناء يوم الخميس بعد عام في الحوض، بحسب المجلس.",
    "fa": "کشتی پس از یک سال روز پنجشنبه به بندر بازگشت، شورا اعلام کرد.",
    "ur": "کونسل نے بتایا کہ فیری ایک سال بعد جمعرات کو بندرگاہ واپس آ گئی۔",
    "he": "המעבורת חזרה לנמל ביום חמישי לאחר שנה במספנה, מסרה המועצה.",
    "hi": "परिषद ने बताया कि नौका एक साल बाद गुरुवार को बंदरगाह लौट आई।",
    "bn": "কাউন্সিল জানিয়েছে, এক বছর পর বৃহস্পতিবার ফেরিটি বন্দরে ফিরেছে।",
    "ta": "ஒரு வருடத்திற்குப் பிறகு படகு வியாழக்கிழமை துறைமுகத்திற்குத் திரும்பியது.",
    "th": "เรือข้ามฟากกลับมาที่ท่าเรือเมื่อวันพฤหัสบดีหลังจากซ่อมหนึ่งปี",
    "zh": "市议会表示，渡轮在船坞停了一年后，周四返回港口。",
    "ja": "市議会によると、フェリーは1年ぶりに木曜日に港に戻った。",
    "ko": "시의회는 여객선이 1년 만에 목요일 항구로 돌아왔다고 밝혔다.",
    "et": "Parvlaev naasis neljapäeval sadamasse pärast aastat dokis, teatas volikogu.",
    "lv": "Prāmis ceturtdien atgriezās ostā pēc gada dokā, paziņoja dome.",
    "lt": "Keltas ketvirtadienį grįžo į uostą po metų doke, pranešė taryba.",
    "sl": "Trajekt se je v četrtek po letu dni v doku vrnil v pristanišče, je sporočil svet.",
    "ca": "El transbordador va tornar dijous al port després d'un any al dic, va dir el consell.",
    "sw": "Kivuko kilirudi bandarini siku ya Alhamisi baada ya mwaka mmoja, baraza lilisema.",
    "mk": "Фериботот се врати во пристаништето во четврток по една година, соопшти советот.",
    "ka": "ბორანი ხუთშაბათს ერთი წლის შემდეგ ნავსადგურში დაბრუნდა.",
    "hy": "Լաստանավը հինգշաբթի վերադարձավ նավահանգիստ մեկ տարի անց։",
    "af": "Die veerboot het Donderdag na 'n jaar in die dok na die hawe teruggekeer, het die raad gesê.",
    "sq": "Trageti u kthye në port të enjten pas një viti në dok, tha këshilli.",
    "az": "Bərə bir il tərsanədə qaldıqdan sonra cümə axşamı limana qayıtdı.",
    "kk": "Паром бір жылдан кейін бейсенбі күні портқа оралды, деп хабарлады кеңес.",
    "ms": "Feri itu kembali ke pelabuhan pada Khamis selepas setahun di limbungan, kata majlis itu.",
    "tl": "Bumalik ang ferry sa daungan noong Huwebes matapos ang isang taon, ayon sa konseho.",
    "be": "Паром вярнуўся ў порт у чацвер пасля года ў доку, паведаміў савет.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items(), ids=SENTENCES)
def test_one_sentence_is_enough(language: str, sentence: str) -> None:
    assert find_language(sentence) == language


@pytest.mark.parametrize("text", ["", "   ", "123 456 789 000 111 222", "Yes"])
def test_too_little_text_has_none(text: str) -> None:
    assert find_language(text, ("en",)) is None


def test_a_hint_settles_what_is_close() -> None:
    norwegian = "Fergen er tilbake i havnen etter et år, og folk på øya var glade for å se den på mandag."
    assert find_language(norwegian, ("nn-NO",)) == "nn"


def test_a_clear_text_overrules_the_hint() -> None:
    assert find_language(ENGLISH, ("zh-CN", "not a code", "")) == "en"


def test_what_was_read_before_changes_nothing() -> None:
    first = find_language(ENGLISH)
    find_language("Die Fähre ist nach einem Jahr wieder im Hafen.", ("de",))
    assert find_language(ENGLISH) == first
