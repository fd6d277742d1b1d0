"""What buyers of the Arcade write, and what its sellers claim: pieces from which texts are put together, in two languages."""

from classroom.world.columns import Ints

Pair = tuple[str, str]
Slots = tuple[tuple[Pair, ...], ...]


def put_together(slots: Slots, drawn: Ints, gap: str = " ") -> Pair:
    """Put one piece of each slot together, Chinese without gaps and English with them.

    Parameters
    ----------
    slots
        Pieces to choose from, slot by slot.
    drawn
        Large whole numbers, one a slot; the remainder says which piece.
    gap
        What stands between the English pieces.

    Returns
    -------
    tuple
        The text in Chinese and in English.
    """
    chosen = [pieces[int(number) % len(pieces)] for pieces, number in zip(slots, drawn, strict=True)]
    chinese = "".join(zh for zh, _ in chosen)
    english = gap.join(en for _, en in chosen if en)
    for mark in (",", "."):
        english = english.replace(f"{gap}{mark}", mark)
    return chinese, english


# Praise: how it began, what is good, how it ends.
PRAISE: Slots = (
    (("到手两天，", "Two days in,"), ("第二次买，", "Bought again,"), ("给妈妈买的，", "For my mother,"),
     ("室友推荐的，", "A room-mate told me of it,"), ("等了三天到，", "Came in three days,"), ("打开看了看，", "Opened it:"),
     ("昨天刚收到，", "Came yesterday,"), ("用了一周，", "After a week,"), ("", "")),
    (("做工挺细的", "neatly made"), ("颜色和图上一样", "the colour is that of the picture"), ("比想的要厚实", "sturdier than I thought"),
     ("大小刚刚好", "just the right size"), ("没什么味道", "no smell"), ("包得很仔细", "well packed"),
     ("这个价可以了", "fair for the price"), ("家里人都说好", "everybody at home likes it"), ("用着顺手", "handy to use")),
    (("。", "."), ("，会再来。", ", will come again."), ("，满意。", ", content."), ("，就是快递慢了点。", ", only the parcel was slow."),
     ("，推荐给同事了。", ", told my colleagues."), ("，老板回消息也快。", ", and the seller answers fast.")),
)  # fmt: skip

# Praise that somebody pays for: louder, and of few pieces.
PAID_PRAISE: Slots = (
    (("超级好！", "Super!"), ("太惊喜了，", "What a surprise,"), ("物超所值，", "Worth far more,"), ("闭眼入，", "Buy it blind,")),
    (("质量特别棒", "wonderful quality"), ("客服特别有耐心", "such patient service"), ("发货快到飞起", "sent at the speed of light")),
    (("，五星好评！", ", five stars!"), ("，全家都爱。", ", the family loves it."), ("，必须好评！", ", must be praised!")),
)  # fmt: skip

# Honest complaints: what was expected, what is wrong, what came of it.
COMPLAINT: Slots = (
    (("本来挺期待的，", "I had looked forward to it,"), ("图上看着不错，", "It looked fine in the picture,"), ("买来送人的，", "Meant as a present,"),
     ("第一次在这家买，", "My first order here,"), ("用了没几天，", "After a few days,"), ("拆开一看，", "I opened it:"),
     ("等了快一个星期，", "After nearly a week,"), ("用了一次，", "Used once,"), ("说实话，", "To be honest,")),
    (("角上磕了一块", "a corner is chipped"), ("颜色差得有点多", "the colour is quite off"), ("比页面写的小一圈", "it is smaller than the page says"),
     ("边没修平", "the edges are rough"), ("有股味道散不掉", "it has a smell that stays"), ("少发了一件", "one piece is missing"),
     ("边上有道划痕", "there is a scratch along the side"), ("接缝松了", "a seam has come loose"), ("里面有碎屑", "there are crumbs inside"),
     ("说明书是别的款", "the leaflet is for another model")),
    (("，客服让我再等等。", ", service told me to wait."), ("，退了。", ", sent it back."), ("，希望能改进。", ", I hope you mend this."),
     ("，不值这个价。", ", not worth the price."), ("，补发倒是挺快。", ", the new one came fast, though."),
     ("，懒得退了。", ", too lazy to return it."), ("，给两星不过分。", ", two stars are fair."), ("，有点失望。", ", a little let down.")),
)  # fmt: skip

# The bad batch: lids that leak, told by many people in their own words.
LEAK: Slots = (
    (("放包里漏了一书包，", "It leaked into my school bag,"), ("刚倒上水就漏，", "It leaks as soon as there is water in it,"),
     ("盖子拧紧了还是漏，", "Screwed tight and still leaking,"), ("第一天就漏水，", "Leaked on the first day,"),
     ("漏水！", "It leaks!"), ("密封圈是歪的，", "The seal sits askew,")),
    (("电脑差点进水", "my laptop nearly drowned"), ("书全湿了", "my books are wet"), ("早上一桌子水", "a table full of water this morning"),
     ("换了个角度还是滴", "it drips at any angle"), ("和之前买的那个完全不一样", "not at all like the one I had before"),
     ("同学买的也这样", "a class-mate has the same")),
    (("，要求退款。", ", I want my money back."), ("，已经申请换货。", ", asked for another one."), ("，这批是不是有问题？", ", is it this batch?"),
     ("，麻烦查一下。", ", please look into it."), ("，以前那个好好的。", ", my old one is fine.")),
)  # fmt: skip

# What the competitor ordered: one text, and the small changes that were made to it.
SMEAR: Slots = (
    (("千万别买！", "Never buy this!"), ("大家别上当，", "Don't be fooled,"), ("避雷！", "Stay away!")),
    (("质量差到离谱，", "the quality is beyond belief,"), ("跟图片完全两回事，", "nothing like the picture,"), ("用一次就坏，", "broke at first use,")),
    (("客服态度恶劣，", "service is rude,"), ("找客服没人理，", "nobody answers,"), ("售后一直推，", "they keep putting me off,")),
    (("已经换别家了，", "I went to another shop,"), ("还是隔壁那家靠谱，", "the shop next door is better,"), ("早知道买别家的，", "should have bought elsewhere,")),
    (("一星都嫌多。", "one star is too many."), ("再也不来了。", "never again."), ("差评！", "bad review!")),
)  # fmt: skip
# Some of them write by themselves, and read like anybody who is cross.
SMEAR_FREE: Slots = (COMPLAINT[0], COMPLAINT[1], (*COMPLAINT[2][:4], ("，以后去别家买。", ", I shall buy elsewhere.")))

# --- Texts of listings -------------------------------------------------------------------------------------------------

FEATURES: tuple[Pair, ...] = (
    ("加厚款，冬天也能用", "thicker, for winter, too"), ("可机洗，晾干快", "machine-washable, dries fast"), ("三种颜色可选", "in three colours"),
    ("底部防滑", "non-slip base"), ("送收纳袋一个", "with a pouch"), ("本地工厂直发", "sent by the local factory"),
    ("七天无理由退换", "return within seven days"), ("小户型也放得下", "fits a small flat"), ("学生宿舍可用", "fit for dormitories"),
    ("材料见详情页", "for materials see the page"), ("手工缝边", "hems sewn by hand"), ("量大可谈", "ask for larger numbers"),
)  # fmt: skip
# Harmless words that look like boasts: each holds a banned word inside an innocent phrase.
INNOCENT: tuple[Pair, ...] = (
    ("仅剩最后三件", "the last three pieces"), ("最大承重八十公斤", "carries at most 80 kg"), ("最晚次日发货", "sent the next day at the latest"),
    ("第一次使用请先冲洗", "rinse before the first use"), ("最高水温一百度", "water of 100 degrees at most"), ("最小起订量一件", "smallest order: one piece"),
    ("第一层放文具", "pens go into the first tray"), ("首选颜色请备注", "note the colour you prefer"),
    ("最近新到一批", "a batch came in lately"), ("最后晾干即可", "leave it to dry at the end"),
)  # fmt: skip
# What the law forbids, in words that stand in the list.
PLAIN_BOASTS: tuple[Pair, ...] = (
    ("全网最低价", "the lowest price on the net"), ("国家级工艺", "craft of national grade"), ("同类第一品牌", "first brand of its kind"),
    ("顶级材料", "top-grade material"), ("最好的选择", "the best choice"), ("治疗失眠有奇效", "a wonder against sleeplessness"),
    ("根治脚气", "cures athlete's foot for good"), ("永不褪色", "never fades"), ("销量第一", "first in sales"), ("百分百除菌", "kills 100 % of germs"),
)  # fmt: skip
# The same, written around the list, or a claim without any listed word.
HIDDEN_BOASTS: tuple[Pair, ...] = (
    ("全网zui低", "the lowe$t on the net"), ("行业No.1", "No. 1 of the trade"), ("喝完当晚就能睡整觉", "drink it and sleep through that night"),
    ("一周瘦十斤", "lose five kilos in a week"), ("三甲医院同款", "the same as in large hospitals"), ("用了它不用再去医院", "no more doctors after this"),
    ("明星同款，假一赔万", "as the stars wear, ten thousand back if fake"), ("原价九百九十九，今天九十九", "was 999, today 99"),
)  # fmt: skip
LEADS: tuple[Pair, ...] = (
    ("新款", "New"),
    ("升级款", "Improved"),
    ("家用", "For the home:"),
    ("便携", "Portable"),
    ("简约", "Plain"),
    ("日常", "Everyday"),
)

# Terms of the screen: word, English, banned or allowed, kind.
SCREEN: tuple[tuple[str, str, str, str], ...] = (
    ("最", "most, -est", "banned", "superlative"), ("第一", "first", "banned", "superlative"), ("顶级", "top-grade", "banned", "superlative"),
    ("首选", "first choice", "banned", "superlative"), ("国家级", "of national grade", "banned", "superlative"), ("永不", "never", "banned", "absolute"),
    ("百分百", "100 per cent", "banned", "absolute"), ("根治", "cures for good", "banned", "medical"), ("治疗", "treats an illness", "banned", "medical"),
    ("最后三件", "the last three pieces", "allowed", "stock"), ("最大承重", "carries at most", "allowed", "measure"),
    ("最晚次日", "the next day at the latest", "allowed", "measure"), ("最高水温", "water of at most", "allowed", "measure"),
    ("最小起订", "smallest order", "allowed", "measure"), ("第一次使用", "first use", "allowed", "use"),
    ("第一层", "first tray", "allowed", "use"), ("首选颜色", "the colour you prefer", "allowed", "use"),
)  # fmt: skip
