// What the hall says.
import type { Bilingual } from "../shared/lang";

const zh = {
  title: "服务保障大厅",
  summary: (claimable: number, watching: number) =>
    [watching ? `${watching} 笔订单我们正在跟进` : "", claimable ? `${claimable} 项保障现在可以申请` : ""].filter(Boolean).join("，"),
  summaryCalm: "目前一切正常，有情况我们会先联系你。",
  blockedTitle: "我们正在跟进",
  blockedSince: (d: string) => `已持续 ${d}`,
  blockedKind: { dispatch: "发货超时", logistics: "物流停滞", refund: "退款超时", freight: "退货运费未结" } as Record<string, string>,
  orders: "我的订单",
  placed: (d: string) => `${d} 下单`,
  stages: { placed: "下单", paid: "付款", dispatched: "发货", delivered: "签收", completed: "完成" } as Record<string, string>,
  stageLine: "订单进度",
  rightsOf: (n: number) => `这笔订单的保障（${n}）`,
  noRights: "这笔订单没有可用的保障。",
  otherRights: (n: number) => `另有 ${n} 项已结束或不适用`,
  deadline: "截止",
  clause: "保障条款",
  needs: "申请需要",
  needsNothing: "无需准备材料",
  claim: "去申请",
  claimDraft: (right: string, order: string) => `我要申请「${right}」，订单号 ${order}`,
  ask: "问问客服",
  askDraft: (order: string) => `我想问问订单 ${order}`,
  contacts: "我们联系过你",
  contactsNote: "接到自称客服的电话或短信，请核对核验码。对不上，或不在这份记录里，就不是我们。我们不会索要密码、验证码，也不会让你转账。",
  contactAgent: (name: string) => `客服 ${name}`,
  contactBot: "智能助手",
  noContacts: "我们还没有给你打过电话或发过短信。",
  emptyTitle: "还没有订单",
  emptyText: "下单之后，每笔订单享有的保障都会出现在这里。",
  errorTitle: "暂时没能打开",
  waitingToken: "正在确认你的身份…",
  noToken: "还没有登录信息，请从商城里打开这个页面。",
};

const en: typeof zh = {
  title: "Service guarantees",
  summary: (claimable, watching) =>
    [
      watching ? `We’re working on ${watching === 1 ? "1 order" : `${watching} orders`}` : "",
      claimable ? `${claimable === 1 ? "1 protection is" : `${claimable} protections are`} ready to claim` : "",
    ]
      .filter(Boolean)
      .join(". ") + ".",
  summaryCalm: "All is well. If anything gets stuck, you’ll hear from us first.",
  blockedTitle: "We’re on it",
  blockedSince: (d) => `for ${d}`,
  blockedKind: { dispatch: "Late dispatch", logistics: "Parcel not moving", refund: "Overdue refund", freight: "Return freight unsettled" },
  orders: "My orders",
  placed: (d) => `Ordered ${d}`,
  stages: { placed: "Ordered", paid: "Paid", dispatched: "Shipped", delivered: "Delivered", completed: "Done" },
  stageLine: "Order progress",
  rightsOf: (n) => `Protections on this order (${n})`,
  noRights: "No protections apply to this order.",
  otherRights: (n) => `${n} more, ended or not applicable`,
  deadline: "Until",
  clause: "The terms",
  needs: "You’ll need",
  needsNothing: "Nothing to prepare",
  claim: "Claim",
  claimDraft: (right, order) => `I’d like to claim “${right}” for order ${order}`,
  ask: "Ask us",
  askDraft: (order) => `I have a question about order ${order}`,
  contacts: "When we contacted you",
  contactsNote:
    "If someone calls or texts as our customer service, check the code. If it differs, or isn’t listed here, it wasn’t us. We never ask for passwords or one-time codes, or for a money transfer.",
  contactAgent: (name) => `Agent ${name}`,
  contactBot: "Automated assistant",
  noContacts: "We haven’t called or texted you.",
  emptyTitle: "No orders yet",
  emptyText: "Once you order, the protections that come with each order will be listed here.",
  errorTitle: "This didn’t open",
  waitingToken: "Checking who you are…",
  noToken: "You’re not signed in. Please open this page from the shop.",
};

export const HALL: Bilingual<typeof zh> = { zh, en };
export type HallText = typeof zh;
