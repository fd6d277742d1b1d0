"""Opening a shop: the log of applications, the papers that are asked for, and the papers that are held."""

import numpy as np

from classroom.world.columns import Bools, Coded, Columns, Floats, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream
from classroom.world.words import BRANDS, CATEGORIES

APPLICATIONS = 480
STAGES = ("apply", "documents", "fees", "review", "training", "opening")
_MEDIAN_DAYS = (0.4, 4.0, 1.5, 4.5, 2.0, 1.0)
_SPREAD = (0.4, 0.45, 0.4, 0.4, 0.3, 0.3)
_PASSES = (0.99, 0.88, 0.985, 0.90, 0.99, 1.0)
_REVIEW, _DOCUMENTS = STAGES.index("review"), STAGES.index("documents")
OPENED, LOG_END = np.datetime64("2025-01-01", "D"), np.datetime64("2026-01-01T00:00:00", "s")
TYPES = ("flagship", "specialist", "general_shop", "dropship")
_TYPE_SHARES = (0.2, 0.3, 0.3, 0.2)
EVERY = 0  # platform_id of a rule or requirement of every platform

CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z


def onboarding(seed: int, effects: Effects) -> Columns:
    """Make the table ``onboarding``: applications of the merchants of a service company in 2025, stage by stage.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    """
    rng = stream(seed, "onboarding")
    n, stages = APPLICATIONS, len(STAGES)
    category = rng.integers(0, len(CATEGORIES), n)
    platform = rng.choice(np.arange(1, 9), n, p=[0.24, 0.16, 0.18, 0.05, 0.17, 0.06, 0.08, 0.06])
    kind = rng.choice(len(TYPES), n, p=_TYPE_SHARES)
    start = np.sort(rng.random(n)) * 362
    days = np.array(_MEDIAN_DAYS) * np.exp(np.array(_SPREAD) * rng.normal(0, 1, (n, stages)))
    tail = stream(seed, "onboarding.review").normal(0, 1, n)
    if effects.long_review is not None:
        days[:, _REVIEW] = _MEDIAN_DAYS[_REVIEW] * np.exp(effects.long_review.spread * tail)
    sent_back = rng.poisson(0.45, n)
    days[:, _DOCUMENTS] += 2.2 * sent_back
    wait = rng.exponential(0.25, (n, stages))
    passes = np.tile(np.array(_PASSES), (n, 1))
    if effects.hidden_permit is not None:
        hidden = np.array([item.cat2 == effects.hidden_permit.category for item in CATEGORIES])[category]
        passes[hidden, _DOCUMENTS] = effects.hidden_permit.passes
    passed = rng.random((n, stages)) < passes
    return _log(platform, kind, category, start, days, wait, passed, sent_back)


def _log(
    platform: np.ndarray,
    kind: np.ndarray,
    category: np.ndarray,
    start: Floats,
    days: Floats,
    wait: Floats,
    passed: Bools,
    sent_back: np.ndarray,
) -> Columns:
    """One row for each stage that an application has entered by the end of the log."""
    n = len(days)
    left = start[:, None] + np.cumsum(days + np.c_[np.zeros(n), wait[:, 1:]], axis=1)
    entered = left - days
    reached = np.c_[np.ones(n, dtype=bool), np.cumprod(passed[:, :-1], axis=1).astype(bool)]
    to_time = OPENED.astype("datetime64[s]")
    entered_at = to_time + np.floor(entered * 86_400).astype("timedelta64[s]")
    left_at = to_time + np.floor(left * 86_400).astype("timedelta64[s]")
    row, stage = np.nonzero(reached & (entered_at < LOG_END))
    entered_at, left_at = entered_at[row, stage], left_at[row, stage]
    still_open = left_at >= LOG_END
    result = np.where(still_open, -1, np.where(passed[row, stage], 0, 1))
    names = [item.cat2 for item in CATEGORIES]
    return {
        "application_id": 3001 + row,
        "platform_id": platform[row],
        "shop_type": Coded(kind[row], TYPES),
        "category": Coded(category[row], names),
        "stage": Coded(stage, STAGES),
        "entered_at": entered_at,
        "left_at": np.where(still_open, np.datetime64("NaT"), left_at),
        "result": Coded(result, ("passed", "rejected")),
        "sent_back": np.where(stage == _DOCUMENTS, sent_back[row], 0),
    }


_REQUIRED = (
    # platform (0: every one), category ("all", department or group), paper, required, what its scope must cover
    (EVERY, "all", "business_licence", True, "category"),
    (EVERY, "all", "trademark_certificate", True, "none"),
    (EVERY, "all", "brand_authorisation", True, "none"),
    (EVERY, "food", "food_permit", True, "category"),
    (EVERY, "beauty", "cosmetics_filing", True, "category"),
    (EVERY, "kitchen", "food_contact_report", False, "category"),
    (2, "all", "quality_report", True, "category"),
    (1, "apparel", "quality_report", True, "category"),
    (6, "all", "purchase_invoice", True, "none"),
    (8, "all", "export_filing", True, "none"),
    (5, "food", "quality_report", False, "category"),
)


def requirements(effects: Effects) -> Columns:
    """Make the table ``doc_requirements``."""
    rows = list(_REQUIRED)
    if effects.hidden_permit is not None:
        rows.insert(5, (EVERY, effects.hidden_permit.category, "medical_device_filing", True, "category"))
    platform, category, paper, required, scope = zip(*rows, strict=True)
    return {
        "platform_id": np.array(platform),
        "category": coded(category),
        "doc_type": coded(paper),
        "required": np.array(required),
        "scope": coded(scope),
    }


def check_character(code: str) -> str:
    """The last character of a unified social credit code, from the first seventeen (GB 32100-2015)."""
    total = sum(CODE_LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    return CODE_LETTERS[-total % 31]


def documents_held(seed: int) -> Columns:
    """Make the table ``documents_held``: papers of the group, its suppliers and the owners of its brands.

    Codes begin with a region that does not exist, so that none is a real company's.
    """
    rng = stream(seed, "documents_held")
    rows: list[tuple[str, str, str, str | None, str, str, str | None]] = []
    departments = "home;kitchen;apparel;outdoor;food;beauty"

    def code() -> str:
        body = "91990000" + "".join(CODE_LETTERS[n] for n in rng.integers(0, 31, 9))
        return body + check_character(body)

    def day(first: str, spread: int) -> str:
        return str(np.datetime64(first) + int(rng.integers(0, spread)))

    rows += [
        ("group", "business_licence", code(), departments, "registry", "2018-09-12", None),
        ("group", "quality_report", "QR-2511", departments, "laboratory", "2025-03-04", "2026-03-03"),
        ("group", "food_permit", "JY-990214", "food", "registry", "2021-02-08", "2026-02-07"),
        ("group", "cosmetics_filing", "HZ-990377", "beauty", "registry", "2024-05-20", "2028-05-19"),
        ("group", "food_contact_report", "FC-1180", "kitchen", "laboratory", "2023-06-01", "2025-05-31"),
        ("group", "purchase_invoice", "FP-20251", "all", "supplier", "2025-11-20", None),
    ]
    for place, brand in enumerate(BRANDS):
        owner, agent = f"owner_{place + 1:02d}", f"agent_{place + 1:02d}"
        rows.append(
            (
                owner,
                "trademark_certificate",
                f"TM-{77_000 + place}",
                brand,
                "registry",
                day("2017-01-01", 900),
                day("2027-02-01", 900),
            )
        )
        through = place % 2 == 1
        right = day("2026-01-10", 500)
        if not through:
            rows.append(
                ("group", "brand_authorisation", f"BA-{place:02d}", brand, owner, day("2024-06-01", 300), right)
            )
            continue
        # Two agents: one whose right ends before what it gave on, one who never had it.
        upper = "2025-11-30" if place == 3 else right
        if place != 7:
            rows.append((agent, "brand_authorisation", f"BA-{place:02d}A", brand, owner, day("2024-01-01", 100), upper))
        rows.append(
            (
                "group",
                "brand_authorisation",
                f"BA-{place:02d}B",
                brand,
                agent,
                day("2024-06-01", 200),
                day("2026-03-01", 200),
            )
        )
    faults = {4: "digit", 9: "swap", 13: "old", 17: "letter"}
    for supplier in range(1, 25):
        number = code()
        fault = faults.get(supplier)
        if fault == "digit":
            number = number[:12] + CODE_LETTERS[(CODE_LETTERS.index(number[12]) + 4) % 31] + number[13:]
        elif fault == "swap":
            number = number[:9] + "7K" + number[11:17]
            number = number[:9] + "K7" + number[11:] + check_character(number)
        elif fault == "old":
            number = "990000" + "".join(str(n) for n in rng.integers(0, 10, 9))
        elif fault == "letter":
            number = number[:10] + "O" + number[11:]
        rows.append((f"supplier_{supplier:02d}", "business_licence", number, CATEGORIES[supplier - 1].cat1, "registry",
                     day("2012-01-01", 4000), None))  # fmt: skip
    holder, paper, number_of, scope, issuer, issued, until = zip(*rows, strict=True)
    return {
        "doc_id": np.arange(1, len(rows) + 1),
        "holder": coded(holder),
        "doc_type": coded(paper),
        "number": coded(number_of),
        "scope": coded(scope),
        "issuer": coded(issuer),
        "issued_on": np.array(issued, dtype="datetime64[s]"),
        "valid_until": np.array([value or "NaT" for value in until], dtype="datetime64[s]"),
    }
