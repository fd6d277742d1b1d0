"""Certificates that anybody can check offline: a signed statement inside a PDF.

The instructor's private key signs what the certificate says (Ed25519); whoever has the public key can see that not one letter of it was
changed. The statement lies in the PDF's metadata; the page shows the same in words.
"""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storelab.errors import StoreLabError
from storelab.language import LANGUAGES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE, PUBLIC = "private_key.pem", "public_key.pem"
FIELD = "Keywords"
WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "Certificate", "zh": "证书"},
    "confirms": {"en": "This confirms that", "zh": "兹证明"},
    "completed": {
        "en": "has completed the course\n{course}\nand has reached the level",
        "zh": "已完成课程\n{course}\n并达到等级",
    },
    "total": {"en": "Total {total:g} of 100 · {date}", "zh": "总分 {total:g}（满分 100） · {date}"},
    "check": {
        "en": "Certificate {id}. To check it: classroom verify FILE.pdf --key {public}",
        "zh": "证书编号 {id}。核验方法：classroom verify 文件.pdf --key {public}",
    },
}


@dataclass(frozen=True)
class Statement:
    """What a certificate states.

    Attributes
    ----------
    id
        Follows from all the rest.
    learner, name
        Who.
    level, level_title
        What was reached, by id and by language.
    course
        The course's title by language.
    total
        Weighted percent of all parts.
    date
        Day of the certificate, as ``2026-11-28``.
    version
        Of the course.
    """

    id: str
    learner: str
    name: str
    level: str
    level_title: Mapping[str, str]
    course: Mapping[str, str]
    total: float
    date: str
    version: str

    def signed_bytes(self) -> bytes:
        """What is signed: every field, in one spelling."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def make_statement(**fields: Any) -> Statement:
    """A statement with its id, sixteen letters and digits that follow from all other fields."""
    plain = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return Statement(id=base64.b32encode(hashlib.sha256(plain).digest()).decode()[:16], **fields)


def make_keys(folder: Path) -> None:
    """Write a new pair of keys; the private one is readable by its owner alone.

    Raises
    ------
    StoreLabError
        If the folder holds keys: certificates signed with them could no longer be told from others.
    """
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from classroom.grade.gradebook import writing

    private, public = folder / PRIVATE, folder / PUBLIC
    for file in (private, public):
        if file.exists():
            raise StoreLabError(
                f"{file} exists, and certificates may depend on it: nothing was changed. Name another folder."
            )
    key = Ed25519PrivateKey.generate()
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
        public.write_bytes(key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo))


def read_private(file: Path) -> "Ed25519PrivateKey":
    """The key that signs."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = _load(
        file, lambda data: load_pem_private_key(data, None), "private key; 'classroom certify keys' makes a pair"
    )
    if not isinstance(key, Ed25519PrivateKey):
        raise StoreLabError(f"{file}: expected an Ed25519 private key, found another kind.")
    return key


def read_public(file: Path) -> "Ed25519PublicKey":
    """The key that checks."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = _load(file, load_pem_public_key, "public key; whoever issued the certificate gives it to you")
    if not isinstance(key, Ed25519PublicKey):
        raise StoreLabError(f"{file}: expected an Ed25519 public key, found another kind.")
    return key


def _load(file: Path, load: Any, expected: str) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm

    try:
        return load(file.read_bytes())
    except OSError as error:
        raise StoreLabError(f"{file}: cannot be read ({error.strerror}); expected a {expected}.") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise StoreLabError(f"{file}: expected a {expected}; this is none.") from None


def write_certificate(file: Path, statement: Statement, key: "Ed25519PrivateKey", language: str) -> None:
    """Write a page in one language, with the signed statement inside.

    Raises
    ------
    StoreLabError
        If no font of this machine has all letters of the name.
    """
    signed = statement.signed_bytes()
    held = {"statement": base64.b64encode(signed).decode(), "signature": base64.b64encode(key.sign(signed)).decode()}
    _draw(file, statement, language, json.dumps(held))


def read_certificate(file: Path, key: "Ed25519PublicKey") -> Statement:
    """What a certificate states, if it was signed with the key's private half and not changed since.

    Raises
    ------
    StoreLabError
        If the file is no certificate, or its signature does not fit.
    """
    from cryptography.exceptions import InvalidSignature
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        told: Mapping[str, Any] = PdfReader(file).metadata or {}
        held = json.loads(told.get(f"/{FIELD}", ""))
        signed, signature = (base64.b64decode(held[name], validate=True) for name in ("statement", "signature"))
        statement = Statement(**json.loads(signed))
    except OSError as error:
        raise StoreLabError(f"{file}: cannot be read ({error.strerror}).") from None
    except (PyPdfError, ValueError, KeyError, TypeError):
        raise StoreLabError(f"{file}: no certificate of this course: it holds no signed statement.") from None
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        raise StoreLabError(
            f"{file}: NOT VALID. What it states was changed, or it was signed with another key than this public key's."
        ) from None
    return statement


def _draw(file: Path, statement: Statement, language: str, held: str) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import Rectangle

    from classroom.grade.gradebook import writing

    name = statement.name or statement.learner
    course, level = statement.course[language], statement.level_title[language]
    lines = [
        (0.80, WORDS["title"][language], 34, "#1F3A5F"),
        (0.68, WORDS["confirms"][language], 14, "#52606D"),
        (0.59, name, 26, "#1F2933"),
        (0.445, WORDS["completed"][language].format(course=course), 14, "#52606D"),
        (0.31, level, 26, "#1F3A5F"),
        (0.21, WORDS["total"][language].format(total=round(statement.total, 1), date=statement.date), 12, "#52606D"),
        (0.085, WORDS["check"][language].format(id=statement.id, public=PUBLIC), 8.5, "#52606D"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        font = _font("".join(text for _, text, _, _ in lines), Path(folder))
        figure = plt.figure(figsize=(11.69, 8.27))
        figure.add_artist(Rectangle((0.03, 0.04), 0.94, 0.92, fill=False, edgecolor="#1F3A5F", linewidth=2.5))
        figure.add_artist(Rectangle((0.04, 0.055), 0.92, 0.89, fill=False, edgecolor="#B7791F", linewidth=0.8))
        for height, text, size, colour in lines:
            letters = FontProperties(fname=font, size=size)
            # A dollar sign in a name is no formula.
            figure.text(
                0.5, height, text, fontproperties=letters, color=colour, ha="center", va="center", linespacing=1.7,
                parse_math=False,
            )  # fmt: skip
        told = {"Title": f"{WORDS['title'][language]} {statement.id}", "Author": course, FIELD: held}
        with writing(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
            figure.savefig(file, format="pdf", metadata=told)
        plt.close(figure)


def _font(text: str, folder: Path) -> Path:
    """The font of the charts, or where it lacks a letter of a name, a larger one made for this page."""
    from matplotlib.ft2font import FT2Font

    from classroom.font import SOURCE, make_subset
    from storelab.paths import package_folder

    letters = {sign for sign in text if not sign.isspace()}

    def lacking(font: Path) -> list[str]:
        return sorted(sign for sign in letters if ord(sign) not in FT2Font(str(font)).get_charmap())

    shipped = package_folder() / "assets" / "StoreLabSans.otf"
    if not (left := lacking(shipped)):
        return shipped
    if SOURCE.is_file():
        larger = folder / "letters.otf"
        make_subset(SOURCE, letters | {" "}, larger)
        if not (left := lacking(larger)):
            return larger
    raise StoreLabError(
        f"No font here has the letters {' '.join(left)}. Install Noto Sans CJK (Debian: apt-get install fonts-noto-cjk) "
        "and run the command again; if it is installed, write the name with other letters in the roster."
    )


def languages(wanted: str | None) -> tuple[str, ...]:
    """One language, or all."""
    return LANGUAGES if wanted is None else (wanted,)
