"""The named consumers of the demo, the same for every seed. README, tests and the printed block of URLs use these."""

from __future__ import annotations

from typing import Any

from careline.demo.people import ALL_CONSENT, Consumer
from careline.demo.places import BY_NAME

LIN, CHEN, WANG, ZHAO = "demo-lin", "demo-chen", "demo-wang", "demo-zhao"
EMMA, LIU, SUN = "demo-emma", "demo-liu", "demo-sun"

LIN_LATE_DISPATCH = "CL2026-1001"
CHEN_STALLED, CHEN_IN_TRANSIT, CHEN_COMPLETED = "CL2026-1002", "CL2026-1003", "CL2026-1004"
WANG_REFUND_OVERDUE = "CL2026-1005"
ZHAO_CLAIM_UNPAID = "CL2026-1006"
EMMA_STALLED = "CL2026-1007"
LIU_COMPLETED = tuple(f"CL2026-{number}" for number in range(1010, 1018))
LIU_PAID, LIU_IN_TRANSIT, LIU_OUT_FOR_DELIVERY, LIU_DELIVERED = (f"CL2026-{number}" for number in range(1018, 1022))
SUN_PRESALE, SUN_COMPLETED = "CL2026-1031", "CL2026-1032"


def _persona(customer_id: str, name: str, phone: str, city: str, detail: str) -> Consumer:
    home = BY_NAME[city]
    address: dict[str, Any] = {"region": home.province, "city": home.name, "detail": detail, "remote": home.remote}
    return Consumer(customer_id, name, phone, home, address, ALL_CONSENT)


PERSONAS: dict[str, Consumer] = {
    who.customer_id: who
    for who in (
        _persona(LIN, "林晓雨", "+8613800000001", "杭州市", "西湖区文化路168号翠湖名邸6栋2单元1203室"),
        _persona(CHEN, "陈志强", "+8613800000002", "成都市", "武侯区人民路75号锦绣家园11栋1单元804室"),
        _persona(WANG, "王美玲", "+8613800000003", "南京市", "鼓楼区中山路302号梧桐里3栋2单元502室"),
        _persona(ZHAO, "赵磊", "+8613800000004", "武汉市", "洪山区学府路21号书香苑8栋3单元1901室"),
        _persona(EMMA, "Emma Clark", "+6581230001", "Singapore", "Flat 12B, 88 Tanjong Pagar Road"),
        _persona(LIU, "刘芳", "+8613800000005", "广州市", "天河区花园路56号紫荆公寓2栋1单元2304室"),
        _persona(SUN, "孙浩", "+8613800000006", "青岛市", "崂山区滨河路9号望江府5栋1单元703室"),
    )
}
