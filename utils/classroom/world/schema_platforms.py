"""Schema of the tables of platforms, their rules and opening a shop."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("platform_profile", "Platform profiles | 平台档案表", "one platform (invented); what it says of itself and of its merchants | 每个平台一行（虚构），为平台自己公布的数", "platform_id", "", "3 9", """
platform_id int | number; 1 to 4 are the platforms on which the group sells | 平台编号，1 到 4 是集团已入驻的
name str | name, Chinese | 平台名
name_en str | name, English | 英文名
type str | general, content, private, social, discount, vertical, cross_border or own_site | 类型：综合、内容、私域、社交、折扣、垂直、跨境、自建站
country str | country of the buyers | 买家所在国家
commission float share | commission on what is paid | 佣金比例
payment_fee float share | payment fee on what is paid | 支付手续费率
ad_share float share | advertising of its merchants, over their sales | 商家广告费占销售额
deposit money | deposit for a flagship shop | 旗舰店保证金
annual_fee money | fee a year | 年费
settle_days int day | days from the end of a period to the payout | 结算期末到打款的天数
traffic_index int | visits, the largest = 100 | 流量指数，最大为 100
competition float | competition from 0 to 1 | 竞争强度，0 到 1
aov money | mean order value of its merchants | 全部商家的笔单价
price_index float | prices of its goods, 1 = as elsewhere | 价格指数，1 为各处平均
discount_depth float share | usual discount on the list price | 常见折扣幅度
female_share float share | women among its users | 女性用户占比
return_rate float share | orders sent back | 退货率
own_logistics bool | parcels go through its own warehouses | 是否自营物流
delivery_days float day | days from payment to delivery | 付款到签收的天数
labour_hours int hour | hours of work a week that a shop takes there | 每周所需工时
categories int | groups of goods that it allows | 开放的二级类目数
group_size int? person | buyers needed for the group price, where it has one | 成团人数，不拼团则为空
"""),
    read_table("platform_costs", "Costs by platform | 平台费用表", "one month, platform and kind of cost | 每月每平台每种费用一行", "month platform_id kind", "platform_id>platform_profile", "3", """
month date | first day of the month | 月份首日
platform_id int? | platform; missing for what all platforms share | 平台编号，各平台共用的为空
kind str | media (the sum of a month is the ledger's), levy, freight_out, annual_fee, staff; shared: warehouse, content | 费用：广告（每月合计等于总账）、活动费、发货运费、年费、人工；共用的有仓库、内容
amount money | cost, as a positive number | 金额，费用记为正数
"""),
    read_table("platform_market", "Sales on platforms where we do not sell | 未入驻平台行情表", "one month and platform | 每月每平台一行", "month platform_id", "platform_id>platform_profile", "3", """
month date | first day of the month | 月份首日
platform_id int | platform | 平台编号
sales money | what a typical merchant of our kind and size was paid there | 一家同类型、同规模商家当月的支付金额
"""),
    read_table("stock_sync", "Stock figures on the platforms | 库存同步表", "one day and platform, second half of 2025 | 2025 年下半年每天每平台一行", "date platform_id", "platform_id>platform_profile", "3", """
date date | day | 日期
platform_id int | platform | 平台编号
delay_min float minute | median minutes until the platform knows of a change of the stock | 库存变动传到平台的中位分钟数
orders int | orders paid on the day | 当日支付订单数
oversold int | of these, orders for goods that were gone | 其中货已卖完的订单数
"""),
    read_table("sku_map", "Goods on the platforms | 商品编码对照表", "one good and platform | 每个商品每个平台一行", "sku_id platform_id", "sku_id>products platform_id>platform_profile", "3", """
sku_id int | good | 商品编号
platform_id int | platform | 平台编号
platform_sku str | its number on the platform | 平台商品编码
synced_at time | last time that its stock was told | 最近一次同步库存的时间
"""),
    read_table("onboarding", "Applications to open a shop | 入驻申请表", "one application and stage, applications of 2025 | 每份申请每个环节一行，2025 年的申请", "application_id stage", "platform_id>platform_profile", "3", """
application_id int | number of the application | 申请编号
platform_id int | platform | 平台编号
shop_type str | flagship, specialist, general_shop or dropship | 店铺类型：旗舰店、专营店、综合店、代销店
category str | group of goods, as products.cat2 | 二级类目，同 products.cat2
stage str | apply, documents, fees, review, training, opening | 环节：申请、资质、缴费、审核、培训、开店
entered_at time | beginning of the stage | 进入时间
left_at time? | end of the stage; missing while it is open | 离开时间，未办结为空
result str? | passed or rejected; missing while it is open | 结果：通过或驳回，未办结为空
sent_back int | times that papers were sent back to be completed | 资质被退回补件的次数
"""),
    read_table("doc_requirements", "Papers asked for | 资质要求表", "one platform, category and paper | 每平台每类目每种资质一行", "platform_id category doc_type", "", "3", """
platform_id int | platform; 0 for every platform | 平台编号，0 表示所有平台
category str | all, a department (products.cat1) or a group (products.cat2) | 类目：全部、一级类目或二级类目
doc_type str | paper | 资质种类
required bool | required; else only advised | 是否必须，否则只是建议
scope str | category: its scope must cover the department or group; none: it need not | 范围要求：category 表示资质范围须包含该类目，none 表示不要求
"""),
    read_table("documents_held", "Papers held | 持有资质表", "one paper | 每份资质一行", "doc_id", "", "3", """
doc_id int | number | 编号
holder str | who holds it: group, a supplier, an agent or a brand's owner | 持有人：集团、供应商、代理商、品牌方
doc_type str | paper | 资质种类
number str | number on the paper (invented; licences: unified social credit code) | 证件号（虚构），营业执照为统一社会信用代码
scope str | departments, groups or brands that it covers, separated by semicolons; all for everything | 覆盖的类目或品牌，用分号隔开，all 为全部
issuer str | who issued it | 签发方
issued_on date | day of issue | 签发日期
valid_until date? | last day of validity; missing without end | 有效期最后一天，长期有效为空
"""),
    read_table("rule_list", "Rules of listing | 商品发布规则表", "one rule | 每条规则一行", "rule_id", "", "3", """
rule_id int | number | 规则编号
platform_id int | platform; 0 for every platform | 平台编号，0 表示所有平台
kind str | superlative, health_claim, proof_needed, banned_goods or title_form | 类别：最高级用语、功效宣称、须有证明、禁售、标题格式
pattern str | words in a title that call for a look, separated by a bar | 标题里要留意的词，用竖线隔开
text str | what it says, Chinese | 内容
text_en str | what it says, English | 英文内容
"""),
    read_table("penalty_schedule", "Points and penalties | 扣分处罚表", "one type of violation, or one sum of points | 每种违规或每个分数线一行", "row", "", "3 19", """
violation_type str? | type of violation; missing on rows of thresholds | 违规类型，分数线所在的行为空
points int? point | points for a violation | 每次扣分
min_points int? point | sum of points from which the status holds; missing on rows of violations | 达到多少分，违规类型所在的行为空
status str? | warned, limited, frozen or closed | 处罚：警告、限流、冻结、关店
loss money | fine for a violation; sales lost by a status, as the platform's merchants report | 每次违规的罚款；或达到该状态时商家通常损失的销售额
row int | number of the row | 行号
"""),
    read_table("violations", "Violations | 违规记录表", "one violation of one of our shops | 本集团店铺每次违规一行", "violation_id", "shop_id>shops sku_id>products", "3 19", """
violation_id int | number, in order of time | 编号，按时间排序
shop_id int | shop | 店铺编号
date date | day | 日期
violation_type str | type, as in penalty_schedule | 违规类型，同 penalty_schedule
sku_id int? | good, where it was about one | 涉及的商品编号
points int point | points | 扣分
amount money | fine | 罚款
"""),
    read_table("deposit_ledger", "Movements of deposits | 保证金流水表", "one movement | 每笔变动一行", "entry_id", "shop_id>shops", "3", """
entry_id int | number, in order of time | 编号，按时间排序
shop_id int | shop | 店铺编号
date date | day | 日期
kind str | paid_in, deduction or top_up | 种类：缴纳、扣款、补缴
amount money | into the deposit positive, out of it negative | 金额，进为正，出为负
"""),
    read_table("compliance_checks", "Spot checks | 合规抽查表", "one check: month, shop and duty | 每月每店每项义务抽查一行", "check_id", "shop_id>shops", "3 19", """
check_id int | number | 编号
shop_id int | shop | 店铺编号
date date | day | 日期
duty str | ad_words, price_label, licence_shown, invoice or after_sales | 义务：广告用语、价格标示、亮照、发票、售后
sample_n int listing | listings looked at | 抽查的商品链接数
failed int listing | of these, with a fault | 其中有问题的链接数
passed bool | none had a fault | 一个问题也没有
"""),
    read_table("shop_benchmarks", "Shops of other merchants | 同行店铺表", "one shop of another merchant, opened before 2025 | 其他商家每家店一行，均为 2025 年以前开的店", "merchant_id", "", "3", """
merchant_id int | number | 商家编号
shop_type str | flagship, specialist, general_shop or dropship | 店铺类型：旗舰店、专营店、综合店、代销店
is_open bool | still open at the end of 2025 | 2025 年底是否还开着
price_index float | own price over that of a comparable plain good, mean over goods | 价格与同类普通商品之比的平均
visits int | visits a month | 月访问数
orders int | orders a month | 月订单数
cancelled int | of these, cancelled for lack of stock | 其中因缺货取消的
royalty float share | royalty to the brand, over sales | 品牌授权费占销售额
profit_rate float share | profit over sales, after all cost | 利润率，扣除全部成本
capital money | money tied up: stock, deposit, decoration | 占用资金：库存、保证金、装修
brands int | brands on sale | 在售品牌数
categories int | groups of goods on sale | 在售二级类目数
top_brand_share float share | share of the largest brand in sales | 最大品牌占销售额
ad_spend money | advertising a month | 月广告费
dsr float stars | rating of the shop | 店铺评分
late_rate float share | parcels sent late, first half of 2025 | 2025 年上半年延迟发货率
complaint_rate float share | complaints over orders, first half of 2025 | 2025 年上半年投诉率
violations_next int | violations, second half of 2025 | 2025 年下半年违规次数
"""),
)  # fmt: skip
