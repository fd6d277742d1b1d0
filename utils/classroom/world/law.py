"""Situations with the duty that each triggers, the risks of the group, and what honest and dishonest policies bring.

Statutes are named with the day on which the cited article took effect in the form that is meant. This is teaching matter, no
legal advice: whoever acts reads the text that is in force on the day.
"""

import numpy as np

from classroom.world.columns import MISSING, Columns, coded

_ECL = ("电子商务法", "E-Commerce Law", "2019-01-01")
_AD = ("广告法（2015 年修订）", "Advertising Law (revision of 2015)", "2015-09-01")
_PIPL = ("个人信息保护法", "Personal Information Protection Law", "2021-11-01")
_AUCL = ("反不正当竞争法（2025 年修订）", "Anti-Unfair Competition Law (revision of 2025)", "2025-10-15")
_AUCL_2017 = ("反不正当竞争法（2017 年修订）", "Anti-Unfair Competition Law (revision of 2017)", "2018-01-01")
_NET = ("网络反不正当竞争暂行规定", "Interim Provisions against Unfair Competition Online", "2024-09-01")
_CPL = ("消费者权益保护法（2013 年修正）", "Consumer Rights Protection Law (amended 2013)", "2014-03-15")
_CPR = ("消费者权益保护法实施条例", "Regulations on the Consumer Rights Protection Law", "2024-07-01")
_NETAD = ("互联网广告管理办法", "Measures for Internet Advertising", "2023-05-01")
_PRICE = ("明码标价和禁止价格欺诈规定", "Provisions on Marked Prices and Price Fraud", "2022-07-01")

# Chinese, English, who is concerned, obligation, law, article.
_CASES = (
    ("商品页写“国家级品质，同类最佳”。", "A page says: quality of national grade, the best of its kind.", "seller", "no_superlatives", _AD, "9"),
    ("枕头的详情页写“治疗失眠”。", "The page of a pillow says that it treats sleeplessness.", "seller", "no_medical_claims", _AD, "17"),
    ("店家用自己的号发“使用体验”，文末放购买链接，没写“广告”。", "A shop's own account tells how one uses a pan and ends with a link to buy it; nowhere does it say advertisement.",
     "seller", "mark_ads", _NETAD, "9"),
    ("店主请五十个朋友下单，货不发，钱退回去。", "An owner has fifty friends order; nothing is sent and the money goes back.", "seller", "no_fake_trade", _ECL, "17"),
    ("一家工作室收费替别的店组织虚假评价。", "A studio takes money to organise false reviews for other shops.", "seller", "no_fake_trade", _AUCL, "9"),
    ("对手花钱请人给隔壁店打一星。", "A rival pays people for one-star reviews of the shop next door.", "seller", "no_smear", _AUCL, "13"),
    ("包裹里塞卡片：晒五星好评返三元。", "A card in the parcel: show us five stars and get three yuan back.", "seller", "no_review_bribe", _NET, "9"),
    ("商家请平台删掉一条说得没错的差评。", "A seller asks the platform to delete a bad review that is true.", "platform", "keep_reviews", _ECL, "39"),
    ("店铺首页找不到营业执照信息。", "The home page of a shop shows no business licence.", "seller", "show_licence", _ECL, "15"),
    ("老顾客看到的价格比新顾客高，是程序按画像自动定的。", "A program prices by profile, and regulars see a higher price than newcomers.", "seller", "no_hidden_price", _PIPL, "24"),
    ("同样的杯子、同样的条件，顾客不知情时按消费习惯标两个价。", "One cup, one set of conditions, two prices by habit, and the buyers do not know.", "seller", "no_hidden_price", _CPR, "9"),
    ("市场的搜索结果只按个人兴趣排，没有别的选项。", "A market's search results are sorted by personal taste, with no other choice.", "platform", "plain_option", _ECL, "18"),
    ("顾客第五天想退一双没穿过的鞋。", "A customer wants to send back shoes on day five, unworn.", "seller", "seven_days", _CPL, "25"),
    ("品牌方来信：有店铺卖仿他外观专利的台灯，附证书和对比图。", "A brand writes that a shop sells a copy of its patented lamp, with certificate and pictures.", "platform",
     "act_on_notice", _ECL, "42"),
    ("被投诉的店铺交来不侵权声明和初步证据。", "The seller accused sends a statement of non-infringement with first evidence.", "platform", "forward_statement", _ECL, "43"),
    ("代理公司明知没有权利，仍投诉畅销链接。", "An agency reports a best-seller though it knows that it holds no right.", "claimant", "no_wrong_notice", _ECL, "42"),
    ("市场存着的顾客电话名单被人偷走。", "A list of customers' telephone numbers is stolen from the market that keeps it.", "platform", "tell_breach", _PIPL, "57"),
    ("买一只杯子要填身份证号。", "A form for a cup asks for the number of the identity card.", "seller", "collect_little", _PIPL, "6"),
    ("市场的客服人人都能看到完整地址和电话。", "Everybody in the market's service sees full addresses and telephone numbers.", "platform", "protect_data", _PIPL, "51"),
    ("为省硬盘，一年前的交易记录打算清空。", "To save disks, records of deals older than a year are to be wiped.", "platform", "keep_records", _ECL, "31"),
    ("新商家用借来的执照申请入驻。", "A new seller applies with a borrowed licence.", "platform", "verify_sellers", _ECL, "27"),
    ("会员到期自动续费，事先没有提醒。", "A membership renews by itself, and nobody was told before.", "seller", "tell_renewal", _CPR, "10"),
    ("划掉的“原价”从来没卖过。", "The price struck through was never charged.", "seller", "true_prices", _PRICE, None),
    ("结算页默认勾选一份运费险。", "The checkout has an insurance ticked beforehand.", "seller", "no_ticked_box", _ECL, "19"),
    ("付费抬高的搜索位置没有标“广告”。", "A place in the search list is paid for and not marked as advertising.", "platform", "mark_ads", _ECL, "40"),
    ("顾客注销在市场的账号，要求删除他的资料。", "A customer closes the account at a market and asks for the data to be erased.", "platform", "erase_data", _PIPL, "47"),
    ("当真皮卖的包是人造革，店主心里有数。", "A bag sold as leather is plastic, and the owner knows.", "seller", "no_fraud", _CPL, "55"),
    ("条款写“付款后本店可随时取消，不算成交”。", "The terms say: after payment we may cancel at any time, no contract is made.", "seller", "contract_stands", _ECL, "49"),
    ("2018 年，一家公司收钱组织虚假交易，帮别的店冲销量。", "In 2018 a firm is paid to organise false trade that lifts the sales of other shops.", "seller", "no_fake_trade", _AUCL_2017, "8"),
)  # fmt: skip

# Kind, probability a year, loss in thousands of yuan, measure, its cost a year in thousands, probability left.
_RISKS = (
    ("warehouse_fire", 0.004, 3200, "sprinklers", 9, 0.001), ("data_leak", 0.06, 640, "masking_and_log", 22, 0.02),
    ("shop_frozen", 0.10, 120, "rules_course", 8, 0.05), ("supplier_fails", 0.15, 160, "second_supplier", 20, 0.05),
    ("late_payout", 0.20, 36, "credit_line", 6, 0.05), ("fake_brand", 0.07, 260, "papers_checked", 5, 0.03),
    ("bad_batch_sold", 0.30, 55, "more_inspections", 12, 0.12), ("server_down", 0.60, 12, "second_host", 11, 0.20),
    ("click_price_jump", 0.35, 70, None, None, None), ("fake_orders_found", 0.45, 24, "score_and_review", 7, 0.15),
    ("platform_rule", 0.28, 95, "own_channel", 30, 0.20), ("key_person", 0.12, 80, "handbook", 4, 0.08),
    ("currency_swing", 0.40, 28, "hedge", 5, 0.22), ("flood_of_returns", 0.25, 44, "size_guide", 9, 0.15),
)  # fmt: skip

# Policy, extra profit a month in yuan while it goes on, chance to be found out in a month, violation as in penalty_schedule,
# share of the usual profit lost in each of the six months after, chance that a find reaches the authority, and its fine.
_POLICIES = (
    ("honest", 0, 0.0, None, 0.0, 0.0, 0), ("brushing", 1500, 0.08, "fake_orders", 0.22, 0.06, 90_000),
    ("false_claims", 900, 0.07, "false_description", 0.14, 0.07, 120_000),
    ("review_rewards", 500, 0.06, "false_description", 0.10, 0.06, 80_000),
)  # fmt: skip


def law_cases() -> Columns:
    """Make the table ``law_cases``: a situation of a merchant or a platform, and the article that speaks of it."""
    chinese, english, who, obligation, law, article = zip(*_CASES, strict=True)
    return {
        "case_id": np.arange(1, len(_CASES) + 1),
        "text": coded(chinese),
        "text_en": coded(english),
        "who": coded(who),
        "obligation": coded(obligation),
        "law": coded(name for name, _, _ in law),
        "law_en": coded(name for _, name, _ in law),
        "article": coded(article),
        "in_force_from": np.array([day for _, _, day in law], dtype="datetime64[s]"),
    }


def risk_register() -> Columns:
    """Make the table ``risk_register``; amounts are the managers' estimates."""
    kind, probability, impact, measure, cost, left = zip(*_RISKS, strict=True)
    return {
        "risk_id": np.arange(1, len(_RISKS) + 1),
        "kind": coded(kind),
        "probability": np.array(probability),
        "impact": np.array(impact) * 100_000,
        "mitigation": coded(measure),
        "mitigation_cost": np.array([MISSING if one is None else one * 100_000 for one in cost]),
        "residual": np.array([np.nan if one is None else one for one in left], dtype=float),
    }


def policy_terms() -> Columns:
    """Make the table ``policy_terms``: what policies of a small shop bring and risk, as estimated."""
    policy, gain, chance, violation, lost, reaches, fine = zip(*_POLICIES, strict=True)
    return {
        "policy": coded(map(str, policy)),
        "gain_month": np.array(gain) * 100,
        "chance_month": np.array(chance),
        "violation_type": coded(None if one is None else str(one) for one in violation),
        "trust_lost": np.array(lost),
        "authority_chance": np.array(reaches),
        "authority_fine": np.array(fine) * 100,
    }
