"""The words of the site that are not in a lesson, in both languages."""

from collections.abc import Mapping

Text = Mapping[str, str]

TITLE: Text = {"en": "Store Lab", "zh": "网店数据课"}
LANDING: Text = {
    "en": """# Run an online shop by its numbers

::::{{container}} landing

:::{{container}} landing-words
**Store Lab** is a course in notebooks, in Chinese and English. You run the numbers of one merchant group: six shops, four platforms, two years of orders.
Every lesson starts with a decision that a shop has to take this week, and ends with that decision taken.

**For** shop teams who want to decide by numbers, business schools that want exercises marked fairly, and anybody who likes to find out why the obvious answer was wrong.

**{chapters} chapters, {lessons} lessons, {exercises} exercises** with an answer within a second, **{metrics} metrics** that run on pandas, Polars, DuckDB and Spark.

**Start:** unpack or clone the course, have Python 3.11 or newer, and run

    make start

[Read the first lesson]({first}) · [All chapters](map.md) · [All widgets](gallery.ipynb) · [Teach with it](handbook/index.md)
:::

:::{{figure}} landing.png
:alt: {alt}

Is the price with the highest sales the best one? [Lesson: {lesson}]({lesson_file})
:::

::::
""",
    "zh": """# 用数据经营网店

::::{{container}} landing

:::{{container}} landing-words
**网店数据课**是一门笔记本里的课，中英双语。您要管的是一家商户集团的数据：四个平台、六家店、两年的订单。每一课都从店里这周必须拍板的一件事开始，到拍完板结束。

**给谁用：** 想用数据做决定的店铺团队；想把练习判得公平的商学院；还有想知道“想当然”错在哪儿的每一个人。

**{chapters} 章，{lessons} 课，{exercises} 道练习**，一秒之内告诉您对不对；**{metrics} 个指标**，在 pandas、Polars、DuckDB 和 Spark 上都能算。

**怎么开始：** 把课程下载或解压下来，装好 Python 3.11 或更新的版本，运行

    make start

[读第一课]({first}) · [全部章节](map.md) · [全部小工具](gallery.ipynb) · [用它来教](handbook/index.md)
:::

:::{{figure}} landing.png
:alt: {alt}

销售额最高的价格，就是最好的价格吗？[看这一课：{lesson}]({lesson_file})
:::

::::
""",
}
MAP: Text = {"en": "Chapters and topics", "zh": "章节与知识点"}
MAP_INTRO: Text = {
    "en": "Every chapter with its lessons, and where each topic of the curriculum is taught.",
    "zh": "每一章有哪几课，每个知识点在哪一课讲。",
}
TOPIC: Text = {"en": "Topic", "zh": "知识点"}
TAUGHT: Text = {"en": "Lesson", "zh": "在哪一课"}
EXERCISES: Text = {"en": "Exercises", "zh": "练习"}
MINUTES: Text = {"en": "about {minutes} minutes of reading", "zh": "阅读约 {minutes} 分钟"}
NEEDS: Text = {"en": "Read before: chapter {needs}", "zh": "先学第 {needs} 章"}
COMING: Text = {"en": "Not written yet.", "zh": "还没写。"}
METRICS: Text = {"en": "Metrics", "zh": "指标词典"}
DATA: Text = {"en": "Data dictionary", "zh": "数据字典"}
DATA_INTRO: Text = {
    "en": '{count} tables of the one shop, all simulated. `data.load("orders")` loads one.',
    "zh": '同一家商户集团的 {count} 张表，全部是模拟出来的。用 `data.load("orders")` 读一张。',
}
TABLE: Text = {"en": "Table", "zh": "表"}
MEANING: Text = {"en": "Meaning", "zh": "含义"}
ROWS: Text = {"en": "Rows", "zh": "行数"}
COLUMN: Text = {"en": "Column", "zh": "列"}
TYPE: Text = {"en": "Type", "zh": "类型"}
UNIT: Text = {"en": "Unit", "zh": "单位"}
NULLS: Text = {"en": "Missing", "zh": "空值"}
GRAIN: Text = {"en": "One row: {grain}. {rows} rows.", "zh": "{grain}，共 {rows} 行。"}
KEYS: Text = {"en": "Key: {keys}.", "zh": "主键：{keys}。"}
REFERS: Text = {"en": "`{column}` refers to [{table}]({table}.md).", "zh": "`{column}` 对应 [{table}]({table}.md)。"}
WINDOW: Text = {"en": "From {first} to {last}.", "zh": "{first} 到 {last}。"}
USED: Text = {"en": "Used in chapters {chapters}.", "zh": "用在第 {chapters} 章。"}
HANDBOOK: Text = {"en": "Instructor's handbook", "zh": "教师手册"}
HANDBOOK_INTRO: Text = {
    "en": "How to hand out, grade, report, examine and certify; how to serve a whole class; how the shop was simulated; how to write a chapter.",
    "zh": "怎样发作业、判作业、看报告、考试发证，怎样给全班架服务器；模拟店怎么来的；怎样写一章。JupyterLite、写章和模拟店这三篇是英文。",
}
LESSONS: Text = {"en": "Chapters", "zh": "章节"}
REFERENCE: Text = {"en": "Reference", "zh": "参考"}
GALLERY_NOTE: Text = {
    "en": "This page has no kernel, so each widget shows its first state. In the course's folder, `make explore` opens the same page with controls that move.",
    "zh": "这个页面没有内核，小工具只显示最初的样子。在课程文件夹里运行 `make explore`，打开同一个页面就能动了。",
}
EXERCISE_NOTE: Text = {
    "en": "To be answered in JupyterLab (`make start`), where every check replies within a second.",
    "zh": "请在 JupyterLab 里作答（`make start`），每次检查一秒之内有回应。",
}
OTHER: Text = {"en": "中文", "zh": "English"}
