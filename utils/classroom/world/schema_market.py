"""Schema of the tables of consumers, competitors and the market."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("shopper_panel", "Panel of shoppers | 消费者样本库", "one person of the region | 每位受访者一行", "person_id", "", "4 12", """
person_id int | person, drawn at random from the people of the region who buy online; no customer number | 受访者编号，从本地区网购人群中随机抽取，和客户编号无关
birth_year int year | year of birth | 出生年份
gender str | female or male | 性别
city_tier int | 1 largest cities to 4 smallest | 城市等级，1 最大
income_band str? | monthly income | 月收入档
online_orders int order | orders in all online shops in 2025 | 2025 年在各家网店的订单数
online_spend money | paid for them | 这些订单的实付金额
goods_cost money | what the goods would have cost our shop, by our purchase lists | 这些商品按本店进货价折算的成本
online_spend_2024 money | paid online in 2024 | 2024 年网上的实付金额
offline_spend money | paid in shops in town for the same kinds of goods in 2025 | 2025 年在实体店买同类商品的金额
night_orders int order | of the online orders, placed from 20:00 to 24:00 | 网购订单中 20 点到 24 点下的
lunch_orders int order | of the online orders, placed from 11:00 to 14:00 | 网购订单中 11 点到 14 点下的
weekend_orders int order | of the online orders, placed on Saturday or Sunday | 网购订单中周六、周日下的
main_category str | department in which the person ordered most often | 下单最多的一级类目
tv bool | got television spots of our shop in the trial of September 2025; chosen by lot | 2025 年 9 月试验中是否看到本店电视广告，抽签决定
social bool | got advertisements of our shop in social media in the same trial; chosen by another lot | 同一试验中是否看到本店社交媒体广告，另行抽签
ordered bool | ordered at our shop within 30 days of the trial's start | 试验开始后 30 天内是否在本店下单
"""),
    read_table("market_monthly", "Market by month | 市场月度数据", "month and department | 每月每个一级类目一行", "month category", "", "4 5 7", """
month time | first day of the month | 月份首日
category str | department, as cat1 in products | 一级类目，同 products.cat1
own_sales money | our sales: goods of paid orders less discounts, without freight, before refunds, by month of payment | 本店销售额：已付款订单的货款减优惠，不含邮费，未减退款，按付款月份
market_sales money | estimate of all shops' sales, ours included | 全部店铺销售额的估计值，含本店
low money | low end of the estimate | 估计的下限
high money | high end of the estimate | 估计的上限
sellers int shop | shops that sell in the department | 在售店铺数
searches int search | searches for its goods | 相关搜索次数
"""),
    read_table("search_index", "Search index | 搜索指数", "week and term | 每周每个词一行", "week term", "", "4 5 12", """
week time | Monday of the week | 当周周一
term str | search term | 搜索词
index float | searches, the term's own busiest week of the two years is 100: levels of two terms cannot be compared | 搜索指数，该词两年内最高的一周为 100，不同词的高低不能相比
"""),
    read_table("competitor_sku", "Rivals' items | 竞品日度数据", "day and item of a rival, last quarter of 2025 | 每日每件竞品一行(2025 年四季度)", "date item", "", "1 4 7 12", """
date time | day | 日期
rival str | rival, invented | 竞争店铺(虚构)
item int | item of a rival | 竞品编号
category str | department, as cat1 in products | 一级类目，同 products.cat1
price money | price of the day | 当日售价
units_est int piece | pieces sold that day, estimated from the rise of the counter on the page | 当日销量估计，由页面销量推算
reviews int review | reviews so far | 累计评价数
rating float star | mean stars so far | 累计平均星级
attributes str? | options that a buyer can tick, joined by a bar | 可选服务，用竖线分隔
"""),
    read_table("competitor_scores", "Scores of rivals | 竞争对手评分", "one shop | 每家店一行", "rival", "", "4", """
rival str | rival, or store_lab, which is us | 竞争店铺，store_lab 是本店
quality float | mean score for the goods, 1 to 10 | 商品质量均分，1 到 10
price float | mean score for prices, 10 is cheap | 价格水平均分，10 分最实惠
service float | mean score for service | 服务体验均分
logistics float | mean score for delivery | 物流速度均分
brand float | mean score for the name | 品牌影响力均分
answers int | people who scored the shop, each all five | 打分人数，每人五项都打
spread float | standard deviation of the single scores | 单个评分的标准差
"""),
    read_table("kano_survey", "Kano survey | Kano 问卷", "person and feature | 每人每项功能一行", "respondent feature", "", "4 5", """
respondent int | person | 受访者
feature str | feature of a thermos flask or of its sale | 保温杯或其服务的一项功能
functional int? | if it is there: 1 I like it, 2 I expect it, 3 I am neutral, 4 I can live with it, 5 I dislike it | 有这项功能时：1 喜欢，2 理应如此，3 无所谓，4 能接受，5 不喜欢
dysfunctional int? | if it is not there, same scale | 没有这项功能时，同上
"""),
    read_table("conjoint", "Conjoint ratings | 联合分析评分", "person and profile | 每人每个方案一行", "respondent profile", "", "4 7", """
respondent int | person | 受访者
profile int | number of the flask as described, 1 to 24 | 保温杯方案编号，1 到 24
price_yuan int yuan | its price: 59, 79 or 99 | 价格：59、79 或 99 元
engraving str | plain or engraved | 刻字：plain 不刻，engraved 刻
delivery str | next_day or three_days | 送达：next_day 次日，three_days 三日
warranty str | none or two_years | 质保：none 无，two_years 两年
rating int | how gladly the person would buy it, 1 to 10 | 购买意愿，1 到 10
"""),
    read_table("region_panel", "Provinces by year | 分省年度数据", "province and year | 每省每年一行", "province year", "", "4", """
province str | a province, with its name replaced by a code | 省份，以代号代替
year int year | year | 年份
online_share float | share of retail spending that goes online | 网上零售占零售额的比例
penetration float | share of people who use the internet | 互联网普及率
delivery_days float day | mean days from order to receipt | 平均收货天数
smartphone float | share of people with a smartphone | 智能手机普及率
"""),
    read_table("payoff_matrix", "Pay-off matrix | 策略收益表", "own action and rival's reaction | 本店策略与对手反应的每种组合一行", "own rival", "", "4", """
own str | own strategy: differentiate, low_cost or focus | 本店策略：differentiate 差异化，low_cost 成本领先，focus 专注细分
rival str | the largest rival's reaction: hold, copy or cut_price | 最大对手的反应：hold 不动，copy 跟进，cut_price 降价
payoff float kyuan | gross profit of the next year against today, thousand yuan | 明年毛利比今天多多少，千元
"""),
    read_table("brand_positions", "Where shops stand | 各店的位置", "one shop | 每家店一行", "brand", "", "4 12", """
brand str | rival, or store_lab, which is us | 店铺，store_lab 是本店
price_feel float | how dear it seems, 1 cheap to 7 dear | 价格感受，1 便宜到 7 高档
style float | 1 plain to 7 lively | 风格，1 素净到 7 活泼
range_width float | 1 specialist to 7 everything | 品类宽度，1 专精到 7 齐全
novelty float | 1 lasting classics to 7 new every week | 上新，1 经典耐用到 7 周周上新
last_bought float | share of the respondents of ideal_points whose last flask came from there | 受访者中上一只保温杯买自该店的占比
"""),
    read_table("ideal_points", "Where shoppers want a shop | 消费者的理想位置", "one person | 每人一行", "respondent", "", "4 12", """
respondent int | person, drawn at random from those who bought a thermos flask | 受访者，从买过保温杯的人中随机抽取
price_feel float | how dear the ideal shop would seem, 1 to 7 | 理想店铺的价格感受，1 到 7
style float | 1 plain to 7 lively | 理想的风格
range_width float | 1 specialist to 7 everything | 理想的品类宽度
novelty float | 1 lasting classics to 7 new every week | 理想的上新速度
"""),
)  # fmt: skip
