"""Where demo consumers live and parcels pass: real cities, provinces and districts, made-up street addresses."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class City:
    """A city: its names, its province or state, districts or streets, IANA time zone, country (ISO 3166-1)."""

    name: str
    name_en: str
    province: str
    districts: tuple[str, ...]
    time_zone: str = "Asia/Shanghai"
    country: str = "CN"
    remote: bool = False


# One a line: province city English-name district district …
_NEAR = """
    北京市 北京市 Beijing 朝阳区 海淀区 丰台区 通州区
    上海市 上海市 Shanghai 浦东新区 徐汇区 杨浦区 闵行区
    天津市 天津市 Tianjin 南开区 和平区 河西区
    重庆市 重庆市 Chongqing 渝中区 江北区 沙坪坝区
    广东省 广州市 Guangzhou 天河区 越秀区 番禺区
    广东省 深圳市 Shenzhen 南山区 福田区 龙岗区
    广东省 佛山市 Foshan 禅城区 南海区 顺德区
    广东省 汕头市 Shantou 金平区 龙湖区 澄海区
    浙江省 杭州市 Hangzhou 西湖区 拱墅区 滨江区
    浙江省 宁波市 Ningbo 海曙区 鄞州区 江北区
    浙江省 温州市 Wenzhou 鹿城区 瓯海区 龙湾区
    浙江省 嘉兴市 Jiaxing 南湖区 秀洲区
    江苏省 南京市 Nanjing 鼓楼区 玄武区 建邺区
    江苏省 苏州市 Suzhou 姑苏区 吴中区 虎丘区
    江苏省 南通市 Nantong 崇川区 通州区
    江苏省 镇江市 Zhenjiang 京口区 润州区
    福建省 福州市 Fuzhou 鼓楼区 仓山区 台江区
    福建省 厦门市 Xiamen 思明区 湖里区 集美区
    福建省 泉州市 Quanzhou 鲤城区 丰泽区 洛江区
    四川省 成都市 Chengdu 武侯区 锦江区 青羊区
    四川省 绵阳市 Mianyang 涪城区 游仙区
    湖北省 武汉市 Wuhan 武昌区 江汉区 洪山区
    湖南省 长沙市 Changsha 岳麓区 芙蓉区 雨花区
    河南省 郑州市 Zhengzhou 金水区 二七区 中原区
    河南省 洛阳市 Luoyang 西工区 洛龙区
    河北省 石家庄市 Shijiazhuang 长安区 桥西区 裕华区
    河北省 保定市 Baoding 竞秀区 莲池区
    山东省 济南市 Jinan 历下区 市中区 槐荫区
    山东省 青岛市 Qingdao 市南区 崂山区 李沧区
    山东省 烟台市 Yantai 芝罘区 莱山区 福山区
    陕西省 西安市 Xi'an 雁塔区 碑林区 莲湖区
    山西省 太原市 Taiyuan 小店区 迎泽区
    安徽省 合肥市 Hefei 蜀山区 包河区 庐阳区
    江西省 南昌市 Nanchang 东湖区 青山湖区
    江西省 景德镇市 Jingdezhen 珠山区 昌江区
    辽宁省 沈阳市 Shenyang 和平区 铁西区
    辽宁省 大连市 Dalian 中山区 沙河口区 甘井子区
    吉林省 长春市 Changchun 朝阳区 南关区
    黑龙江省 哈尔滨市 Harbin 南岗区 道里区
    云南省 昆明市 Kunming 五华区 盘龙区 官渡区
    贵州省 贵阳市 Guiyang 云岩区 南明区
    贵州省 遵义市 Zunyi 红花岗区 汇川区
    广西壮族自治区 南宁市 Nanning 青秀区 西乡塘区
    海南省 海口市 Haikou 龙华区 美兰区
    甘肃省 兰州市 Lanzhou 城关区 七里河区
"""
_REMOTE = """
    西藏自治区 拉萨市 Lhasa 城关区 堆龙德庆区
    西藏自治区 林芝市 Nyingchi 巴宜区
    青海省 西宁市 Xining 城西区 城中区
    青海省 海东市 Haidong 乐都区 平安区
    内蒙古自治区 呼和浩特市 Hohhot 赛罕区 新城区
    内蒙古自治区 呼伦贝尔市 Hulunbuir 海拉尔区
    内蒙古自治区 赤峰市 Chifeng 红山区 松山区
    新疆维吾尔自治区 乌鲁木齐市 Urumqi 天山区 沙依巴克区 水磨沟区
    新疆维吾尔自治区 克拉玛依市 Karamay 克拉玛依区 独山子区
    新疆维吾尔自治区 哈密市 Hami 伊州区
"""


def _city(row: str, *, remote: bool) -> City:
    province, name, name_en, *districts = row.split()
    time_zone = "Asia/Urumqi" if province.startswith("新疆") else "Asia/Shanghai"
    return City(name, name_en, province, tuple(districts), time_zone, "CN", remote)


NEAR: tuple[City, ...] = tuple(_city(row, remote=False) for row in _NEAR.strip().splitlines())
REMOTE: tuple[City, ...] = tuple(_city(row, remote=True) for row in _REMOTE.strip().splitlines())

_HONG_KONG = ("Nathan Road, Mong Kok", "King's Road, North Point", "Castle Peak Road, Tsuen Wan")
_SINGAPORE = ("Tanjong Pagar Road", "Bukit Timah Road", "Tampines Street 21", "Serangoon Avenue 3")
OVERSEAS: tuple[City, ...] = (
    City("Hong Kong", "Hong Kong", "Hong Kong", _HONG_KONG, "Asia/Hong_Kong", "HK"),
    City("Singapore", "Singapore", "Singapore", _SINGAPORE, "Asia/Singapore", "SG"),
    City("New York", "New York", "New York", ("Amsterdam Avenue", "Court Street"), "America/New_York", "US"),
    City("Boston", "Boston", "Massachusetts", ("Beacon Street", "Tremont Street"), "America/New_York", "US"),
    City("Chicago", "Chicago", "Illinois", ("North Clark Street", "Wells Street"), "America/Chicago", "US"),
    City("Seattle", "Seattle", "Washington", ("Pine Street", "Queen Anne Avenue"), "America/Los_Angeles", "US"),
    City("San Francisco", "San Francisco", "California", ("Valencia Street",), "America/Los_Angeles", "US"),
    City("London", "London", "England", ("Camden High Street", "Upper Street"), "Europe/London", "GB"),
    City("Manchester", "Manchester", "England", ("Deansgate", "Oxford Road"), "Europe/London", "GB"),
    City("Edinburgh", "Edinburgh", "Scotland", ("Leith Walk", "Morningside Road"), "Europe/London", "GB"),
)

BY_NAME: dict[str, City] = {city.name: city for city in (*NEAR, *REMOTE, *OVERSEAS)}
HUBS: tuple[City, ...] = tuple(BY_NAME[name] for name in ("武汉市", "郑州市", "南京市", "广州市", "西安市", "长沙市"))
EXPORT_HUBS: tuple[City, ...] = (BY_NAME["深圳市"], BY_NAME["广州市"], BY_NAME["上海市"])

_ROADS, _HOMES = (
    tuple(row.split())
    for row in (
        "人民路 解放路 建设路 中山路 文化路 和平路 新华路 学府路 滨河路 青年路 花园路 长江路 育才路 迎宾大道",
        "阳光花园 锦绣家园 翠湖名邸 书香苑 金桂小区 梧桐里 江南春晓 和谐佳苑 东方新城 紫荆公寓 枫林雅居 望江府",
    )
)


def address_in(city: City, rng: Random) -> dict[str, Any]:
    """A plausible postal address in this city, without recipient: region, city, detail, remote."""
    where = rng.choice(city.districts)
    if city.country == "CN":
        detail = (
            f"{where}{rng.choice(_ROADS)}{rng.randrange(1, 600)}号{rng.choice(_HOMES)}"
            f"{rng.randrange(1, 30)}栋{rng.randrange(1, 5)}单元{rng.randrange(1, 29)}0{rng.randrange(1, 5)}室"
        )
    else:
        detail = f"Flat {rng.randrange(1, 30)}{rng.choice('ABCD')}, {rng.randrange(2, 380)} {where}"
    return {"region": city.province, "city": city.name, "detail": detail, "remote": city.remote}
