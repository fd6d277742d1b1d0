"""Schema of the tables of suppliers, quality and new products."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("suppliers", "Suppliers | 供应商表", "one supplier | 每家供应商一行", "supplier_id", "", "5 8", """
supplier_id int | number, as in products and purchase_orders; those of a tender alone supply no good yet | 供应商编号，与商品表、采购单表一致；只参加过招标的还没有供货
name str | name | 名称
name_en str | name, English | 名称(英文)
cat2 str | class of goods that it makes | 生产的二级类目
region str | province | 所在省份
since date | first day of the cooperation | 开始合作的日期
certified bool | holds a certificate of quality management | 是否有质量管理体系认证
"""),
    read_table("tender_orders", "Trial deliveries of a tender | 招标试供货表", "one line | 每行试供货一行", "po_id", "sku_id>products supplier_id>suppliers", "5", """
po_id int | number | 试供货单编号
supplier_id int | bidder | 投标供应商编号
sku_id int | good, made to the shop's sample; these pieces went to the test room and were never on sale | 按样品打样的商品编号；这些货进了检测室，没有上架
qty int pieces | pieces ordered | 订货件数
unit_cost money | price asked for a piece | 每件报价
ordered_at date | day of the order | 下单日期
due_at date | day promised | 约定到货日期
received_at date | day of receipt | 实际到货日期
qty_ok int pieces | pieces in order | 合格件数
qty_defect int pieces | faulty pieces | 不合格件数
"""),
    read_table("inspections", "Inspections | 质检表", "one lot at one stage | 每批每个环节一行", "lot_id", "supplier_id>suppliers", "5", """
lot_id int | number, in order of day | 批次编号，按日期排序
supplier_id int | maker or supplier | 供应商编号
stage str | material, process or final: a weekly sample at the works of eight makers in 2025; receipt: all pieces that a supplier delivered in a month, as purchase_orders counts them | 环节：material 原料、process 过程、final 成品，是 2025 年在八家工厂每周抽的样；receipt 入库，是一家供应商一个月到货的全部件数，与采购单表一致
n int pieces | pieces inspected | 检验件数
defects int pieces | faulty pieces among them | 其中的不合格件数
date date | day; for receipt the last of the month | 日期；入库为当月最后一天
"""),
    read_table("shelf_tests", "Tests of the shelf | 货架实验表", "one visitor of one test | 每个实验的每位访客一行", "visitor_id", "", "5", """
test_id str | lead_item: a good below cost at the entrance; mugs, towels: a new category beside old ones; thin_shelf: slow goods hidden from people who search for one | 实验：lead_item 入口放一件低于成本的商品；mugs、towels 在老品类旁加一个新品类；thin_shelf 对搜索慢销品的人把慢销品藏起来
visitor_id int | visitor, assigned to a variant at random | 访客编号，随机分到一个版本
variant str | A: the shelf as it was; B: the changed one | A 为原来的货架，B 为改过的货架
date date | day of the visit | 访问日期
focus_sales money | paid for the goods in question: the lead item, the new category, the slow goods | 所考察商品的支付金额：引流款、新品类、慢销品
sibling_sales money | paid for the goods beside them on the shelf, which could be taken instead | 旁边同类商品的支付金额，本可以互相替代
other_sales money | paid for all other goods of the visit | 这次访问里其他商品的支付金额
profit money | gross profit of all three together: paid - cost | 三者合计的毛利=支付-成本
"""),
    read_table("trial_orders", "Trials of new goods | 新品试销表", "one exposure | 每次展示一行", "exposure_id", "", "5", """
exposure_id int | number | 展示编号
trial_id int | trial | 试销编号
sku_id int | good on trial, not in products yet: 601 kettle, 602 picnic mat, 603 stool, 604 head lamp | 试销商品编号，还不在商品表里：601 水壶、602 野餐垫、603 折叠凳、604 头灯
version int | version of the good | 商品版本
audience str | open: any visitor; loyal: customers of many orders, by invitation | open 为普通访客，loyal 为受邀的老客
visitor_id int | person | 访客编号
date date | day of the exposure | 展示日期
bought bool | whether it was bought | 是否购买
returned bool | whether the piece came back | 买后是否退回
rating int? | stars from 1 to 5; missing if not rated | 评分 1 到 5 星，没评为空
"""),
    read_table("idea_pool", "Pool of ideas | 创意库", "one idea | 每个创意一行", "idea_id", "", "5 12", """
idea_id int | number | 创意编号
name str | idea | 创意
name_en str | idea, English | 创意(英文)
kind str | product, feature, service or content | 类型：产品、功能、服务、内容
cost money | cost of trying it | 尝试它要花的钱
p_success float | chance that it works, as its proposer sees it | 提出者估计的成功概率
payoff money | what it brings if it works, before the cost | 成功时带来的毛利，未减成本
user_value int | value to the user, 1 to 5 | 用户价值，1 到 5 分
tech int | technical feasibility, 1 to 5 | 技术可行性，1 到 5 分
commercial int | commercial feasibility, 1 to 5 | 商业可行性，1 到 5 分
pretest float share | share of about a hundred people asked who want it | 约一百位受访者里想要它的占比
"""),
)  # fmt: skip
