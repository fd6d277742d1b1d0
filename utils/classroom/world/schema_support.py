"""Schema of the tables of service: the desk, chats, questionnaires, followed parcels, offers and help pages."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("desk_staff", "People of the service desk | 客服人员表", "one agent | 每位客服一行", "staff_id", "", "15 20", """
staff_id int | number of the agent | 客服编号
shift str | early (8 to 16 o'clock) or late (16 to 24) | 班次：早班 8 点到 16 点，晚班 16 点到 24 点
hired_on date | hired on | 入职日期
hourly_wage money | what an hour at work costs the shop | 每小时人工成本
"""),
    read_table("desk_shifts", "Hours of the service desk | 客服排班表", "one hour of one day | 每天每小时一行", "date hour", "", "15", """
date date | day | 日期
hour int hour | hour that begins then, 8 to 23; before eight nobody is at work | 时段，8 到 23；八点前没人上班
agents int people | people at work | 在岗人数
"""),
    read_table("desk_contacts", "Contacts of the service desk | 客服接待表", "one contact from 24 November to 21 December 2025 at the desk that the group shares with its partner shops, questions before a purchase included; whose shop it was about is not recorded, and numbers have nothing to do with cs_tickets | 2025 年 11 月 24 日到 12 月 21 日，集团和合作店共用的客服中心每次接待一行，含售前咨询；不记是哪家店，编号与 cs_tickets 无关", "contact_id", "staff_id>desk_staff", "15 20", """
contact_id int | number, in order of opening | 接待编号，按时间排序
opened_at time | time of the question | 咨询时间
channel str | chat, phone, message or social | 渠道：在线聊天、电话、留言、社交平台
stage str | pre_sale, in_sale or after_sale | 阶段：售前、售中、售后
topic str | what it is about | 主题
bot_first bool | the bot answered first | 机器人先接待
staff_id int? | agent who answered; missing if none did | 接待的客服，没有人接待为空
first_reply_at time? | first reply of anybody, the bot included | 首次响应时间，机器人也算
agent_reply_at time? | first reply of a person | 人工首次响应时间
resolved_at time? | solved, as the desk noted it; missing if not by the export on 22 December at 0:00 | 客服标记的解决时间；到 12 月 22 日零点导出时未解决为空
handling_s int? second | seconds that the agent spent on it | 客服处理用时
again_s int second | seconds that colleagues spent on it after it came back | 重开后同事又花的时间
claim money? | what the customer claims, for returns and faults | 顾客要求的金额，退换和质量问题才有
escalated bool | went to the team lead | 是否升级给主管
approved int? | 1 if the lead agreed to the claim, 0 if not; missing: not asked, or open | 主管是否同意：1 同意，0 不同意；没问或未完为空
reopened bool | the customer came back with it | 是否重开
abandoned bool | the customer gave up waiting | 顾客是否等不及走了
bought int? | before a purchase: 1 if bought within a day, 0 if not | 售前咨询：一天内下单为 1，没有为 0
tone str? | tone of a post, as the desk read it; social only | 帖子的语气，客服判断，仅社交平台有
went_private bool | moved from the public post to a private chat; social only | 是否从公开帖转到私聊，仅社交平台
"""),
    read_table("desk_chats", "Lines of chats | 聊天记录表", "one line of a chat whose customer answered the questionnaire by the link | 顾客点链接答了问卷的聊天，每句话一行", "contact_id line", "contact_id>desk_contacts", "15", """
contact_id int | contact | 接待编号
line int | number of the line | 第几句
ts time | time | 时间
side str | customer or agent | 说话的人：顾客、客服
text str | what was written | 内容
text_en str | in English | 英文
"""),
    read_table("reply_drills", "Replies to choose from | 话术选择题", "one reply to one message of a customer | 每条顾客留言的每种回复一行", "drill_id option", "", "15", """
drill_id int | message, 1 to 10 | 题号，1 到 10
option str | reply a, b or c | 回复 a、b、c
message str | what the customer writes | 顾客留言
message_en str | in English | 英文
reply str | what could be answered | 回复
reply_en str | in English | 英文
takes_up bool | takes up what the customer said | 接住了顾客说的事
friendly bool | stays friendly | 语气友善
says_when bool | says what happens next | 说清接下来怎么办
keepable bool | promises only what the shop may and can keep | 只答应店里能做、也允许做的事
"""),
    read_table("desk_surveys", "Questionnaires after a contact | 接待后问卷表", "one questionnaire, sent three days after a chat or call that an agent ended | 人工聊天或电话结束三天后发出的问卷，每份一行", "survey_id", "contact_id>desk_contacts", "15 20", """
survey_id int | number | 问卷编号
contact_id int | contact | 接待编号
sent_at time | sent | 发出时间
answered_at time? | answered | 回答时间
answered_by str? | link, or call: drawn by lot among those who had not answered, and reached by telephone; missing: no answer | 回答方式：点链接，或电话回访（在没答的人里抽签打电话）；没有回答为空
csat int? | satisfied, 1 to 5 | 满意度，1 到 5
nps int? | would recommend, 0 to 10 | 推荐意愿，0 到 10
ces int? | how easy it was, 1 to 7 | 省力程度，1 到 7
speed int? | how fast, 1 to 5 | 快不快，1 到 5
solution int? | how well solved, 1 to 5 | 解决得怎样，1 到 5
manner int? | how friendly, 1 to 5 | 态度怎样，1 到 5
acted_at time? | the lead called back after a mark of 1 or 2 | 打 1、2 分后主管回电的时间
"""),
    read_table("desk_training", "The course and its test | 培训与测验表", "one agent; the lot sent seven of fourteen to the course of 6 and 7 December | 每位客服一行；14 人里抽签选 7 人参加 12 月 6 日、7 日的培训", "staff_id", "staff_id>desk_staff", "15 20", """
staff_id int | agent | 客服编号
trained bool | took the course | 是否参加
tested_on date | first test | 第一次测验
score_before int points | result, of 100 | 得分，满分 100
tested_again_on date | second test | 第二次测验
score_after int points | result, of 100 | 得分，满分 100
"""),
    read_table("help_visits", "Visits of the help pages | 帮助中心访问表", "one visit of the help pages | 每次访问帮助中心一行", "visit_id", "", "15", """
visit_id int | number | 访问编号
started_at time | time | 时间
question str | what it is about, judged afterwards | 想问的事，事后归类
query str | words searched | 搜索词
query_en str | in English | 英文
results int pages | pages found | 搜到的页数
pages int pages | pages opened, the search page included | 打开的页数，含搜索页
seconds int second | time spent | 停留时间
asked_desk bool | asked at the desk within a day | 一天内是否又来问客服
"""),
    read_table("followed_parcels", "Followed parcels | 跟踪包裹表", "one parcel of twelve goods that we and our partner shops sell, followed by lot from September 2025 on | 本店与合作店都卖的十二种商品，2025 年 9 月起按批次跟踪的包裹，每件一行", "parcel_id", "sku_id>products", "15", """
parcel_id int | number, in order of delivery | 包裹编号，按签收排序
sku_id int | good | 商品编号
lot str | production lot, printed on the box | 生产批次，印在盒上
delivered_at time | delivered | 签收时间
card bool | a card asked for an honest review; drawn by lot | 是否附卡片请顾客写真实评价，抽签决定
complained_at time? | complained | 投诉时间
complaint str? | about what | 投诉内容
"""),
    read_table("parcel_reviews", "Reviews of followed parcels | 跟踪包裹评价表", "one review of such a parcel | 上表包裹的每条评价一行", "review_id", "parcel_id>followed_parcels sku_id>products", "15", """
review_id int | number, in order of writing | 评价编号，按时间排序
parcel_id int | parcel | 包裹编号
sku_id int | good | 商品编号
written_at time | written | 评价时间
rating int stars | stars, 1 to 5, as first written | 最初的星级，1 到 5
text str? | text; missing if only stars were given | 评价内容，只打星的为空
text_en str? | in English | 英文
replied_at time? | time of the shop's reply | 商家回复时间
changed_rating int? stars | stars after a change by the customer | 顾客修改后的星级
changed_at time? | time of the change | 修改时间
"""),
    read_table("settlement_offers", "Offers for faulty goods | 协商报价表", "one complaint about a fault in October or November 2025 in which a part of the price was offered and the goods kept; the part was drawn by lot | 2025 年 10 月、11 月的质量投诉，提出留货退一部分钱，比例由抽签决定，每件一行", "offer_id", "", "15", """
offer_id int | number | 编号
opened_at time | time of the offer | 报价时间
goods_value money | price of the goods | 商品金额
offered_share float share | part of it that was offered | 提出退还的比例
accepted bool | the customer agreed; else the goods came back for all the money | 顾客是否接受；不接受则退货退全款
cost money | what the case cost the shop in the end: the part, or the way back and goods written off | 这件事最后花了多少：退的那部分，或者退货运费加报废的货
csat int? | satisfied after it was closed, 1 to 5 | 结案后的满意度，1 到 5
"""),
)  # fmt: skip
