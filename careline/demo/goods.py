"""What the demo shops sell. Every shop and article is made up; prices are CNY, as the feed sends them ("129.00").

A shop that ships abroad has a bilingual name and English titles; the other shops have only Chinese ones.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Good:
    """One article: Chinese title, English title (empty: not sold abroad), price in fen (1/100 CNY)."""

    sku: str
    title: str
    title_en: str
    fen: int


@dataclass(frozen=True, slots=True)
class Merchant:
    """One shop: the city it ships from (Chinese name), the guarantees it offers, what it sells."""

    merchant_id: str
    name: str
    city: str
    guarantees: tuple[str, ...]
    goods: tuple[Good, ...]

    @property
    def ships_abroad(self) -> bool:
        """Does this shop sell to English-speaking consumers outside mainland China?"""
        return bool(self.goods[0].title_en)


# A shop: code | name | city it ships from | guarantees; below it its articles: title | price in CNY | English title.
_TABLE = """
SHOE | 步履坊鞋业 Bulufang Shoes | 温州市 | return_7_days freight_insurance fast_refund authentic
    真皮德比鞋 男士商务 棕色 | 459.00 | Leather derby shoes, brown
    复古跑鞋 米白拼灰 | 329.00 | Retro runners, off-white and grey
    乐福鞋女 软底单鞋 酒红 | 269.00 | Soft-sole loafers, burgundy
    加绒雪地靴 短筒 | 238.00 | Fleece-lined snow boots, ankle height
    帆布鞋 高帮 黑色 | 129.00 | High-top canvas shoes, black
    透气网面健步鞋 妈妈款 | 199.00 | Breathable mesh walking shoes

OUTD | 山野集户外 Shanyeji Outdoor | 厦门市 | return_7_days freight_insurance price_protection
    三合一冲锋衣 松石绿 | 598.00 | Three-in-one shell jacket, turquoise
    双人防雨帐篷 3 公斤 | 439.00 | Two-person rainproof tent, 3 kg
    羽绒睡袋 零下五度 | 369.00 | Down sleeping bag, -5 °C
    碳素登山杖 一对 | 188.00 | Carbon trekking poles, pair
    35 升徒步背包 | 318.00 | 35-litre hiking pack
    钛合金炊具三件套 | 259.00 | Titanium cookware, three pieces

TEA | 云岭茶舍 Yunling Tea | 昆明市 | return_7_days damage_cover authentic
    古树普洱熟茶饼 357 克 | 268.00 | Old-tree ripe pu'er cake, 357 g
    滇红金芽 罐装 150 克 | 158.00 | Dianhong golden buds, 150 g tin
    明前龙井 礼盒 200 克 | 388.00 | Pre-Qingming longjing gift box, 200 g
    茉莉白毫 花茶 100 克 | 89.00 | Jasmine white-tip tea, 100 g
    福鼎白茶 寿眉 300 克 | 136.00 | Fuding shoumei white tea, 300 g
    陈皮小青柑 18 粒 | 119.00 | Pu'er in mandarin peel, 18 pieces

KILN | 景瓷小窑 Jingci Kiln | 景德镇市 | return_7_days damage_cover freight_insurance
    青花缠枝莲盖碗 | 168.00 | Blue-and-white lotus gaiwan
    影青斗笠杯 两只 | 96.00 | Celadon tea cups, set of two
    手绘山水主人杯 | 228.00 | Hand-painted landscape cup
    冰裂釉花瓶 中号 | 318.00 | Crackle-glaze vase, medium
    釉下彩餐具 十六头 | 499.00 | Underglaze dinner set, 16 pieces
    祥云香插 | 58.00 | Cloud incense holder

SILK | 苏绣阁 Suxiu Silk | 苏州市 | return_7_days freight_insurance authentic
    桑蚕丝长巾 水墨荷 | 289.00 | Mulberry silk scarf, ink lotus
    双面绣团扇 玉兰 | 356.00 | Double-sided embroidered fan, magnolia
    真丝方巾 90 厘米 缠枝纹 | 219.00 | Silk square, 90 cm, scrolling vine
    真丝枕套 一对 香槟色 | 259.00 | Silk pillowcases, pair, champagne
    宋锦手拿包 | 198.00 | Song brocade clutch
    真丝发圈 三只装 | 69.00 | Silk scrunchies, set of three

DIGI | 极光数码 Aurora Digital | 深圳市 | return_7_days price_protection authentic fast_refund
    主动降噪耳机 头戴式 雾蓝 | 499.00 | Noise-cancelling headphones, misty blue
    65 瓦氮化镓充电器 三口 | 129.00 | 65 W GaN charger, three ports
    机械键盘 87 键 茶轴 | 349.00 | Mechanical keyboard, 87 keys, brown switches
    27 英寸 4K 显示器 | 1599.00 | 27-inch 4K monitor
    磁吸移动电源 10000 毫安时 | 169.00 | Magnetic power bank, 10,000 mAh
    智能手环 血氧监测 | 229.00 | Fitness band with blood-oxygen sensor

STRG | 乐弦乐器 Lexian Strings | 遵义市 | return_7_days damage_cover freight_insurance
    民谣吉他 41 寸 云杉单板 | 899.00 | Folk guitar, 41-inch, solid spruce
    尤克里里 23 寸 桃花心木 | 298.00 | Ukulele, 23-inch, mahogany
    琵琶 花梨木 成人款 | 1280.00 | Pipa, rosewood, full size
    紫竹洞箫 G 调 | 158.00 | Purple-bamboo xiao flute in G
    竹笛 初学 C 调 | 79.00 | Beginner's bamboo flute in C
    吉他变调夹 | 35.00 | Guitar capo

PENS | 灵犀文具 Lingxi Stationery | 上海市 | return_7_days freight_insurance
    铱金钢笔 EF 尖 松绿 | 138.00 | Fountain pen, EF nib, pine green
    点阵手账本 A5 墨蓝 | 56.00 | Dotted journal, A5, ink blue
    彩色墨水 四色 30 毫升 | 88.00 | Coloured inks, four bottles of 30 ml
    固体水彩 24 色 | 119.00 | Watercolour pans, 24 colours
    黄铜直尺与书签 | 45.00 | Brass ruler and bookmark
    节气台历 2027 | 49.00 | Solar-terms desk calendar 2027

TOYS | 童趣玩具 Tongqu Toys | 汕头市 | return_7_days freight_insurance damage_cover
    榫卯积木 天坛 480 块 | 219.00 | Mortise-and-tenon blocks, Temple of Heaven, 480 pieces
    木制轨道小火车 | 168.00 | Wooden railway set
    磁力片 100 片 | 149.00 | Magnetic tiles, 100 pieces
    遥控越野车 四驱 | 189.00 | Remote-control off-roader, four-wheel drive
    安抚兔 毛绒玩偶 | 69.00 | Plush comfort rabbit
    儿童天文望远镜 | 299.00 | Children's telescope

WOOD | 木作日常家具店 | 佛山市 | return_7_days install damage_cover
    白橡木书桌 1.2 米 | 1099.00
    实木双人床 1.8 米 胡桃色 | 2680.00
    藤编单人椅 | 569.00
    可伸缩餐桌 四到六人 | 1499.00
    五层书架 原木色 | 458.00
    玄关换鞋凳 | 239.00

COOK | 清禾厨房电器 | 宁波市 | return_7_days freight_insurance fast_refund price_protection
    低糖电饭煲 4 升 | 399.00
    静音破壁机 1.75 升 | 459.00
    空气炸锅 可视窗 5 升 | 299.00
    全自动咖啡机 家用 | 1299.00
    养生壶 玻璃 1.5 升 | 149.00
    早餐机 三合一 | 189.00

HOME | 冰泉大家电旗舰店 | 青岛市 | return_7_days install price_protection authentic
    十字对开门冰箱 520 升 | 3999.00
    滚筒洗衣机 10 公斤 | 2299.00
    热泵烘干机 9 公斤 | 3199.00
    新一级能效空调 1.5 匹 | 2599.00
    嵌入式洗碗机 15 套 | 3499.00
    除湿机 22 升每日 | 999.00

BABY | 小满母婴 | 杭州市 | return_7_days freight_insurance authentic fast_refund
    弱酸婴儿湿巾 80 抽 6 包 | 59.90
    可折叠婴儿推车 | 799.00
    A 类纯棉连体衣 两件 | 119.00
    恒温调奶器 1.2 升 | 169.00
    儿童安全座椅 零到七岁 | 1280.00
    有机辅食米粉 三盒 | 138.00

FACE | 花间美妆 | 广州市 | return_7_days authentic damage_cover
    氨基酸洁面乳 120 克 | 79.00
    玻尿酸面膜 20 片 | 99.00
    丝绒口红 山茶红 | 129.00
    防晒乳 SPF50 60 毫升 | 118.00
    修护精华 30 毫升 | 269.00
    桂花护手霜 礼盒 | 69.90

SPIC | 蜀味轩食品 | 成都市 | damage_cover freight_insurance
    手工牛油火锅底料 500 克 3 袋 | 59.90
    麻辣兔丁 400 克 | 68.00
    郫县豆瓣酱 一级 1 千克 | 29.90
    灯影牛肉丝 礼袋 | 78.00
    红油抄手 速冻 40 只 | 66.00
    宜宾燃面 六盒装 | 49.90

SEAS | 渔港直发海鲜 | 大连市 | damage_cover fast_refund
    鲜活海参 即食 500 克 | 328.00
    冷冻虾仁 特大号 1 千克 | 139.00
    熟冻帝王蟹腿 800 克 | 459.00
    扇贝柱 500 克 | 98.00
    鲅鱼饺子 四袋 | 108.00
    海带结 干货 250 克 | 26.90

FRUT | 胶东果园直达 | 烟台市 | damage_cover fast_refund
    栖霞红富士 5 斤 大果 | 49.90
    莱阳梨 礼盒 8 斤 | 69.00
    车厘子 3 斤 顺丰空运 | 168.00
    阳光玫瑰葡萄 4 斤 | 88.00
    蓝莓 12 盒 | 129.00
    烤红薯 冷冻 4 袋 | 59.90

BOOK | 墨香书店 | 北京市 | return_7_days freight_insurance authentic
    中国古代建筑图说 精装 | 168.00
    节气里的厨房 | 59.80
    给孩子的宇宙史 全四册 | 128.00
    数据结构与算法 图解 | 89.00
    宋词三百首 线装 | 118.00
    旧城散步 摄影集 | 148.00

PETS | 毛孩子宠物生活馆 | 天津市 | return_7_days freight_insurance damage_cover
    冻干双拼猫粮 5 斤 | 169.00
    豆腐猫砂 6 升 4 包 | 75.90
    自动饮水机 2.5 升 | 138.00
    太空舱猫包 双肩 | 159.00
    剑麻猫爬架 1.4 米 | 268.00
    鸡肉洁齿棒 30 支 | 49.90

SPRT | 轻氧运动 | 泉州市 | return_7_days freight_insurance price_protection
    速干运动短袖 男 | 99.00
    高腰瑜伽裤 燕麦色 | 139.00
    马拉松竞速跑鞋 | 469.00
    加厚瑜伽垫 天然橡胶 | 219.00
    可调节哑铃 24 公斤 一对 | 599.00
    碳纤维羽毛球拍 双拍 | 329.00

BEDS | 织光家纺 | 南通市 | return_7_days freight_insurance
    60 支长绒棉四件套 雾灰 | 459.00
    桑蚕丝被 春秋款 200×230 | 899.00
    大豆纤维冬被 | 259.00
    记忆棉颈椎枕 | 129.00
    法兰绒毛毯 | 119.00
    新疆棉毛巾 六条 | 59.90

LADY | 青柠女装 | 杭州市 | return_7_days freight_insurance fast_refund
    双面羊绒大衣 驼色 | 1298.00
    法式碎花连衣裙 | 239.00
    高领打底羊毛衫 | 199.00
    新中式盘扣外套 | 368.00
    直筒牛仔裤 深蓝 | 179.00
    缎面半身裙 香槟 | 158.00

GENT | 拾光男装 | 嘉兴市 | return_7_days freight_insurance
    免烫长袖衬衫 白 | 169.00
    羊毛混纺西装外套 | 699.00
    美式复古工装夹克 | 359.00
    弹力休闲裤 卡其 | 159.00
    重磅纯棉卫衣 藏青 | 189.00
    90 绒轻薄羽绒服 | 399.00

EYES | 明澈眼镜 | 镇江市 | return_7_days authentic damage_cover
    纯钛近视镜架 半框 | 298.00
    防蓝光平光镜 | 119.00
    偏光太阳镜 飞行员款 | 259.00
    儿童硅胶镜架 | 168.00
    老花镜 折叠便携 | 79.00
    泳镜 高清防雾 | 89.00

BAGS | 匠心箱包 | 保定市 | return_7_days freight_insurance price_protection
    铝框拉杆箱 24 寸 银灰 | 499.00
    头层牛皮托特包 | 559.00
    商务双肩电脑包 | 239.00
    旅行收纳袋 七件套 | 69.90
    真皮钱包 男士短款 | 189.00
    斜挎胸包 防泼水 | 129.00
"""


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _shop(block: str) -> Merchant:
    """One block of the table."""
    head, *rows = block.strip().splitlines()
    code, name, city, guarantees = _cells(head)
    goods = tuple(_good(f"{code}-{number:02d}", *_cells(row)) for number, row in enumerate(rows, start=1))
    return Merchant(f"m-{code.lower()}", name, city, tuple(guarantees.split()), goods)


def _good(sku: str, title: str, price: str, title_en: str = "") -> Good:
    return Good(sku, title, title_en, int(price.replace(".", "")))


MERCHANTS: tuple[Merchant, ...] = tuple(_shop(block) for block in _TABLE.split("\n\n"))
ABROAD: tuple[Merchant, ...] = tuple(shop for shop in MERCHANTS if shop.ships_abroad)
BY_ID: dict[str, Merchant] = {shop.merchant_id: shop for shop in MERCHANTS}
