"""Schema of the tables of warehouses, parcels and cross-border trade."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("warehouse_ops", "Orders at the warehouse | 仓库作业表", "one paid order placed from 1 November 2025 on | 2025 年 11 月 1 日起下单并付款的订单，每单一行", "order_id", "order_id>orders", "9 14", """
order_id int | order | 订单编号
warehouse str | warehouse | 仓库
released_at time? | handed to the warehouse; missing if not yet | 下发仓库时间，未下发为空
picked_at time? | all lines picked; missing if not yet | 拣货完成时间，未完成为空
packed_at time? | packed; missing if not yet | 打包完成时间，未完成为空
outbound_at time? | scanned on to the truck; orders.shipped_at is when the label was printed and the order reported as sent | 装车扫描出库时间；orders.shipped_at 是打单并在平台上点发货的时间
"""),
    read_table("pick_lines", "Lines picked | 拣货明细表", "one line of such an order | 上表订单的每个商品一行", "order_id sku_id", "order_id>orders sku_id>products", "9", """
order_id int | order | 订单编号
sku_id int | good | 商品编号
qty int pieces | pieces | 件数
warehouse str | warehouse | 仓库
aisle str | aisle in which the good lies | 货位所在的巷道
picked_at time? | picked; missing if not yet, or reported short by the system | 拣货时间，未拣或系统报缺为空
sys_short bool | the warehouse's own books show none, though the shop sold it; it is brought from elsewhere | 系统报缺：店里卖出了，仓库账上没有，从别处调来
phys_short bool | on the books, but not found on the shelf; looked for until found | 实物报缺：账上有，货位上没找到，找到后再发
"""),
    read_table("receipts", "Goods received | 收货上架表", "one purchase line received from 1 November 2025 on | 2025 年 11 月 1 日起到货的采购，每行一条", "receipt_id", "po_id>purchase_orders sku_id>products", "9", """
receipt_id int | number, in order of arrival | 收货单编号，按到货先后
po_id int | purchase line | 采购单编号
sku_id int | good | 商品编号
warehouse str | warehouse | 仓库
received_at time | booked in at the gate, on the day in purchase_orders | 收货入账时间，日期同采购单
shelved_at time? | on the shelf; missing if not yet | 上架时间，未上架为空
"""),
    read_table("warehouse_costs", "What the warehouses cost | 仓储费用表", "one month, warehouse and account, at the month's end | 每月每仓每个科目一行，记在月末", "date account warehouse", "", "9 18", """
date date | last day of the month | 当月最后一天
account str | rent, wages or packaging | 科目：租金、工资、包材
warehouse str | warehouse | 仓库
amount money | amount, costs negative | 金额，费用为负
"""),
    read_table("shipments", "Parcels | 包裹表", "one parcel, one for each order of warehouse_ops that was reported as sent | 每个包裹一行，仓库作业表里已点发货的订单各一件", "shipment_id", "order_id>orders", "9", """
shipment_id int | number | 包裹编号
order_id int | order | 订单编号
warehouse str | warehouse | 发货仓
carrier str | carrier | 承运商
mode str | way of delivery: platform, third_party, own_fleet (instant stands in carrier_rates only) | 物流方式：平台物流、第三方物流、自建物流（即时配送只在报价表里有）
region str | where it goes | 收货区域
weight_kg float kilogram | weight with the box | 含包装重量
volume_l float litre | volume of the box | 包装箱体积
cost money | what the carrier billed | 承运商收的运费
promised_at time | promised to the customer: five days from payment | 答应客人的送达时间：付款后五天
shipped_at time | reported as sent, as in orders | 点发货时间，同订单表
delivered_at time? | delivered, as in orders; missing if not yet | 签收时间，同订单表，未签收为空
status str | on_the_way or delivered | 状态：在途、已签收
"""),
    read_table("carrier_rates", "Carriers' price lists | 快递报价表", "one carrier and region | 每家承运商每个区域一行", "carrier region", "", "9", """
carrier str | carrier | 承运商
mode str | way of delivery | 物流方式
region str | where it goes | 收货区域
first_kg money | price of the first kilogram | 首重（1 公斤）价格
next_kg money | price of each further kilogram begun | 续重每公斤价格，不足 1 公斤按 1 公斤
p90_hours float hour | hours in which nine parcels in ten arrive, as the carrier promises | 承运商承诺的九成包裹送达小时数
reject_rate float share | share that comes back undelivered, as the carrier says | 承运商自报的退回率
"""),
    read_table("xb_orders", "Cross-border orders of a trial shop | 跨境试点店订单表", "one order of the trial shop abroad, which is none of our six; countries and currencies are invented | 跨境试点店（不在六家店之内）每单一行，国家和货币都是虚构的", "order_id", "", "9", """
order_id int | order, of its own series | 订单编号，单独编号
user_id int | buyer | 买家编号
country str | country | 国家
platform str | platform there | 当地平台
currency str | money of the country | 货币
ordered_at time | time of the order | 下单时间
price float | price that the buyer pays, in the money of the country, duty and tax included | 买家付的价，当地货币，含税费
goods_cost money | cost of the goods | 商品成本
freight money | freight abroad, paid by us | 国际运费，我方承担
insurance money | insurance, paid by us | 保险费，我方承担
hs_code str | customs heading of the goods: 6302 bed linen, 7323 kitchen steel goods, 9506 sports goods | 海关品目：6302 床品，7323 厨房钢制品，9506 体育用品
mode str | direct_mail, or bonded: from a bonded warehouse there | 通关方式：直邮，或从当地保税仓发货
is_cod bool | cash on delivery | 是否货到付款
translated bool | ordered on a translated page; from July on chance shows it to half of the visitors | 是否从翻译版页面下单，7 月起随机给一半访客看
arrived_at time? | arrived at customs; missing if not yet | 到达海关时间，未到为空
cleared_at time? | cleared; missing if not yet | 放行时间，未放行为空
first_pass bool | cleared at the first try; false while open | 是否一次通过，未放行为否
delivered_at time? | delivered; missing if not yet or refused | 签收时间，未签收或拒收为空
refused bool | refused at the door; the goods come back, at the cost of half the freight | 是否拒收；货退回，另付一半运费
returned bool | sent back after delivery; the price is paid back | 签收后是否退货，退全款
disputed bool | complained of to the platform | 是否向平台投诉
"""),
    read_table("duty_table", "Duties of the invented countries | 虚构国家的税率表", "one customs heading, country and period | 每个品目每个国家每个有效期一行", "hs_code country valid_from", "", "9", """
hs_code str | customs heading | 海关品目
country str | country | 国家
duty float share | duty, of price, freight and insurance | 关税税率，基数为货价加运费加保险费
vat float share | import value-added tax, of that value and the duty | 进口增值税税率，基数再加关税
limit_order money? | value of an order up to which nothing is charged; missing: always charged | 单次免税限额，空为一律征税
limit_year money? | value of a buyer's orders of the calendar year up to which that holds | 个人年度免税限额
valid_from date | first day | 生效日期
valid_to date? | last day; missing: open | 失效日期（含），空为至今有效
source str | where it comes from | 来源
"""),
    read_table("fx_rates", "Exchange rates | 汇率表", "one day and currency | 每天每种货币一行", "date currency", "", "9", """
date date | day | 日期
currency str | currency | 货币
rate float | yuan for one unit of the currency | 1 单位外币折合人民币
"""),
    read_table("xb_platforms", "Fees of platforms abroad | 海外平台费用表", "one platform and country, invented | 每个平台每个国家一行，虚构", "platform country", "", "9", """
platform str | platform, or the shop's own site | 平台，或自建站
country str | country | 国家
commission float share | commission on the price | 佣金率
payment_fee float share | payment fee on the price | 支付手续费率
ad_share float share | advertising that it takes to sell there, of the price | 广告费占售价之比
monthly_fee money | fixed fee a month | 每月固定费
"""),
    read_table("market_profile", "Countries in outline | 目标市场概况表", "one country, invented | 每个国家一行，虚构", "country", "", "9", """
country str | country | 国家
in_trial bool | the trial shop sells there | 试点店是否在售
market_size float billion_yuan | online sales a year | 年网络零售额，十亿元
growth float share | growth a year | 年增长率
competition float | competition, 0 to 1 | 竞争程度，0 到 1
logistics_index float | how good logistics are, 1 to 5 | 物流水平，1 到 5
culture_distance float | how far language and habits are, 0 to 1 | 语言与习惯的距离，0 到 1
vat float share | import value-added tax | 进口增值税税率
"""),
)  # fmt: skip
