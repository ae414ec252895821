"""Texts in other languages are declined by name; English ones never are, however short, loud or full of names."""

from datetime import date

import pytest

from dragoman.domain.sources import Source
from dragoman.errors import ParseError
from dragoman.text.language import decline_foreign, foreign_language
from dragoman.text.model import load_model
from dragoman.text.reader import read_text

FOREIGN = {
    "French": "Le ministre a annoncé que la France ne signerait pas le texte sans garanties écrites.",
    "German": "Die Ministerin erklärte, ihre Regierung werde den Entwurf ohne schriftliche Zusagen nicht unterzeichnen.",
    "Spanish": "La ministra anunció que su gobierno no firmará el texto sin garantías por escrito.",
    "Italian": "Il ministro ha annunciato che il governo non firmerà il testo senza garanzie scritte.",
    "Portuguese": "O ministro anunciou que o governo não assinará o texto sem garantias por escrito.",
    "Dutch": "De minister zei dat de regering de tekst niet zal tekenen zonder schriftelijke garanties.",
    "Swedish": "Ministern sade att regeringen inte skriver under texten utan skriftliga garantier.",
    "Danish": "Ministeren sagde, at regeringen ikke vil underskrive teksten uden skriftlige garantier.",
    "Polish": "Minister oświadczył, że rząd nie podpisze tekstu bez pisemnych gwarancji.",
    "Czech": "Ministr oznámil, že vláda text bez písemných záruk nepodepíše.",
    "Hungarian": "A miniszter közölte, hogy a kormány írásos garanciák nélkül nem írja alá a szöveget.",
    "Finnish": "Ministeri ilmoitti, ettei hallitus allekirjoita tekstiä ilman kirjallisia takeita.",
    "Turkish": "Bakan, hükümetin yazılı güvence olmadan metni imzalamayacağını açıkladı.",
    "Russian": "Министр заявил, что правительство не подпишет документ без письменных гарантий.",
    "Ukrainian": "Міністр заявив, що уряд не підпише документ без письмових гарантій.",
    "Arabic": "أعلن الوزير أن الحكومة لن توقع النص دون ضمانات مكتوبة",
    "Persian": "وزیر خارجه اعلام کرد که دولت بدون تضمین کتبی متن را امضا نخواهد کرد",
    "Hebrew": "שר החוץ הודיע כי הממשלה לא תחתום על המסמך ללא ערבויות בכתב",
    "Greek": "Ο υπουργός δήλωσε ότι η κυβέρνηση δεν θα υπογράψει το κείμενο χωρίς γραπτές εγγυήσεις.",
    "Chinese": "外交部长表示，没有书面保证，政府不会签署该文件。",
    "Japanese": "大臣は、書面による保証がなければ政府は文書に署名しないと述べた。",
    "Korean": "장관은 서면 보장 없이는 정부가 문서에 서명하지 않을 것이라고 밝혔다.",
    "Vietnamese": "Bộ trưởng tuyên bố chính phủ sẽ không ký văn bản nếu không có bảo đảm bằng văn bản.",
}
ENGLISH = (
    "Latvia closes border post",
    "GENERAL ASSEMBLY ADOPTS RESOLUTION ON UKRAINE, 93-18-65",
    "MINISTER REFUSES TO SIGN TEXT WITHOUT WRITTEN GUARANTEES",
    "Emmanuel Macron, Olaf Scholz, Giorgia Meloni, Donald Tusk, Viktor Orban, Robert Fico, Pedro Sánchez, António Costa",
    "Belarus, Burkina Faso, Burundi, Central African Republic, Democratic People's Republic of Korea, Eritrea, Haiti",
    "Talks stall. Envoys leave. Border shut. Lorries queue.",
    "Macron urges EU unity; Orban balks",
    "Merz trifft Macron",
    "Minister quits over tolls row; opposition scents blood",
    "Ozols: no deal, no visit, no comment",
    "Ministers Jānis Ozols, Māra Liepa and Kārlis Bērziņš met envoys Łukasz Wójcik, Žofia Nováková",
    "China backs Pakistan draft, slams India move, urges restraint",
    "Brussels bureaucrats plot fresh tariffs",
    "A/RES/ES-11/7 93-18-65",
    "ok",
    "",
    "🙂🙂🙂 1234 !!!",
)
REPORT = "Latvia closed a border post on Monday. Its minister said that the toll would stay, and that nobody had asked."


@pytest.mark.parametrize(("language", "text"), FOREIGN.items())
def test_another_language_is_declined_by_name(language, text):
    with pytest.raises(ParseError, match=f"in {language}, and only English"):
        decline_foreign(text)


@pytest.mark.parametrize("text", [FOREIGN[language].upper() for language in ("French", "German", "Russian")])
def test_capitals_hide_no_language(text):
    assert foreign_language(text) is not None


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_never_declined(text):
    decline_foreign(text)


def test_foreign_headlines_alone_are_declined_together():
    lines = (
        "Der Minister tritt zurück",
        "Die Grenze bleibt zu",
        "Keine Einigung über den Zoll",
        "Wer zahlt die Fähre",
    )
    with pytest.raises(ParseError, match="German"):
        decline_foreign("\n\n".join(lines))


@pytest.mark.parametrize("language", ["French", "Russian", "Chinese"])
def test_a_report_with_a_quotation_in_another_language_is_read_without_that_paragraph(language):
    text = f"{REPORT}\n\n«{FOREIGN[language]}»\n\n{REPORT}"
    decline_foreign(text)
    document = read_text(Source.of(text, published=date(2031, 3, 4)), load_model())
    (skipped,) = document.skipped
    assert language in skipped.why
    assert FOREIGN[language] in skipped.evidence.text
    assert all(m.end <= skipped.evidence.start or m.start >= skipped.evidence.end for m in document.mentions)


def test_a_report_mostly_in_another_language_is_declined():
    with pytest.raises(ParseError, match="Spanish"):
        decline_foreign(f"{REPORT}\n\n{FOREIGN['Spanish']}\n\n{FOREIGN['Spanish']} {FOREIGN['Spanish']}")
