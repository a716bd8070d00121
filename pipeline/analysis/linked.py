"""Certifications as linked data: JSON-LD with schema.org and W3C PROV terms.

A certificate is a ``schema:Certification`` derived (``prov:wasDerivedFrom``) from the
releases that tell it; releases and bodies are nodes of their own. The context is inline,
so that reading the file needs no network.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from pipeline.analysis import cells
from pipeline.analysis.query import Query

Node = dict[str, Any]
CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "constancia": "urn:constancia:term:",
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "attributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "quotation": "prov:value",
    "issuedBy": {"@type": "@id"},
    "about": {"@type": "@id"},
    "parentOrganization": {"@type": "@id"},
    "datePublished": {"@type": "xsd:date"},
    "validFrom": {"@type": "xsd:date"},
    "expires": {"@type": "xsd:date"},
}
_CERTIFICATIONS = """
SELECT * FROM certifications
ORDER BY certification_id
"""
_BODIES = """
SELECT * FROM entities WHERE entity_id IN (
  SELECT holder_id FROM certifications UNION SELECT certifier_id FROM certifications)
ORDER BY entity_id
"""
_RELEASES = """
SELECT doc_id, source, title, publisher, published, lang, pipeline_version FROM documents
WHERE doc_id IN (SELECT unnest(doc_ids) FROM certifications) ORDER BY doc_id
"""


def lines(query: Query) -> Iterator[str]:
    """Yield a JSON-LD document in lines, a node a line."""
    yield '{"@context": ' + json.dumps(CONTEXT) + ', "@graph": ['
    before = ""
    for node in _nodes(query):
        yield before + json.dumps(node, ensure_ascii=False)
        before = ","
    yield "]}"


def _nodes(query: Query) -> Iterator[Node]:
    yield from (_certification(row) for row in query.run(_CERTIFICATIONS).records())
    yield from (_body(row) for row in query.run(_BODIES).records())
    agents: set[str] = set()
    for row in query.run(_RELEASES).records():
        agents.add(row["pipeline_version"])
        yield _release(row)
    for version in sorted(agents):
        yield {
            "@id": _iri("agent", version),
            "@type": ["prov:SoftwareAgent", "SoftwareApplication"],
            "name": "constancia",
            "softwareVersion": version,
        }


def _certification(row: Node) -> Node:
    return _told(
        {
            "@id": _iri("certification", row["certification_id"]),
            "@type": ["Certification", "prov:Entity"],
            "name": row["standard"],
            "about": _iri("entity", row["holder_id"]),
            "issuedBy": _iri("entity", row["certifier_id"]) if row["certifier_id"] else "",
            "certificationIdentification": row["certificate_no"],
            "certificationStatus": _status(row),
            "validFrom": cells.plain(row["date_start"]) if row["date_precision"] == "day" else "",
            "expires": cells.plain(row["valid_until_date"]),
            "constancia:date": row["date_value"],
            "constancia:action": row["action"],
            "constancia:scheme": row["scheme"],
            "constancia:status": row["status"],
            "constancia:scope": row["scope"],
            "constancia:confidence": row["confidence"],
            "derivedFrom": [_iri("release", doc) for doc in row["doc_ids"]],
            "quotation": row["evidence"],
        }
    )


def _status(row: Node) -> str:
    """Return the schema.org status, where the event implies one."""
    if row["status"] != "asserted":
        return ""
    if row["action"] in ("granted", "renewed", "maintained", "extended"):
        return "https://schema.org/CertificationActive"
    ended = row["action"] in ("withdrawn", "suspended")
    return "https://schema.org/CertificationInactive" if ended else ""


def _body(row: Node) -> Node:
    public = row["type"] == "AGENCY"
    return _told(
        {
            "@id": _iri("entity", row["entity_id"]),
            "@type": "GovernmentOrganization" if public else "Organization",
            "name": row["name"],
            "alternateName": [each for each in row["names"] if each != row["name"]],
            "addressCountry": row["country"],
            "parentOrganization": _iri("entity", row["parent_id"]) if row["parent_id"] else "",
        }
    )


def _release(row: Node) -> Node:
    web = row["source"].startswith(("http://", "https://"))
    return _told(
        {
            "@id": _iri("release", row["doc_id"]),
            "@type": ["NewsArticle", "prov:Entity"],
            "headline": row["title"],
            "url": row["source"] if web else "",
            "constancia:source": row["source"],
            "publisher": {"@type": "Organization", "name": row["publisher"]}
            if row["publisher"]
            else "",
            "datePublished": cells.plain(row["published"]),
            "inLanguage": row["lang"] if row["lang"] != "und" else "",
            "attributedTo": _iri("agent", row["pipeline_version"]),
        }
    )


def _told(node: Node) -> Node:
    """Leave out what is not known."""
    return {name: value for name, value in node.items() if value not in ("", None, [])}


def _iri(kind: str, name: str) -> str:
    return f"urn:constancia:{kind}:{quote(name, safe=':-._~')}"
