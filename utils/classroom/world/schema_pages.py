"""Schema of the tables of pages, their speed and their tests."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("listing_audit", "Pages laid beside their goods | 商品页核对表", "one good, its page of 30 September 2025 | 每个商品一行，核对 2025 年 9 月 30 日的页面", "sku_id", "sku_id>products", "6", """
sku_id int | good | 商品编号
version int | version of the page that was read | 核对的页面版本
boasts int words | words that promise more than the good can keep | 夸大用词的个数
has_function bool | says what it is good for | 写了有什么用处
has_usage bool | says how to use it | 写了怎么用
has_notes bool | says what to mind: care, limits, what is not included | 写了注意事项：保养、限制、不含什么
colour_match int | colour of the pictures beside the good, 1 wrong to 5 the same | 图片和实物的颜色，1 差得远，5 一样
"""),
    read_table("filmed_goods", "Goods of a shop that filmed some | 拍视频前后的商品表", "one good and period of a small shop that the group took over; it is none of our six | 集团接手的一家小店（不在六家店之内），每个商品每期一行", "item_id period", "", "6", """
item_id int | good of that shop | 那家店的商品编号
period str | two months before or after the filming | 拍视频之前或之后的两个月
group str | group of goods | 商品类别
filmed bool | got a film between the periods; the owner chose | 两期之间拍了视频，拍哪些由老板挑
stars float stars | mean stars before the first period | 第一期之前的平均星级
impressions int | times shown in lists | 在列表里的曝光次数
clicks int | clicks on it | 点击次数
orders int | orders | 订单数
not_as_described int | orders sent back as not as described | 因描述不符退回的订单数
"""),
    read_table("visit_phones", "Age of the phone | 访问手机年份表", "one visit by mobile phone; one in four | 每次手机访问一行，抽四分之一", "session_id", "session_id>sessions", "6", """
session_id int | visit | 访问编号
phone_year int | year in which the model came out | 机型上市年份
"""),
    read_table("site_monitor", "Monitor of the site | 网站监测表", "one minute and check; none where the monitor was silent | 每分钟每项检查一行，监测中断时没有行", "ts check", "", "6", """
ts time | minute | 分钟
check str | what a program tried: home, item, search, checkout or pay | 程序试的是哪一步：首页、商品页、搜索、结算、支付
up bool | whether it got an answer | 是否正常回应
p50_ms int? millisecond | median time of the server's answers; missing if none | 服务器应答时间的中位数，没有应答为空
p95_ms int? millisecond | time that one answer in twenty exceeds | 服务器应答时间的 95 分位数
"""),
    read_table("usability_people", "Usability study: people | 可用性测试：参加者", "one person | 每位参加者一行", "person_id", "", "6", """
person_id int | number | 参加者编号
menu str | menu that chance gave the person: list or pictures | 随机分到的菜单：文字或图片
liked int | how much the person likes the page, 1 to 5 | 喜欢程度，1 到 5
q1 int | I would like to use this often, 1 to 5 | 我愿意经常使用，1 到 5
q2 int | needlessly complex, 1 to 5 | 复杂得没有必要，1 到 5
q3 int | easy to use, 1 to 5 | 好用，1 到 5
q4 int | I would need help, 1 to 5 | 我得有人帮忙才会用，1 到 5
q5 int | the functions fit together, 1 to 5 | 各项功能配合得好，1 到 5
q6 int | too much does not fit, 1 to 5 | 前后不一致的地方太多，1 到 5
q7 int | most people learn it quickly, 1 to 5 | 多数人很快就能学会，1 到 5
q8 int | awkward to use, 1 to 5 | 用起来别扭，1 到 5
q9 int | I felt sure, 1 to 5 | 用的时候心里有底，1 到 5
q10 int | I had to learn a lot first, 1 to 5 | 得先学很多才会用，1 到 5
"""),
    read_table("usability_tasks", "Usability study: tasks | 可用性测试：任务", "one task of one person | 每人每项任务一行", "person_id task", "person_id>usability_people", "6", """
person_id int | person | 参加者编号
task str | what the person was asked to do | 任务
success bool | whether it was done within five minutes | 五分钟内是否完成
seconds int second | seconds until done or given up | 到完成或放弃用的秒数
clicks int? | clicks; missing if given up | 点击次数，放弃为空
"""),
    read_table("page_tests", "Trials of page changes | 页面试验表", "one day, version and device of a run of a trial | 每项试验每轮每天每个版本每种设备一行", "test_id run date variant device", "", "6 11 16", """
test_id str | trial | 试验名称
run int | 1, or 2 where the trial was repeated | 第几轮：1 为首次，2 为重做
date date | day | 日期
variant str | A as before, B changed | 版本：A 原样，B 改动
device str | mobile, desktop or tablet | 设备
units int people | visitors who were counted for the first time, split by chance | 首次计入的访客数，随机分到两个版本
conversions int people | of them, those who put something into the cart | 其中加了购物车的人数
"""),
)  # fmt: skip
