"""Schema of the tables of forecasts, lead times and replenishment."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("depot_goods", "Goods of the depot | 前置仓商品表", "one good of a depot with books of its own, apart from the six shops | 每个商品一行；前置仓单独记账，不在六家店之内", "item_id", "", "8", """
item_id int | good of the depot | 前置仓商品编号
category str | drinks, snacks, paper, pet_food or care | 类别：饮料、零食、纸品、宠物食品、洗护
supplier str | who delivers it, supplier_a to supplier_f | 供货商，甲(supplier_a)到己(supplier_f)
unit_cost money | cost of a piece | 单件成本
price money | usual price of a piece | 平时的单价
"""),
    read_table("depot_stock", "Stock of the depot | 前置仓库存日表", "one day and good of 2025 | 2025 年每天每个商品一行", "date item_id", "item_id>depot_goods", "8", """
date date | day | 日期
warehouse str | chengdu, the only one | 仓库，只有 chengdu 一个
item_id int | good | 商品编号
price money | price of the day | 当天售价
on_hand int pieces | left in the evening | 当晚在库件数
on_order int pieces | ordered and not yet there, in the evening, after the day's orders | 当晚在途件数(含当天新下的单)
received int pieces | arrived in the morning | 早上到货件数
sold int pieces | sold on the day | 当天售出件数
lost_demand int? pieces | asked for while sold out; missing while nobody counted | 缺货时顾客想买而没买成的件数，还没开始记的日子为空
unit_cost money | cost of a piece | 单件成本
"""),
    read_table("depot_purchases", "Purchase lines of the depot | 前置仓采购表", "one good of one order | 每张采购单的每个商品一行", "po_id", "item_id>depot_goods", "8", """
po_id int | purchase line | 采购行编号
supplier str | supplier; its goods of one day come on one lorry | 供货商，同一天下的单同一车到
item_id int | good | 商品编号
warehouse str | chengdu | 仓库
qty int pieces | pieces ordered, with those replaced as defect | 采购件数(含补发的次品)
unit_cost money | cost of a piece | 单件成本
ordered_at date | day of the order | 下单日期
due_at date | day promised | 承诺到货日期
received_at date? | day of delivery; missing if not yet | 到货日期，未到为空
qty_ok int? pieces | arrived well; missing if not yet | 合格件数，未到为空
qty_defect int? pieces | arrived defect; missing if not yet | 次品件数，未到为空
"""),
    read_table("festival_boxes", "Gift boxes of festivals | 节日礼盒表", "one festival; ordered once, months before | 每个节日一行，提前几个月一次订好", "year festival", "", "8", """
year int | year | 年份
festival str | festival | 节日
ordered int pieces | boxes ordered | 订货盒数
sold int pieces | boxes sold before the festival | 节前售出盒数
waiting int pieces | asked for after the boxes were gone, by the waiting list | 卖完以后登记想要的盒数
"""),
    read_table("supplier_weeks", "Weeks of suppliers | 供货商周表", "one week and supplier, January 2024 to November 2025 | 2024 年 1 月到 2025 年 11 月，每周每家供货商一行", "week supplier_id", "", "8", """
week date | Monday | 周一的日期
supplier_id int | supplier of our warehouses, as in products | 供货商编号，同商品表
sees_sales bool | could see our sales in this week; drawn by lot | 这一周能看到我们的销量，由抽签决定
sold int pieces | its goods sold by us, sum of inventory_daily | 我们卖出它家商品的件数，即库存日表之和
ordered int pieces | what we ordered from it, sum of purchase_orders | 我们向它采购的件数，即采购表之和
expected int pieces | what it expected for the week, a week before | 它提前一周的预测
sent_on int pieces | what it ordered from its own suppliers | 它向自己的上游采购的件数
"""),
)  # fmt: skip
