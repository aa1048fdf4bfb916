"""How common Chinese surnames sound, so that "yes, I am Lin Xiaoyu" is heard from 林晓雨. Data, pure."""

from __future__ import annotations

_SOUNDS = """
wang王汪
li李黎厉 zhang张章 liu刘柳 chen陈 yang杨 zhao赵 huang黄 zhou周 wu吴武伍邬 xu徐许 sun孙 hu胡 zhu朱祝 gao高 lin林蔺
he何贺和 guo郭 ma马 luo罗骆 liang梁 song宋 zheng郑 xie谢 han韩 tang唐汤 feng冯 yu于余俞喻虞郁 dong董 xiao萧肖 cheng程成
cao曹 yuan袁 deng邓 fu傅付符 shen沈申 zeng曾 peng彭 lv吕 lu卢陆鲁路 lyu吕 su苏 jiang蒋江姜 cai蔡 jia贾 ding丁 wei魏韦卫
xue薛 ye叶 yan闫严颜阎 pan潘 du杜 dai戴 xia夏 zhong钟 tian田 ren任 fan范樊 fang方房 shi石史施 yao姚 tan谭 liao廖 zou邹
xiong熊 jin金靳 hao郝 kong孔 bai白 cui崔 kang康 mao毛 qiu邱裘仇 qin秦覃 gu顾古谷 hou侯 shao邵 meng孟蒙 long龙
wan万 duan段
lei雷 qian钱 yin尹殷 chang常 qiao乔 lai赖 gong龚宫 wen文温闻 pang庞 lan兰蓝 ni倪 shu舒 ji纪季吉 mei梅 an安 qi齐戚祁
shang尚 bao包鲍 ge葛 niu牛 mo莫 zhan詹 hong洪 tao陶 ou欧 ouyang欧阳 sima司马 zhuge诸葛 shangguan上官 huo霍 xing邢
you尤游
miao苗缪 ning宁 pei裴 qu曲屈瞿 sheng盛 tong童佟 weng翁 xin辛 zhai翟 zhuang庄 zuo左 ke柯 kuang邝 nie聂 ruan阮 tu涂屠
"""


def _read() -> dict[str, str]:
    found: dict[str, str] = {}
    for word in _SOUNDS.split():
        sound = "".join(sign for sign in word if sign.isascii())
        signs = word.removeprefix(sound)
        for name in [signs] if sound in {"ouyang", "sima", "zhuge", "shangguan"} else signs:
            found.setdefault(name, sound)
    return found


_OF = _read()


def sound_of(name: str) -> str | None:
    """lin for 林晓雨, ouyang for 欧阳娜; None where we do not know it."""
    return _OF.get(name[:2]) or _OF.get(name[:1])
