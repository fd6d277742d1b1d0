"""Schema of the tables of teams: people, projects, appraisal, skills and careers."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("staff", "People | 员工表", "one person who worked in 2025 at our group (firm 1) or one of its partner shops | 2025 年在本集团（firm 为 1）或合作店工作过的人，每人一行", "staff_id", "", "20", """
staff_id int | number; 1 to 14 are the agents of desk_staff | 员工编号，1 到 14 就是 desk_staff 里的客服
firm int | 1 our group, 2 to 15 partner shops | 1 为本集团，2 到 15 为合作店
squad int | squad of about ten people | 小组，约十人
action str | what the lot gave the squad in January 2025: talks (the lead talks with each for a quarter of an hour every second week), pay_step (8 % more pay) or none | 2025 年 1 月小组抽到的措施：talks 为组长每两周与每人谈一刻钟，pay_step 为加薪 8%，none 为不变
role str | role, at the end of 2025 or on leaving | 岗位，2025 年末或离职时
hired_at date | first day of work | 入职日
left_at date? | last day of work; missing: still there at the end of 2025 | 最后工作日，2025 年末在职为空
source str? | how a person of the table hiring came; missing for others | 招聘表里入职者的来源，其余为空
salary money | a month | 月薪
"""),
    read_table("staff_survey", "Climate survey | 氛围问卷表", "one answer of one person | 每人每题一行", "staff_id date item", "staff_id>staff", "20", """
staff_id int | person | 员工编号
date date | day of the survey: before the actions, and nine months later | 调查日：措施之前，和九个月后
item str | pay, heard (my lead listens), growth, rota or mates | 题目：工资、组长听我说、成长、排班、同事
score int | 1 to 5 | 1 到 5 分
"""),
    read_table("hiring", "Hiring | 招聘表", "one stage that one candidate reached, 2025 | 2025 年每位候选人到达的每一步", "candidate stage", "staff_id>staff", "20", """
candidate int | number | 候选人编号
role str | role applied for | 应聘岗位
source str | job_site, referral (by staff), agency or school | 来源：招聘网站、员工内推、中介、院校
stage str | applied, screened, interviewed, trial_day, offered or hired | 阶段：投递、初筛、面试、试岗、录用通知、入职
entered_at date | day | 日期
cost money | what this step cost: adverts, hours of our people, fee or bonus, and on hiring 2,400 for the first weeks beside a colleague | 这一步的花费：广告、自己人的工时、中介费或内推奖，入职含老员工带教 2,400 元
staff_id int? | number as staff; only for hired | 员工编号，入职才有
"""),
    read_table("training", "The data course | 数据课培训表", "one person who took both tests | 两次测验都参加的人，每人一行", "staff_id", "staff_id>staff", "20", """
staff_id int | person | 员工编号
course str | course | 课程
applied bool | asked for a seat | 是否报名
seat bool | got one; the lot decided among those who asked | 是否入选，在报名者里抽签
tested_on date | first test | 第一次测验
score_before int points | result, of 100 | 得分，满分 100
tested_again_on date | second test | 第二次测验
score_after int points | result, of 100 | 得分，满分 100
"""),
    read_table("skills_matrix", "Skills of our people | 技能矩阵", "one person of our office and desk, and one skill | 本集团办公室与客服每人每项技能一行", "staff_id skill", "staff_id>staff", "20", """
staff_id int | person | 员工编号
role str | role | 岗位
skill str | skill | 技能
level int | level held, 0 to 5 | 现有等级，0 到 5
required int | level that the role requires | 岗位要求的等级
weight int | how much it matters for the role, 1 to 5 | 对岗位的重要程度，1 到 5
"""),
    read_table("role_profiles", "Roles | 岗位画像表", "one role and skill | 每个岗位每项技能一行", "role skill", "", "20", """
role str | role | 岗位
skill str | skill | 技能
level int | level required, 0 to 5 | 要求等级，0 到 5
weight int | how much it matters, 1 to 5 | 重要程度，1 到 5
salary_start money | usual salary a month at the start, as our partner shops say (invented) | 起薪（月），合作店口径，虚构
salary_5y money | after five years in the role | 干满五年后的月薪
"""),
    read_table("career_paths", "Changes of role | 岗位变动表", "one change of role of a person in staff | 员工表里的人每次换岗一行", "staff_id date", "staff_id>staff", "20", """
staff_id int | person | 员工编号
from_role str | role before | 原岗位
to_role str | role after | 新岗位
date date | day | 日期
"""),
    read_table("kpi_scores", "Appraisal of packers | 打包员考核表", "one packer, month of 2025 and figure, at the packing hall that the group shares with its partner shops | 本集团与合作店共用的打包车间，每位打包员 2025 年每月每项指标一行", "staff_id month kpi", "staff_id>staff", "20", """
staff_id int | packer | 员工编号
month date | first day of the month | 当月第一天
kpi str | parcels_per_hour, mispacks (wrong parcels in 1,000), by_cutoff (share out before the evening truck), hours, or later_cost (what the month's wrong parcels cost in the end, known by the end of February) | 指标：每小时包裹数、每千件错件、赶上晚班车的占比、工时、later_cost 为当月错件最后花掉的钱（到次年 2 月底算清）
actual float | reached | 实际值
target float? | wanted; missing where nothing was agreed | 目标值，没有约定为空
weight float share | weight in the bonus of the month; 0: not counted | 当月奖金里的权重，0 为不计
lower_better bool | less is better | 是否越小越好
"""),
    read_table("tasks", "Tasks of projects | 项目任务表", "one task: fourteen finished projects of 2025, the running one (new_year_2026) and the planned one (june_2026) | 每个任务一行：2025 年十四个已完项目、进行中的年货节、计划中的 618", "task_id", "", "20", """
task_id str | number | 任务编号
project str | project | 项目
task str | what is done, Chinese | 任务
task_en str | what is done, English | 任务（英文）
role str | role planned for it | 计划由哪个岗位做
able str | roles that can do it | 能做的岗位
start date | planned first day | 计划开始日
duration float day | days of work planned | 计划工期（天）
depends_on str? | tasks to be done before | 前置任务
raci str | A: answers for it, R: does it, C: is asked, I: is told; a letter may be missing or there twice | A 负责拍板，R 动手，C 征求意见，I 知会；字母可能缺，也可能重复
began_at time? | work began; missing if not by 5 January 2026, 9:00 | 实际开始，到 2026 年 1 月 5 日 9 点未开始为空
done_at time? | done; missing if not by then | 实际完成，到那时未完成为空
"""),
    read_table("handover_log", "Hand-overs | 交接记录表", "one hand-over of a finished project between two roles | 已完项目里两个岗位之间的每次交接", "handover_id", "task_id>tasks", "20", """
handover_id int | number | 编号
task_id str | task that waits for it | 等着它的任务
from_role str | who hands over | 交出方
to_role str | who takes up | 接手方
sent_at time | sent | 交出时间
taken_at time | taken up | 接手时间
"""),
    read_table("dilemmas", "Dilemmas | 两难题", "one option of one dilemma | 每题每个选项一行", "dilemma_id option", "", "20", """
dilemma_id int | number, 1 to 8 | 题号，1 到 8
pair int | dilemmas of one number put the same two values against each other | 同号的两题，冲突的是同样两条价值观
text str | the situation, Chinese | 情境
text_en str | the situation, English | 情境（英文）
option str | a or b | 选项
choice str | what is done, Chinese | 做法
choice_en str | what is done, English | 做法（英文）
serves str | value that it puts first: people, honesty, customer or profit | 放在前面的价值观：人、诚信、客户、利润
"""),
)  # fmt: skip
