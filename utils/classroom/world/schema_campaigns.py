"""Schema of the tables of promotions, hold-outs of coupons, and the tasks of a campaign."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("festival_dates", "Dates of festivals | 节日日期表", "one festival or campaign day of a year, 2020 to 2030 | 每年每个节日或大促日一行，2020 到 2030 年", "year festival", "", "14", """
year int year | year of the Gregorian calendar | 公历年份
festival str | festival, or the day of a platform campaign | 节日，或平台大促日
date date | day of the Gregorian calendar | 公历日期
lunar_md str? | month and day of the lunar calendar; missing for days of the Gregorian one | 农历月日，公历节日为空
"""),
    read_table("promo_days", "The outlet's days | 直营站每日销售表", "one day and group of goods of the outlet site, which is none of our six shops | 直营站（不在六家店之内）每天每组商品一行", "date goods_group", "", "14", """
date date | day | 日期
goods_group str | group of goods, one price in each | 商品组，每组一个价
visits int visits | visits to its pages | 访问量
new_visitors int people | of these, first visits | 其中新访客
orders int orders | orders | 订单数
orders_new int orders | of these, first orders of a customer | 其中新客的首单
units int pieces | pieces sold | 销量
list_value money | pieces at the full price | 按原价计的金额
revenue money | paid for them | 实付金额
goods_cost money | cost of the goods | 商品成本
gift_cost money | cost of gifts and prizes | 赠品、奖品成本
"""),
    read_table("campaign_book", "The outlet's campaigns | 直营站活动台账", "one campaign of the outlet site | 直营站每场活动一行", "campaign_id", "", "14", """
campaign_id int | number, in order of the start | 活动编号，按开始先后
goods_group str | group of goods | 商品组
mechanism str | price_off, money_off (from a threshold), gift, draw (lottery among carts) or flash | 形式：限时折扣、满减、买赠、抽奖、秒杀
theme str | season, price, brand or festival | 主题：换季、低价、品牌、节日
purpose str | sales, new_customers or clearance | 目的：冲销量、拉新、清库存
start date | first day | 开始日期
end date | last day | 结束日期
discount_rate float share | taken off the price on average; for a gift or draw its cost, as a share of the price | 平均让利幅度，买赠和抽奖为其成本占原价之比
platform_fee money | fee of the place | 坑位费
labour_cost money | hours worked for it | 人工费
target_metric str | what the target counts, in all days of the campaign: units or new_customers | 目标指标（活动期合计）：销量或新客
target_value int | target | 目标值
aimed_users int people | people to be reached | 目标人数
reached_users int people | of these, reached | 其中触达人数
carts_before int carts | carts with these goods in the evening before the first day | 开始前一晚的加购数
"""),
    read_table("campaign_media", "Media of the outlet's campaigns | 活动投放表", "one campaign and channel | 每场活动每个渠道一行", "campaign_id channel", "campaign_id>campaign_book", "14", """
campaign_id int | campaign | 活动编号
channel str | channel | 渠道
spend money | spent | 花费
reach int people | people reached | 触达人数
visits int visits | visits from it | 带来的访问
"""),
    read_table("tool_trial", "A trial of promotion tools | 促销工具试验表", "one visitor of the outlet site, for whom a tool was drawn by lot | 直营站每位访客一行，用哪种工具由抽签决定", "unit_id", "", "14", """
unit_id int | visitor | 访客编号
segment str | new, or regular: bought before | 新客，或买过的老客
tool str | none; price_off 10 %; money_off 30 yuan from 199; gift from 150; voucher 15 yuan from 99 | 无；九折；满 199 减 30；满 150 送赠品；满 99 减 15 的券
ordered bool | ordered | 是否下单
list_value money | goods at the full price | 商品原价
paid money | paid | 实付
goods_cost money | cost of the goods | 商品成本
gift_cost money | cost of the gift | 赠品成本
"""),
    read_table("coupon_trial", "Coupons against a hold-out | 优惠券对照试验表", "one customer of the outlet site chosen for a coupon; numbers of its own | 直营站被选中发券的客人，每人一行，单独编号", "user_id", "", "14", """
user_id int | customer, numbers of the outlet's own | 客人编号，直营站单独编号
coupon str | festival (20 off 99, regulars), first_order (15 off 59, registered and never bought) or come_back (25 off 99, asleep) | 券种：节日券（满 99 减 20，发老客）、首单券（满 59 减 15，发注册未买）、唤回券（满 99 减 25，发沉睡客）
group str | treated, or holdout: chosen, but by lot not given one | treated 为发了券；holdout 为抽签留出、不发
face money | what the coupon takes off | 面额
ordered bool | ordered within 14 days | 14 天内是否下单
used bool | with the coupon | 是否用了券
paid money | paid, the coupon taken off | 实付，已扣券
goods_cost money | cost of the goods | 商品成本
"""),
    read_table("presale_orders", "Presale deposits | 预售定金表", "one visitor of the outlet site who was asked for a deposit, its size drawn by lot | 直营站每位看到预售的访客一行，定金多少由抽签决定", "unit_id", "", "14", """
unit_id int | visitor | 访客编号
event str | 618 or double_11, of 2025 | 2025 年的 618 或双十一
deposit money | deposit asked for | 定金
deposited_at time? | deposit paid; missing if not | 付定金时间，没付为空
balance money | balance due | 尾款
balance_paid_at time? | balance paid; missing if not: the deposit stays with the shop | 付尾款时间，没付为空，定金归店铺
goods_cost money | cost of the goods | 商品成本
"""),
    read_table("flash_orders", "Flash sales | 秒杀订单表", "one piece sold in a flash sale: 300 pieces each, from 20:00 for two hours | 秒杀每卖出一件一行，每场 300 件，20:00 开始，两小时", "", "", "14", """
sale_id int | sale | 场次
discount_rate float share | taken off the price | 让利幅度
ordered_at time | time of the order | 下单时间
is_new bool | first order of the customer | 是否新客
"""),
    read_table("partner_deals", "Deals with partners | 商务合作表", "one deal that is over | 每项已结束的合作一行", "deal_id", "", "14", """
deal_id int | number | 合作编号
kind str | cash_back, co_brand, parcel_insert or delivery_partner | 类型：返利网、联名、包裹卡互投、物流伙伴
start date | first day | 开始日期
end date | last day | 结束日期
cost money | all that it cost | 合作成本
orders int orders | orders through the partner | 合作方带来的订单
orders_existing int orders | of these, by customers whom the shop had before | 其中原有客户的订单
margin money | gross profit of one of these orders | 每单毛利
own_people int people | people who follow us | 我方关注人数
partner_people int people | people who follow the partner | 对方关注人数
shared_people int people | people who follow both | 同时关注双方的人数
"""),
    read_table("deal_outcomes", "Three deals on offer | 三项待选合作", "one deal and scenario | 每项合作每种情形一行", "deal scenario", "", "14", """
deal str | brand_pair, teahouse_chain or joint_buying | 品牌联名、茶馆跨界、联合采购
scenario str | trouble, weak, usual or strong | 情形：出事、偏弱、一般、很好
chance float share | chance, as the three who negotiated agreed | 可能性，三位谈判人商定
gross_profit money | gross profit that it brings | 带来的毛利
cost money | cost, fixed by the contract | 合同定下的成本
"""),
    read_table("counter_weeks", "Counters in town | 线下专柜周报", "one city and week | 每个城市每周一行", "week city", "", "14", """
week date | Monday of the week | 当周周一
city str | city | 城市
has_counter bool | a counter opened there on 11 August 2025 | 2025 年 8 月 11 日是否开了专柜
online_orders int orders | orders on line from the city | 该城线上订单
counter_orders int orders | orders at the counter | 专柜订单
vouchers_given int vouchers | vouchers for the counter given out on line | 线上发出的专柜券
vouchers_used int vouchers | of these, used at the counter | 其中在专柜用掉的
"""),
    read_table("campaign_tasks", "Tasks of a campaign | 活动任务表", "one task of a campaign | 每场活动每项任务一行", "campaign task_id", "", "14", """
campaign str | double_11 of 2025, which is over, or spring_goods, which is to come | 已结束的 2025 年双十一，或将到的年货节
task_id str | task | 任务
duration int day | days that it takes | 所需天数
depends_on str? | tasks that must be done before | 前置任务
owner str | who does it | 负责
finished_on date? | day on which it was done; missing if not | 完成日期，未完成为空
due_on date? | day on which it had to be done | 应完成日期
"""),
)  # fmt: skip
