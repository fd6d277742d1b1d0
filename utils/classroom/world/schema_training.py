"""Schema of the tables of the training shop."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("sim_scenarios", "Scenarios of the training shop | 模拟店情景表", "one scenario | 每个情景一行", "scenario", "", "1 20", """
scenario str | opening, promotion or crisis | 情景：开店、促销、危机
background_zh str | where the shop stands, Chinese | 背景，中文
background_en str | the same in English | 背景，英文
goal_zh str | what is wanted, Chinese | 目标，中文
goal_en str | the same in English | 目标，英文
constraints_zh str | what cannot be changed, Chinese | 约束，中文
constraints_en str | the same in English | 约束，英文
"""),
    read_table("sim_weeks", "Weeks of the training shop | 模拟店周历表", "one scenario and week | 每个情景每周一行", "scenario week", "", "20", """
scenario str | opening, promotion or crisis | 情景
week int | week, from 1 | 第几周，从 1 起
monday date | first day of the week | 当周周一
season float | orders that our shops were paid in that week, over the median week of the scenario | 当周全部店铺的支付订单数，除以该情景各周的中位数
event bool | the platforms hold an event that the shop may join | 平台有活动，可报名
"""),
    read_table("cases", "Cases: shops that grew, broke or stood still | 案例表：成了的、败了的、没动静的店", "one case | 每个案例一行", "case_id", "", "20", """
case_id str | name of the case | 案例代号
kind str | success, failure, copy (of a success) or calm | 成功、失败、照搬、平静
goods str | what the shop sells | 卖什么
background_zh str | what is known of the shop, Chinese | 背景，中文
background_en str | the same in English | 背景，英文
told_zh str | what people say was the cause, Chinese | 大家怎么说，中文
told_en str | the same in English | 大家怎么说，英文
"""),
    read_table("case_weeks", "Cases week by week | 案例周表", "one case and week | 每个案例每周一行", "case_id week", "case_id>cases", "20", """
case_id str | case | 案例
week int | week, from 1 | 第几周，从 1 起
monday date | first day of the week | 当周周一
visits int | visits | 访问数
orders int | paid orders | 支付订单数
sales money | paid by customers | 支付金额
posts int | posts published | 发布的内容条数
ad_spend money | spent on advertising | 广告花费
late_share float share | parcels that came late / parcels | 迟到包裹 ÷ 包裹
reply_minutes float minute | median time to the first reply | 首次回复时间的中位数
return_share float share | orders returned / orders | 退货订单 ÷ 订单
bad_share float share | reviews with one or two stars / reviews | 一二星评价 ÷ 评价
click_cost float yuan | price of a click on an advertisement | 每次点击价格
"""),
    read_table("case_tiers", "Tiers of the shop for babies, before and after | 母婴店分级前后表", "one period and tier | 每个时期每个等级一行", "case_id period tier", "case_id>cases", "20", """
case_id str | case | 案例
period str | twelve weeks before the tiers, or after | 分级之前或之后的十二周
tier str | tier in which a customer began the period: first, regular or top | 期初所在等级：新客、常客、顶级
customers int | customers with an account who ordered; guests are not in this table | 有账号、下过单的顾客数，游客不在表里
orders int | paid orders | 支付订单数
sales money | paid by customers | 支付金额
came_again int | customers who ordered again in the twelve weeks that followed | 随后十二周又下单的顾客数
"""),
    read_table("case_trials", "Trials of a personal call in two shops | 两家店的顾问回访试验", "one shop and group | 每家店每组一行", "shop called", "", "20", """
shop str | the shop for babies, or one for tools | 母婴店或工具店
called bool | by lot, an adviser called after the first order | 抽签决定，首单后有顾问回访
customers int | customers in the group | 本组顾客数
came_again int | of them, ordered again within twelve weeks | 其中十二周内又下单的
"""),
    read_table("case_leavers", "Who left the shop for the home | 家居店流失表", "one combination of late and slow | 迟到与慢回复的每种组合一行", "case_id late slow", "case_id>cases", "20", """
case_id str | case | 案例
late bool | the parcel came late | 包裹迟到
slow bool | met a slow reply of the desk | 碰上客服慢回复
customers int | customers | 顾客数
left int | of them, never ordered again | 其中再没下过单的
"""),
    read_table("class_people", "Learners of a past class | 往届学员表", "one learner | 每个学员一行", "learner_id", "", "20", """
learner_id int | learner | 学员
group_id int | group, drawn by lot | 小组，抽签分
transfer_test bool | passed the transfer test of the case report | 通过案例报告的迁移检验
mentored bool | mentored a group later on | 之后带过一个小组
"""),
    read_table("quiz_bank", "Items of the past class's tests | 往届试题表", "one item | 每道题一行", "item_id", "", "20", """
item_id int | item | 题号
stage str | stage_1, stage_2, stage_3 or closing | 阶段测一、二、三或结业考
number int | place in its test, from 1 | 在卷中的次序，从 1 起
chapter int | chapter it comes from | 所属章
level str | basic or applied | 基础或应用
"""),
    read_table("quiz_answers", "Answers of the past class | 往届答题表", "one learner and item | 每个学员每道题一行", "learner_id item_id", "learner_id>class_people item_id>quiz_bank", "20", """
learner_id int | learner | 学员
item_id int | item | 题号
right bool | counted as right | 判为答对
"""),
    read_table("gradebook", "Homework of the past class | 往届作业表", "one learner and chapter | 每个学员每章一行", "learner_id chapter", "learner_id>class_people", "20", """
learner_id int | learner | 学员
chapter int | chapter | 章
due date | last day to hand it in | 截止日
handed_in date? | day on which it was handed in | 交作业的日子
percent float? percent | mark before the late rule | 迟交规则之前的得分
"""),
    read_table("class_log", "Lessons in class | 课堂记录表", "one learner and lesson | 每个学员每次课一行", "learner_id session", "learner_id>class_people", "20", """
learner_id int | learner | 学员
session int | lesson in class, from 1 | 第几次课，从 1 起
attended bool | was there | 到课
quiz float? percent | mark of the short quiz | 课堂小测得分
posts int | contributions to the discussion | 讨论发言次数
"""),
    read_table("peer_review", "Ratings by self, peers and mentors | 自评、互评、导师评分表", "one rater, learner and competence | 每位评分人、学员、能力一行", "learner_id rater_id competence", "learner_id>class_people", "20", """
learner_id int | learner who is rated | 被评的学员
rater_id int | who rates: a learner, or a mentor from 101 on | 评分人：学员编号，导师从 101 起
rater str | self, peer or mentor | 自评、互评或导师
competence str | one of five | 五项能力之一
rating int | from 1 to 5 | 1 到 5 分
"""),
    read_table("rubric", "Rubric of the case report | 案例报告评分标准", "one criterion | 每个得分点一行", "criterion", "", "20", """
criterion str | claim, numbers, transfer or decision | 结论、数字、迁移或决定
full_zh str | what earns the point, Chinese | 得满分的样子，中文
full_en str | the same in English | 得满分的样子，英文
half_zh str | what earns half of it, Chinese | 得半分的样子，中文
half_en str | the same in English | 得半分的样子，英文
"""),
    read_table("report_marks", "Marks of the case reports | 案例报告评分表", "one report, mentor and criterion | 每份报告、每位导师、每个得分点一行", "learner_id rater_id criterion", "learner_id>class_people criterion>rubric", "20", """
learner_id int | whose report | 谁的报告
rater_id int | mentor, from 101 on | 导师，从 101 起
criterion str | criterion of the rubric | 得分点
points float | 0, 0.5 or 1 | 0、0.5 或 1 分
"""),
    read_table("class_scenarios", "Training shop: the past class's points | 往届模拟店得分表", "one learner, scenario and role | 每个学员、情景、角色一行", "learner_id scenario role", "learner_id>class_people scenario>sim_scenarios", "20", """
learner_id int | learner | 学员
scenario str | scenario | 情景
role str | manager, specialist or service | 角色：店长、运营专员、客服主管
points float point | 0 is doing nothing, 100 the reference | 得分：什么都不做为 0，参照方案为 100
"""),
    read_table("class_policies", "Plans for the promotion, alone and by groups | 大促方案表：各人与小组", "one plan | 每份方案一行", "group_id learner_id", "", "20", """
group_id int | group | 小组
learner_id int? | who wrote it alone; missing for the group's plan | 独自写的人；小组方案缺失
decided str | alone or group | 各人或小组
price float | times the list price | 标价的倍数
stock float week | weeks of sales in stock | 备货够卖几周
media float yuan | advertising a week | 每周广告
promotion float share | share taken off the price | 让利比例
staff float person | people at the desk | 客服人数
service float yuan | spent an order on service | 每单服务投入
"""),
    read_table("drills", "Attempts at the drills | 演练记录表", "one attempt | 每次尝试一行", "learner_id drill attempt", "learner_id>class_people", "20", """
learner_id int | learner | 学员
drill str | listing, detail_page, campaign or analysis | 上架、详情页、活动、数据分析
attempt int | attempt, from 1 | 第几次，从 1 起
percent float percent | mark | 得分
"""),
    read_table("cert_rules", "What a level asks for | 等级标准表", "one level and measure | 每个等级每项指标一行", "level measure", "", "20", """
level str | junior, intermediate or senior | 初级、中级或高级
rank int | order of the levels, from 1 | 等级次序，从 1 起
measure str | what is measured | 指标
least float | value that must be reached | 须达到的数值
"""),
)  # fmt: skip
