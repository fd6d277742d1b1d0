"""The words of the page, in both languages."""

WORDS: dict[str, dict[str, str]] = {
    "title": {"en": "What the class understood", "zh": "这个班学懂了什么"},
    "lead": {
        "en": "For the instructor. Scores are those that a machine gave; the written decision is not in them.",
        "zh": "供教师使用。这里的分数都由机器评出，书面决策的分不在内。",
    },
    "scores": {"en": "Scores", "zh": "成绩"},
    "status": {"en": "status", "zh": "状态"},
    "learners": {"en": "learners", "zh": "人数"},
    "exercises": {"en": "Exercises", "zh": "各道练习"},
    "exercises_how": {
        "en": "Difficulty is the mean share of the points among those who answered: the lower, the harder. Discrimination is the correlation "
        "with the points of all other exercises, from -1 to 1: near 0 an exercise says little about who understood the chapter.",
        "zh": "难度是作答者的平均得分率，越低越难。区分度是这道题的得分与其余各题总分的相关系数，从 -1 到 1；接近 0，说明它分不出谁学懂了。",
    },
    "exercise": {"en": "exercise", "zh": "练习"},
    "points": {"en": "points", "zh": "满分"},
    "attempted": {"en": "answered", "zh": "作答"},
    "difficulty": {"en": "difficulty", "zh": "难度"},
    "discrimination": {"en": "discrimination", "zh": "区分度"},
    "remark": {"en": "remark", "zh": "说明"},
    "doubtful": {
        "en": "May be faulty: those who did well elsewhere failed here, those who did badly passed. Read the question and the key again.",
        "zh": "题目可能有毛病：别处做得好的人这里错，别处做得差的人这里对。请把题面和答案再看一遍。",
    },
    "all_right": {"en": "everybody has it right", "zh": "人人都对"},
    "misconceptions": {"en": "Misconceptions", "zh": "常见的误解"},
    "misconceptions_how": {
        "en": "Recognised by the values that an answer returns. The text is what the learner was told. Examples carry no names.",
        "zh": "按答案返回的数值认出来的。下面的话就是学员看到的提示。例子不带姓名。",
    },
    "examples": {"en": "Code that shows it", "zh": "这样写的代码"},
    "no_misconceptions": {"en": "None was recognised.", "zh": "没有认出误解。"},
    "risk": {"en": "Learners who may need help", "zh": "可能需要帮助的学员"},
    "risk_how": {
        "en": "Below the pass mark of {pass_mark}, nothing handed in, far below their own earlier chapters, or code that had to be stopped.",
        "zh": "低于及格线 {pass_mark}、没有交、比自己前几章差很多，或代码被中止的学员。",
    },
    "learner": {"en": "learner", "zh": "学员"},
    "share": {"en": "this chapter", "zh": "本章"},
    "before": {"en": "earlier chapters", "zh": "前几章"},
    "why": {"en": "why", "zh": "原因"},
    "no_risk": {"en": "Nobody.", "zh": "没有。"},
    "missing": {"en": "nothing was handed in", "zh": "没有交"},
    "unreadable": {"en": "the file could not be read: ask for it again", "zh": "文件读不出来，请本人重交"},
    "low": {"en": "below the pass mark", "zh": "不及格"},
    "fallen": {"en": "far below their own earlier chapters", "zh": "比自己前几章差很多"},
    "stopped": {"en": "code had to be stopped", "zh": "代码被中止"},
    "alike": {"en": "Near-identical answers", "zh": "几乎一样的答案"},
    "alike_how": {
        "en": "Pairs who share lines that hardly anybody else in the class wrote and the course does not give, in several exercises. A hint to look and "
        "to talk, never a verdict: people who learn together write alike.",
        "zh": "在好几道题里，两人有相同的代码行，班里几乎没有别人这么写，课程里也没给过。这只提示您去看一看、谈一谈，不是结论：一起学的人，写得本来就像。",
    },
    "pair": {
        "en": "{exercises} of {compared} longer answers: {names}. The longest of the lines they share:",
        "zh": "{compared} 道较长的答案里有 {exercises} 道：{names}。两人共有的行里，最长的几行：",
    },
    "no_alike": {"en": "None.", "zh": "没有。"},
    "tampered": {"en": "Changed points, ids or checks", "zh": "分值、编号或检查单元被改动"},
    "tampered_how": {
        "en": "The source's points and checks were used, so the score is what the answers earned. It may have been an accident: look before you judge.",
        "zh": "评分用的是原来的分值和检查，所以分数就是答案应得的分。也可能是无心之失，先看再下判断。",
    },
    "what": {"en": "what was found", "zh": "发现了什么"},
    "footer": {
        "en": "This page holds learners' ids and is for the instructor alone. It loads nothing from outside and sends nothing.",
        "zh": "本页含有学员编号，只供教师使用。它不从外部加载任何内容，也不发送任何信息。",
    },
    "enrolled": {"en": "enrolled", "zh": "在册"},
    "handed_in": {"en": "handed in", "zh": "已交"},
    "late": {"en": "late", "zh": "迟交"},
    "mean": {"en": "mean", "zh": "平均"},
    "median": {"en": "median", "zh": "中位数"},
    "passed": {"en": "at the pass mark or above", "zh": "及格"},
    "histogram_title": {"en": "Learners by share of full marks", "zh": "得分率分布"},
    "histogram_x": {"en": "share of full marks", "zh": "得分率"},
    "histogram_alt": {
        "en": "Histogram of the scores of {count} learners; half lie below {median}, a quarter below {low}, a quarter above {high}.",
        "zh": "{count} 名学员的得分率分布：一半低于 {median}，四分之一低于 {low}，四分之一高于 {high}。",
    },
}
