"""Words on sums: how much, of what, and who laid it out."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "how_much": (r"多少|几块|几元|赔几", r"\bhow much\b|\bwhat amount\b"),
    "makes_how_much": (
        r"一共多少|总共多少|合计",
        r"\bhow much (?:would|does|will|do) (?:that|it|this) (?:make|come)\b|\bin total\b",
    ),
    "compensated": (r"赔|补偿", r"\bcompensat\w*|\breimburse\w*|\bmake (?:it|this) up to me\b|\bpay me\b"),
    "cheaper_now": (
        r"价保|保价|差价|降价|便宜了|掉价",
        (
            r"\bprice (?:match|protect|adjust|drop|guarantee|difference)\w*|\bcheaper\b"
            r"|\b(?:dropped|lower(?:ed)?) (?:the |in )?price"
        ),
    ),
    "fell_in_price": (
        r"降(?:到|了|价)[^，,。]{0,6}\d|便宜了?\s?\d",
        r"\b(?:dropped|reduced|fell|gone down|down) (?:to|by) [$£€¥]?\d",
    ),
    "all_guarantees": (r"保障|权益|保险(?!赔)", r"\b(?:guarantee|protect|cover)\w*"),
    "insurance_named": (r"险", r"\binsur"),
    "freight_laid_out": (
        r"垫|寄回|退回去|先付|自己(?:出|付|掏)的",
        r"\bi (?:paid|laid out)\b.{0,20}\b(?:return|send|back)",
    ),
    "paid_for_posting": (
        r"(?:寄|退)(?:的时候|回去?的?时候?|回)?[^，,。]{0,6}(?:花|付|掏|垫)了?[^，,。]{0,4}\d|(?:运费|邮费|快递费)[^，,。]{0,4}(?:花|付|垫)了?[^，,。]{0,3}\d",
        r"\bi (?:\w+ )?(?:paid|laid out|spent)\b.{0,40}\b(?:return\w*|send\w*|back|postage|rider|courier)\b",
    ),
    "paid_then": (r"当时|收了|收过", r"\b(?:was|were|did)\b"),
    "not_needed": (
        r"不用|不要|不需要|不开|算了",
        r"\b(?:no need|don'?t need|never ?mind|no thanks)\b",
    ),
    "top_up": (
        r"(?:要|得)?(?:再|还|另外)?(?:补|加|付|出)(?:差价|邮费|运费|钱)",
        r"\btop ?up\b|\b(?:pay|add|owe) (?:anything|something|more|for (?:it|that|the (?:post|delivery|shipping)))\b",
    ),
}
"""Name: (Chinese pattern, English pattern). `paid_then`: what they have paid, and not what another place would cost;
`all_guarantees`: those of an order, and not one of them."""
