"""Makes the kept vectors of docs/sealing.md: what Python and the page's scripts each sealed, for the other to open.

Run as `python tests/support/vectors.py`; it writes tests/vectors/sealing.json and enclosures.json. Kept ones are never made again for the same
version: they show that what was sealed then still opens.
"""

from __future__ import annotations

import base64
import json
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import page_code

from lamplighter.sealing import OpeningKey, mailbox_keys, make_words, new_envelope_id, seal
from lamplighter.sealing.words import CodeWords, made_on
from lamplighter.tips import MEDIA, dump, enclose

KEPT = Path(__file__).resolve().parents[1] / "vectors/sealing.json"
ENCLOSURES = KEPT.with_name("enclosures.json")
TIP = "00112233445566778899aabbccddeeff"
PHOTO = bytes(at * 7 % 251 for at in range(300))
DAY = date(2027, 1, 31)
DOCUMENT = '{"language":"ro","story":"O ușă nouă, și bărbați toată noaptea. 🚪","version":2}'


def main() -> None:
    key = OpeningKey(sha256(b"a key for vectors, and for nothing else").digest())
    found = {
        "key": {"seed": key.seed.hex(), "public_key": text(key.public.raw), "key_id": key.public.key_id.hex()},
        "envelopes": [by_python(key), by_page(key)],
        "words": [words("python", make_words(DAY)), words("page", page_code.call("makeWords", day=DAY.toordinal()))],
    }
    keep(KEPT, found)
    keep(ENCLOSURES, {"tip": TIP, "photo": text(PHOTO), "documents": [photo_by_python(), photo_by_page()]})


def keep(path: Path, found: dict[str, Any]) -> None:
    if not path.exists():
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def photo_by_python() -> dict[str, str]:
    (part,) = enclose(TIP, "photo", 2, MEDIA["photo"], PHOTO)
    return {"by": "python", "document": dump(part).decode()}


def photo_by_page() -> dict[str, str]:
    (part,) = page_code.call("photo", id=TIP, number=2, jpeg=text(PHOTO))
    return {"by": "page", "document": base64.b64decode(part).decode()}


def by_python(key: OpeningKey) -> dict[str, str]:
    envelope_id = new_envelope_id()
    envelope = seal(DOCUMENT.encode(), envelope_id=envelope_id, to=key.public)
    return {"by": "python", "id": envelope_id, "document": DOCUMENT, "envelope": text(envelope)}


def by_page(key: OpeningKey) -> dict[str, str]:
    envelope_id = page_code.call("newEnvelopeId")
    given = {"document": text(DOCUMENT.encode()), "id": envelope_id, "publicKey": text(key.public.raw)}
    return {"by": "page", "id": envelope_id, "document": DOCUMENT, "envelope": page_code.call("seal", **given)}


def words(by: str, eight: str) -> dict[str, Any]:
    keys = mailbox_keys(CodeWords(eight))
    day = made_on(CodeWords(eight), today=DAY)
    return {
        "by": by,
        "words": eight,
        "day": day.isoformat(),
        "mailbox": keys.mailbox,
        "seed": keys.private.seed.hex(),
        "public_key": text(keys.public_key),
    }


def text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


if __name__ == "__main__":
    main()
