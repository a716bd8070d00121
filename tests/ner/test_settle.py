"""All names of a text seen together: borders, things, one label a name, repeats."""

from __future__ import annotations

import pytest

from pipeline.entities import lexicon
from pipeline.entities.scan import line_shapes
from pipeline.entities.tokens import TokenView
from pipeline.ner.settle import settle
from pipeline.records import Mention, Section


def mention(text: str, words: str, label: str, **more) -> Mention:
    start = text.index(words)
    more.setdefault("rule", "names")
    return Mention(start, start + len(words), words, label, **more)  # type: ignore[arg-type] # labels of a test


def settled(text: str, lang: str, kept, rules=(), sections=()) -> list[tuple[str, str]]:
    view = TokenView.from_text(text)
    kept = [mention(text, *k) if isinstance(k, tuple) else k for k in kept]
    rules = [mention(text, *r) if isinstance(r, tuple) else r for r in rules]
    out = settle(view, lexicon.load(lang), rules, kept, line_shapes(view), sections)
    return [(m.label, m.text) for m in out]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The dam runs an Energy Management System (EnMS) of its own.", "Energy Management System"),
        ("The dam runs an Energy Management System (EnMS) of its own.", "EnMS"),
        ("It follows the Clean Beach Policy since June.", "Clean Beach Policy"),
        ("It follows the Code of Conduct since June.", "Code of Conduct"),
        ("It now covers Occupational Health and Safety too.", "Occupational Health and Safety"),
        ("Every QMS needs an owner.", "QMS"),
        ("Transforming Public Service Through Standards", "Transforming Public Service"),
        ("The head of R & D left.", "R"),
        ("Ten internal quality auditors (IQA) came.", "IQA"),
        ("It is the first Electoral Court of the region.", "Electoral Court"),
    ],
)
def test_a_thing_is_no_body(text, wrong):
    assert settled(text, "en", [(text[text.index(wrong) :][: len(wrong)], "AGENCY")]) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Rige el Sistema de Gestión de Olores (SGO). El SGO tiene dueño.", "SGO"),
        ("Se apoya en la Norma Internacional ISO 9001.", "Norma Internacional"),
        ("Aprobaron el Reglamento de Viáticos ayer.", "Reglamento de Viáticos"),
        ("Ya se paga con el Agua en Línea.", "Agua en Línea"),
        ("Será el primer Tribunal Contencioso del continente.", "Tribunal Contencioso"),
    ],
)
def test_a_thing_is_no_body_in_spanish(text, wrong):
    assert settled(text, "es", [(wrong, "AGENCY")]) == []


@pytest.mark.parametrize(
    "name",
    ["Bureau of Indian Standards", "Department of Health and Safety", "Cocoa Standards Board"],
)
def test_a_body_of_things_is_a_body(name):
    text = f"An officer of the {name} came."
    assert settled(text, "en", [(name, "AGENCY")]) == [("AGENCY", name)]


def test_a_short_name_of_a_body_of_standards_stays():
    text = "The Bureau of Lunar Standards (BLS) came, and BLS left."
    kept = [("Bureau of Lunar Standards", "AGENCY"), ("BLS", "AGENCY")]
    assert settled(text, "en", kept) == [
        ("AGENCY", "Bureau of Lunar Standards"), ("AGENCY", "BLS"), ("AGENCY", "BLS"),
    ]  # fmt: skip


def test_places_inside_a_thing_come_back():
    text = "Lo manda la Constitución de Bolivia."
    kept, rules = [("Constitución de Bolivia", "AGENCY")], [("Bolivia", "GPE")]
    assert settled(text, "es", kept, rules) == [("GPE", "Bolivia")]


def test_a_headline_that_runs_on_is_cut_to_the_name_of_the_text():
    text = (
        "Tarn Valley Water Board Brings Home Prize At Last\n\n"
        "People of the Tarn Valley Water Board were glad.\n"
    )
    long = mention(text, "Tarn Valley Water Board Brings Home Prize", "AGENCY")
    start = text.rindex("Tarn")
    body = Mention(start, start + 23, "Tarn Valley Water Board", "AGENCY", rule="grammar")
    assert settled(text, "en", [long, body]) == [("AGENCY", "Tarn Valley Water Board")] * 2


def test_a_name_ends_where_that_of_a_thing_begins():
    text = "The Tarn County Council Energy Management System was looked at."
    kept = [("Tarn County Council Energy Management System", "AGENCY")]
    assert settled(text, "en", kept) == [("AGENCY", "Tarn County Council")]


@pytest.mark.parametrize(
    ("text", "office", "expected"),
    [
        (
            "Habló Ana Ríos, gerenta de LabSur; luego LabSur calló.",
            "gerenta de LabSur",
            [("ROLE", "gerenta"), ("ORG", "LabSur"), ("ORG", "LabSur")],
        ),
        (
            "Habló Ana Ríos, directora de obras.",
            "directora de obras",
            [("ROLE", "directora de obras")],
        ),
    ],
)
def test_an_office_holds_no_body(text, office, expected):
    assert settled(text, "es", [(office, "ROLE")]) == expected


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("Lakeside Assayers (Fiji) Private Limited came.", "Lakeside Assayers", None),
        (
            "Lakeside Assayers, Inc. (Lakeside) came.",
            "Lakeside Assayers",
            "Lakeside Assayers, Inc.",
        ),
        (
            "They met Lakeside Assayers Ltd. It rained.",
            "Lakeside Assayers",
            "Lakeside Assayers Ltd",
        ),
        ("They met Lakeside Assayers, who left.", "Lakeside Assayers", "Lakeside Assayers"),
    ],
)
def test_a_legal_form_belongs_to_the_name(text, found, whole):
    whole = whole or text.removesuffix(" came.")
    other = [("Fiji", "GPE")] if "Fiji" in text else []
    assert settled(text, "en", [(found, "ORG"), *other])[0] == ("ORG", whole)
    assert len(settled(text, "en", [(found, "ORG"), *other])) == 1


def test_one_name_has_one_label():
    text = "The Fen Trust (FT3) met. FT3 spoke. Later Fen Trust left."
    kept = [
        mention(text, "Fen Trust", "AGENCY", confidence=0.9),
        mention(text, "FT3", "ORG", confidence=0.5),
    ]
    assert {label for label, _ in settled(text, "en", kept)} == {"AGENCY"}


def test_a_body_is_no_person_elsewhere():
    text = "Rasheem (Parks Authority) won. So Rasheem sings, says Lee Rasheem-Oduya."
    last = text.index("Rasheem sings")
    kept = [
        mention(text, "Rasheem", "AGENCY", confidence=0.9),
        Mention(last, last + 7, "Rasheem", "PERSON", rule="repeat", confidence=0.9),
    ]
    assert settled(text, "en", kept) == [("AGENCY", "Rasheem")] * 2


def test_a_surname_stays_a_person():
    text = "Ana Paz of Paz came. Then Paz left."
    first, last = text.index("Paz came"), text.rindex("Paz")
    kept = [
        mention(text, "Ana Paz", "PERSON"),
        Mention(first, first + 3, "Paz", "ORG", rule="names", confidence=0.9),
        Mention(last, last + 3, "Paz", "PERSON", rule="repeat", confidence=0.9),
    ]
    assert settled(text, "en", kept)[-1] == ("PERSON", "Paz")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("It was certified by the Harbour Assurance Agency.", "Harbour Assurance Agency", "ORG"),
        ("It was certified by the Ministry of Ports.", "Ministry of Ports", "AGENCY"),
        (
            "It was certified by the National Assurance Agency.",
            "National Assurance Agency",
            "AGENCY",
        ),
        ("It was praised by the Harbour Assurance Agency.", "Harbour Assurance Agency", "AGENCY"),
    ],
)
def test_who_certifies_is_private_unless_its_words_say_otherwise(text, name, label):
    kept = [mention(text, name, "AGENCY", confidence=0.9, rule="grammar")]
    assert settled(text, "en", kept) == [(label, name)]


def test_two_names_of_the_rules_stay_two():
    text = "Firmaron las Direcciones de Parques y de Puertos."
    rules = [
        mention(text, "Direcciones de Parques", "AGENCY", rule="coordination"),
        mention(text, "Puertos", "AGENCY", rule="coordination"),
    ]
    kept = [("Direcciones de Parques y de Puertos", "AGENCY")]
    assert settled(text, "es", kept, rules) == [
        ("AGENCY", "Direcciones de Parques"), ("AGENCY", "Puertos"),
    ]  # fmt: skip


def test_nothing_is_repeated_in_credits():
    text = "The Fen Water Board met.\nPhoto: Fen Water Board"
    at = text.index("Photo")
    sections = [Section(0, at, "body"), Section(at, len(text), "credit")]
    assert settled(text, "en", [("Fen Water Board", "AGENCY")], (), sections) == [
        ("AGENCY", "Fen Water Board")
    ]


@pytest.mark.parametrize(
    ("lang", "whole", "parts"),
    [
        ("en", "Trade Practices Commission, Tide Office of Fenland", ["Trade Practices Commission", "Tide Office of Fenland"]),
        ("en", "Tarn Terminal Limited and Fen Board Limited", ["Tarn Terminal Limited", "Fen Board Limited"]),
        ("en", "Ministry of Trade, Investment and Tides", ["Ministry of Trade, Investment and Tides"]),
        ("en", "Fen Water, Parks and Tide Commission", ["Fen Water, Parks and Tide Commission"]),
        ("es", "Instituto de Mareas, Dirección de Boyas", ["Instituto de Mareas", "Dirección de Boyas"]),
        ("es", "Ministerio de Mareas, Boyas y Faros", ["Ministerio de Mareas, Boyas y Faros"]),
    ],
)  # fmt: skip
def test_a_comma_or_a_legal_form_parts_two_names(lang, whole, parts):
    text = f"- {whole}"
    assert settled(text, lang, [(whole, "AGENCY")]) == [("AGENCY", part) for part in parts]


@pytest.mark.parametrize(
    ("lang", "text", "name", "kept"),
    [
        ("es", "Dio a la Alcaldía de Cayma 3 certificados.", "Alcaldía de Cayma 3", "Alcaldía de Cayma"),
        ("es", "La Unidad Fiscal 9 ganó.", "Unidad Fiscal 9", "Unidad Fiscal 9"),
        ("en", "Tide School 4 receives a prize.", "Tide School 4", "Tide School 4"),
    ],
)  # fmt: skip
def test_a_number_that_counts_what_follows_is_not_of_the_name(lang, text, name, kept):
    assert settled(text, lang, [(name, "AGENCY")]) == [("AGENCY", kept)]


def test_and_between_two_whole_names_parts_them():
    text = "Both the Fen Constabulary and Tarn Vale Police were checked."
    kept = [("Fen Constabulary and Tarn Vale Police", "AGENCY")]
    assert settled(text, "en", kept) == [
        ("AGENCY", "Fen Constabulary"), ("AGENCY", "Tarn Vale Police"),
    ]  # fmt: skip


def test_a_surname_is_no_town():
    text = "The dean Hugo De Zorra spoke. Then Zorra sat. She lives in Zorra."
    middle, last = text.index("Zorra sat"), text.rindex("Zorra")
    kept = [
        mention(text, "Hugo De Zorra", "PERSON"),
        Mention(middle, middle + 5, "Zorra", "GPE", rule="gazetteer"),
        Mention(last, last + 5, "Zorra", "GPE", rule="gazetteer"),
    ]
    assert [label for label, _ in settled(text, "en", kept)] == ["PERSON", "PERSON", "GPE"]


def test_a_town_is_no_person():
    text = "Ships came to Calderra. Later Calderra slept."
    last = text.rindex("Calderra")
    kept = [
        mention(text, "Calderra", "GPE", confidence=0.9),
        Mention(last, last + 8, "Calderra", "PERSON", rule="names", confidence=0.9),
    ]
    assert settled(text, "en", kept) == [("GPE", "Calderra")] * 2


def test_a_short_name_in_brackets_follows_its_body():
    text = "It is the work of the Tarn Weather Union (TWU)."
    kept = [mention(text, "Tarn Weather Union", "ORG", rule="registry")]
    rules = [mention(text, "TWU", "AGENCY", rule="bracket")]
    assert settled(text, "en", kept, rules) == [("ORG", "Tarn Weather Union"), ("ORG", "TWU")]


def test_a_region_of_the_world_is_a_place():
    text = "It is the first in the Sahel today."
    rules = [mention(text, "Sahel", "LOC", rule="world")]
    assert settled(text, "en", [("Sahel", "AGENCY")], rules) == [("LOC", "Sahel")]


def test_a_hall_is_a_place():
    text = "Thanks were given at the Fen Assembly Hall today."
    rules = [mention(text, "Fen Assembly Hall", "LOC", rule="place-noun")]
    assert settled(text, "en", [("Fen Assembly Hall", "AGENCY")], rules) == [
        ("LOC", "Fen Assembly Hall")
    ]


def test_a_private_body_is_no_agency():
    text = "La Universidad Privada del Lago (UPL) abrió."
    kept = [("Universidad Privada del Lago", "AGENCY"), ("UPL", "AGENCY")]
    assert {label for label, _ in settled(text, "es", kept)} == {"ORG"}


def test_a_part_that_shares_a_noun_is_no_body_of_an_office():
    text = "Entraron las Direcciones de Parques y de Puertos. Habló la Directora de Puertos."
    rules = [
        mention(text, "Direcciones de Parques", "AGENCY", rule="coordination"),
        mention(text, "Puertos", "AGENCY", rule="coordination"),
    ]
    assert settled(text, "es", [("Directora de Puertos", "ROLE")], rules) == [
        ("ROLE", "Directora de Puertos")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Staff signed the Laboratory Safety Manual today.", "Laboratory Safety Manual"),
        ("A new Laboratory Data Management System came.", "Laboratory Data Management"),
        ("They trained in Business Continuity Management too.", "Business Continuity Management"),
        ("HomeNational news of the day.", "HomeNational"),
        ("The SGAS was looked at.", "SGAS"),
    ],
)
def test_more_things(text, name):
    assert settled(text, "en", [(name, "AGENCY")]) == []


def test_a_short_name_of_a_system_may_be_a_body():
    text = "The Salt Gathering Authority (SGA) met."
    kept = [("Salt Gathering Authority", "AGENCY"), ("SGA", "AGENCY")]
    assert len(settled(text, "en", kept)) == 2


def test_a_unit_and_the_body_that_the_text_names_are_two():
    text = "The Quality Unit of the Fen Water Board met. The Fen Water Board won."
    last = text.rindex("Fen Water Board")
    kept = [
        mention(text, "Quality Unit of the Fen Water Board", "AGENCY"),
        Mention(last, last + 15, "Fen Water Board", "AGENCY", rule="grammar"),
    ]
    assert [text for _, text in settled(text, "en", kept)] == [
        "Quality Unit", "Fen Water Board", "Fen Water Board",
    ]  # fmt: skip


def test_a_person_has_no_rank():
    text = "Thanks went to Commodore Lee Ansah and Housing Mary Boateng."
    kept = [("Commodore Lee Ansah", "PERSON"), ("Housing Mary Boateng", "PERSON")]
    assert [text for _, text in settled(text, "en", kept)] == ["Lee Ansah", "Housing Mary Boateng"]


def test_what_is_no_word_is_no_field_of_duty():
    text = "Habló el gerente de Qualzimex ayer."
    assert settled(text, "es", [("gerente de Qualzimex", "ROLE")]) == [
        ("ROLE", "gerente"), ("ORG", "Qualzimex"),
    ]  # fmt: skip


def test_a_number_belongs_to_the_name():
    text = "She teaches at Hilltop School No. 4 in town."
    assert settled(text, "en", [("Hilltop School", "AGENCY")]) == [
        ("AGENCY", "Hilltop School No. 4")
    ]


def test_a_surname_is_no_body():
    text = "Ana Quiñel spoke. Later Quiñel left."
    last = text.rindex("Quiñel")
    kept = [
        mention(text, "Ana Quiñel", "PERSON"),
        Mention(last, last + 6, "Quiñel", "AGENCY", rule="names", confidence=0.4),
    ]
    assert settled(text, "es", kept)[-1] == ("PERSON", "Quiñel")


def test_a_public_body_that_certifies_stays_public_by_its_short_name():
    text = "La Oficina Boliviana de Sellos (OBS) vino. Fue certificado por OBS."
    last = text.rindex("OBS")
    kept = [
        mention(text, "Oficina Boliviana de Sellos", "AGENCY", rule="grammar"),
        mention(text, "OBS", "AGENCY", rule="bracket"),
        Mention(last, last + 3, "OBS", "AGENCY", rule="repeat"),
    ]
    assert {label for label, _ in settled(text, "es", kept)} == {"AGENCY"}


def test_a_certifier_is_private_however_often_it_is_named():
    text = "De manos del Centro Tupí de Sellos (Cetus) llegó. Cetus vino. Luego Cetus calló."
    second, third = text.index("Cetus vino"), text.rindex("Cetus")
    kept = [
        mention(text, "Centro Tupí de Sellos", "AGENCY", rule="grammar"),
        mention(text, "Cetus", "AGENCY", rule="bracket"),
        Mention(second, second + 5, "Cetus", "AGENCY", rule="repeat"),
        Mention(third, third + 5, "Cetus", "AGENCY", rule="repeat"),
    ]
    assert {label for label, _ in settled(text, "es", kept)} == {"ORG"}


def test_one_word_before_a_surname_may_be_a_given_name():
    text = "Thanks went to Col Ansah."
    assert settled(text, "en", [("Col Ansah", "PERSON")]) == [("PERSON", "Col Ansah")]


def test_a_known_name_in_quotes_needs_no_capital():
    text = 'Primeros Pasos renueva. El programa "primeros pasos" dio primeros pasos.'
    kept = [mention(text, "Primeros Pasos", "AGENCY", confidence=0.9)]
    assert settled(text, "es", kept) == [("AGENCY", "Primeros Pasos"), ("AGENCY", "primeros pasos")]


HEADLINE = "Peruvian Road Programme Keeps Its ISO 9001 Certificate\n"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("A Peruvian road programme was certified.", "Peruvian road programme", []),
        (HEADLINE + "The road programme was certified.", "Peruvian Road Programme", []),
        (
            HEADLINE + "The Road Programme was certified.",
            "Peruvian Road Programme",
            [("AGENCY", "Peruvian Road Programme")],
        ),
        ("The Peruvian Navy was there.", "Peruvian Navy", [("AGENCY", "Peruvian Navy")]),
    ],
)
def test_a_country_and_common_words_name_no_body(text, name, found):
    assert settled(text, "en", [(name, "AGENCY")]) == found


def test_a_country_that_owns_the_next_body_is_no_part_of_the_name():
    text = "The Home Office and Ireland's Department of Justice agreed."
    kept = [("Home Office and Ireland", "AGENCY"), ("Department of Justice", "AGENCY")]
    assert settled(text, "en", kept) == [
        ("AGENCY", "Home Office"), ("GPE", "Ireland"), ("AGENCY", "Department of Justice"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "cut"), [('Mar del Este"', "Mar del Este"), ('Radio "Mar"', 'Radio "Mar"')]
)
def test_a_quotation_mark_that_ends_a_quotation_is_no_part_of_a_name(name, cut):
    text = f'"Gracias a {name}, dijo.'
    assert settled(text, "es", [(name, "ORG")]) == [("ORG", cut)]


def test_a_surname_said_again_is_no_place_of_that_name() -> None:
    text = "Vino Roberto Salcedo. El juramento de Salcedo fue ayer; luego viajó a Lima."
    at = text.index("Salcedo fue")
    again = Mention(at, at + len("Salcedo"), "Salcedo", "GPE", rule="repeat")
    kept = [("Roberto Salcedo", "PERSON"), again]
    assert settled(text, "es", kept)[-1] == ("PERSON", "Salcedo")


def test_a_country_of_two_words_is_no_body():
    text = "It is a first for a New Zealand local authority."
    assert settled(text, "en", [("New Zealand", "AGENCY")]) == [("GPE", "New Zealand")]


def test_the_registry_knows_the_whole_name_of_which_the_model_sees_a_part():
    text = "Its counterpart, Korean Agency for Technology and Standards, came."
    whole = mention(text, "Korean Agency for Technology and Standards", "AGENCY", rule="registry")
    kept = [("Agency for Technology and Standards", "AGENCY")]
    assert settled(text, "en", kept, [whole]) == [
        ("AGENCY", "Korean Agency for Technology and Standards")
    ]


def test_the_short_name_of_several_offices_is_no_body():
    text = "It named seven Directors General (DGs) today."
    assert settled(text, "en", [("DGs", "AGENCY")]) == []


@pytest.mark.parametrize("noun", ["police station", "railway station"])
def test_a_place_before_the_noun_of_a_facility_is_a_body(noun):
    text = f"The Kotharapet {noun} was certified."
    assert settled(text, "en", [("Kotharapet", "GPE")]) == [("AGENCY", f"Kotharapet {noun}")]


@pytest.mark.parametrize(
    ("text", "person", "seat"),
    [
        ("Sen. Ann Lee (D-MI) spoke.", "Ann Lee", "D-MI"),
        ("Sen. Ann Lee, R-Alaska, spoke.", "Ann Lee", "R-Alaska"),
        ("Rep. Ann Lee (WI-02) spoke.", "Ann Lee", "WI-02"),
    ],
)
def test_a_party_and_district_behind_a_person_are_no_body(text, person, seat):
    kept = [(person, "PERSON"), (seat, "AGENCY")]
    assert settled(text, "en", kept) == [("PERSON", person)]


def test_letters_of_such_a_shape_elsewhere_are_a_name():
    kept = [("T-Ports", "ORG"), ("Ann Lee", "PERSON")]
    assert settled("T-Ports thanked Ann Lee.", "en", kept) == [
        ("ORG", "T-Ports"),
        ("PERSON", "Ann Lee"),
    ]


def test_a_title_cut_short_is_no_body():
    kept = [("Sen", "AGENCY"), ("Lee", "PERSON")]
    assert settled("The clerks met Sen. Lee on Monday.", "en", kept) == [("PERSON", "Lee")]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ann Lee MP", "Ann Lee"),
        ("Ann Lee, OBE", "Ann Lee"),
        ("Ann Lee Jr", "Ann Lee Jr"),
        ("Ann MP", "Ann MP"),
    ],
)
def test_honours_are_no_part_of_a_person(name, person):
    assert settled(f"{name} spoke.", "en", [(name, "PERSON")]) == [("PERSON", person)]


def test_a_surname_that_the_rules_saw_stays_a_person():
    text = "Ann Wyde came. Later Wyde left."
    kept = [
        mention(text, "Ann Wyde", "PERSON"),
        Mention(21, 25, "Wyde", "AGENCY", rule="repeat"),
    ]
    rules = [Mention(21, 25, "Wyde", "PERSON", rule="repeat")]
    assert settled(text, "en", kept, rules) == [("PERSON", "Ann Wyde"), ("PERSON", "Wyde")]


def test_a_person_behind_a_comma_is_no_part_of_a_body():
    text = "The clerk in the Ministry of Trade, John Lee, spoke of the Ministry of Trade, Mines and Ports."
    kept = [
        ("Ministry of Trade, John Lee", "AGENCY"),
        ("Ministry of Trade, Mines and Ports", "AGENCY"),
    ]
    assert settled(text, "en", kept) == [
        ("AGENCY", "Ministry of Trade"),
        ("PERSON", "John Lee"),
        ("AGENCY", "Ministry of Trade, Mines and Ports"),
    ]


def test_a_field_before_an_office_is_no_body():
    text = "Health Cabinet Secretary Ann Lee spoke."
    kept = [("Health Cabinet", "AGENCY"), ("Secretary", "ROLE"), ("Ann Lee", "PERSON")]
    office = mention(text, "Health Cabinet Secretary", "ROLE", rule="office")
    assert settled(text, "en", kept, [office]) == [
        ("ROLE", "Health Cabinet Secretary"),
        ("PERSON", "Ann Lee"),
    ]
    assert settled(text, "en", kept)[0] == ("AGENCY", "Health Cabinet")


def test_a_title_behind_a_body_is_no_part_of_it():
    text = "The chair of the Grain Commission Amb. Lee left."
    kept = [("Grain Commission Amb", "AGENCY"), ("Lee", "PERSON")]
    assert settled(text, "en", kept) == [("AGENCY", "Grain Commission"), ("PERSON", "Lee")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Tovan Port Administration and Safety Agency (TOPASA) met.", 1),
        ("The Tovan Port Administration and Safety Agency (SA) met.", 2),
        ("The Tovan Port Administration and Safety Agency met.", 2),
    ],
)
def test_one_short_name_behind_two_bodies_is_that_of_one(text, names):
    kept = [("Tovan Port Administration", "AGENCY"), ("Safety Agency", "AGENCY")]
    assert len(settled(text, "en", kept)) == names
