"""Schema of the tables of live sales, invitations and mini-programs."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("live_sessions", "Live sessions | 直播场次表", "one session of the live room, whose till is its own: its orders are not in orders; written on 31 December 2025, when all returns (30 days) were in | 直播间每场一行；直播间单独收款，它的订单不在订单表里；2025 年 12 月 31 日导出，退货期（30 天）都已过", "session_id", "", "13", """
session_id int | number, in order of time | 场次编号，按时间先后
started_at time | start | 开播时间
host_id str | host | 主播
slot str | noon, afternoon or evening | 时段：中午、下午、晚上
theme str | kind of goods shown: kitchen, home, outdoor | 主题品类：厨房、家居、户外
by_lot bool | host, slot and offers were drawn by lot, since 1 September | 主播、时段和限时优惠是否抽签决定，9 月 1 日起
minutes int minute | length | 时长
viewers int people | people who came in, each once | 观看人数，一人只算一次
peak int people | most people online in one minute | 在线峰值
avg_watch_s float second | time that a viewer stayed on average | 人均观看时长
comments int | comments | 评论数
likes int | likes | 点赞数
shares int | shares | 转发数
product_clicks int | clicks on products | 商品点击数
checkouts int | checkouts begun | 进入结算数
orders int order | orders paid | 付款订单数
gmv money | paid for these orders, offers' discounts taken off | 这些订单的付款额，已扣限时优惠
refund money | of which was sent back within 30 days | 其中 30 天内退货的金额
fee money | paid to the host and for the stage, whatever is sold | 主播出场费和场地费，卖多少都要付
commission float share | host's share of the sales net of returns | 主播佣金率，按退货后的销售额算
"""),
    read_table("live_minutes", "Minutes of the sessions | 直播分钟表", "one minute of a session since the lot | 抽签以后的场次，每分钟一行", "session_id minute", "session_id>live_sessions sku_id>products", "13", """
session_id int | session | 场次编号
minute int minute | minute, from 0 | 第几分钟，从 0 开始
online int people | people online | 在线人数
comments int | comments | 评论数
sku_id int | good that is shown | 正在讲解的商品
offer str? | flash: 12 yuan off each order of this minute; missing: no offer | flash 为限时优惠，这一分钟下单每单减 12 元；空为没有优惠
orders int order | orders paid | 付款订单数
"""),
    read_table("host_list", "Hosts registered on a platform | 某平台主播名录", "one account registered as a host, invented | 每个注册主播一行，虚构", "host_no", "", "13", """
host_no int | number | 主播编号
registered_on date | day of registration | 注册日期
last_live_on date? | last day live; missing: never | 最近一次开播日期，空为从未开播
sessions_2025 int | sessions in 2025 | 2025 年开播场次
gmv_2025 money | sales in 2025 before returns | 2025 年成交额（未扣退货）
"""),
    read_table("chain_people", "People of the invitation campaign | 邀请活动参与表", "one person who joined the campaign from 13 October to 30 November 2025 | 2025 年 10 月 13 日到 11 月 30 日，每个参与者一行", "person_no", "", "13", """
person_no int | number, in order of joining | 参与者编号，按加入先后
joined_at time | joined | 加入时间
invited_by int? | who invited them; missing: came by the shop's push or alone | 邀请人编号，空为店铺推送或自己找来的
"""),
    read_table("chain_invites", "Invitations of the campaign | 邀请活动邀请表", "one invitation | 每次邀请一行", "invite_no", "", "13", """
invite_no int | number | 邀请编号
inviter int | who invites | 邀请人编号
invitee int? | who joined by it; missing: nobody | 因此加入的人，空为没人
sent_at time | sent | 发出时间
opened_at time? | opened; missing: not | 打开时间，空为没打开
joined_at time? | friend joined; missing: not | 朋友加入时间，空为没加入
"""),
    read_table("card_trial", "Card in the parcel, by lot | 包裹卡试验表", "one buyer of the live room and their first order, 3 March to 31 August 2025 | 直播间买家每人一行，首单在 2025 年 3 月 3 日到 8 月 31 日", "buyer_no", "", "13", """
buyer_no int | buyer, of the live room's own series | 买家编号，直播间单独编号
first_order_at time | first order | 首单时间
card bool | a card with the group's code lay in the parcel, by lot | 包裹里有没有放入群卡，抽签决定
joined_at time? | joined a chat group; missing: not | 入群时间，空为没入群
left_at time? | left it; missing: still in, or never | 退群时间，空为还在或没入群
orders_90 int order | further orders within 90 days | 首单后 90 天内又下的单数
spent_90 money | paid for them | 这些单的付款额
"""),
    read_table("chat_weeks", "Weeks of members in the chat groups | 社群成员周表", "one member and week of the first twelve, as long as they stay | 每位成员入群后头 12 周，没退群时每周一行", "buyer_no week", "buyer_no>card_trial", "13", """
group_id str | group | 群编号
buyer_no int | member | 成员的买家编号
week int | week since joining, from 0 | 入群第几周，从 0 开始
messages int | messages written | 发言条数
link_orders int order | orders placed by the group's link | 通过群里链接下的单数
"""),
    read_table("mp_events", "Actions in the trial mini-program | 小程序行为表", "one action of a visit to the mini-program that the live room tried in one city in November 2025 | 2025 年 11 月直播间在一个城市试用的小程序，每个动作一行", "visit_no step", "", "13", """
visit_no int | visit | 访问编号
openid int | visitor | 访客编号
ts time | time | 时间
scene str | how the visit came in: share, search, recommend, scan | 进入场景：分享、搜索、推荐、扫码
step str | enter, product, cart, pay_start, paid | 步骤：进入、商品、加购、开始支付、付款
shared_by int? | who had shared; missing: not by a share, or unknown | 分享人的访客编号，空为不是分享或不知道
lat float? | latitude on the grid of an invented city; missing: not allowed | 虚构城市的纬度，空为没有授权
lon float? | longitude | 虚构城市的经度
paid money? | amount paid; only at the step paid | 付款额，只在付款一步有
group_id int? | group purchase that the payment opened or joined: three payers within 24 hours make it valid | 付款时开的或参加的拼团编号，24 小时内满三人成团
"""),
    read_table("mp_costs", "What the trial mini-program cost | 小程序费用表", "one kind of cost in November 2025 | 2025 年 11 月每种费用一行", "kind", "", "13", """
month date | month | 月份
kind str | development, hosting, staff; rewards, brand_ads, traffic_fee, stickers | 费用种类：开发（分摊）、云服务、人工；分享奖励、搜索品牌广告、推荐流量费、二维码贴
scene str? | scene that it was spent on; missing: all | 花在哪个场景上，空为全部
amount money | amount | 金额
"""),
    read_table("stores", "Pick-up points | 自提点表", "one place where parcels can be picked up, in an invented city | 每个自提点一行，城市是虚构的", "store_id", "", "13", """
store_id str | place | 自提点编号
lat float | latitude | 纬度
lon float | longitude | 经度
open_hour int hour | opens at | 开门钟点
close_hour int hour | closes at | 关门钟点
"""),
)  # fmt: skip
