"""A small grammar of reviews: what customers write about each aspect, in both languages, with praise, blame and denial."""

from dataclasses import dataclass

import numpy as np

Pair = tuple[str, str]
ASPECTS = ("quality", "smell", "packaging", "delivery", "service", "price", "looks")


@dataclass(frozen=True)
class Said:
    """Clauses about one aspect.

    Attributes
    ----------
    praise, blame
        Clauses by judgement; some praise by denying a fault, and some blame by denying praise.
    """

    praise: tuple[Pair, ...]
    blame: tuple[Pair, ...]


CLAUSES: dict[str, Said] = {
    "quality": Said(
        (
            ("质量{adv}好", "the quality is {adv}good"), ("做工{adv}细致，质量不错", "the workmanship is {adv}fine and the quality good"),
            ("用了{time}质量没有问题", "after {time} there is no problem with the quality"),
            ("用料扎实，质量没得说", "solid material, great quality"), ("质量不差，对得起价钱", "the quality is not bad for the money"),
            ("质量比{other}的好", "the quality is better than {other}"),
        ),
        (
            ("质量{adv}差", "the quality is {adv}poor"), ("用了{time}就坏了，质量不行", "it was broken after {time}, poor quality"),
            ("做工粗糙，质量一般", "rough workmanship, mediocre quality"), ("质量不好，边上还有毛刺", "the quality is not good, the edge is rough"),
            ("质量没有{other}的好", "the quality is not as good as {other}"),
        ),
    ),
    "smell": Said(
        (
            ("没有异味", "there is no smell"), ("打开没有味道", "no smell when I opened it"), ("一点异味都没有，放心", "no smell at all, no worry"),
            ("味道{adv}小，一晚就没了", "hardly any smell, gone after a night"),
        ),
        (
            ("异味{adv}大", "the smell is {adv}strong"), ("一打开就有股刺鼻的味道", "a pungent smell when opened"),
            ("味道晾了{time}还散不掉", "the smell is still there after {time}"), ("有异味，不敢用", "it has a smell, I dare not use it"),
        ),
    ),
    "packaging": Said(
        (
            ("包装{adv}好", "the packaging is {adv}good"), ("包装严实，没有磕碰", "well packed, no dents"),
            ("包装用心，里面还有{gift}", "packed with care, with {gift} inside"), ("箱子没破，包装完好", "the box was not broken, the packaging intact"),
        ),
        (
            ("包装{adv}差", "the packaging is {adv}poor"), ("包装破了，边角有磕碰", "the packaging was torn, with dents at the corners"),
            ("包装太简单，就一个袋子", "the packaging is just a bag, too simple"), ("包装不好，收到时压扁了", "the packaging is not good, it came squashed"),
        ),
    ),
    "delivery": Said(
        (
            ("物流{adv}快", "delivery was {adv}fast"), ("发货快，{day}就到了", "sent fast, there {day}"), ("快递小哥送到门口，态度好", "the courier came to the door, and was nice"),
            ("物流不慢，比说的早到", "delivery was not slow, earlier than promised"), ("快递准时", "delivery was on time"),
        ),
        (
            ("物流{adv}慢", "delivery was {adv}slow"), ("等了{time}才到，物流太慢", "it took {time}, delivery is too slow"),
            ("物流停在中转站不动，催了也没用", "delivery got stuck at the hub, asking was no use"), ("快递放在驿站，没打电话，不好", "the courier left it at a shop without a call, not good"),
            ("物流不算快", "delivery was not fast"),
        ),
    ),
    "service": Said(
        (
            ("客服{adv}有耐心", "service was {adv}patient"), ("客服回复快，问题当天解决", "service answered fast, solved the same day"),
            ("客服态度好，换货没有推脱", "service was friendly, no trouble with the exchange"), ("问了客服，推荐的尺码合适", "service recommended the right size"),
        ),
        (
            ("客服{adv}敷衍", "service was {adv}careless"), ("客服半天不回，回了也没用", "service is slow to answer, and no help"),
            ("客服推来推去，太失望", "service sent me round in circles, disappointing"), ("客服态度不好", "service was not friendly"),
        ),
    ),
    "price": Said(
        (
            ("价格{adv}划算", "the price is {adv}good"), ("活动价买的，值得", "bought at a good price in the sale, worth it"),
            ("价格不贵", "the price is not bad"), ("这个价格买到，{adv}满意", "for this price I am {adv}happy"),
        ),
        (
            ("价格{adv}贵", "the price is {adv}expensive"), ("刚买就降价，不划算", "the price fell after I bought, not happy"),
            ("价格贵，不值得", "the price is expensive, not worth it"),
        ),
    ),
    "looks": Said(
        (
            ("颜色{adv}漂亮", "the colour is {adv}nice"), ("样子和图片一样，喜欢", "looks as in the picture, I love it"),
            ("颜值高，{friend}也喜欢", "it looks great, {friend} loves it as well"), ("颜色没有色差", "the colour is not wrong"),
        ),
        (
            ("颜色和图片有出入", "the colour is wrong compared with the picture"), ("颜色偏暗，不漂亮", "the colour is dark, not nice"),
            ("样子一般，没有图片好看", "the looks are poor beside the picture"),
        ),
    ),
}  # fmt: skip
_SLOTS: dict[str, tuple[Pair, ...]] = {
    "adv": (
        ("很", "very "),
        ("挺", "quite "),
        ("真的", "really "),
        ("非常", "extremely "),
        ("特别", "especially "),
        ("还算", "fairly "),
        ("确实", "indeed "),
        ("", ""),
    ),
    "time": (
        ("两天", "two days"), ("三天", "three days"), ("一个星期", "a week"), ("半个月", "two weeks"), ("五六天", "five or six days"),
        ("十来天", "some ten days"),
    ),
    "day": (
        ("第二天", "the next day"),
        ("隔天", "two days later"),
        ("当天", "the same day"),
        ("周五", "on Friday"),
        ("两天", "in two days"),
    ),
    "other": (("上次买", "the last one"), ("店里", "that in the shop"), ("以前那个", "my old one"), ("超市里", "those in the supermarket")),
    "gift": (("一张卡片", "a card"), ("一块抹布", "a cloth"), ("一包干燥剂", "a desiccant bag")),
    "friend": (("我妈", "my mother"), ("室友", "my room-mate"), ("同事", "my colleague"), ("孩子", "my child"), ("家里人", "my family")),
}  # fmt: skip
_SHORT = {
    True: (
        ("好", "Good"), ("不错", "Nice"), ("很喜欢", "Love it"), ("满意", "Satisfied"), ("可以的，推荐", "Fine, I recommend it"), ("好评", "Good one"),
        ("五星", "Five stars"), ("不错不错", "Nice, nice"), ("挺好的", "Quite good"), ("好用", "Works great"),
    ),
    False: (("差", "Bad"), ("失望", "Disappointed"), ("一般", "So-so"), ("不好", "Not good"), ("不推荐", "I don't recommend it"), ("后悔", "I regret it")),
}  # fmt: skip
_OPENERS: tuple[Pair, ...] = (
    ("收到货了", "It has arrived"), ("给{friend}买的", "Bought for {friend}"), ("第二次买了", "My second one"), ("等了好久才来评价", "I waited a while before writing"),
    ("双十一前下的单", "Ordered before the big sale"), ("用了{time}来说说", "After {time} of use"), ("看了很多家才选的", "I looked at many shops first"),
    ("朋友介绍来的", "A friend told me of it"), ("搬家买的", "Bought for the new flat"), ("放在办公室用的", "For the office"),
)  # fmt: skip
_STORIES: tuple[Pair, ...] = (
    ("周末全家都在，顺手就拆了试用了一下，大家围着看了半天", "the family was here at the weekend, so we unpacked and tried it at once, everybody standing round"),
    ("之前在别家买过一个差不多的，用了一年多才换的这个，所以有个对比", "I had a similar one from another shop for more than a year, so I can compare"),
    ("本来想着再等等活动，后来家里那个实在没法用了，就先下了单", "I wanted to wait for a sale, but the old one could not be used any more, so I ordered"),
    ("说明书写得清楚，照着装了十来分钟就弄好了，一个人也能搞定", "the instructions are clear, it took ten minutes to put together, one person can do it"),
    ("下单前问了三四个问题，也看了下面的追评，犹豫了两天", "before ordering I asked three or four questions, read the later reviews, and hesitated for two days"),
)  # fmt: skip
_CLOSERS = {
    True: (
        ("会再来", "I'll come again"), ("推荐", "I recommend it"), ("谢谢店家", "Thanks to the shop"), ("给{friend}也买一个", "I'll get one for {friend}, too"),
        ("总的来说满意", "All in all I am satisfied"), ("下次还买", "I'll buy again"),
    ),
    False: (("不会再来了", "I won't come again"), ("希望改进", "Please do better"), ("总的来说失望", "All in all disappointed"), ("等处理", "I wait for an answer"), ("准备退了", "I'll send it back")),
}  # fmt: skip
# What is written about, when nothing special happened; and the chance that a clause blames, by stars.
_TOPIC = {
    True: np.array([0.24, 0.05, 0.12, 0.21, 0.12, 0.11, 0.15]),
    False: np.array([0.24, 0.06, 0.14, 0.24, 0.16, 0.08, 0.08]),
}
BLAME = (0.0, 0.93, 0.82, 0.52, 0.24, 0.05)
_FEWER = 0.54  # chance that another clause follows


def review(rng: np.random.Generator, stars: int, forced: str | None) -> tuple[str, str, frozenset[str], frozenset[str]]:
    """Write one review.

    Parameters
    ----------
    rng
        Where chance comes from.
    stars
        1 to 5.
    forced
        An aspect that is blamed in any case; None for none.

    Returns
    -------
    tuple
        The text in Chinese and in English, and the aspects praised and blamed.
    """
    content = stars >= 4
    if forced is None and rng.random() < 0.17:
        zh, en = _one(rng, _SHORT[content])
        return f"{zh}。", f"{en}.", frozenset(), frozenset()
    size = 1 + int(rng.geometric(1 - _FEWER - 0.06 * (not content)))
    size = min(size if rng.random() < 0.75 else 1, len(ASPECTS))
    names = list(rng.choice(ASPECTS, size=size, replace=False, p=_TOPIC[content]))
    if forced is not None:
        names = [forced, *[name for name in names if name != forced]]
    praised: list[str] = []
    blamed: list[str] = []
    for name in names:
        (blamed if name == forced or rng.random() < BLAME[stars] else praised).append(str(name))
    good = [_one(rng, CLAUSES[name].praise) for name in praised]
    bad = [_one(rng, CLAUSES[name].blame) for name in blamed]
    parts: list[Pair] = []
    if rng.random() < 0.36:
        parts.append(_one(rng, _OPENERS))
    while rng.random() < 0.16:
        parts.append(_one(rng, _STORIES))
    first, second = (good, bad) if content else (bad, good)
    parts += first
    if first and second:
        parts.append(("但是" + second[0][0], "but " + second[0][1]))
        parts += second[1:]
    else:
        parts += second
    if rng.random() < 0.30:
        parts.append(_one(rng, _CLOSERS[content]))
    filled = [_fill(rng, part) for part in parts]
    zh = "，".join(text for text, _ in filled) + ("！" if rng.random() < 0.2 else "。")
    en = ", ".join(text for _, text in filled)
    return zh, en[0].upper() + en[1:] + ".", frozenset(praised), frozenset(blamed)


def _one(rng: np.random.Generator, choices: tuple[Pair, ...]) -> Pair:
    return choices[int(rng.integers(0, len(choices)))]


def _fill(rng: np.random.Generator, pair: Pair) -> Pair:
    zh, en = pair
    for slot, words in _SLOTS.items():
        if "{" + slot + "}" in zh or "{" + slot + "}" in en:
            one, other = _one(rng, words)
            zh, en = zh.replace("{" + slot + "}", one), en.replace("{" + slot + "}", other)
    return zh, en
