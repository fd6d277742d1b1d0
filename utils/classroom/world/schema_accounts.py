"""Schema of the tables of cash, invoices, filings and tax parameters."""

from classroom.world.schema_types import Table, read_table

TABLES: tuple[Table, ...] = (
    read_table("shop_costs", "Costs of the shops | 各店费用表", "one month, account and shop, at the month's end | 每月每个科目每家店一行，记在月末", "date account shop_id", "shop_id>shops platform_id>platform_profile", "18", """
date date | last day of the month | 当月最后一天
account str | media (also in the ledger, there without a shop), campaign_fee, annual_fee, freight, staff; shared: content, warehouse, recharge (what other companies of the group pay for our warehouses) | 科目：广告（总账里也有，只是没分店）、活动费、年费、发货运费、人工；共用的有内容制作、仓库、仓库分摊收入（集团其他公司用我们仓库付的钱）
shop_id int? | shop; missing for what all share | 店铺编号，各店共用的为空
platform_id int? | platform of the shop | 店铺所在平台
amount money | amount, costs negative | 金额，费用为负
"""),
    read_table("cashflow", "Money in and out | 现金收支表", "one week and kind; the platforms' payouts stand in settlements and payout_slips | 每周每种收支一行；平台打款在 settlements 和 payout_slips 里", "week kind", "", "18", """
week date | Monday | 周一
kind str | opening (in the bank before the first week), goods_deposit, goods_balance (by what had arrived by 31 December 2025), media, campaign_fee, annual_fee, freight, staff, content, warehouse, recharge, tax | 种类：期初余额、货款订金、货款尾款（只含 2025 年底前到货的）、广告、活动费、年费、运费、人工、内容制作、仓库、仓库分摊收入、税款
amount money | amount, outflows negative | 金额，流出为负
certain bool | fixed by a contract or by law, whatever is sold | 合同或法律定死的，卖多卖少都要付
"""),
    read_table("payout_slips", "Reserves held and released | 打款冻结与释放表", "one entry on a payout's slip | 打款单上每笔冻结或释放一行", "slip_id", "platform_id>platform_profile", "18", """
slip_id int | number | 编号
platform_id int | platform | 平台编号
period str | half month of the payout in which it is booked | 记在哪个账期的打款里
booked_on date | day of that payout | 该笔打款的日期
kind str | hold (kept back) or release (given back) | 类型：冻结、释放
reference str | number of the reserve, the same on hold and release | 冻结编号，冻结和释放用同一个
amount money | amount, held back negative | 金额，冻结为负
"""),
    read_table("invoice_requests", "Invoices asked for | 开票申请表", "one day, platform and kind, 2025 | 2025 年每天每平台每种发票一行", "requested_on platform_id kind", "platform_id>platform_profile", "18", """
requested_on date | day on which customers asked | 申请日期
platform_id int | platform; 3 and 4 have one shop each (5 and 6) | 平台编号；3、4 号平台各只有一家店（5 号店、6 号店）
kind str | ordinary, or special (its tax can be taken off by the buyer) | 发票种类：普通发票、专用发票（买方可以抵扣）
requests int | how many | 申请笔数
amount money | what the orders of the requests were paid with, tax included | 申请对应订单的实付金额，含税
"""),
    read_table("invoices", "Invoices issued | 开票记录表", "the invoices of one day, platform and kind, issued together | 同一天、同一平台、同一种申请合并开具，每批一行", "invoice_id", "platform_id>platform_profile", "18", """
invoice_id int | number of the batch | 批次编号
requested_on date | day on which customers asked | 申请日期
platform_id int | platform | 平台编号
kind str | ordinary or special | 发票种类：普通发票、专用发票
amount money | amount, tax included | 价税合计
tax money | tax in it | 其中税额
issued_on date | day of issue | 开具日期
"""),
    read_table("input_invoices", "Invoices for what we buy | 进项发票表", "one month and item | 每月每种支出一行", "month item", "", "18", """
month date | first day of the month | 月份首日
item str | goods_general (supplier is a general taxpayer), goods_small (small-scale taxpayer, special invoice), goods_none (no invoice), freight, platform_services (advertising, campaign and annual fees; commission stands in the ledger), content | 支出：一般纳税人供的货、小规模供的货（专用发票）、没有发票的货、运费、平台服务（广告、活动费、年费；佣金在总账里）、内容制作
amount money | paid, tax included | 价税合计
rate float share | rate on the invoice; 0 without one | 发票上的税率或征收率，没有发票为 0
tax money | tax in it, which a general taxpayer could take off | 其中税额，一般纳税人可以抵扣
"""),
    read_table("filings", "Tax filings | 纳税申报表", "one tax and quarter | 每个税种每个季度一行", "tax period", "", "18", """
tax str | vat (value-added tax) or cit (advance on corporate income tax) | 税种：增值税、企业所得税预缴
period str | quarter | 季度
due_on date | last day to file and pay, holidays counted | 申报缴款期限（已按节假日顺延）
filed_on date | filed and paid | 实际申报缴款日期
declared money? | sales declared, without tax; missing for cit | 申报的不含税销售额，企业所得税为空
tax_paid money? | tax paid; missing for cit | 缴纳税额，企业所得税为空
platform_reported money? | what the platforms reported for the quarter, tax included, before refunds; from the third quarter of 2025 on | 平台报送的收入总额，含税、未减退款，2025 年三季度起才有
"""),
    read_table("platform_reports", "What platforms report | 平台涉税报送表", "one quarter and platform | 每季度每平台一行", "period platform_id", "platform_id>platform_profile", "18", """
period str | quarter | 季度
platform_id int | platform | 平台编号
amount money | what customers paid, tax included, before refunds | 收入总额，含税、未减退款
"""),
    read_table("tax_params", "Tax parameters | 税收参数表", "one tax, taxpayer, bracket and period of validity; real rules, no tax advice | 每个税种、纳税人、级距、有效期一行；真实规定，不是税务建议", "tax taxpayer valid_from threshold", "", "18", """
tax str | vat, vat_registration (sales of twelve months above which one must be a general taxpayer), export_refund, cit, dividend, iit_business (tax on business income), late_payment (a day) | 税种：增值税、一般纳税人登记标准（12 个月销售额超过就要登记）、出口退税、企业所得税、股息红利、经营所得个人所得税、滞纳金（每天）
taxpayer str | who it holds for | 适用的纳税人
rate float share | rate | 税率、征收率
threshold money? | VAT: sales of a month, without tax, up to which nothing is due; business income: income above which the bracket holds | 增值税：月不含税销售额不超过它就免征；经营所得：超过它才到这一级
upper money? | amount up to which the row holds | 适用的上限
relief float? share | share of the tax that is waived | 减征比例
quick_deduction money? | taken off rate times income | 速算扣除数
valid_from date | first day | 生效日期
valid_to date? | last day; missing: open | 失效日期（含），空为至今有效
source str | rule, in Chinese | 依据
source_en str | rule, in English | 依据（英文）
"""),
)  # fmt: skip
