"""Schema of the tables of the e-commerce industry as a whole, and of learning."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("industry_annual", "Industry by year: the course's own model, no statistics | 行业年表：本课程自己的模型，不是统计数据", "one segment in one year; a sale counts in one segment only | 每年每个细分市场一行，一笔交易只算在一个细分里", "year segment", "", "1 4 13 17", """
year int | calendar year | 年份
segment str | wholesale, shelf, live, social, peer, local, cross_border or rental | 细分市场：批发、货架、直播、社交、个人交易、本地到家、跨境、租赁
model str | who sells to whom: B2B, B2C, C2C or O2O | 谁卖给谁：B2B、B2C、C2C 或 O2O
gmv money | sales of the year in the model | 模型中的全年交易额
orders int | orders of the year | 全年订单数
buyers int | who bought at least once in this segment; who buys in two segments is in both (wholesale: firms) | 在这个细分买过至少一次的人数，在两个细分都买过的人各算一次（批发为企业数）
online_shoppers int | people who bought online at all, the same on every row of a year | 当年在网上买过东西的人数，同一年各行相同
internet_users int | people who use the internet, the same on every row of a year | 网民数，同一年各行相同
merchants int | sellers with at least one sale in the segment | 当年在这个细分至少卖出一单的商家数
retail money | sales of all retail, shops on the street included, the same on every row of a year | 全社会零售额，含线下，同一年各行相同
adoption float? share | buyers over online shoppers; missing for wholesale | 细分买家数除以网购人数，批发为空
source str | course_model: invented for this course | course_model 表示为本课程编制
source_date date | day on which the model's figure of the year came out | 模型中该年数据的发布日期
"""),
    read_table("platform_share", "Platforms by year: the course's own model | 平台年表：本课程自己的模型", "one platform in one year; names are invented | 每年每个平台一行，平台名均为虚构", "year platform", "", "1 4", """
year int | calendar year | 年份
platform str | platform (invented) | 平台（虚构）
type str | general, vertical or content | 类型：综合、垂直、内容
gmv money | sales of the year; all platforms together are the industry without wholesale | 全年交易额，各平台合计等于批发以外的行业总额
users int | people who bought there at least once | 在该平台买过至少一次的人数
revenue money | what the platform itself earned: commission, advertising, services | 平台自己的收入：佣金、广告、服务费
"""),
    read_table("value_chain", "Value chain of one order | 一笔订单的价值链", "one party to the sale | 每个参与方一行", "node", "", "1", """
node str | producer, merchant, platform, advertising, logistics, payment or buyer | 参与方：生产商、商家、平台、广告、物流、支付、买家
take_rate float share | share of the buyer's price that it receives | 买家付的钱里归它的份额
cost_share float share | share of what it receives that it pays for its own costs | 它拿到的钱里付给自己成本的份额
flow_type str | what it sends on: goods, money or data | 它往下传的是货、钱还是数据
to_node str | to whom | 传给谁
"""),
    read_table("quoted_claims", "Quoted figures and their evidence | 被引用的数字与证据", "one quoted figure and one piece of evidence; public figures are to be confirmed at the source | 每个被引用的数字配一条证据一行，公开数字都要到来源处核实", "evidence_id", "", "1 13", """
evidence_id int | number of the row | 行号
claim_id int | number of the quoted figure | 被引用数字的编号
kind str | public: quoted from public texts, to be confirmed at the source; model: about the course's own model | public 表示引自公开材料、待核实，model 表示说的是本课程的模型
text_en str | what was said, in our words | 说了什么（英文，转述）
text_zh str | the same in Chinese | 说了什么（转述）
value float | the quoted figure | 被引用的数值
unit str | share, trillion_yuan or million_people | 单位：比例、万亿元、百万人
definition_en str | what it counts, as far as it was said | 数的是什么（英文）
definition_zh str | the same in Chinese | 数的是什么
evidence_value float? | what the evidence says; missing where none was found | 证据的数值，没有找到为空
same_definition bool | whether the evidence counts the same thing | 证据的口径是否相同
evidence_en str? | what the evidence counts and where it stood | 证据数的是什么、出自哪里（英文）
evidence_zh str? | the same in Chinese | 证据数的是什么、出自哪里
evidence_date date? | last day that the evidence covers | 证据覆盖到哪一天
"""),
    read_table("syllabus_map", "Course map in numbers | 数字版课程地图", "one objective of one chapter | 每章每个学习目标一行", "chapter objective", "", "1", """
chapter int | chapter | 章
objective int | number of the objective in the chapter | 该章第几个目标
week int | week of study, from 1 to 4 | 学习周，1 到 4
module str | part of the subject: industry, traffic, users, data, team or risk | 模块：行业、流量、用户、数据、团队、风险
block str | part of a shop's work: platform, product, marketing, service or finance | 板块：平台、商品、营销、服务、财务
goal str | course goal that it serves: concepts, operations, selling, profit, data or teamwork | 对应的课程目标：概念、运营、销售、盈利、数据、协作
flag str | what tests it: exercise, chart, question or written | 由什么来检验：练习、画图、概念题、书面决策
minutes int | minutes that it takes, lessons and exercises, as planned | 计划用时（分钟），含上课和练习
needs str? | chapters that come before, with spaces between; missing for none | 先修章节，用空格隔开，没有则为空
"""),
    read_table("learning_log", "Learning log of a class | 一个班的学习日志", "one sitting, quiz or attempt of one learner | 每位学员每次学习、测验或尝试一行", "entry_id", "", "1", """
entry_id int | number of the entry | 记录编号
learner int | learner (invented) | 学员编号（虚构）
plan str | drawn by lot: one_evening (60 minutes at once) or four_days (four times 15 minutes) | 抽签分组：one_evening 一晚学 60 分钟，four_days 分四天各学 15 分钟
ts time | time | 时间
kind str | study, quiz or attempt (one check of an exercise) | 学习、测验，或对一道练习的一次尝试
topic str | chapter 1's growth | 主题：第 1 章的增长
minutes int | minutes that it took | 用时（分钟）
days_after int? | for a quiz: days since the last sitting | 测验：距最后一次学习的天数
attempt int? | for an attempt: its number, 1 the first | 尝试：第几次，1 为首次
peer_comment bool | for an attempt: whether a peer, chosen by lot, had commented on the attempt before | 尝试：之前一次是否有同学点评（抽签决定）
quiz_score int? points | points from 0 to 100, of a quiz or an attempt | 测验或尝试的得分，0 到 100
"""),
    read_table("resources", "Learning resources (invented) | 学习资源（虚构）", "one resource | 每个资源一行", "resource", "", "1", """
resource str | short name | 短名
name_en str | name | 名称（英文）
name_zh str | name | 名称
kind str | course, media, community, book, manual, tool or template | 课程、资讯、社群、书、手册、工具、模板
hours float hours | hours that it takes | 需要的小时数
price money | price | 价格
skills str? | skills that it teaches, with spaces between | 教哪些技能，用空格隔开
"""),
    read_table("kol_network", "Who talks to whom | 谁和谁有来往", "one tie between two accounts, in each direction | 两个账号之间的联系，每个方向一行", "from_id to_id", "", "1 12", """
from_id int | account | 账号
to_id int | account that it is in contact with | 与之来往的账号
weight int | messages in a month | 每月消息数
"""),
)  # fmt: skip
