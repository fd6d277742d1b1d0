"""Schema of the tables of recommendations and new technology."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("interactions", "What users did in the pilot | 试点小程序行为表", "one look at a good, or one purchase, in a pilot mini-program that is none of our six shops and sells the same goods; March to November 2025 | 试点小程序（不在六家店之内，卖的是同一批商品）里每次浏览或购买一行，2025 年 3 月至 11 月", "", "sku_id>products", "17", """
user_id int | user of the pilot, numbers of their own | 试点用户编号，单独编号
sku_id int | good | 商品编号
type str | view or buy | 行为：浏览、购买
ts time | time | 时间
"""),
    read_table("rec_log", "Log of the shelf of recommendations | 推荐位日志", "one place of the shelf on one visit of the pilot, October and November 2025 | 试点小程序每次访问的每个推荐位一行，2025 年 10 月至 11 月", "", "sku_id>products", "17", """
ts time | time of the visit | 访问时间
user_id int | user of the pilot | 试点用户编号
slot int | place on the shelf, 1 on the left | 推荐位，最左为 1
algorithm str | popular: the month's five best sellers for everybody; shuffled: the same five in random order, on visits of October drawn by lot; collaborative: from what the user bought before November, by lot, see rec_trial | 算法：popular 畅销五款，人人一样；shuffled 同样五款、顺序随机，10 月抽签决定哪些访问；collaborative 按该用户 11 月以前买过的东西推荐，按用户抽签，见 rec_trial
sku_id int | good shown | 展示的商品
clicked bool | clicked on the shelf | 是否在推荐位点击
bought bool | clicked and bought on the same visit | 点击并在同一次访问中购买
latency_ms int millisecond | time until the shelf was there | 推荐位加载耗时
model_age_h float hour | hours since the lists were last made anew; a batch does it at 3:00 each night, if it does not fail | 距上次更新推荐列表的小时数；每晚 3 点批量更新，失败则顺延
"""),
    read_table("rec_trial", "Users in the trial of the shelf | 推荐位试验用户表", "one user of the pilot who was there before the trial of November 2025 | 2025 年 11 月试验开始前已有的试点用户，每人一行", "user_id", "", "17", """
user_id int | user of the pilot | 试点用户编号
arm str | shelf that the lot gave: popular or collaborative, from 1 to 30 November | 抽签分到的推荐位：popular 或 collaborative，11 月 1 日至 30 日
csat int? | satisfaction with the shop, 1 to 5, asked on 30 November; missing if not answered | 11 月 30 日问的满意度，1 到 5，未答为空
"""),
    read_table("ar_visits", "Visits with a view in one's own room | AR 试摆访问表", "one visitor of a page of twelve goods in the pilot, September and October 2025 | 试点小程序 12 款商品页的每位访客一行，2025 年 9 月至 10 月", "visitor_id", "sku_id>products", "17", """
visitor_id int | visitor, numbers of their own | 访客编号，单独编号
ts time | time | 时间
sku_id int | good | 商品编号
device str | mobile or tablet | 设备
earlier_views int | how often the page had been looked at before | 此前看过该商品页的次数
ar_button bool | has the button; given by lot to half of the visitors | 页面上有没有 AR 按钮，抽签给一半访客
ar_view bool | opened the view | 是否打开了 AR 试摆
bought bool | bought within seven days | 七天内是否购买
returned bool | bought and sent back | 购买后是否退货
"""),
    read_table("sensor_log", "Levels of coffee dispensers | 咖啡豆机余量表", "one reading of one dispenser, every six hours, September to November 2025 | 每台咖啡豆机每六小时一次读数，2025 年 9 月至 11 月", "device ts", "", "17", """
device str | dispenser in an office; holds 2,000 grams and is filled up every 14 days | 放在客户办公室的豆机，装满 2000 克，每 14 天补满一次
ts time | time of the reading | 读数时间
level float gram | coffee beans left | 剩余咖啡豆
"""),
    read_table("trace_records", "Records of tea lots | 茶叶溯源记录表", "one record of one lot of tea, spring 2025 | 每批茶叶的每条记录一行，2025 年春茶", "item index", "", "17", """
index int | number of the record within its lot, from 0 | 记录在该批次内的序号，从 0 起
item str | lot | 批次
node str | who wrote it | 记录方
ts time | time of the record | 记录时间
payload str | what it says | 记录内容
prev_hash str | hash of the record before; 64 zeros in the first | 上一条记录的哈希，第一条为 64 个 0
hash str | SHA-256, in hex, of index, item, node, ts, payload and prev_hash joined by a vertical bar, as UTF-8 | 序号、批次、记录方、时间、内容、上一哈希用竖线连起来，按 UTF-8 编码后算出的 SHA-256（十六进制）
"""),
    read_table("trace_farms", "Register of tea gardens | 茶园登记表", "one farm, as the county registers it; invented | 每个茶园一行，县里的登记，虚构", "farm", "", "17", """
farm str | farm | 茶园
area_mu int mu | area | 面积
best_leaf_kg int kilogram | most fresh leaf that a mu gives in a spring | 每亩一季春茶最多能采的鲜叶
"""),
    read_table("tech_projects", "Technology on offer | 技术项目表", "one project that somebody wants to sell us; invented | 每个有人来推销的项目一行，虚构", "project", "", "17", """
project str | project | 项目
tech str | technology | 技术
cost money | price, paid at once | 投入，一次付清
yearly_gain money | gain a year that the seller promises | 卖方承诺的每年收益
yearly_cost money | what it costs to run a year | 每年的运行费用
difficulty int | how hard it is to bring in, 1 to 5 | 落地难度，1 到 5
life int year | years until it is out of date | 能用几年
"""),
)  # fmt: skip
