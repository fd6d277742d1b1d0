"""What every table holds: grain, columns, keys, in both languages. Manifests are made from this."""

from classroom.world import (
    schema_accounts,
    schema_assortment,
    schema_campaigns,
    schema_landscape,
    schema_live,
    schema_logistics,
    schema_market,
    schema_pages,
    schema_paid_media,
    schema_platforms,
    schema_pricing,
    schema_recommendation,
    schema_replenishment,
    schema_risk,
    schema_social,
    schema_support,
    schema_team,
    schema_training,
)
from classroom.world.schema_types import Column, Table, read_table

__all__ = ["CORE", "GROUP_OF", "RAW_DAYS", "RAW_FILES", "TABLES", "WINDOWED", "Column", "Table"]

_ALL = (
    read_table("users", "Users | 用户表", "one user | 每位用户一行", "user_id", "", "1 2 3 4 7 11 12 16 17 19", """
user_id int | number of the user | 用户编号
birth_year int? year | year of birth, as the user gave it | 出生年份，用户自己填写
gender str? | female or male, as the user gave it | 性别，用户自己填写
city str | city of the usual address | 常用收货城市
city_tier int | tier of the city, 1 the biggest | 城市线级,1 为最大
province str | province | 省份
occupation str? | occupation | 职业
income_band str? | monthly income | 月收入区间
registered_at time | time of registration | 注册时间
acq_channel str | channel through which the user came first | 首次获客渠道
device_main str | device mostly used | 常用设备
real_name_verified bool | whether the name has been verified | 是否实名认证
name str | name (invented) | 姓名(虚构)
phone str | telephone number (invented, cannot be called) | 电话（虚构，无法拨通）
"""),
    read_table("sessions", "Visits | 访问表", "one visit | 每次访问一行", "session_id", "user_id>users shop_id>shops", "1 2 3 4 6 10 11 12 14 16", """
session_id int | number of the visit, in order of start | 访问编号，按开始时间排序
visitor_id int | device that visits | 访客编号(一台设备一个)
user_id int? | user, where logged in | 用户编号，未登录为空
shop_id int | shop | 店铺编号
started_at time | start of the visit | 访问开始时间
source str | where the visit came from | 流量来源
medium str | organic, paid, owned or social | 媒介：自然、付费、自有、社交
campaign str? | advertising campaign, for paid visits | 广告计划，仅付费访问有
device str | mobile, desktop or tablet | 设备
is_new bool | first visit of this visitor | 是否新访客
landing str | kind of the first page | 着陆页类型
pageviews int pages | pages loaded | 浏览页数
duration_s int second | seconds until the last page was left, as the page reports | 停留秒数，离开最后一页时由页面上报
bounced bool | only one page was loaded | 是否只看了一页就离开
load_ms int millisecond | load time of the first page | 首屏加载毫秒数
is_bot bool | flagged as a machine by the platform | 平台识别为机器流量
"""),
    read_table("events", "Events | 行为事件表", "one action | 每个动作一行", "event_id", "session_id>sessions sku_id>products", "2 3 4 5 6 10 14 15 16 17", """
event_id int | number of the event, in order inside the visit | 事件编号，在一次访问内按先后排序
session_id int | visit | 访问编号
visitor_id int | visitor | 访客编号
ts time | time of the action | 发生时间
type str | impression, view, search, click, favorite, cart, checkout, order or pay | 动作：曝光、浏览、搜索、点击、收藏、加购、结算、下单、支付
sku_id int? | goods that it is about | 涉及的商品编号
page str | page on which it happened | 所在页面
position int? | place in the list, for impressions and clicks | 列表中的位置，曝光和点击才有
query str? | what was searched | 搜索词
page_load_ms int? millisecond | load time, where a page was loaded | 页面加载毫秒数，打开页面时才有
"""),
    read_table("orders", "Orders | 订单表", "one order | 每张订单一行", "order_id", "user_id>users shop_id>shops session_id>sessions coupon_id>coupons", "1 2 3 4 5 6 9 10 11 12 13 14 15 16 17 18 19", """
order_id int | number of the order, in order of creation | 订单编号，按下单时间排序
user_id int | user | 用户编号
shop_id int | shop | 店铺编号
platform_id int | platform | 平台编号
session_id int | visit in which it was placed | 下单所在的访问编号
created_at time | time of the order | 下单时间
paid_at time? | time of payment (cash on delivery: of confirmation); missing if unpaid | 支付时间(货到付款为确认时间),未支付为空
shipped_at time? | time of shipping | 发货时间
delivered_at time? | time of delivery | 签收时间
status str | paid, shipped, delivered, refunded; cancelled or closed if unpaid | 状态：已付款、已发货、已签收、已退款；未付款的为已取消或已关闭
pay_method str | alipay, wechat, card or cod | 支付方式
is_cod bool | cash on delivery | 是否货到付款
device str | device | 下单设备
city str | city of delivery | 收货城市
gross money | price of the goods before discounts | 优惠前商品金额
discount money | discounts of the order, coupons included | 订单优惠，含优惠券
coupon_id int? | coupon used | 使用的优惠券编号
freight money | freight charged | 运费
paid money | gross - discount + freight; 0 if unpaid | 实付金额=商品金额-优惠+运费，未支付为 0
refund money | refunded by the end of the data | 截至数据末的退款金额
"""),
    read_table("order_items", "Order lines | 订单明细表", "one good of one order | 每张订单的每个商品一行", "order_id sku_id", "order_id>orders sku_id>products", "2 4 5 7 8 14 16 17 18", """
order_id int | order | 订单编号
sku_id int | good | 商品编号
qty int pieces | pieces | 件数
unit_price money | price a piece at the time of the order | 下单时单价
unit_cost money | cost a piece | 单位成本
discount_alloc money | share of the order's discount | 分摊的订单优惠
options str? | wish that goes with it | 附加要求
"""),
    read_table("products", "Goods | 商品表", "one good (SKU) | 每个 SKU 一行", "sku_id", "", "2 3 5 6 7 8 14 17", """
sku_id int | number of the good | 商品编号(SKU)
spu_id int | product of which it is a variant | 所属产品编号(SPU)
title str | title, Chinese | 中文标题
title_en str | title, English | 英文标题
cat1 str | department | 一级类目
cat2 str | group | 二级类目
brand str | brand (invented) | 品牌(虚构)
size str? | size, for clothes | 尺码，服装才有
colour str | colour | 颜色
model str | model | 型号
supplier_id int | supplier | 供应商编号
unit_cost money | cost a piece | 单位成本
list_price money | list price | 标价
weight_kg float kg | weight | 重量
launched_on date | first day on sale | 上架日期
role str | role in the range: bestseller, core, traffic, tail | 商品角色：爆款、主推、引流、长尾
status str | on_sale or phasing_out | 状态：在售、清退中
"""),
    read_table("returns", "Returns | 退换货表", "one return or exchange of an order line | 每次退换货一行", "return_id", "order_id>orders sku_id>products", "2 5 6 9 15 17", """
return_id int | number | 退换货编号
order_id int | order | 订单编号
sku_id int | good | 商品编号
kind str | return, refund_only or exchange | 类型：退货退款、仅退款、换货
reason str | reason given | 原因
requested_at time | time of the request | 申请时间
closed_at time? | time of the refund or exchange; missing if open | 完结时间，未完结为空
amount money | amount to refund; 0 for an exchange | 退款金额，换货为 0
"""),
    read_table("reviews", "Reviews | 评价表", "one review of an order line | 每条评价一行", "review_id", "order_id>orders sku_id>products user_id>users", "3 4 5 12 14 15 16 19", """
review_id int | number | 评价编号
order_id int | order | 订单编号
sku_id int | good | 商品编号
user_id int | user | 用户编号
rating int stars | stars, 1 to 5 | 星级,1 到 5
text str? | text; missing if only stars were given | 评价内容，只打星的为空
created_at time | time | 评价时间
has_image bool | has a picture | 是否有图
reply_at time? | time of the shop's reply | 商家回复时间
edited_rating int? stars | stars after a change | 修改后的星级
dsr_desc int stars | score for description | 描述相符评分
dsr_service int stars | score for service | 服务评分
dsr_logistics int stars | score for logistics | 物流评分
label str | positive, neutral or negative | 好评、中评或差评
"""),
    read_table("inventory_daily", "Daily stock | 每日库存表", "one day, warehouse and good | 每天每仓每个商品一行", "date warehouse sku_id", "sku_id>products", "2 3 5 7 8 17", """
date date | day | 日期
warehouse str | warehouse | 仓库
sku_id int | good | 商品编号
on_hand int pieces | free to sell at the end of the day: yesterday's + received well - sold | 日末可售库存=昨日可售+合格入库-售出
reserved int pieces | sold and not shipped yet | 已售未发件数
on_order int pieces | ordered from suppliers and not received yet | 在途采购件数
sold int pieces | sold (paid) on the day | 当日售出(已付款)件数
lost_demand int pieces | asked for while sold out | 缺货时未满足的件数
unit_cost money | cost a piece | 单位成本
"""),
    read_table("purchase_orders", "Purchase lines | 采购单表", "one purchase line | 每行采购一行", "po_id", "sku_id>products", "5 7 8 18", """
po_id int | number | 采购单编号
supplier_id int | supplier | 供应商编号
sku_id int | good | 商品编号
warehouse str | warehouse that receives it | 收货仓库
qty int pieces | pieces that came | 到货件数
unit_cost money | cost a piece | 单位成本
ordered_at date | day of the order | 下单日期
due_at date | day promised | 约定到货日期
received_at date | day of receipt | 实际到货日期
qty_ok int pieces | pieces in order, put on sale that day | 合格件数，当日上架
qty_defect int pieces | faulty pieces | 不合格件数
"""),
    read_table("ads_daily", "Advertising by day | 广告日报表", "one day, channel, campaign, keyword and audience | 每天每渠道每计划每关键词每人群一行", "date channel campaign keyword audience", "", "1 2 3 4 10 11 14 16", """
date date | day | 日期
channel str | source of the visits | 渠道
campaign str | campaign | 广告计划
keyword str? | keyword bought, for paid search | 购买的关键词，仅付费搜索有
audience str | audience | 人群
bid money | highest price offered for a click | 出价
impressions int | times shown | 展现量
clicks int | clicks | 点击量
visits int | visits that arrived | 到达的访问次数
new_visitors int | visits of new visitors | 新访客数
cost money | cost | 花费
orders int | paid orders of these visits | 这些访问带来的支付订单数
revenue money | amount paid in these visits | 这些访问的支付金额
"""),
    read_table("promotions", "Promotions | 促销活动表", "one promotion | 每个活动一行", "promo_id", "", "7 8 11 14", """
promo_id int | number | 活动编号
type str | threshold, coupon or price_off | 类型：满减、优惠券、直降
purpose str | purpose | 目的
start date | first day | 开始日期
end date | last day | 结束日期
threshold money | amount from which it holds | 门槛金额
discount money | amount taken off | 优惠金额
discount_rate float? share | share taken off, for price_off | 直降比例
budget money | budget | 预算
target_metric str | what it should raise | 目标指标
target_value float | goal | 目标值
platform_fee money | fee to the platform | 平台服务费
"""),
    read_table("coupons", "Coupons | 优惠券表", "one issued coupon | 每张券一行", "coupon_id", "promo_id>promotions user_id>users order_id>orders", "11 14 16 17", """
coupon_id int | number, in order of issue | 优惠券编号，按发放时间排序
promo_id int | promotion | 活动编号
kind str | threshold_off, or win_back for customers who had been quiet, valid for 30 days | 券类型：满减券，或发给沉默顾客、30 天内有效的召回券
face money | face value | 面额
threshold money | amount of goods from which it can be used | 使用门槛
user_id int | user | 用户编号
issued_at time | time of issue (for the control group: when it would have been) | 发放时间(对照组为本应发放的时间)
used_at time? | time of use | 使用时间
order_id int? | order in which it was used | 使用的订单编号
holdout bool | control group: chosen, but not given the coupon | 对照组：入选但未发券
"""),
    read_table("cs_tickets", "Service contacts | 客服工单表", "one contact with service | 每次咨询一行", "ticket_id", "user_id>users order_id>orders", "14 15 16 17", """
ticket_id int | number | 工单编号
user_id int | user | 用户编号
order_id int | order | 订单编号
channel str | chat, phone or message | 渠道：在线、电话、留言
topic str | topic | 主题
opened_at time | time of the question | 咨询时间
first_reply_at time? | time of the first reply | 首次响应时间
resolved_at time? | time of the solution | 解决时间
agent_id int? | agent; missing if only the bot answered | 客服编号，仅机器人接待为空
bot_handled bool | the bot answered first | 机器人先接待
handed_over bool | handed from bot to agent | 是否转人工
escalated bool | escalated | 是否升级
reopened bool | opened again | 是否重开
abandoned bool | the customer gave up | 顾客是否放弃
csat int? | satisfaction, 1 to 5 | 满意度,1 到 5
"""),
    read_table("surveys", "Surveys | 调查问卷表", "one questionnaire sent | 每份发出的问卷一行", "survey_id", "user_id>users", "4 5 6 12 14 15 16", """
survey_id int | number | 问卷编号
user_id int | user | 用户编号
sent_at time | time sent | 发送时间
answered_at time? | time answered | 回答时间
csat int? | satisfaction, 1 to 5 | 满意度,1 到 5
nps int? | would recommend, 0 to 10 | 推荐意愿,0 到 10
ces int? | ease, 1 to 7 | 省力程度,1 到 7
sus int? | usability, 0 to 100 | 可用性得分,0 到 100
quality int? | quality, 1 to 5 | 质量,1 到 5
price int? | price, 1 to 5 | 价格,1 到 5
service int? | service, 1 to 5 | 服务,1 到 5
logistics int? | logistics, 1 to 5 | 物流,1 到 5
trust int? | trust, 1 to 5 | 信任,1 到 5
weight float? share | weight that the customer gives to quality | 顾客给质量的权重
"""),
    read_table("calendar", "Calendar | 日历表", "one day | 每天一行", "date", "", "14", """
date date | day | 日期
weekday int | day of the week, 1 Monday to 7 Sunday | 星期,1 周一到 7 周日
week int | week of the year (ISO) | 一年中的第几周(ISO)
festival str? | festival that begins on the day | 节日
campaign str? | campaign that runs | 大促活动
lunar_md str | month and day of the lunar calendar; L marks a leap month | 农历月-日,L 表示闰月
is_holiday bool | public holiday | 是否法定节假日
pre_days int? day | days until the next campaign's peak day | 距下一个大促高峰日的天数
"""),
    read_table("metric_daily", "Daily figures | 每日指标表", "one day, metric and scope | 每天每指标每范围一行", "date metric scope", "", "2 3 19 20", """
date date | day | 日期
metric str | metric | 指标
scope str | whole group or one shop | 范围：全部或某店
value float | value; money in yuan | 数值，金额以元计
"""),
    read_table("metric_dict", "Dictionary of metrics | 指标字典", "one version of one metric | 每个指标的每个版本一行", "metric valid_from", "", "2", """
metric str | metric | 指标
zh str | Chinese name | 中文名
en str | English name | 英文名
branch str | branch of the metric tree | 所属分支
level int | level in the tree | 层级
numerator str | numerator | 分子
denominator str? | denominator | 分母
window str | window | 统计周期
filter str | filter | 过滤条件
valid_from date | valid from | 生效日期
owner str | who answers for it | 负责人
action str | what to do when it moves | 异动时的动作
"""),
    read_table("keywords", "Search words | 关键词表", "one search word | 每个关键词一行", "keyword", "", "10", """
keyword str | search word | 关键词
keyword_en str | what it means in English | 英文含义
sku_group str | group of goods (cat2) it belongs to | 对应的二级类目
volume int | searches a month | 月搜索量
competition float | competition, 0 to 1 | 竞争度,0 到 1
ctr float? share | clicks per search that shows the shop | 点击率
cvr float? share | orders per click | 点击转化率
cpc money | price of a click | 点击单价
is_long_tail bool | long-tail word | 是否长尾词
intent str? | the platform's guess: buy or browse; missing where it has none | 平台判断的意图：购买或浏览，未判断为空
"""),
    read_table("search_rank", "Search places | 搜索排名表", "one day, good and search word | 每天每商品每关键词一行", "date sku_id keyword", "sku_id>products keyword>keywords", "10", """
date date | day | 日期
sku_id int | good | 商品编号
keyword str | search word | 关键词
rank int | place in the result list, 1 at the top | 搜索结果中的位置,1 为最前
relevance float | fit of title and word, 0 to 1 | 标题与关键词的相关度,0 到 1
sales int pieces | sales of the last 30 days that the platform counts | 平台统计的近 30 天销量
cvr float share | conversion that the platform counts | 平台统计的转化率
rating float stars | rating | 评分
impressions int | result pages that held the good | 含该商品的搜索结果页展现次数
clicks int | clicks on it | 点击次数
"""),
    read_table("listings", "Versions of product pages | 商品页版本表", "one version of a product page | 每个商品页版本一行", "sku_id version", "sku_id>products", "5 6 10 19", """
sku_id int | good | 商品编号
version int | version, from 1 | 版本号，从 1 起
title str | title | 标题
n_main int | main pictures | 主图张数
n_detail int | detail pictures | 详情图张数
n_scene int | pictures in use | 场景图张数
has_video bool | has a video | 是否有视频
desc_len int characters | length of the description | 描述字数
attrs_filled int | attributes filled in | 已填属性数
changed_at date | first day of the version | 生效日期
"""),
    read_table("site_pages", "Pages of the site | 站内页面表", "one page and month | 每月每个页面一行", "month url", "", "10", """
month date | month, its first day | 月份(当月第一天)
url str | address | 网址
page_type str | home, list, item, article or campaign | 页面类型
depth int clicks | clicks from the home page, by the site plan | 按网站规划图，离首页的点击层数
inlinks int | links from other pages of the site | 站内链接数
indexed bool | found by outside search engines | 是否被搜索引擎收录
organic_visits int | visits from outside search engines in the month | 当月来自搜索引擎的自然访问
"""),
    read_table("content_posts", "Posts | 内容发布表", "one post | 每条内容一行", "post_id", "", "4 10 12", """
post_id int | number | 内容编号
account str | account | 账号
platform str | platform | 平台
format str | format | 形式
topic str | topic | 主题
layout str | layout of the cover | 封面版式
published_at time | time | 发布时间
hours_work float hours | hours of work | 制作工时
impressions int | times shown | 展现量
reads int | times opened | 阅读或播放量
completion float share | share who saw it to the end | 完播率或读完率
likes int | likes | 点赞数
comments int | comments | 评论数
shares int | shares | 转发数
favourites int | favourites | 收藏数
follows int | new followers | 新增关注
clicks int | clicks into the shop | 进店点击
orders int | orders from it | 带来的订单
cost money | cost | 成本
"""),
    read_table("shops", "Shops | 店铺表", "one shop | 每家店铺一行", "shop_id", "", "3", """
shop_id int | number | 店铺编号
platform_id int | platform, 1 to 4 | 平台编号,1 到 4
shop_type str | flagship, speciality, factory, content or private | 类型
name str | name, Chinese | 店名
name_en str | name, English | 英文店名
opened_on date | day of opening | 开店日期
deposit money | deposit with the platform | 保证金
royalty float share | commission on what is paid | 佣金率
dsr float stars | shop score | 店铺评分
"""),
    read_table("ledger", "Ledger | 总账明细表", "one entry: day, account, shop and good | 每天每科目每店每商品一行", "entry_id", "shop_id>shops sku_id>products", "3 8 9 13 18 19", """
entry_id int | number | 凭证编号
date date | day of booking | 记账日期
account str | account | 科目
shop_id int? | shop; missing for advertising | 店铺编号，广告费为空
platform_id int? | platform | 平台编号
category str? | department, where the entry belongs to goods | 一级类目
sku_id int? | good, where the entry belongs to one | 商品编号
amount money | amount: income positive, cost and refunds negative | 金额，收入为正，成本和退款为负
"""),
    read_table("settlements", "Payouts | 平台结算表", "one platform and half month | 每平台每半月一行", "platform_id period", "", "18 19", """
platform_id int | platform | 平台编号
period str | half month: A to the 15th, B after | 结算期,A 为上半月,B 为下半月
gross money | paid in the period less refunds closed in it | 当期支付减当期完成的退款
fee money | commission and payment fee | 佣金和支付手续费
paid money | paid out: gross - fee | 打款=应结-费用
due_at date | day due | 应结日期
paid_at date? | day paid; missing if after the data end | 实际打款日期，数据末尚未打款为空
"""),
)  # fmt: skip

# Members, and whom they bring.
_MEMBERS = (
    read_table("members", "Members | 会员表", "one member | 每位会员一行", "user_id", "user_id>users", "16", """
user_id int | user | 用户编号
level str | level at the end of 2025-12-31, the highest whose three conditions hold for 2025: silver from 300 yuan, 2 orders and 2 active days; gold from 800, 4 and 4; platinum from 2000, 8 and 8; else bronze. Spend: paid - refund of orders paid in the year and not refunded in full; active day: an order placed, a review written or a contact with service | 2025-12-31 日末的等级，取三个条件在 2025 年内同时满足的最高一级：白银需消费 300 元、2 单、活跃 2 天；黄金需 800 元、4 单、4 天；铂金需 2000 元、8 单、8 天；其余为青铜。消费：当年支付且未全额退款订单的实付减退款；活跃日：下过单、写过评价或联系过客服的日子
joined_at time | time of joining | 入会时间
points int points | points left at the end of 2025-12-31, the sum of points_ledger | 2025-12-31 日末的积分余额，等于积分流水之和
last_active time | last order placed, review, contact with service or joining | 最近一次下单、评价、联系客服或入会的时间
recruit_channel str | where the member was recruited: checkout, package_card, service, social_group or store | 招募渠道：结算页、包裹卡、客服、社群、线下门店
recruit_cost money | what recruiting this member cost | 招募成本
"""),
    read_table("member_events", "Touches of members | 会员触达表", "one touch of one member | 每次触达一行", "user_id ts kind", "user_id>members", "16", """
user_id int | member | 会员的用户编号
ts time | time of the touch (for the control group: when it would have been) | 触达时间(对照组为本应触达的时间)
kind str | birthday, care_call, newsletter, reactivation or member_day | 类型：生日关怀、回访电话、会员资讯、唤醒、会员日
cost money | cost; 0 in the control group | 成本，对照组为 0
holdout bool | control group: chosen, but not touched | 对照组：入选但未触达
"""),
    read_table("points_ledger", "Points | 积分流水表", "one entry: points earned, redeemed or expired | 每笔积分变动一行", "user_id ts kind", "user_id>members", "16", """
user_id int | member | 会员的用户编号
ts time | time | 时间
kind str | earn (1 point a whole yuan paid), redeem (100 points are 1 yuan in the points shop) or expire | 类型：获得(每支付满 1 元得 1 分)、兑换(积分商城 100 分抵 1 元)、过期
points int points | points, negative when redeemed or expired | 积分，兑换和过期为负
expires_at time? | when points earned expire, after 365 days | 获得的积分的到期时间，365 天后
"""),
    read_table("referrals", "Invitations | 邀请表", "one invitation | 每次邀请一行", "inviter sent_at", "inviter>users invitee>users", "13 16", """
inviter int | user who invites | 邀请人的用户编号
invitee int? | user who registered through it; missing if nobody did | 通过邀请注册的用户编号，无人注册为空
sent_at time | time sent | 发出时间
opened_at time? | time opened | 打开时间
ordered_at time? | time of the invitee's first paid order | 被邀请人首张支付订单的下单时间
value money? | what the invitee paid in it | 该首单的实付金额
"""),
)  # fmt: skip

# Raw data and what watches over the shop.
_WATCH = (
    read_table("incidents", "Incidents | 异常事件表", "one incident | 每次事件一行", "incident_id", "", "2 14", """
incident_id int | number | 事件编号
metric str | daily figure in which it shows | 受影响的每日指标
scope str | whole group or one shop, as in metric_daily | 范围，同 metric_daily
started_at time | began | 开始时间
detected_at time | was noticed | 发现时间
recovered_at time | was over | 恢复时间
kind str | payment, advertising or tracking | 类型：支付、投放、统计
en str | what happened, English | 经过(英文)
zh str | what happened, Chinese | 经过(中文)
"""),
    read_table("decision_log", "Log of decisions | 决策记录表", "one decision | 每个决策一行", "decision_id", "", "2", """
decision_id int | number, in order of day | 决策编号，按日期排序
date date | day of the decision | 决策日期
kind str | promotion, price, page, advertising, service or stock | 类型：促销、价格、页面、投放、服务、库存
question str | what was asked, English | 问题(英文)
question_zh str | what was asked, Chinese | 问题(中文)
metric str | daily figure that it should move | 想改变的每日指标
forecast float share | expected relative change of the metric | 预期的相对变化
action str | what was done, English | 措施(英文)
action_zh str | what was done, Chinese | 措施(中文)
result float? share | relative change found three weeks later; missing if that is after the data end | 三周后测得的相对变化，数据末尚未测得为空
"""),
    read_table("ab_tests", "Units of trials | A/B 试验表", "one unit of a trial | 每个试验单位一行", "test_id unit_id", "", "2 3 5 6 7 11 12 15 16 17", """
test_id str | trial: item_photos (new pictures, March 2025), freight_banner (a banner about free freight, July 2025), quick_checkout (a shorter checkout, August 2025); all planned half and half | 试验：item_photos 新主图(2025 年 3 月),freight_banner 包邮横幅(2025 年 7 月),quick_checkout 快捷结算(2025 年 8 月);计划分流都是各一半
unit_id int | visitor in the trial | 试验中的访客编号
variant str | A the old version, B the new one | A 为旧版，B 为新版
device str | mobile, desktop or tablet | 设备
exposed_at time | first sight of the version | 首次看到该版本的时间
converted bool | bought within the trial | 试验期内是否购买
revenue money | amount paid; 0 without a purchase | 支付金额，未购买为 0
"""),
    read_table("raw_server_log", "Raw server log | 服务器原始日志", "one request for a page | 每次页面请求一行", "", "", "2 19", """
ts str | time of the request, UTC (8 hours behind Shanghai) | 请求时间，UTC(比北京时间晚 8 小时)
ip str | network address; many visitors of a mobile network share one | 网络地址，移动网络里多人共用一个
ua str | user agent, as the client states it | 客户端自报的 User-Agent
path str | path with query; utm_source, utm_medium, utm_campaign stand in the first of a visit that an advertisement or a shared link brought | 路径和参数；由广告或分享链接带来的访问，首个请求带 utm 参数
status int | answer: 200 page, 301 moved to the address of the next request, 404 not found | 响应码：200 正常，301 跳转到下一条请求的地址，404 不存在
ms int millisecond | time to answer | 响应毫秒数
tls_version str | version of the encryption | 加密协议版本
cookie str? | visitor's cookie, cid in raw_js_beacon; most machines send none, people always do | 访客 cookie，同 raw_js_beacon 的 cid;多数机器不带，真人都带
"""),
    read_table("raw_js_beacon", "Raw script beacons | 埋点原始数据", "one beacon of the script in the pages | 每次上报一行", "", "", "2", """
ts_client str | time by the visitor's own clock, Shanghai time; some clocks are wrong | 访客设备时钟的时间(北京时间),个别设备不准
ts_server str | time of arrival, UTC (8 hours behind Shanghai) | 服务器收到的时间，UTC(比北京时间晚 8 小时)
cid str | visitor's cookie, cookie in raw_server_log | 访客 cookie，同 raw_server_log 的 cookie
url str | address of the page, with its parameters | 页面地址和参数
referrer str? | page before; missing where the address was typed or came from an app | 来源页，直接输入或从应用打开的为空
event str | page_view, click, search, favorite, cart, order or pay | 事件：浏览、点击、搜索、收藏、加购、下单、支付
event_uid str | number of the event; when the network repeats a beacon, it keeps its number | 事件编号，网络重传的编号不变
"""),
    read_table("raw_orders", "Raw list of orders | 原始订单表", "one line of an export: an order of October 2025, or a refund | 导出的一行:2025 年 10 月的一张订单或一笔退款", "", "", "2", """
order_no str? | order_id, perhaps with blanks and full-width digits; refunds: R and the order_id. Empty, blank or -: a broken copy of a line that stands elsewhere, to be dropped. The same number again with another exported_at: the latest holds. Lines equal in all columns: one counts | 订单编号，可能带空格和全角数字，退款行为 R 加订单编号；为空、空格或 - 的是另一行的残缺副本，应删除；同一编号多次导出，以 exported_at 最晚的为准；各列完全相同的行只算一次
system str | shop (times are Shanghai time) or wms, the warehouse (times are UTC) | shop 为店铺后台(北京时间),wms 为仓库系统(UTC)
shop str | shop_id, as 1, 店铺1 or １ | 店铺编号，有 1、店铺1、１ 几种写法
buyer str | user_id, perhaps with blanks and full-width digits | 用户编号，可能带空格和全角数字
created str | time of the order, of a refund line: of the last refund; three ways to write it in shop, and UTC with Z in wms (add 8 hours) | 下单时间，退款行为最后一次退款时间；shop 有三种写法，wms 为带 Z 的 UTC(加 8 小时)
amount str | amount paid in yuan, 0.00 if unpaid; negative in refund lines; perhaps with ¥, ￥, 元, commas, blanks, full-width digits | 实付金额(元),未付款为 0.00，退款行为负；可能带 ¥、￥、元、千分位逗号、空格、全角数字
pieces str | pieces in the order; 0 in refund lines | 件数，退款行为 0
status str | status on the day of the export: 已付款 PAID, 已发货 SHIPPED, 已签收 DELIVERED, 已退款 REFUNDED, 已取消 CANCELLED, 已关闭 CLOSED; 退款 marks a refund line | 导出时的状态；退款 表示退款行
ref_no str? | in refund lines the order_id that it refunds | 退款行所退的订单编号
exported_at str | time of the export, Shanghai time | 导出时间(北京时间)
"""),
    read_table("export_taobao", "Export of the Taobao-like platform | 类淘宝平台导出表", "one order of October 2025 of shops 1 and 2; the last line is a total | 店铺 1、2 在 2025 年 10 月的每张订单一行，末行为合计", "订单编号", "", "2", """
订单编号 str | order number in the form ="..."; its last nine digits are order_id; 合计 in the line with the total | 订单编号，形如 ="...",后九位为 order_id，合计行为 合计
店铺名称 str? | name of the shop (shops.name) | 店铺名称，同 shops.name
买家会员名 str? | tb and the user_id in six digits | tb 加六位用户编号
买家应付货款 str? | goods less discounts, yuan; perhaps with ￥, commas, a blank | 优惠后货款(元),可能带 ￥、千分位逗号、空格
买家应付邮费 str? | freight, yuan; written likewise | 邮费(元),写法同上
买家实付金额 str | amount paid, yuan, 0.00 if unpaid; written likewise | 实付金额(元),未付款为 0.00，写法同上
订单状态 str? | 买家已付款，等待卖家发货: paid; 卖家已发货，等待买家确认: shipped; 交易成功: delivered; 交易关闭: unpaid or refunded, see the reason | 订单状态；交易关闭分未付款和已退款，见关闭原因
订单关闭原因 str? | why it was closed: 买家取消订单: cancelled, 超时未付款: closed, 退款: refunded | 关闭原因：买家取消订单、超时未付款、退款
订单创建时间 str? | time of the order, Shanghai time | 下单时间(北京时间)
订单付款时间 str? | time of payment; missing if unpaid | 付款时间，未付款为空
宝贝总数量 str | pieces | 件数
退款金额 str | refunded by the end of the data, yuan; written as the other amounts | 截至数据末的退款金额(元),写法同上
"""),
    read_table("export_jd", "Export of the JD-like platform | 类京东平台导出表", "one order of October 2025 of shops 3 and 4 | 店铺 3、4 在 2025 年 10 月的每张订单一行", "订单号", "", "2", """
订单号 str | order number with a tab behind it; its last nine digits are order_id | 订单号，末尾有制表符，后九位为 order_id
店铺名称 str | name of the shop (shops.name) | 店铺名称，同 shops.name
客户账号 str | jd_ and the user_id | jd_ 加用户编号
下单时间 str | time of the order, Shanghai time | 下单时间(北京时间)
付款时间 str? | time of payment; missing if unpaid | 付款时间，未付款为空
商品数量 str | pieces | 件数
订单金额 str | goods less discounts, with freight, yuan, paid or not; perhaps with 元 | 优惠后货款加邮费(元),未付款也有，可能带 元
结算金额 str | amount paid, yuan, 0.00 if unpaid; perhaps with commas | 实付金额(元),未付款为 0.00，可能带千分位逗号
状态 str | 等待出库: paid, 等待确认收货: shipped, 完成: delivered, 已退款: refunded, 已取消: cancelled, 已关闭: closed | 状态：等待出库、等待确认收货、完成、已退款、已取消、已关闭
退款金额 str | refunded by the end of the data, yuan; perhaps with commas | 截至数据末的退款金额(元),可能带千分位逗号
"""),
    read_table("disputes", "Disputes | 纠纷表", "one case | 每个案件一行", "case_id", "order_id>orders", "5 15", """
case_id int | number | 案件编号
order_id int | order | 订单编号
claim str | quality, not_as_described, damaged, late, size or other | 诉求：质量、与描述不符、破损、迟到、尺码、其他
opened_at time | opened | 发起时间
accepted_at time? | accepted; missing until then | 受理时间，未受理为空
verified_at time? | facts verified | 核实时间，未核实为空
settled_at time? | settled | 处理完成时间，未完成为空
followed_up_at time? | followed up | 回访时间，未回访为空
valid int? | 1 if the claim proved right, 0 if not; missing until verified | 诉求成立为 1，不成立为 0，未核实为空
outcome str? | refund, partial_refund, exchange or rejected | 结果：全额退款、部分退款、换货、驳回
amount money? | paid to the customer by the outcome | 按结果赔付的金额
reopened bool | opened again after it was settled | 处理后是否重新发起
"""),
)  # fmt: skip

# Tables of single chapters, by the group that makes them.
_CHAPTERS = {
    "landscape": schema_landscape.TABLES,
    "platforms": schema_platforms.TABLES,
    "market": schema_market.TABLES,
    "assortment": schema_assortment.TABLES,
    "pages": schema_pages.TABLES,
    "pricing": schema_pricing.TABLES,
    "replenishment": schema_replenishment.TABLES,
    "logistics": schema_logistics.TABLES,
    "paid_media": schema_paid_media.TABLES,
    "social": schema_social.TABLES,
    "live": schema_live.TABLES,
    "campaigns": schema_campaigns.TABLES,
    "support": schema_support.TABLES,
    "recommendation": schema_recommendation.TABLES,
    "accounts": schema_accounts.TABLES,
    "risk": schema_risk.TABLES,
    "team": schema_team.TABLES,
    "training": schema_training.TABLES,
}
GROUP_OF: dict[str, str] = {table.name: name for name, group in _CHAPTERS.items() for table in group}
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *_ALL,
        *_MEMBERS,
        *_WATCH,
        *(table for group in _CHAPTERS.values() for table in group),
    )
}
# Tables that are kept as a text file too, as a system handed it over, and the encoding of the file.
RAW_FILES = {"raw_orders": "utf-8", "export_taobao": "gbk", "export_jd": "utf-8-sig"}
WINDOWED = ("sessions", "events")
# Raw tables cover these days, whatever the window of visits and events.
_TWO_WEEKS, _MONTH = ("2025-10-13", "2025-10-26"), ("2025-10-01", "2025-10-31")
RAW_DAYS = {"raw_server_log": _TWO_WEEKS, "raw_js_beacon": _TWO_WEEKS, **dict.fromkeys(RAW_FILES, _MONTH)}
CORE = ("users", "sessions", "events", "orders", "order_items", "products", "returns", "reviews", "inventory_daily",
        "purchase_orders", "ads_daily", "promotions", "coupons", "cs_tickets", "surveys", "calendar", "metric_daily",
        "metric_dict")  # fmt: skip
