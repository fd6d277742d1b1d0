"""Schema of the tables of law, risk and the security of transactions."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("law_cases", "Situations and duties | 情形与义务表", "one situation, with one article that speaks of it; teaching matter, no legal advice | 每种情形一行，附一条有关的法条；教学材料，不是法律意见", "case_id", "", "19", """
case_id int | number | 编号
text str | the situation, Chinese | 情形
text_en str | the situation, English | 情形（英文）
who str | who has the duty: seller, platform or claimant | 谁的义务：商家、平台、投诉人
obligation str | what it is, in short | 义务的简称
law str | name of the statute, Chinese | 法律法规名称
law_en str | name of the statute, English | 法律法规名称（英文）
article str? | article; missing where the whole statute is meant | 条，指整部规定的为空
in_force_from date | first day of this form | 该版本施行日期
"""),
    read_table("screen_terms", "Terms of the word screen | 词表", "one term | 每个词一行", "term", "", "19", """
term str | word or phrase | 词或短语
term_en str | what it means in English | 英文意思
verdict str | banned: calls for a look; allowed: a harmless phrase that holds such a word | banned 为敏感词，allowed 为含敏感词但无害的短语
kind str | kind | 类别
"""),
    read_table("page_texts", "Texts of listings at the Arcade | 小店街商品文案表", "one text that a seller handed in, June to November 2025 | 2025 年 6 至 11 月商家提交的文案，每条一行", "text_id", "", "19", """
text_id int | number, in order of time | 编号，按时间先后
seller_id int | seller of the Arcade | 小店街的商家编号
written_on date | day | 日期
text str | the text, Chinese | 文案
text_en str | what it says in English | 文案的英文意思
passed_review bool | passed the check before publication | 是否通过发布前审核
violates bool | breaks the law, as two lawyers judged afterwards | 事后由两位律师判定是否违法
"""),
    read_table("ip_complaints", "Complaints about rights at the Arcade | 小店街知识产权投诉表", "one notice, 2025 | 2025 年收到的投诉通知，每件一行", "complaint_id", "", "19", """
complaint_id int | number, in order of the notice | 编号，按通知先后
seller_id int | seller whose listing it was about | 被投诉的商家编号
claimant str | who sent the notice | 投诉人
right str | trademark, design or copyright | 权利种类
notice_at date | notice arrived with us | 收到通知
action_at date? | listing taken down | 下架
counter_at date? | seller's statement of non-infringement arrived with us | 收到商家的不侵权声明
reached_at date? | that statement, sent on by us, reached the claimant; from here the 15 days of E-Commerce Law art. 43 run | 我们转送的声明到达投诉人；电子商务法第四十三条的十五日从这天起算
suit_at date? | claimant told us of a complaint to an authority or a suit | 投诉人告知已投诉或起诉
restored_at date? | listing put back | 恢复上架
daily_sales money | sales a day of the listing in the four weeks before the notice | 通知前四周该链接的日均销售额
valid bool | the right was infringed, as judged at the end of the year | 年底判定确属侵权
"""),
    read_table("rights_training", "A course on rights for sellers | 知识产权培训表", "one seller that was looked at twice | 每位前后各查一次的商家一行", "seller_id", "", "19", """
seller_id int | seller of the Arcade or of its partner market | 商家编号
named bool | among the 60 with most infringing listings at the first check | 第一次检查时侵权链接最多的 60 家
trained bool | sent to the course, drawn by lot among the named | 从上述商家中抽签参加培训
checked_before int listing | listings looked at before | 培训前抽查链接数
infringing_before int listing | of these, infringing | 其中侵权
checked_after int listing | listings looked at afterwards | 培训后抽查链接数
infringing_after int listing | of these, infringing | 其中侵权
"""),
    read_table("ip_deals", "Partners of a design | 设计合作收益表", "one group of partners | 每种合伙组合一行", "coalition", "", "19", """
coalition str | who is in, joined by + | 组合里有谁，用 + 连接
value money | what the group earns a year without the others | 没有其他人时，一年能赚的钱
"""),
    read_table("arcade_accounts", "Accounts of the Arcade | 小店街账号表", "one account, of its own series | 每个账号一行，单独编号", "user_id", "", "19", """
user_id int | number, by lot | 编号，随机分配
registered_at time | registered | 注册时间
verified bool | real name verified | 是否实名认证
birth_year int year | year of birth | 出生年份
gender str | female or male | 性别
city str | city | 城市
occupation str | occupation | 职业
"""),
    read_table("arcade_orders", "Orders of the Arcade | 小店街订单表", "one paid order, August to November 2025; other merchants sell there, so these are not in orders | 2025 年 8 至 11 月每张已付款订单一行；卖家是别的商家，不在订单表里", "order_id", "user_id>arcade_accounts", "19", """
order_id int | number, by lot | 编号，随机分配
user_id int | account | 账号
seller_id int | seller | 商家编号
item_id int | item: seller's number times 100, and 1 to 4 | 商品编号：商家编号 × 100 加 1 到 4
created_at time | ordered | 下单时间
paid_at time | paid | 付款时间
pieces int pieces | pieces | 件数
paid money | amount paid | 实付金额
refund money | refunded | 退款金额
"""),
    read_table("transactions_sec", "How each order was paid | 交易安全表", "one order of the Arcade | 小店街每张订单一行", "order_id", "order_id>arcade_orders", "19", """
order_id int | order | 订单编号
device_id str? | device, as a random name; missing where the browser told nothing | 设备的随机代号，浏览器不报为空
ip str | network address; a hall or a mobile network shares one | 网络地址，宿舍楼或移动网络会共用
address_hash str | address of delivery, as a random name | 收货地址的随机代号
escrow_state str | what became of the money held in trust: released, refunded or disputed | 托管资金的结局：已放款、已退款、有纠纷
paid_at time | paid into the trust account | 付入托管账户
shipped_at time | sent, as the seller reported | 商家点发货
received_at time | delivered, as the carrier or the seller reported | 签收（快递或商家报）
released_at time | money left the trust account: confirmed by the buyer, ten days after dispatch, or when a dispute was closed | 资金离开托管账户：买家确认、发货满十天或纠纷结案
disputed_at time? | buyer complained to the Arcade; missing if not | 买家发起纠纷，没有为空
returned money | of a dispute, what the buyer got back | 纠纷中买家拿回的钱
label_fake bool | fake order of a ring, as an investigation found afterwards | 事后查明的刷单
"""),
    read_table("arcade_reviews", "Reviews of the Arcade | 小店街评价表", "one review | 每条评价一行", "review_id", "order_id>arcade_orders user_id>arcade_accounts", "19", """
review_id int | number, by lot | 编号，随机分配
order_id int | order that it shows; a present may be reviewed by who got it | 评价所附的订单；礼物可由收礼人评价
user_id int | who wrote it | 写评价的账号
item_id int | item | 商品编号
rating int stars | stars, 1 to 5 | 星级，1 到 5
text str | text, Chinese | 内容
text_en str | what it says in English | 内容的英文意思
created_at time | written | 时间
folded_at time? | folded by the old rule: four other reviews of one or two stars on the item within 72 hours; a folded review can still be opened | 被旧规则折叠的时间：72 小时内同一商品另有四条一、二星评价；折叠后点开仍能看到
appealed_at time? | writer appealed; missing if not | 作者申诉时间，没有为空
outcome str? | shown_again or stays_folded; missing without an appeal | 申诉结果：恢复展示、维持折叠，没有申诉为空
source_kind str | honest, paid_praise (left by a ring) or paid_complaint, as an investigation found afterwards | 事后查明的来源：真实、刷单好评、受雇差评
"""),
    read_table("masked_accounts", "Masked table for a partner | 给合作方的脱敏表", "one buyer of the Arcade | 每位小店街买家一行", "row_no", "", "19", """
row_no int | number of the row | 行号
name str | surname and two stars | 姓加两个星号
birth_year int year | year of birth | 出生年份
gender str | female or male | 性别
place str | where | 所在地
occupation str? | occupation | 职业
spend_band str | spent in 2025, in three bands | 2025 年消费分档
health_shelf bool | bought from the health shelf; nobody should learn that of a person | 买过健康用品；不该让人对上是谁
"""),
    read_table("club_list", "Public list of a running club | 跑步俱乐部公开名单", "one member, invented; anybody can read it | 每位会员一行，虚构；谁都能看到", "runner_no", "", "19", """
runner_no int | number | 编号
full_name str | name | 姓名
birth_year int year | year of birth | 出生年份
gender str | female or male | 性别
place str | city | 城市
true_row int? | row of masked_accounts that is the same person, for checking only; missing for others | 在脱敏表里的行号，只供核对，不在表里的为空
"""),
    read_table("access_log", "Who read what | 数据访问日志", "one reading of customers' data, November 2025 | 2025 年 11 月每次读取顾客数据一行", "", "", "19", """
ts time | time | 时间
staff_id int | member of staff | 员工编号
table_name str | table | 表
rows int | rows read | 读取行数
purpose str? | reason given: ticket, report or refund; missing where none was given | 理由：工单、报表、退款，没填为空
"""),
    read_table("certs", "Certificates of the Arcade's hosts | 证书表", "one certificate | 每张证书一行", "host issued_on", "", "19", """
host str | host | 主机
issued_on date | issued | 签发日期
expires_on date | last day | 最后有效日
version str | best version of encryption that the host speaks | 主机支持的最高加密版本
"""),
    read_table("risk_register", "Register of risks | 风险登记表", "one risk, by the managers' estimates | 每项风险一行，数字为各主管估计", "risk_id", "", "19", """
risk_id int | number | 编号
kind str | risk | 风险
probability float share | chance that it happens in a year | 一年内发生的可能
impact money | loss if it happens | 发生一次的损失
mitigation str? | measure against it; missing if none is known | 应对措施，没有为空
mitigation_cost money? | cost of the measure a year | 措施的年费用
residual float? share | chance that is left with the measure | 有措施后剩下的可能
"""),
    read_table("policy_terms", "What policies bring | 经营策略收益表", "one policy of a small shop, by estimate | 小店的一种做法一行，数字为估计", "policy", "", "19", """
policy str | policy | 做法
gain_month money | extra profit a month while it goes on | 继续做时每月多赚的利润
chance_month float share | chance to be found out in a month | 每月被查到的可能
violation_type str? | violation each time, as in penalty_schedule; missing for the honest policy | 每次算哪种违规，同 penalty_schedule，诚信经营为空
trust_lost float share | share of the usual profit that is lost in each of the six months afterwards | 被查后六个月里每月损失的正常利润比例
authority_chance float share | chance that a find reaches the authority | 查到后转到监管部门的可能
authority_fine money | fine then, as a lawyer estimates for a small shop | 那时的罚款，律师按小店估计
"""),
)  # fmt: skip
