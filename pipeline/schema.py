"""The published tables as data: names, types and meanings of every column.

The Parquet schemas (with a description in each field's metadata), the data
dictionary of ``constancia schema`` and the columns of the store all come from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from pipeline.errors import UsageError

TEXT: Any = pa.string()
TEXTS: Any = pa.list_(pa.string())
DAY: Any = pa.date32()
REAL: Any = pa.float64()
COUNT: Any = pa.int32()
FLAG: Any = pa.bool_()
MOMENT: Any = pa.timestamp("us", tz="UTC")
NAMED_TEXTS: Any = pa.map_(pa.string(), pa.list_(pa.string()))

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Arrow type and what a reader may rely on."""

    name: str
    type: Any
    description: str
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One published table; ``order`` are the columns its rows are sorted by, nulls first."""

    name: str
    description: str
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)


# Columns that stand in several tables with the same meaning.
_DOC_ID = Column("doc_id", TEXT, "The release, as in `documents`.")
_VERSION = Column("pipeline_version", TEXT, "Version of constancia that wrote the row.")
_STATUS = Column("status", TEXT, "`asserted`, `planned` or `negated`.")
_HOLDER = (
    Column("holder_id", TEXT, "Entity id of the certified body."),
    Column("holder", TEXT, "Canonical name of the certified body."),
)
_SCHEME = Column("scheme", TEXT, "certification, accreditation or recognition.")
_DATE_END = Column("date_end", DAY, "Last day of it (inclusive).", nullable=True)
_DATE_PRECISION = Column(
    "date_precision", TEXT, "day, week, month, quarter, ..., range.", nullable=True
)


DOCUMENTS = Table(
    "documents",
    "One row a release.",
    ("published", "doc_id"),
    (
        Column("doc_id", TEXT, "Stable id of the release, from the identity of its source."),
        Column("source", TEXT, "Path or URL of the release as it was given."),
        Column("title", TEXT, "Headline; empty if none was found."),
        Column("publisher", TEXT, "Who published the release, if the text says so; else empty."),
        Column("published", DAY, "Publication date, preferred reading.", nullable=True),
        Column("published_ambiguous", FLAG, "Whether another reading is as good."),
        Column("published_alternatives", pa.list_(DAY), "The other readings of the date."),
        Column("published_confidence", REAL, "Confidence in the publication date, 0 to 1."),
        Column("published_evidence", TEXTS, "What in the release speaks for the date."),
        Column("dateline_place", TEXT, "Place named in the dateline; empty if none."),
        Column("lang", TEXT, "Language, ISO 639-1; `und` if unknown."),
        Column("lang_confidence", REAL, "Confidence in the language, 0 to 1."),
        Column("sha256", TEXT, "SHA-256 of the bytes that were read, hexadecimal."),
        Column("text", TEXT, "Clean text of the release; every offset refers to it."),
        Column("n_chars", COUNT, "Length of `text` in code points."),
        _VERSION,
        Column("fingerprint", TEXT, "Hash of version, patterns and models that wrote the row."),
        Column("processed_at", MOMENT, "When the release was processed, UTC."),
        Column("status", TEXT, "`ok`, `skipped` or `failed`."),
        Column("error", TEXT, "Why the release was skipped or failed; else empty."),
    ),
)

MENTIONS = Table(
    "mentions",
    "One row a mention; releases come in the order of `documents`.",
    ("char_start", "char_end", "label"),
    (
        _DOC_ID,
        Column("char_start", COUNT, "First code point of the mention in `documents.text`."),
        Column("char_end", COUNT, "Code point after its last one."),
        Column("text", TEXT, "The words themselves."),
        Column("label", TEXT, "AGENCY, ORG, PERSON, ROLE, GPE, LOC, STANDARD or DATE."),
        Column("value", TEXT, "TIMEX3 value of a DATE, canonical form of a STANDARD; else empty."),
        Column("entity_id", TEXT, "The entity meant, as in `entities`; empty if none."),
        Column("source", TEXT, "What found it: `ruler`, `ner`, `alias` or `coref`."),
        Column("confidence", REAL, "Confidence, 0 to 1."),
        Column("kind", TEXT, "Finer class, such as `ministry` or, of a ROLE, `director`."),
        Column("rule", TEXT, "Pattern, registry entry or model that found it."),
        Column("date_start", DAY, "First day of a DATE's interval.", nullable=True),
        _DATE_END,
        Column("date_precision", TEXT, "day, week, month, ... of a DATE.", nullable=True),
        Column("value_alternatives", TEXTS, "Other TIMEX3 readings of an ambiguous DATE."),
    ),
)

ENTITIES = Table(
    "entities",
    "One row an entity, over all releases.",
    ("entity_id",),
    (
        Column("entity_id", TEXT, "Registry id, or one minted from the normalised name."),
        Column("type", TEXT, "Mention label of the entity."),
        Column("name", TEXT, "Canonical name."),
        Column("names", TEXTS, "Every name and acronym known or seen, sorted."),
        Column("kind", TEXT, "ministry, programme, court, certification_body, ...; else empty."),
        Column("country", TEXT, "ISO 3166-1 alpha-2 code; empty if none or unknown."),
        Column("parent_id", TEXT, "The body it belongs to; empty if none is known."),
        Column("n_docs", COUNT, "In how many releases it is mentioned or takes part in a fact."),
    ),
)

KNOWLEDGE = Table(
    "knowledge",
    "One row a fact and its evidence in one release.",
    ("published", "doc_id", "char_start", "predicate", "fact_id"),
    (
        Column("fact_id", TEXT, "The same fact has the same id in every release and language."),
        Column("subject_id", TEXT, "Entity id of the subject; empty for a literal."),
        Column("subject", TEXT, "Canonical name of the subject."),
        Column("subject_text", TEXT, "The subject in the words of this release."),
        Column("subject_type", TEXT, "Label of the subject, or LITERAL."),
        Column("predicate", TEXT, "certified, holds_role, part_of, ... (see the contract)."),
        Column("object_id", TEXT, "Entity id of the object; empty for a literal."),
        Column("object", TEXT, "Canonical name of the object, or the literal."),
        Column("object_text", TEXT, "The object in the words of this release."),
        Column("object_type", TEXT, "Label of the object, or LITERAL."),
        _STATUS,
        Column("date_start", DAY, "First day of the fact's date.", nullable=True),
        _DATE_END,
        _DATE_PRECISION,
        Column("date_value", TEXT, "TIMEX3 value of the date; empty if none."),
        Column("date_alternatives", TEXTS, "Other TIMEX3 readings of an ambiguous date."),
        Column("date_text", TEXT, "The date in the words of this release."),
        Column("qualifiers", NAMED_TEXTS, "Qualifier name to its values, sorted by name."),
        Column("edition_in_force", TEXT, "Edition of the standard in force when published."),
        Column("confidence", REAL, "Calibrated confidence, 0 to 1."),
        _DOC_ID,
        Column("published", DAY, "Publication date of the release.", nullable=True),
        Column("lang", TEXT, "Language of the evidence."),
        Column("sentence", TEXT, "The evidence sentence."),
        Column("char_start", COUNT, "First code point of the sentence in `documents.text`."),
        Column("char_end", COUNT, "Code point after its last one."),
        Column("rule", TEXT, "Pattern or model that found the fact."),
        _VERSION,
    ),
)

CERTIFICATIONS = Table(
    "certifications",
    "One row a certification event, merged over all releases and languages.",
    ("certification_id",),
    (
        Column("certification_id", TEXT, "Stable id: holder, standard, action, scheme and date."),
        *_HOLDER,
        Column("country", TEXT, "Country of the holder, ISO 3166-1 alpha-2; empty if unknown."),
        Column("standard", TEXT, "Canonical designation, with its year where a source gives it."),
        Column("standard_id", TEXT, "Entity id of the standard."),
        Column("edition_in_force", TEXT, "Edition in force at the earliest publication date."),
        Column("discipline", TEXT, "quality, anti-bribery, information security, ...; or empty."),
        Column("action", TEXT, "granted, renewed, maintained, extended, planned, suspended, ..."),
        _SCHEME,
        Column("certifier_id", TEXT, "Entity id of the certifier; empty if no source names one."),
        Column("certifier", TEXT, "Canonical name of the certifier; empty if none is named."),
        Column("date_start", DAY, "First day of the event's date.", nullable=True),
        _DATE_END,
        _DATE_PRECISION,
        Column("date_value", TEXT, "TIMEX3 value of the event's date; empty if none."),
        Column("scope", TEXTS, "Processes, services and sites, in the words of the sources."),
        Column("first_certified", TEXT, "When first certified, as told (TIMEX3); or empty."),
        Column("valid_until", TEXT, "Until when valid, as told (TIMEX3); or empty."),
        Column("valid_until_date", DAY, "Last day of validity.", nullable=True),
        Column("certificate_no", TEXTS, "Certificate numbers."),
        _STATUS,
        Column("confidence", REAL, "Confidence over all evidence, 0 to 1."),
        Column("conflicts", NAMED_TEXTS, "Column to every differing value told, best first."),
        Column("reasons", NAMED_TEXTS, "Column to the reason why its value was chosen."),
        Column("decisions", TEXTS, "Ids of the analysts' decisions that shaped the row."),
        Column("published", DAY, "Earliest publication date of a source.", nullable=True),
        Column("langs", TEXTS, "Languages of the sources."),
        Column("n_sources", COUNT, "Number of releases that tell the event."),
        Column("doc_ids", TEXTS, "Those releases, sorted."),
        Column("fact_ids", TEXTS, "The merged facts of `knowledge`, sorted."),
        Column("evidence", TEXTS, "The evidence sentences, in the order of `doc_ids`."),
    ),
)

TIMELINE = Table(
    "timeline",
    "One row a holder, standard (any edition) and scheme: how its certificate has fared.",
    ("holder_id", "standard_id", "scheme"),
    (
        *_HOLDER,
        Column("country", TEXT, "Country of the holder; empty if unknown."),
        Column("standard_id", TEXT, "Id of the standard without its edition."),
        Column("standard", TEXT, "Designation without its edition."),
        Column("discipline", TEXT, "quality, anti-bribery, ...; empty if unknown."),
        _SCHEME,
        Column("first_granted", DAY, "First certificate, as dated or told.", nullable=True),
        Column("last_renewed", DAY, "Latest renewal or extension.", nullable=True),
        Column("last_maintained", DAY, "Latest surveillance audit passed.", nullable=True),
        Column("valid_until", DAY, "Latest day of validity that is told.", nullable=True),
        Column("lapsed", DAY, "When withdrawn, suspended or run out.", nullable=True),
        Column("state", TEXT, "valid, lapsed, suspended, withdrawn, denied, planned or unknown."),
        Column("as_of", DAY, "The newest publication date: the state holds then.", nullable=True),
        Column("n_events", COUNT, "Number of certification events."),
        Column("n_sources", COUNT, "Number of releases that tell them."),
        Column("certification_ids", TEXTS, "The events, oldest first."),
    ),
)

TABLES = (DOCUMENTS, MENTIONS, ENTITIES, KNOWLEDGE, CERTIFICATIONS, TIMELINE)


def table(name: str) -> Table:
    """Return the table called ``name``.

    Raises:
        UsageError: there is none.
    """
    for candidate in TABLES:
        if candidate.name == name:
            return candidate
    known = ", ".join(each.name for each in TABLES)
    raise UsageError(f"there is no table {name!r}", remedy=f"the tables are {known}")


@cache
def arrow_schema(table: Table) -> Any:
    """Return the ``pyarrow.Schema`` of a table, described in its metadata (key ``description``)."""
    fields = [
        pa.field(
            column.name,
            column.type,
            nullable=column.nullable,
            metadata={"description": column.description},
        )
        for column in table.columns
    ]
    return pa.schema(
        fields,
        metadata={
            "description": table.description,
            "constancia.table": table.name,
            "constancia.schema_version": SCHEMA_VERSION,
            "constancia.sorted_by": ",".join(table.order),
        },
    )


def dictionary_rows() -> Iterator[dict[str, str]]:
    """Yield one plain row a column: table, column, type, nullable, description."""
    for each in TABLES:
        for column in each.columns:
            yield {
                "table": each.name,
                "column": column.name,
                "type": str(column.type),
                "nullable": "yes" if column.nullable else "no",
                "description": column.description,
            }


def data_dictionary() -> str:
    """Return the data dictionary as Markdown, as ``constancia schema`` prints it."""
    lines = ["# Data dictionary", ""]
    for each in TABLES:
        lines += [f"## {each.name}.parquet", "", each.description, ""]
        lines += [f"Rows are sorted by {', '.join(f'`{name}`' for name in each.order)}.", ""]
        lines += ["| column | type | null | description |", "|---|---|---|---|"]
        for column in each.columns:
            null = "yes" if column.nullable else ""
            lines.append(f"| `{column.name}` | `{column.type}` | {null} | {column.description} |")
        lines.append("")
    return "\n".join(lines)
