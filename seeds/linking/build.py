"""Write the linking gold from its marked-up texts: ``python seeds/linking/build.py``."""

from __future__ import annotations

import json
import re
from pathlib import Path

_HERE = Path(__file__).parent
_MARK = re.compile(r"\[([^|\[\]]+)\|(~?)(\+?)([^\]]+)\]")


def parse(block: str) -> dict[str, object]:
    """Return one text and its mentions; the text's first line is its name."""
    name, _, marked = block.strip().partition("\n")
    text, mentions, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        words, nominal, unknown, body = mark.groups()
        mentions.append(
            {
                "start": len(text),
                "end": len(text) + len(words),
                "text": words,
                "nominal": bool(nominal),
                "id": f"new:{body}" if unknown else body,
            }
        )
        text += words
        at = mark.end()
    return {"id": name.strip(), "text": text + marked[at:], "mentions": mentions}


def main() -> None:
    """Write every ``<lang>.jsonl`` anew."""
    for source in sorted(_HERE.glob("*.markup")):
        blocks = source.read_text(encoding="utf-8").split("== ")[1:]
        lines = [json.dumps(parse(block), ensure_ascii=False) for block in blocks]
        target = source.with_suffix(".jsonl")
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
