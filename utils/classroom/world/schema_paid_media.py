"""Schema of the tables of paid media: paths to an order, campaigns, tests with a hold-out."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("outlet_ads", "Advertising of the outlet site by day | 奥莱站广告日报", "one day and channel, 30 June to 28 December 2025; the outlet site is none of the six shops and has an advertising account of its own | 每天每个渠道一行，2025 年 6 月 30 日至 12 月 28 日；奥莱站不在六家店之内，广告账户也是单独的", "date channel", "", "11", """
date date | day | 日期
channel str | brand_words: search for the site's name; category_words: search for goods; short_video; social | 渠道：brand_words 搜站名；category_words 搜品类词；short_video 短视频；social 社交
impressions int | times shown | 展现量
clicks int | clicks | 点击量
cost money | cost | 花费
orders int | orders credited to the day's clicks: the last advertisement clicked before the order gets it | 归给当天点击的订单：下单前最后点的广告记功
revenue money | amount paid in these orders | 这些订单的实付金额
"""),
    read_table("outlet_days", "Sales of the outlet site by day | 奥莱站销售日表", "one day, 30 June to 28 December 2025 | 每天一行，2025 年 6 月 30 日至 12 月 28 日", "date", "", "11", """
date date | day | 日期
orders int | all orders, with and without an advertisement before | 全部订单，不管之前有没有点过广告
revenue money | amount paid in all orders | 全部订单的实付金额
"""),
    read_table("geo_tests", "Hold-outs by area | 分区域停投试验", "one test, area and week: four weeks before and four during; half of the 96 delivery areas of the outlet site, drawn by lot within pairs of like sales, then see no advertisement of the channel | 每个试验每个区域每周一行：之前四周、期间四周；奥莱站 96 个配送区域按销售额相近两两配对，每对抽签停投一个", "test_id area_id week", "", "11", """
test_id str | brand_words or social: the channel that was stopped | 停投的渠道：brand_words 或 social
area_id int | delivery area, 1 to 96 | 配送区域，1 到 96
week date | Monday | 周一的日期
arm str | shown, or held_out: no advertisement of the channel during the test | shown 照投；held_out 试验期间停投
during bool | during the test, not before it | 是否在试验期间
cost money | cost of the channel in the area | 该渠道在该区域的花费
ad_orders int | orders that the platform credits to the channel | 平台归给该渠道的订单
ad_revenue money | amount paid in them | 这些订单的实付金额
orders int | all orders of the area, with and without an advertisement before | 该区域的全部订单，不管之前有没有点过广告
revenue money | amount paid in all orders | 全部订单的实付金额
"""),
    read_table("spend_test", "Spending test | 花费试验", "one delivery area; from 17 November to 28 December 2025 its spending in three channels was drawn by lot from four levels, each pair of levels equally often | 每个配送区域一行；2025 年 11 月 17 日至 12 月 28 日，三个渠道的花费各从四档里抽签，任意两档的组合次数相等", "area_id", "", "11", """
area_id int | delivery area, as in geo_tests | 配送区域，同 geo_tests
category_words_level float | spending as a multiple of the usual: 0, 0.5, 1 or 2 | 花费是平常的几倍：0、0.5、1、2
category_words_cost money | spent a week | 每周花费
short_video_level float | the same for short video | 短视频，同上
short_video_cost money | spent a week | 每周花费
social_level float | the same for social | 社交，同上
social_cost money | spent a week | 每周花费
revenue_before money | all sales of the area a week, mean of the four weeks before | 之前四周该区域平均每周的全部销售额
orders int | all orders a week, mean of the six weeks of the test, rounded | 试验六周平均每周的全部订单，取整
revenue money | all sales a week, mean of the six weeks of the test | 试验六周平均每周的全部销售额
"""),
    read_table("touchpoints", "Clicks of a panel | 样本点击路径", "one click on an advertisement by somebody of the outlet site's panel, 25 August to 21 September 2025; only people who clicked once or more | 奥莱站样本用户点一次广告一行，2025 年 8 月 25 日至 9 月 21 日；只含点过广告的人", "user_id ts channel", "", "11", """
user_id int | number in the panel; no user of the six shops | 样本编号，不是六家店的用户编号
ts time | time of the click | 点击时间
channel str | channel, as in outlet_ads | 渠道，同 outlet_ads
cost money | cost of the click | 这次点击的花费
converted bool | an order followed, and this was the last click before it | 之后下了单，而且这是下单前的最后一次点击
value money | amount paid in that order, else 0 | 该订单的实付金额，没有则为 0
"""),
    read_table("ad_hours", "Hours of the category words | 品类词分时表", "one day and hour of the channel category_words, 22 September to 19 October 2025; hours sum to outlet_ads | 渠道 category_words 每天每小时一行，2025 年 9 月 22 日至 10 月 19 日；各小时之和即 outlet_ads", "date hour", "", "11", """
date date | day | 日期
hour int hour | hour of the day | 时段
clicks int | clicks | 点击量
cost money | cost | 花费
orders_clicked int | orders whose click fell into the hour | 点击发生在这一小时的订单
orders_placed int | orders of the day's clicks that were placed in the hour | 当天点击带来的订单里，下单发生在这一小时的
"""),
    read_table("ad_people", "Audience test | 人群试验", "one person of three audience packs, 29 September to 12 October 2025; half of them, drawn by lot, saw no advertisement | 三个人群包里每人一行，2025 年 9 月 29 日至 10 月 12 日；抽签让一半人看不到广告", "person_id", "", "11", """
person_id int | number in the test; no user of the six shops | 试验编号，不是六家店的用户编号
birth_year int year | year of birth | 出生年份
gender str | female or male | 性别
city_tier int | 1 largest cities to 4 smallest | 城市等级，1 最大
visits int | visits to the outlet site in the 90 days before | 之前 90 天访问奥莱站的次数
bought_before bool | has ordered at the outlet site before | 以前在奥莱站买过
in_returning bool | in the pack of earlier customers | 在老客包里
in_lookalike bool | in the pack of people who resemble customers | 在相似人群包里
in_interest bool | in the pack of people interested in home goods | 在居家兴趣包里
score float | chance of an order by the response model, from data before the test | 响应模型预测的下单概率，只用试验之前的数据
held_out bool | saw no advertisement; drawn by lot | 看不到广告，由抽签决定
impressions int | times that the person was shown one | 看到广告的次数
cost money | cost of these | 这些展现的花费
ordered bool | ordered in the two weeks, for whatever reason | 两周内下过单，不管因为什么
profit money | gross profit of the order before advertising, else 0 | 该订单的毛利(未减广告费)，没有则为 0
"""),
)  # fmt: skip
