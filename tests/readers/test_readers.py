import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import readers
from pipeline.errors import UnreadableRelease, UsageError
from pipeline.readers.decode import decode
from pipeline.readers.markdown import unmarked
from pipeline.readers.mojibake import mend

TEXT = "La Caja Nº 4 obtuvo la certificación — dijo la señora Núñez: “sí”"


def test_read_gives_text_source_and_digest(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Año".encode())
    (release,) = readers.read(path, "https://example.org/a")
    assert (release.source, release.text) == ("https://example.org/a", "Año")
    assert release.sha256 == hashlib.sha256("Año".encode()).hexdigest()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "cp850", "mac-roman"])
def test_older_encodings_by_plausibility(encoding):
    text = "La Oficina de Atención al Ciudadano renovó su certificación según el señor Núñez"
    assert decode(text.encode(encoding)) == text


def test_utf8_with_some_cp1252_bytes_keeps_both():
    data = "certificación y acreditación ".encode() + "año".encode("cp1252")
    assert decode(data) == "certificación y acreditación año"


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("certificaciÃ³n", "certificación"),
        ("â€œcalidadâ€\x9d", "“calidad”"),
        ("MAÃ‘ANA", "MAÑANA"),
        ("NÂ° 12", "N° 12"),
        ("certificaciÃƒÂ³n", "certificación"),
        ("acciÃ³n y maÃ\xadz", "acción y maíz"),
    ],
)
def test_mojibake_is_mended(broken, meant):
    assert mend(broken) == meant


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "maçã", "Ångström", "IRMÃ ", "Â", "¿Qué? «sí» ñandú"]
)
def test_what_is_no_mojibake_stays(text):
    assert mend(text) == text


@settings(deadline=None)  # the first call loads the data
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        text = decode(data)
    except UnreadableRelease:
        return
    assert "\ud800" not in text.encode("utf-8").decode()


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"a" * 2_000_001, "larger"),
        (bytes(range(1, 32)) * 20, "not text"),
    ],
)
def test_unreadable_files_say_why(tmp_path, data, cause):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableRelease, match=cause) as caught:
        list(readers.read(path))
    assert str(path) in str(caught.value)


def test_unknown_suffix_is_refused_with_the_remedy(tmp_path):
    path = tmp_path / "a.xyz"
    path.write_text("words")
    assert "save it as" in readers.skip_reason(path)
    with pytest.raises(UnreadableRelease, match=r"\.xyz"):
        list(readers.read(path))


def test_missing_file_is_unreadable(tmp_path):
    with pytest.raises(UnreadableRelease, match="regular file"):
        list(readers.read(tmp_path / "none.txt"))


def test_sources_are_sorted_visible_and_given_once(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [source for source, _ in readers.iter_sources([tmp_path, tmp_path / "a.txt"])]
    assert [source.removeprefix(f"{tmp_path.as_posix()}/") for source in found] == [
        "a.txt",
        "b/1.txt",
        "b/2.txt",
    ]


@pytest.mark.parametrize(
    ("link", "target", "given"),
    [
        ("0.txt", "a.txt", ["0.txt", "b/1.txt"]),
        ("z.txt", "a.txt", ["a.txt", "b/1.txt"]),
        ("b/0.txt", "a.txt", ["a.txt", "b/1.txt"]),
        ("0.txt", "b/1.txt", ["0.txt", "a.txt"]),
        ("b/2.txt", ".hidden.txt", ["a.txt", "b/1.txt", "b/2.txt"]),
        ("again", "b", ["a.txt", "b/1.txt"]),
    ],
)
def test_a_link_and_what_it_leads_to_are_one_file(tmp_path, link, target, given):
    (tmp_path / "b").mkdir()
    for name in ("a.txt", "b/1.txt", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / link).symlink_to(tmp_path / target)
    found = [path.relative_to(tmp_path).as_posix() for _, path in readers.iter_sources([tmp_path])]
    assert found == given


def test_folders_given_twice_or_through_a_link_give_their_files_once(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "1.txt").write_text("x")
    (tmp_path / "a" / "2.txt").write_text("x")
    (tmp_path / "also").symlink_to(tmp_path / "a")
    given = [tmp_path / "a" / "b", tmp_path / "also", tmp_path / "a"]
    assert [path.name for _, path in readers.iter_sources(given)] == ["1.txt", "2.txt"]


def test_missing_source_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="no such"):
        list(readers.iter_sources([tmp_path / "none"]))


def test_markdown_fields_and_marks(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: Lab accredited\ndate: 2024-05-03\nlayout: x\n---\n"
        "# Lab accredited\n\nBy **INN**."
    )
    (release,) = readers.read(path)
    assert dict(release.metadata) == {"title": "Lab accredited", "published": "2024-05-03"}
    assert release.text.split("\n") == ["Lab accredited", "", "By INN."]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("## Title ##", "Title"),
        ("see [the site](http://x.y)", "see the site"),
        ("![photo](a.png)text", "text"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_markdown_marks(marked, plain):
    assert unmarked(marked) == plain
