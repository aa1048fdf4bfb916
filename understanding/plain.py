"""One form of a text for patterns: width, case, script, and Chinese written with spaces. Positions may move. Pure."""

from __future__ import annotations

import re
import unicodedata

# The traditional signs that our patterns need, so that each pattern is written once.
_SIMPLER = str.maketrans(
    "電話們說嗎麼騙碼驗證轉賬帳錢來個給發剛對號訊過稱聯繫還詐為沒這條點鏈銀讓"
    "殺殘輕傷燒燙著煙漲腫醫孩誤錢盜綁壓樓橋觸斷燬毀斃濺嚇寶壞裡裏劃紮紥夾臉腳頭體氣喘噴車電飲藥農潔劑誰嚥鈕鐵"
    "異陸錄單訂東買貨顯狀態費報復尋見結條與於盡潑無線熱壺爐罐爆應該溫劇頸開風針縫進診緊骨摺養長老婦懷嬰兒兒孫閨"
    "認實後鎖門圍從現剩動歲傢產僅際確絕續繼總環斤試麗樣瘋責檢戶間國語資臺幹當塊萬貸扣補匯蹤"
    "遞員賣殼災燈鍋網軟裝關帶備膚嘔瀉難暈陽離願遺書訴滅鬧騷擾毆脅揚稅載螢裂臟腦節窒燉雞擔會時許請問嚴輛",
    "电话们说吗么骗码验证转账账钱来个给发刚对号讯过称联系还诈为没这条点链银让"
    "杀残轻伤烧烫着烟涨肿医孩误钱盗绑压楼桥触断毁毁毙溅吓宝坏里里划扎扎夹脸脚头体气喘喷车电饮药农洁剂谁咽纽铁"
    "异陆录单订东买货显状态费报复寻见结条与于尽泼无线热壶炉罐爆应该温剧颈开风针缝进诊紧骨折养长老妇怀婴儿儿孙闺"
    "认实后锁门围从现剩动岁家产仅际确绝续继总环斤试丽样疯责检户间国语资台干当块万贷扣补汇踪"
    "递员卖壳灾灯锅网软装关带备肤呕泻难晕阳离愿遗书诉灭闹骚扰殴胁扬税载萤裂脏脑节窒炖鸡担会时许请问严辆",
)
_HAN = "\u3400-\u9fff"
_SPACE_IN_HAN = re.compile(rf"(?<=[{_HAN}])[ \t\u3000]+(?=[{_HAN}])")
_CURLY = str.maketrans("’‘`´“”", "''''\"\"")


def simpler(text: str) -> str:
    """Plain width, simplified where our patterns need it."""
    return unicodedata.normalize("NFKC", text).translate(_SIMPLER)


def plain(text: str) -> str:
    """`simpler`, in lower case and with straight quotes; no spaces between Han characters."""
    return _SPACE_IN_HAN.sub("", simpler(text.translate(_CURLY)).lower())


def has_han(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return re.search(f"[{_HAN}]", text) is not None
