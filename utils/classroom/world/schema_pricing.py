"""Schema of the tables of prices, their history and their fairness."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("price_history", "Prices of the outlet site | 奥莱站价格历史", "one day and good of the group's outlet site, 24 February to 24 August 2025; it is none of the six shops. Each fortnight a good's price was drawn by lot | 集团奥莱站每天每个商品一行，2025 年 2 月 24 日至 8 月 24 日；奥莱站不在六家店之内。每个商品每两周抽签换一次价", "date sku_id", "sku_id>products", "7", """
date date | day | 日期
sku_id int | good | 商品编号
plan str | steps: drawn from five steps; near_200: drawn from ten prices near 200 yuan | 定价方案：steps 从五档里抽；near_200 从 200 元附近的十个价里抽
price money | price a piece on the shelf | 挂牌单价
rival_price money | price of the nearest rival's like good | 最接近的竞品的价格
promo bool | on promotion: a fifth off, and shown on the home page | 是否参加活动：降两成，并且上首页
units int pieces | pieces sold | 卖出件数
rival_units int pieces | pieces that the rival sold, as the platform estimates | 竞品卖出件数，平台估计
stock_out bool | sold out during the day | 当天是否卖断货
"""),
    read_table("price_quotes", "Prices shown | 展示价记录", "one price that a shopper of the outlet site was shown, 7 July to 3 August 2025, for half of the goods with the plan steps; the price on the shelf is that of price_history | 奥莱站每向一位顾客展示一次价格一行，2025 年 7 月 7 日至 8 月 3 日，只含方案 steps 的一半商品；挂牌价就是 price_history 里的价格", "quote_id", "sku_id>products", "7", """
quote_id int | number | 编号
date date | day | 日期
sku_id int | good | 商品编号
history str | shopper so far: first (never bought), returning (1 to 4 orders), regular (5 or more) | 顾客类型：first 没买过，returning 买过 1 到 4 单，regular 买过 5 单以上
device str | android, ios or desktop | 设备
qty int pieces | pieces asked for | 询价件数
unit_price money | price a piece that was shown | 展示的单价
discount_alloc money | rebate of 10 % from three pieces, which the page announces to all | 满三件打九折的优惠金额，页面上对所有人公开
bought bool | bought at this price | 是否按此价购买
"""),
    read_table("price_trials", "Visitors in trials of offers | 报价试验", "one visitor of a trial on the outlet site, drawn by lot into A or B | 奥莱站试验中每位访客一行，抽签分到 A 或 B", "test_id unit_id", "", "7", """
test_id str | tea_bundle (B: tea set and tea also together, a tenth off), struck_price (B: 269 yuan struck through beside 199), three_for_less (B: a tenth off from three pieces) | 试验：tea_bundle(B 另有茶具加茶叶套装，打九折),struck_price(B 在 199 旁边划掉 269),three_for_less(B 满三件打九折)
unit_id int | visitor | 访客编号
variant str | A without, B with the offer | A 没有该报价，B 有
exposed_at time | first sight | 首次看到的时间
pieces int pieces | pieces bought; 0 without a purchase | 购买件数，未购买为 0
revenue money | amount paid; 0 without a purchase | 支付金额，未购买为 0
goods_cost money | cost of what was bought | 所购商品的成本
"""),
    read_table("price_changes", "Changes of cost and price | 调价记录", "one change of a good's cost, February 2022 to December 2023; after the last one cost and price are those of products | 商品成本每变动一次一行，2022 年 2 月至 2023 年 12 月；最后一次之后，成本和标价就是商品表里的数", "date sku_id", "sku_id>products", "7", """
date date | day of the new cost | 新成本生效日期
sku_id int | good | 商品编号
cost_before money | cost a piece before | 变动前单位成本
cost_after money | cost a piece after | 变动后单位成本
price_before money | list price before | 变动前标价
price_after money | list price 30 days later | 30 天后的标价
"""),
    read_table("market_prices", "Offers of other sellers | 市场报价", "one offer of another seller, seen on 25 August 2025 | 其他卖家每个报价一行，2025 年 8 月 25 日查看", "offer_id", "", "7", """
date date | day | 日期
offer_id int | number | 报价编号
seller str | seller (invented) | 卖家(虚构)
category str | group of goods, as cat2 of products | 类目，同商品表的 cat2
price money | price a piece | 单价
units_est int pieces | pieces a month, as the platform estimates | 月销件数，平台估计
"""),
)  # fmt: skip
