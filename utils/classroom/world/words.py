"""The words of the shop's goods: categories, nouns and what customers add to them when they search."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Category:
    """A group of like goods.

    Attributes
    ----------
    cat1, cat2
        Identifiers of the department and of the group.
    nouns
        What the goods are called, Chinese and English; the first is the main word.
    modifiers
        What customers ask for besides, Chinese and English.
    price
        Median list price in yuan.
    weight
        Median weight in kg.
    """

    cat1: str
    cat2: str
    nouns: tuple[tuple[str, str], ...]
    modifiers: tuple[tuple[str, str], ...]
    price: float
    weight: float


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read ``中文 english; ...``."""
    pairs = []
    for item in text.split(";"):
        chinese, english = item.strip().split(" ", 1)
        pairs.append((chinese, english))
    return tuple(pairs)


def _category(cat1: str, cat2: str, nouns: str, modifiers: str, price: float, weight: float) -> Category:
    return Category(cat1, cat2, _pairs(nouns), _pairs(modifiers), price, weight)


CATEGORIES = (
    _category("home", "bedding", "四件套 bedding set; 床单 bed sheet",
              "纯棉 cotton; 加厚 thick; 双人 double; 学生宿舍 dormitory; 秋冬 winter; 婚庆 wedding", 168, 1.8),
    _category("home", "storage", "收纳箱 storage box; 收纳盒 organiser",
              "大容量 large; 透明 clear; 带盖 with lid; 桌面 desktop; 衣柜 wardrobe; 可折叠 folding", 45, 0.9),
    _category("home", "lamp", "台灯 desk lamp; 小夜灯 night light",
              "护眼 eye-care; 充电 rechargeable; 学生 student; 床头 bedside; 感应 sensor; 折叠 folding", 79, 0.8),
    _category("home", "wall_decor", "装饰画 wall picture; 墙贴 wall sticker",
              "客厅 living room; 卧室 bedroom; 北欧风 Nordic; 防水 waterproof; 自粘 self-adhesive; 简约 plain", 62, 0.9),
    _category("kitchen", "bottle", "保温杯 thermos flask; 水杯 water bottle",
              "大容量 large; 不锈钢 steel; 便携 portable; 儿童 children's; 带吸管 with straw; 刻字 engraved", 72, 0.4),
    _category("kitchen", "lunch_box", "饭盒 lunch box; 便当盒 bento box",
              "保温 insulated; 不锈钢 steel; 分格 divided; 上班族 office; 微波炉 microwave; 大容量 large", 58, 0.6),
    _category("kitchen", "pan", "炒锅 wok; 平底锅 frying pan",
              "不粘 non-stick; 家用 household; 电磁炉 induction; 铁 iron; 少油烟 low-smoke; 小号 small", 149, 1.9),
    _category("kitchen", "tea_set", "茶具 tea set; 茶杯 tea cup",
              "陶瓷 ceramic; 旅行 travel; 家用 household; 办公室 office; 送礼 gift; 玻璃 glass", 118, 1.2),
    _category("apparel", "jacket", "羽绒服 down jacket; 外套 jacket",
              "轻薄 light; 女 women's; 男 men's; 短款 short; 加厚 thick; 大码 plus-size", 329, 0.9),
    _category("apparel", "t_shirt", "T恤 T-shirt; 打底衫 base layer",
              "纯棉 cotton; 男 men's; 女 women's; 宽松 loose; 长袖 long-sleeve; 情侣 couple", 69, 0.3),
    _category("apparel", "trousers", "牛仔裤 jeans; 休闲裤 casual trousers",
              "宽松 loose; 男 men's; 女 women's; 高腰 high-waist; 直筒 straight; 加绒 fleece-lined", 129, 0.6),
    _category("apparel", "socks", "袜子 socks; 中筒袜 crew socks",
              "纯棉 cotton; 防臭 odour-proof; 女 women's; 男 men's; 秋冬 winter; 运动 sports", 29, 0.2),
    _category("outdoor", "tent", "帐篷 tent; 天幕 canopy",
              "双人 two-person; 自动 pop-up; 防雨 rain-proof; 野营 camping; 加厚 thick; 轻量 light", 259, 3.2),
    _category("outdoor", "backpack", "双肩包 backpack; 登山包 hiking pack",
              "大容量 large; 防水 waterproof; 旅行 travel; 轻便 light; 男 men's; 学生 student", 159, 0.9),
    _category("outdoor", "camp_furniture", "折叠椅 folding chair; 露营桌 camping table",
              "便携 portable; 户外 outdoor; 钓鱼 fishing; 轻便 light; 加厚 sturdy; 铝合金 aluminium", 98, 2.6),
    _category("outdoor", "sports_care", "护膝 knee pad; 运动手环 sports band",
              "跑步 running; 篮球 basketball; 保暖 warm; 夏季 summer; 专业 professional; 防水 waterproof", 66, 0.2),
    _category("food", "nuts", "坚果 nuts; 夏威夷果 macadamia",
              "每日 daily; 送礼 gift; 原味 plain; 混合 mixed; 孕妇 for mothers-to-be; 独立小包装 small packs", 76, 1.0),
    _category("food", "tea", "茶叶 tea leaves; 红茶 black tea",
              "送礼 gift; 特级 premium; 浓香 strong; 礼盒装 gift box; 冷泡 cold-brew; 口粮 everyday", 108, 0.5),
    _category("food", "snack", "零食大礼包 snack box; 牛肉干 beef jerky",
              "办公室 office; 低脂 low-fat; 儿童 children's; 麻辣 spicy; 追剧 film-night; 整箱 full-case", 55, 1.1),
    _category("food", "coffee", "咖啡豆 coffee beans; 挂耳咖啡 drip coffee",
              "深烘 dark roast; 无糖 sugar-free; 现磨 freshly ground; 云南 Yunnan; 提神 strong; 组合装 assorted", 68, 0.5),
    _category("beauty", "face_mask", "面膜 face mask; 睡眠面膜 sleeping mask",
              "补水 hydrating; 保湿 moisturising; 敏感肌 sensitive-skin; 男士 men's; 玻尿酸 hyaluronic; 学生 student", 89, 0.3),
    _category("beauty", "sunscreen", "防晒霜 sunscreen; 防晒喷雾 sun spray",
              "清爽 light; 军训 training-camp; 敏感肌 sensitive-skin; 男女通用 unisex; 防水 waterproof; 脸部 face", 78, 0.2),
    _category("beauty", "shampoo", "洗发水 shampoo; 护发素 conditioner",
              "去屑 anti-dandruff; 控油 oil-control; 无硅油 silicone-free; 留香 lasting-scent; 家庭装 family-size; 女士 women's",
              64, 0.7),
    _category("beauty", "lipstick", "口红 lipstick; 唇膏 lip balm",
              "滋润 moist; 哑光 matt; 送女友 gift; 不易掉色 long-lasting; 学生 student; 小众 indie", 99, 0.1),
)  # fmt: skip

NO_INTENT_WORD = ("治愈系壁纸", "healing wallpaper pictures")
BRANDS = ("栖木", "山野集", "小满家", "拾光", "云麓", "青禾", "知夏", "安住", "Northwind", "Mira")
COLOURS = ("white", "grey", "black", "blue", "green", "beige", "red")
COLOURS_ZH = {
    "white": "白色",
    "grey": "灰色",
    "black": "黑色",
    "blue": "蓝色",
    "green": "绿色",
    "beige": "米色",
    "red": "红色",
}
SIZES = ("S", "M", "L", "XL")

# City, province, tier, warehouse that serves it, weight.
CITIES = (
    ("上海", "上海", 1, "east", 9.0), ("杭州", "浙江", 1, "east", 6.0), ("南京", "江苏", 1, "east", 4.5),
    ("苏州", "江苏", 1, "east", 4.5), ("宁波", "浙江", 2, "east", 2.5), ("合肥", "安徽", 2, "east", 2.5),
    ("无锡", "江苏", 2, "east", 2.2), ("济南", "山东", 2, "north", 2.6), ("青岛", "山东", 2, "north", 2.6),
    ("金华", "浙江", 3, "east", 1.8), ("阜阳", "安徽", 4, "east", 1.2), ("临沂", "山东", 3, "north", 1.8),
    ("北京", "北京", 1, "north", 8.0), ("天津", "天津", 1, "north", 3.2), ("石家庄", "河北", 2, "north", 2.0),
    ("郑州", "河南", 1, "north", 3.4), ("周口", "河南", 4, "north", 1.2), ("西安", "陕西", 1, "north", 3.2),
    ("沈阳", "辽宁", 2, "north", 2.0), ("哈尔滨", "黑龙江", 2, "north", 1.6), ("赤峰", "内蒙古", 4, "north", 0.7),
    ("广州", "广东", 1, "south", 6.0), ("深圳", "广东", 1, "south", 6.5), ("东莞", "广东", 1, "south", 3.0),
    ("佛山", "广东", 2, "south", 2.4), ("福州", "福建", 2, "south", 2.0), ("泉州", "福建", 3, "south", 1.9),
    ("武汉", "湖北", 1, "south", 3.6), ("长沙", "湖南", 1, "south", 3.2), ("衡阳", "湖南", 4, "south", 1.1),
    ("成都", "四川", 1, "south", 5.0), ("重庆", "重庆", 1, "south", 4.2), ("绵阳", "四川", 3, "south", 1.3),
    ("昆明", "云南", 2, "south", 1.7), ("南宁", "广西", 2, "south", 1.6), ("玉林", "广西", 4, "south", 0.9),
)  # fmt: skip
WAREHOUSES = ("east", "north", "south")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = (
    "子涵",
    "雨桐",
    "浩然",
    "思远",
    "晓雯",
    "佳怡",
    "志强",
    "丽华",
    "建国",
    "欣妍",
    "明轩",
    "若曦",
    "婷婷",
    "海燕",
    "文博",
    "静怡",
    "俊杰",
    "梦瑶",
    "宇航",
    "秀英",
)
OCCUPATIONS = (
    "student",
    "office_worker",
    "self_employed",
    "factory_worker",
    "civil_servant",
    "teacher",
    "homemaker",
    "retired",
)
