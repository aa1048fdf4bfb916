"""Details of questions on addresses, prices, invoices, people."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "coupon": (
        r"券|红包|满减|优惠码|折扣码|积分",
        r"\b(?:coupons?|vouchers?|promo\w*|discount codes?)\b",
    ),
    "sold_elsewhere": (
        r"别[家的处]|其他(?:店|平台)|另[一外].{0,2}[家店]|直播间|拼多多|淘宝|京东|别人",
        r"\belsewhere\b|\b(?:another|other|different) (?:shop|site|store|seller|platform)\b|\bamazon\b",
    ),
    "invoice_company": (
        r"公司|单位|专票|专用发票|企业|增值税|税号",
        r"\b(?:company|business|firm|vat|ltd|llc|inc|office|uen|tax (?:id|no|number))\b",
    ),
    "invoice_personal": (r"个人|私人|我自己", r"\b(?:personal|private|individual|my own name)\b"),
    "invoice_special": (r"专票|专用发票|增值税专用", r"\bvat invoice\b|\bspecial invoice\b"),
    "invoice_comes_by": (
        r"邮箱|邮件|发[到去]?哪|纸质|寄|电子",
        r"\be-?mail\w*|\bpaper\b|\bby post\b|\bpdf\b|\bin the (?:box|parcel)\b",
    ),
    "goods_go_back": (
        r"退[了货款一掉回]",
        r"\b(?:return\w*|refund\w*|send (?:\w+ ){0,3}back)\b",
    ),
    "invoice_lost": (
        r"丢|找不[到着]|删|再发|重新发|重发",
        r"\b(?:lost|lose|deleted|again|resend|second time)\b",
    ),
    "invoice_wrong": (
        r"错|不对|改|更正|换成|少一?位|重开|空白|打不开|看不到|别人",
        r"\b(?:wrong|correct\w*|change\w*|instead|amend|error|mistake|blank|someone else|can'?t open)\b",
    ),
}
"""Name: (Chinese pattern, English pattern)."""
