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
)  # fmt: skip
