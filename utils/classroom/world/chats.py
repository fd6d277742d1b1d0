"""What is said in chats: lines of customers and agents in both languages, and ten messages with replies to choose from."""

from dataclasses import dataclass

import numpy as np

from classroom.world.columns import Bools, Coded, Columns, Floats, coded
from classroom.world.desk import TOPICS, Desk
from classroom.world.effects import Effects
from classroom.world.streams import stream

SIDES = ("customer", "agent")
Pair = tuple[str, str]

# By topic: how customers begin, what they add when asked, and what agents answer.
_ASKS: dict[str, tuple[Pair, ...]] = {
    "product": (
        ("这款能不能放进洗碗机？", "Can this one go into the dishwasher?"),
        ("里面的材质是什么？给孩子用放心吗？", "What is it made of inside? Is it safe for a child?"),
        ("图上这个颜色和实物差得多吗？", "Does the colour differ much from the picture?"),
        ("这个和旁边那款有什么不一样？", "How does this differ from the one next to it?"),
    ),
    "size": (
        ("平时穿 L，这件拍什么码？", "I usually wear L, which size should I take here?"),
        ("箱子放得进 40 厘米深的柜子吗？", "Will the box fit a cupboard 40 cm deep?"),
        ("一米六、五十五公斤，M 会不会小？", "I am 1.60 m and 55 kg, will M be too small?"),
    ),
    "coupon": (
        ("满减券怎么用不了？", "Why can't I use the coupon?"),
        ("店铺券和平台券能一起用吗？", "Can the shop's coupon and the platform's be used together?"),
        ("昨天领的券今天就没了。", "The coupon I took yesterday is gone today."),
    ),
    "payment": (
        ("付了款页面还显示待付款。", "I have paid, and the page still says unpaid."),
        ("可以货到付款吗？", "Can I pay at the door?"),
        ("扣了两次钱，怎么回事？", "I was charged twice, how come?"),
    ),
    "shipping": (
        ("三天了还没发货，到底什么时候发？", "Three days and not sent yet. When will it be?"),
        ("物流停在中转站两天没动了。", "The parcel has not moved from the hub for two days."),
        ("能改个地址吗？我写错门牌号了。", "Can the address be changed? I got the door number wrong."),
        ("显示签收了，可我没收到。", "It says delivered, but I have nothing here."),
    ),
    "invoice": (
        ("发票抬头填错了，能重开吗？", "The name on the invoice is wrong, can you issue it again?"),
        ("电子发票在哪里下载？", "Where can I download the invoice?"),
    ),
    "return": (
        ("不合适，怎么退？", "It does not suit me. How do I send it back?"),
        ("退货寄回去五天了，钱还没退。", "I sent it back five days ago and have no refund yet."),
        ("退回来的运费谁出？", "Who pays the way back?"),
        ("想换个颜色，要多久？", "I'd like another colour. How long does that take?"),
    ),
    "fault": (
        ("刚用两天就坏了！", "It broke after two days!"),
        ("收到就有一道裂缝，太失望了。", "It came with a crack, what a disappointment."),
        ("少发了一个配件。", "A part is missing."),
        ("打开一股味道，这能用吗？", "It smells when opened. Is it fit for use?"),
    ),
}
_MORE: tuple[Pair, ...] = (
    ("就是昨天下的那一单。", "It is yesterday's order."),
    ("图发你了，自己看。", "I sent you the picture, see for yourself."),
    ("嗯，你帮我看看吧。", "Yes, please have a look."),
    ("我比较急，下周要用。", "I am in a hurry, I need it next week."),
    ("之前问过一次，没人管。", "I asked once before and nobody cared."),
    ("对。", "Right."),
)
_SOLVES: dict[str, tuple[Pair, ...]] = {
    "product": (
        ("内层是 304 不锈钢，可以直接装热水", "The inside is 304 steel and takes hot water"),
        ("实物颜色比图上深一点点，有实拍图可以看", "It is a little darker than in the picture, and there are photos by buyers"),
    ),
    "size": (
        ("按您的身高体重，M 合身，喜欢宽松就拍 L", "By your height and weight M fits; take L if you like it loose"),
        ("箱子外深 38 厘米，40 厘米的柜子放得下", "The box is 38 cm deep outside and fits a cupboard of 40"),
    ),
    "coupon": (
        ("这张券要满 199 才能用，您现在差 12 元", "The coupon needs 199 yuan, you are 12 short"),
        ("店铺券和平台券可以叠加，结算页勾上就行", "Both coupons work together, tick them on the checkout page"),
    ),
    "payment": (
        ("已经查到这笔款，订单状态我帮您刷新", "I can see the payment and will refresh the order for you"),
        ("重复扣的那一笔会原路退回", "The second charge goes back the way it came"),
    ),
    "shipping": (
        ("我已经催了仓库，这一单排在今天的车上", "I have pushed the warehouse, your order is on today's truck"),
        ("我联系了快递网点，他们去查这个包裹", "I have called the carrier's depot, they are looking for the parcel"),
    ),
    "invoice": (
        ("抬头已经改好，新发票会发到您的邮箱", "The name is corrected, the new invoice goes to your mailbox"),
        ("在订单详情页最下面，点“查看发票”", "At the bottom of the order's page, under 'invoice'"),
    ),
    "return": (
        ("退货已经同意，上门取件不用您付运费", "The return is agreed, the pick-up costs you nothing"),
        ("仓库收到货就给您退款", "The refund goes out when the warehouse has the goods"),
    ),
    "fault": (
        ("给您补发一个新的，旧的不用寄回", "We send you a new one, keep the old one"),
        ("这种情况可以全额退款，也可以换新，您选", "You may have your money back or a new one, as you like"),
    ),
}  # fmt: skip
_GREETINGS: tuple[Pair, ...] = (
    ("您好，我是客服小禾。", "Hello, this is Xiaohe from service."),
    ("亲，在的。", "Dear customer, I am here."),
    ("您好，请讲。", "Hello, go ahead."),
    ("亲亲，欢迎光临。", "Dear, welcome to our shop."),
)
_RESTATES: tuple[Pair, ...] = (
    ("您说的是这一单的{zh}问题，对吗？", "You mean the {en} of this order, is that right?"),
    ("我重复一下：您要问的是{zh}，对吗？", "Let me repeat: it is about {en}, is that right?"),
)
_NAMES: dict[str, Pair] = {
    "product": ("商品", "product"), "size": ("尺码", "size"), "coupon": ("优惠券", "coupon"), "payment": ("付款", "payment"),
    "shipping": ("物流", "delivery"), "invoice": ("发票", "invoice"), "return": ("退换", "return"), "fault": ("质量", "fault"),
}  # fmt: skip
_SORRY: tuple[Pair, ...] = (
    ("非常抱歉给您添麻烦了。", "We are very sorry for the trouble."),
    ("抱歉，让您久等了。", "Sorry to have kept you waiting."),
)
_TIMES: tuple[Pair, ...] = (
    ("今天 18 点前给您答复。", "You will hear from me by 18:00 today."),
    ("明天 12 点前处理好，处理完我再告诉您。", "It will be done by 12:00 tomorrow, and I'll tell you."),
    ("48 小时内到账，没到您直接找我。", "The money is there within 48 hours; if not, come to me."),
)
_RULES: tuple[Pair, ...] = (
    ("按照规定只能这样处理。", "According to our rules this is all we can do."),
    ("这是平台的规定，我们也没办法。", "According to our rules nothing else is possible."),
)
_ENDS: tuple[Pair, ...] = (
    ("好的，谢谢。", "All right, thank you."),
    ("行吧。", "If you say so."),
    ("知道了。", "I see."),
    ("那我等你消息。", "I'll wait to hear from you."),
)


@dataclass(frozen=True)
class Phrases:
    """What the agent wrote in each contact.

    Attributes
    ----------
    time, restates, sorry, rules
        Whether the phrase was used.
    points
        What the phrases add to the customer's mark.
    """

    time: Bools
    restates: Bools
    sorry: Bools
    rules: Bools
    points: Floats


def phrases(seed: int, effects: Effects, desk: Desk) -> Phrases:
    """Draw what agents write: an apology mostly where something went wrong, the others by habit."""
    rng = stream(seed, "desk_chats.phrases")
    topic, channel = desk.contacts["topic"], desk.contacts["channel"]
    assert isinstance(topic, Coded)
    assert isinstance(channel, Coded)
    size = len(topic)
    trouble = (topic.codes >= 6) | (np.nan_to_num(desk.wait) > 6)
    effect = effects.phrases_that_help
    spread = (PHRASE_SHARES, PHRASE_SHARES) if effect is None else (effect.sorry_trouble, effect.sorry_calm)
    time, restates = rng.random(size) < 0.35, rng.random(size) < 0.30
    sorry = rng.random(size) < np.where(trouble, *spread)
    rules = rng.random(size) < 0.14
    if effect is None:
        points = np.zeros(size)
    else:
        points = effect.names_time * time + effect.restates * restates + effect.cites_rules * rules
        points = points * (channel.codes == 0)
    return Phrases(time, restates, sorry, rules, points)


PHRASE_SHARES = 0.4  # an apology's share where it does not depend on what happened


def desk_chats(seed: int, desk: Desk, said: Phrases, surveys: Columns) -> Columns:
    """Make the table ``desk_chats``: the lines of chats whose customers answered the link.

    Parameters
    ----------
    seed, desk, said
        Which world, the contacts and the phrases of the agents.
    surveys
        The table ``desk_surveys``.
    """
    rng = stream(seed, "desk_chats")
    way, channel, topic = surveys["answered_by"], desk.contacts["channel"], desk.contacts["topic"]
    assert isinstance(way, Coded)
    assert isinstance(channel, Coded)
    assert isinstance(topic, Coded)
    row = np.asarray(surveys["contact_id"])[way.codes == 0] - 1
    row = np.sort(row[channel.codes[row] == 0])
    opened = np.asarray(desk.contacts["opened_at"])
    replied = np.asarray(desk.contacts["agent_reply_at"])
    handling = np.asarray(desk.contacts["handling_s"])
    lines: list[tuple[int, int, np.datetime64, int, Pair]] = []
    for place in row:
        name = TOPICS[topic.codes[place]]
        step = np.timedelta64(max(int(handling[place]) // 4, 5), "s")
        contact, start, reply = int(place) + 1, opened[place], replied[place]
        lines.append((contact, 1, start, 0, _one(rng, _ASKS[name])))
        hello = [_one(rng, _GREETINGS)]
        if said.sorry[place]:
            hello.append(_one(rng, _SORRY))
        if said.restates[place]:
            zh, en = _one(rng, _RESTATES)
            hello.append((zh.format(zh=_NAMES[name][0]), en.format(en=_NAMES[name][1])))
        lines.append((contact, 2, reply, 1, _joined(hello)))
        lines.append((contact, 3, reply + step, 0, _one(rng, _MORE)))
        zh, en = _one(rng, _SOLVES[name])
        answer = [(f"{zh}。", f"{en}.")]
        if said.rules[place]:
            answer.append(_one(rng, _RULES))
        if said.time[place]:
            answer.append(_one(rng, _TIMES))
        lines.append((contact, 4, reply + 2 * step, 1, _joined(answer)))
        lines.append((contact, 5, reply + 3 * step, 0, _one(rng, _ENDS)))
    return {
        "contact_id": np.array([line[0] for line in lines], dtype=np.int64),
        "line": np.array([line[1] for line in lines], dtype=np.int64),
        "ts": np.array([line[2] for line in lines], dtype="datetime64[s]"),
        "side": Coded(np.array([line[3] for line in lines], dtype=np.int64), SIDES),
        "text": coded([line[4][0] for line in lines]),
        "text_en": coded([line[4][1] for line in lines]),
    }


def _one(rng: np.random.Generator, choices: tuple[Pair, ...]) -> Pair:
    return choices[int(rng.integers(0, len(choices)))]


def _joined(parts: list[Pair]) -> Pair:
    return "".join(zh for zh, _ in parts), " ".join(en for _, en in parts)


# Each message with three replies. Marks: it takes up what the customer said, it stays friendly, it says what happens next
# and by when, and it promises nothing that the shop may not or cannot keep.
_DRILLS: tuple[tuple[Pair, tuple[tuple[Pair, str], ...]], ...] = (
    (("等了五天还没发货，再不发我就投诉！", "Five days and not sent. Send it or I complain!"), (
        (("亲，请耐心等待哦。", "Dear, please be patient."), "yes no no yes"),
        (("五天确实太久了，换我也着急。我已经催了仓库，今天 20 点前告诉您车次。",
          "Five days is too long, I would be upset as well. I have called the warehouse and tell you the truck by 20:00."), "yes yes yes yes"),
        (("五天确实久了，我也替您着急！我保证明天一定送到您手上，送不到您来找我，我个人赔您十倍的钱。",
          "Five days is long, I feel with you! I promise that it will be in your hands tomorrow; if not, come to me and I pay ten times the price myself."), "yes yes yes no"),
    )),
    (("杯子漏水，书包都湿了。", "The flask leaks, my bag is wet."), (
        (("您是拧紧了吗？", "Did you close it properly?"), "no no no yes"),
        (("杯子漏水、书包湿了，太糟心了。给您补发新杯，今天出库；书包的损失请发一张照片，我明天 12 点前答复。",
          "A leaking flask and a wet bag, how annoying. A new flask leaves today; send a picture of the bag and you hear from me by 12:00 tomorrow."), "yes yes yes yes"),
        (("非常抱歉，非常抱歉，真的非常抱歉。", "So sorry, so very sorry, we really are."), "no yes no yes"),
    )),
    (("这件能便宜点吗？隔壁卖 79。", "Can you make it cheaper? Next door it is 79."), (
        (("我们不议价。", "We do not bargain."), "no no no yes"),
        (("您给个五星好评，我返您 10 元。", "Give us five stars and you get 10 yuan back."), "no yes yes no"),
        (("79 那款我也看到了，它没有第二个盖子。现在领店铺券是 89，今天 24 点前都能用。",
          "I have seen the one for 79, it lacks the second lid. With our coupon it is 89, valid until midnight."), "yes yes yes yes"),
    )),
    (("尺码偏小，能换吗？吊牌剪了。", "It is too small. Can I change it? The tag is cut off."), (
        (("吊牌剪了我要问一下主管能不能换，今天 18 点前回复您；没剪过的 L 码我先给您留一件。",
          "With the tag cut I have to ask my lead; you hear from me by 18:00. I keep an L for you meanwhile."), "yes yes yes yes"),
        (("剪了吊牌一律不换。", "No exchange without a tag, ever."), "yes no no yes"),
        (("偏小了穿着不舒服，我明白。吊牌剪了没关系，穿过洗过的也都能换，您今天寄出来，我今天就给您发 L 码。",
          "Too small is no fun, I see. A cut tag does not matter, worn or washed does not either; send it today and the L leaves today."), "yes yes yes no"),
    )),
    (("我妈七十了，这个锅她提得动吗？", "My mother is seventy. Can she lift this pan?"), (
        (("我们的锅质量很好，放心购买。", "Our pans are of good quality, buy without worry."), "no yes no yes"),
        (("详情页都有写。", "It is all on the page."), "no no no yes"),
        (("锅净重 1.9 公斤，单手提对老人有点沉。26 厘米那款是 1.3 公斤，我把链接发您，两款七天内都可以退。",
          "It weighs 1.9 kg, heavy for one hand. The 26 cm one weighs 1.3; here is the link, and both can go back within seven days."), "yes yes yes yes"),
    )),
    (("你们机器人一直绕，我要找人！", "Your bot runs in circles. I want a person!"), (
        (("您好，请问有什么可以帮您？", "Hello, how may I help you?"), "no yes no yes"),
        (("我是人工客服小禾，刚才的对话我看完了：您要退的是 12 日那一单。我现在就同意，退款 48 小时内到。",
          "I am Xiaohe, a person, and I have read the chat: you want to return the order of the 12th. I agree to it now, the refund comes within 48 hours."), "yes yes yes yes"),
        (("机器人也是为了更快服务大家。", "The bot is there to serve everybody faster."), "yes no no yes"),
    )),
    (("刚买就降价 30，退差价！", "I buy it and it gets 30 cheaper. Pay me the difference!"), (
        (("价格随时会变，这很正常。", "Prices change, that is normal."), "yes no no yes"),
        (("刚买就降价，谁都不高兴。您在七天保价期内，差价 30 元我现在提交，72 小时内原路退回。",
          "Nobody likes that. You are within the seven days of price protection: I file the 30 yuan now, back within 72 hours."), "yes yes yes yes"),
        (("您退了重新买不就好了。", "Just send it back and buy it again."), "no no yes yes"),
    )),
    (("差评是我写的，我就是要写！", "I wrote the bad review and I stand by it!"), (
        (("您生气我理解，东西确实有味道。您今天把评价删掉，我们今天 18 点前全额退款，杯子也送给您，不用寄回来。",
          "You are angry, and it does smell. Delete the review today and you get all the money back by 18:00, and you may keep the flask."), "yes yes yes no"),
        (("写什么是您的权利。我看到说的是味道，这一批我们在查；不管评价改不改，明天 18 点前给您换货的结果。",
          "What you write is your right. It is about the smell, and we are checking that lot; whatever you write, you hear about a new one by 18:00 tomorrow."), "yes yes yes yes"),
        (("您这样写对我们影响很大。", "What you wrote hurts us a lot."), "no no no yes"),
    )),
    (("发票抬头错了，公司报不了账。", "The name on the invoice is wrong, my company won't accept it."), (
        (("抬头错了报不了账，我明白。请把正确的抬头和税号发我，今天 17 点前重开，发到您邮箱。",
          "I see that it cannot be booked. Send me the right name and number; the new one is in your mailbox by 17:00."), "yes yes yes yes"),
        (("您自己下单的时候填错了。", "You filled it in wrong yourself."), "no no no yes"),
        (("好的，会处理的。", "All right, it will be dealt with."), "no yes no yes"),
    )),
    (("孩子用了起红点，你们负责吗？", "My child got red spots from it. Will you answer for that?"), (
        (("别的顾客都没有这种情况。", "No other customer has this."), "no no no yes"),
        (("先别用了，孩子要紧，必要时请看医生并留好票据。我马上报给品质主管，今天 16 点前由他给您回电。",
          "Stop using it, the child comes first; see a doctor if need be and keep the bill. I tell our head of quality now, he calls you by 16:00."), "yes yes yes yes"),
        (("孩子起红点，您一定急坏了。我们保证绝对不是产品的问题，您放心接着用，过两天就会消的，消了您再告诉我。",
          "Red spots, you must be worried. We guarantee that it is not our product; go on using it, they will be gone in two days, tell me then."), "yes yes yes no"),
    )),
)  # fmt: skip
MARKS = ("takes_up", "friendly", "says_when", "keepable")


def reply_drills() -> Columns:
    """Make the table ``reply_drills``: ten messages, three replies each, with a mark for each of four points."""
    rows = [
        (number, "abc"[place], message, reply, marks.split())
        for number, (message, replies) in enumerate(_DRILLS, start=1)
        for place, (reply, marks) in enumerate(replies)
    ]
    return {
        "drill_id": np.array([row[0] for row in rows], dtype=np.int64),
        "option": coded([row[1] for row in rows]),
        "message": coded([row[2][0] for row in rows]),
        "message_en": coded([row[2][1] for row in rows]),
        "reply": coded([row[3][0] for row in rows]),
        "reply_en": coded([row[3][1] for row in rows]),
        **{name: np.array([row[4][k] == "yes" for row in rows]) for k, name in enumerate(MARKS)},
    }
