"""Roles, skills, changes of role and dilemmas: what growth in the group looks like."""

import numpy as np

from classroom.world.columns import Columns, coded
from classroom.world.effects import Effects
from classroom.world.streams import stream

SKILLS = ("product", "promotion", "data", "service", "content", "leading")
# Role: levels by skill, weights by skill, yuan a month at the start and after five years in the role.
PROFILES: dict[str, tuple[tuple[int, ...], tuple[int, ...], int, int]] = {
    "service_agent": ((2, 1, 1, 4, 1, 0), (3, 1, 1, 5, 1, 1), 5_600, 7_200),
    "operator": ((3, 3, 2, 2, 2, 1), (4, 4, 3, 2, 2, 1), 6_800, 9_600),
    "content_editor": ((2, 2, 1, 1, 4, 1), (3, 3, 2, 1, 5, 1), 6_600, 9_800),
    "designer": ((2, 2, 1, 0, 4, 0), (2, 2, 1, 1, 5, 1), 7_000, 10_200),
    "data_analyst": ((2, 2, 5, 1, 1, 1), (2, 3, 5, 1, 1, 1), 8_200, 13_500),
    "service_lead": ((3, 1, 2, 4, 1, 3), (2, 1, 3, 4, 1, 5), 8_000, 10_400),
    "ops_manager": ((4, 4, 3, 2, 2, 4), (3, 4, 4, 2, 1, 5), 11_000, 16_500),
}
MOVES = {  # from: (to, chance a month)
    "service_agent": (("operator", 0.006), ("service_lead", 0.004), ("data_analyst", 0.001)),
    "packer": (("service_agent", 0.004), ("operator", 0.002)),
    "operator": (("ops_manager", 0.005), ("data_analyst", 0.004), ("content_editor", 0.003)),
    "content_editor": (("operator", 0.005), ("ops_manager", 0.002)),
    "designer": (("content_editor", 0.003),),
    "data_analyst": (("ops_manager", 0.003),),
    "service_lead": (("ops_manager", 0.003),),
    "ops_manager": (),
}


def role_profiles() -> Columns:
    """Make the table ``role_profiles``."""
    rows = [
        (role, skill, level, weight, 100 * first, 100 * later)
        for role, (levels, weights, first, later) in PROFILES.items()
        for skill, level, weight in zip(SKILLS, levels, weights, strict=True)
    ]
    role, skill, level, weight, first_pay, later_pay = zip(*rows, strict=True)
    return {
        "role": coded(role),
        "skill": coded(skill),
        "level": np.array(level),
        "weight": np.array(weight),
        "salary_start": np.array(first_pay),
        "salary_5y": np.array(later_pay),
    }


def skills_matrix(seed: int, effects: Effects, people: dict[int, str]) -> Columns:
    """Make the table ``skills_matrix``.

    Parameters
    ----------
    seed, effects
        Which world, and what is planted.
    people
        Role of each person of the office and the desk.
    """
    rng = stream(seed, "skills_matrix")
    one = effects.one_data_head
    place = SKILLS.index("data")
    analysts = [person for person, role in people.items() if role == "data_analyst"]
    head = max(analysts or people)
    rows = []
    for person, role in people.items():
        levels, weights, _, _ = PROFILES[role]
        held = np.clip(np.array(levels) + rng.choice([-2, -1, 0, 1], len(SKILLS), p=[0.15, 0.3, 0.4, 0.15]), 0, 5)
        spare = int(rng.integers(3, 6))  # how much data people know who have an eye for it
        if rng.random() < 0.25:
            held[place] = max(held[place], spare)
        if one is not None:
            held[place] = 5 if person == head else min(held[place], one.level)
        rows += [(person, role, *parts) for parts in zip(SKILLS, held.tolist(), levels, weights, strict=True)]
    staff, roles, skill, level, required, weight = zip(*rows, strict=True)
    return {
        "staff_id": np.array(staff),
        "role": coded(roles),
        "skill": coded(skill),
        "level": np.array(level),
        "required": np.array(required),
        "weight": np.array(weight),
    }


def moves_until(
    rng: np.random.Generator, role: str, hired: np.datetime64, last: np.datetime64
) -> tuple[str, list[tuple[str, str, np.datetime64]]]:
    """Role at the end, and the changes on the way: nobody changes in the first half year of a role."""
    moves: list[tuple[str, str, np.datetime64]] = []
    day, rest = hired, 6
    while day + np.timedelta64(30, "D") < last:
        day = day + np.timedelta64(30, "D")
        draw = rng.random()
        rest -= 1
        if rest >= 0:
            continue
        for target, chance in MOVES[role]:
            if draw < chance:
                moves.append((role, target, day + rng.integers(0, 28)))
                role, rest = target, 6
                break
            draw -= chance
    return role, [move for move in moves if move[2] < last]


def career_paths(moves: list[tuple[int, str, str, np.datetime64]]) -> Columns:
    """Make the table ``career_paths`` from the changes of all people."""
    staff, before, after, day = zip(*sorted(moves, key=lambda move: (move[3], move[0])), strict=True)
    return {
        "staff_id": np.array(staff),
        "from_role": coded(before),
        "to_role": coded(after),
        "date": np.array(day, dtype="datetime64[D]"),
    }


# pair, Chinese, English, and two options: Chinese, English, value it serves.
_DILEMMAS = (
    (1, "一批水壶到货晚了，主播答应今晚开播。不补录检测，今晚就能卖；检测要两天。", "A lot of kettles came late, and tonight's show is announced. Without the safety test they can be sold tonight; the test takes two days.",
     ("照播，检测回头补", "Go on air, test later", "profit"), ("推迟两天，先检测", "Wait two days and test first", "people")),
    (2, "一位老客户问：你们的“现货”到底在不在仓？其实明天才入库。", "A regular asks whether 'in stock' means in the warehouse. In fact it arrives tomorrow.",
     ("说明天才到，让他自己决定", "Say that it arrives tomorrow and let him decide", "honesty"), ("说在，反正后天就能发", "Say yes: it leaves the day after tomorrow anyway", "profit")),
    (3, "一位顾客要求把投诉自己的客服当场调岗，否则退出会员。那位客服并没有做错。", "A customer wants the agent who argued with her moved at once, or she leaves the club. The agent did nothing wrong.",
     ("不调岗，主管出面解释", "Keep the agent; the lead explains", "people"), ("先调岗，留住客户", "Move the agent and keep the customer", "customer")),
    (4, "一笔退款规则上可以拒，但顾客确实是被我们的页面误导的。金额 300 元。", "A refund of 300 yuan may be refused by the rules, but our page did mislead the customer.",
     ("照规则拒绝", "Refuse by the rules", "profit"), ("退款，并改页面", "Refund, and mend the page", "customer")),
    (1, "618 当周，仓库排的班超过了每日加班上限。多留两小时，订单全能发出。", "In the week of 618 the hall's rota passes the daily limit of overtime. Two hours more, and all parcels leave.",
     ("按上限下班，晚发的发通知", "Stop at the limit and tell the customers", "people"), ("再留两小时", "Stay two hours more", "profit")),
    (2, "创始人要在招商会上说“复购率 60%”。分母换成老客户才有 60%，全体是 31%。", "The founder wants to tell investors 'repeat rate 60 %'. That holds for old customers only; of all it is 31 %.",
     ("写 60%，不注明", "Write 60 % without a note", "profit"), ("写 31%，或者注明分母", "Write 31 %, or name the denominator", "honesty")),
    (3, "大客户要求客服深夜一点也要秒回。两位客服已经连续上了十天班。", "A big customer wants replies within seconds at one in the morning. Two agents have worked ten days in a row.",
     ("先答应下来", "Promise it", "customer"), ("不答应，给出早上八点的时间", "Don't; offer eight in the morning", "people")),
    (4, "一款利润高的锅，差评都说容易糊底。换供应商每口少赚 12 元。", "A pan earns well; its reviews say that food burns on. Another supplier costs 12 yuan a pan.",
     ("换供应商", "Change the supplier", "customer"), ("保持不动，差评正常回复", "Leave it and answer the reviews", "profit")),
)  # fmt: skip


def dilemmas() -> Columns:
    """Make the table ``dilemmas``."""
    rows = [
        (number, pair, zh, en, letter, *option)
        for number, (pair, zh, en, *options) in enumerate(_DILEMMAS, 1)
        for letter, option in zip("ab", options, strict=True)
    ]
    number, pair, zh, en, letter, choice, choice_en, serves = zip(*rows, strict=True)
    return {
        "dilemma_id": np.array(number),
        "pair": np.array(pair),
        "text": coded(zh),
        "text_en": coded(en),
        "option": coded(letter),
        "choice": coded(choice),
        "choice_en": coded(choice_en),
        "serves": coded(serves),
    }
