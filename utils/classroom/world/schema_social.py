"""Schema of the tables of content, communities, brand and influencers."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("social_posts", "Posts of the content team | 内容组发布表", "one post of January to September 2025 on the team's own accounts, which content_posts does not hold; counts of the 90 days after it | 内容组自己的账号在 2025 年 1 到 9 月发布的内容，每条一行（content_posts 里没有），数量为发布后 90 天内", "post_id", "", "12", """
post_id int | number, from 5001 | 内容编号，从 5001 起
account str | account; xiaoman is the personal account of our tester | 账号；xiaoman 是试用员小满的个人账号
platform str | video_app, note_app, microblog, answer_site (questions and answers) or own_column (letters to subscribers) | 平台：视频、笔记、微博客、问答、自媒体专栏（发给订阅者）
format str | short_video, image_text or article | 形式：短视频、图文、文章
topic str | topic | 选题
ending str | how it ends, chosen by lot: none, question, vote or challenge | 结尾，抽签决定：无、提问、投票、挑战
title str | title, Chinese | 中文标题
title_en str | title, English | 英文标题
published_at time | time | 发布时间
hours_work float hours | hours of work | 制作工时
cost money | cost, work included | 成本，含人工
impressions int | times shown; own_column: letters delivered | 展现量；专栏为送达数
reads int | times opened or played | 阅读或播放量
completion float share | share who saw it to the end | 完播率或读完率
read_s float second | mean seconds a read | 平均每次阅读秒数
likes int | likes | 点赞数
comments int | comments | 评论数
shares int | shares | 转发数
favourites int | favourites | 收藏数
follows int | new followers | 新增关注
clicks int | clicks into the shop | 进店点击
orders int | orders after such a click, on the platform's own shop page | 点击后在平台小店下的订单
sales money | paid for them, less what came back | 这些订单的实付，已减退款
"""),
    read_table("post_days", "Reads by day | 内容每日阅读表", "one post published from July 2025 on and day since, 90 days each | 2025 年 7 月起发布的内容，发布后 90 天，每天一行", "post_id day", "post_id>social_posts", "12", """
post_id int | post | 内容编号
day int | day after publication, 0 the first 24 hours | 发布后第几天，0 为最初 24 小时
reads int | reads in it | 当天阅读量
"""),
    read_table("post_comments", "Comments | 内容评论抽样表", "one of the comments on posts of July to September 2025, drawn by lot | 2025 年 7 到 9 月内容的评论，抽签取出，每条一行", "comment_id", "post_id>social_posts", "12", """
comment_id int | number | 评论编号
post_id int | post | 内容编号
text str | text, Chinese | 评论内容（中文）
text_en str | text, English | 评论内容（英文）
likes int | likes of the comment | 评论获赞数
reply_min float? minute | minutes until we answered; missing if we did not | 我们多少分钟后回复，没回复为空
"""),
    read_table("media_panel", "Panel of media use | 媒介使用调查表", "one person asked in September 2025, chosen by chance among adults who buy online | 2025 年 9 月随机抽取的网购成年人，每人一行", "person_id", "", "12", """
person_id int | number | 受访者编号
age_band str | age: 18-24, 25-34, 35-44, 45-59 or 60+ | 年龄段
city_tier int | tier of the city | 城市线级
video_app int minute | minutes a week on the platform, 0 if never | 每周在视频平台的分钟数，不用为 0
note_app int minute | the same | 笔记平台，同上
microblog int minute | the same | 微博客，同上
answer_site int minute | the same | 问答平台，同上
own_column int minute | the same | 自媒体专栏，同上
"""),
    read_table("layout_trial", "Trial of layouts | 排版试验表", "one reader of one article, who saw one of two layouts by lot | 同一篇文章的读者，抽签看到两种排版之一，每人一行", "reader_id", "", "12", """
reader_id int | number | 读者编号
layout str | running (one text) or headed (headings, a list, one picture a part) | 排版：一整篇、分小节
depth_read float share | share of the page that came into view | 看到了页面的多少
dwell_s float second | seconds until the page was closed | 到关闭页面为止的秒数
clicked bool | clicked through to the shop | 是否点进店铺
"""),
    read_table("kol_deals", "Deals with influencers | KOL 合作表", "one deal of 2025; orders come through the partner's link on its own platform | 2025 年的每次合作一行；订单来自对方平台的专属链接", "deal_id", "", "12", """
deal_id int | number, in order of day | 合作编号，按日期排序
kol_id int | partner, as in kol_network | KOL 编号，同 kol_network
date date | day of the post | 发布日期
tier str | head (from 1,000,000 followers), waist (from 100,000) or tail | 层级：头部（100 万粉起）、腰部（10 万粉起）、尾部
followers int | followers, as the platform shows | 平台显示的粉丝数
fee money | fixed fee | 坑位费
commission float share | share of sales net of returns | 佣金率，按退货后的销售额算
views int | views | 播放或阅读量
engagement int | likes, comments, shares and favourites | 互动次数：赞评转藏
clicks int | clicks on the link | 链接点击
orders int | orders paid | 支付订单
gmv money | paid for them | 支付金额
refund money | of that sent back within 30 days | 其中 30 天内退掉的
"""),
    read_table("kol_posts", "Posts of influencers | KOL 近期内容表", "one of the last 20 posts of a partner before the first deal | 每位 KOL 首次合作前最近 20 条内容，每条一行", "kol_id number", "", "12", """
kol_id int | partner | KOL 编号
number int | 1 the latest | 序号，1 为最近一条
views int | views | 播放或阅读量
likes int | likes | 点赞数
comments int | comments | 评论数
"""),
    read_table("brand_tracking", "Brand tracking | 品牌追踪表", "one month and brand | 每月每个品牌一行", "month brand", "", "12", """
month date | month, its first day | 月份（当月第一天）
brand str | store_lab is ours, the others are rivals | 品牌，store_lab 是本店
asked int | people asked in the month, others every month | 当月受访人数，每月换一批人
unaided float share | name it themselves | 无提示知晓率
aided float share | know it from a list | 提示后知晓率
consider float share | would consider it | 会考虑的占比
buy float share | bought in the last 12 months | 近 12 个月买过的占比
repeat float share | bought at least twice in them | 其中买过两次及以上的占比（分母仍是受访者）
trust float share | of those who know it: agree that it keeps its promises | 知道它的人里，认为它说到做到的占比
liking float share | of those who know it: give 4 or 5 of 5 | 知道它的人里，打 4 或 5 分的占比
nps float points | promoters less detractors, of those who bought | 买过的人的净推荐值
search_index float | searches for the name, 100 is ours in January 2024 | 品牌词搜索指数，本店 2024 年 1 月为 100
mentions int | public posts of others that name it | 他人公开提到它的内容数
positive int | of these positive | 其中正面的
negative int | of these negative | 其中负面的
spend money | spent on making the brand known, for rivals estimated | 品牌传播花费，对手为估计值
price_index float | price of the same 40 kinds of goods, 100 is the price without a brand | 同样 40 种商品的价格，100 为无品牌的价格
"""),
    read_table("brand_attributes", "What brands stand for | 品牌属性调查表", "one brand and attribute, asked in December 2025 | 2025 年 12 月的调查，每个品牌每条属性一行", "brand attribute", "", "12", """
brand str | brand | 品牌
attribute str | attribute | 属性
asked int | people who know the brand and were asked | 知道该品牌并被问到的人数
named int | of these: say that it fits the brand | 其中认为符合的人数
"""),
    read_table("community", "Members of the fan groups | 粉丝群成员周表", "one member of a group and week of July to December 2025 | 2025 年 7 到 12 月，每个群每位成员每周一行", "group_id user_id week", "user_id>users", "12", """
group_id str | group: camp_club, table_club or home_club | 群：露营、餐桌、居家
user_id int | member | 成员的用户编号
week date | Monday of the week | 当周周一
joined_at time | joined | 入群时间
left_at time? | left; missing if still in at the end of 2025 | 退群时间，到 2025 年末还在的为空
messages int | messages written in the week | 当周发言数
"""),
    read_table("account_weeks", "Accounts by week | 账号每周表", "one account of social_posts and week | social_posts 里的账号，每周一行", "account date", "", "12", """
account str | account | 账号
date date | Sunday, the last day of the week | 当周周日
followers int | followers at its end | 周末粉丝数
gained int | new in the week | 当周新增
lost int | left in the week | 当周取关
posts int | posts in the week | 当周发布数
"""),
    read_table("creative_ideas", "Ideas for a series | 系列创意表", "one idea | 每个创意一行", "idea_id", "", "12", """
idea_id int | number, 1 to 8 | 创意编号,1 到 8
name str | name, Chinese | 名称
name_en str | name, English | 英文名称
panel_score float | mean score by twelve colleagues, 1 to 10 | 十二位同事的平均打分，1 到 10
hours_work float hours | hours for its teaser | 拍预告片的工时
"""),
    read_table("idea_showings", "Teasers of the ideas | 创意预告片展示表", "one showing of an idea's teaser to somebody chosen by chance, in order | 每个创意的预告片，随机展示给人，按先后每次一行", "idea_id number", "idea_id>creative_ideas", "12", """
idea_id int | idea | 创意编号
number int | number of the showing of this idea | 该创意的第几次展示
clicked bool | clicked | 是否点击
"""),
)  # fmt: skip
