"""Words on the rules of a refund: whether, how soon, in which case; and one that says no more than "refund"."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "refund_alone": (r"\A\W*(?:我的)?退款\W*\Z", r"\A\W*(?:(?:my|the) )?refunds?\W*\Z"),
    "rule_supposed": (r"要是|如果|假如|万一|的话|一般|通常|正常情况", r"\b(?:if|usually|normally|generally)\b"),
    "refund_possible": (
        r"能(?:不能|否)|可不可以|可以[^，,。]{0,6}退|能[^，,。]{0,6}退[^，,。]{0,3}[吗么不嘛]",
        r"\b(?:can|could|may) i\b|\bpossible\b",
    ),
    "takes_how_long": (
        r"(?:多久|几天|多长时间|什么时候)(?:才?能|会|可以)?(?:到账|退|拿到钱|回来)?[^，,。\w]{0,3}[啊呢呀]?[?？\s]*$",
        r"\bhow (?:long|soon)(?: (?:would|will|does) (?:that|it|this|a refund)(?: (?:take|be))?)?[\s?.!]*$",
    ),
    "after_receipt": (
        r"退货|签收|收到|到货|到了|寄回|不合适|不喜欢|不好用",
        (
            r"\breturn|\bsend (?:it|them) back|\bdoesn'?t fit|\bdon'?t like"
            r"|\b(?:after|when|once) (?:delivery|it arrives|i (?:get|have) it)"
        ),
    ),
    "goods_used": (
        r"洗[过了]|[穿用戴开拆]过|拆[开封了]|下过水|剪了?(?:标|吊牌)|吊牌(?:剪|拆|没)",
        r"\b(?:washed|worn|used it|opened it|took off the tag)\b",
    ),
    "until_when": (
        r"最晚|最迟|截止|到哪天|到几号|(?:什么时候|何时|哪天)(?:之?前|截止|到期)|几天(?:之?内|以内)",
        r"\b(?:by|until|till) when\b|\bdeadline\b|\bhow (?:long|many days) (?:do|can|may|have) i\b",
    ),
    "rule_asked": (
        r"(?:哪里|哪儿|在哪)[^，,。]{0,4}(?:写|规定|说)|(?:什么|哪条|谁)(?:规定|规则)",
        (
            r"\bwhere\b.{0,20}\b(?:written|stated|says?|stands?|mentioned)\b|\b(?:which|what) rule\b|\bwho says\b"
            r"|\bwhere (?:do|did) you (?:get|have|take)\b.{0,16}\bfrom\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern). `takes_how_long`: at the end, or of the money, so that 多久发货 is none."""
