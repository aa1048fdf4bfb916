// What a suggestion says: the step to the agent, the draft to the customer.
import type { Bilingual } from "../shared/lang";

type BlockedDraft = (goods: string, at: string, late: string, place: string) => string;

const zh = {
  block: { dispatch: "发货", logistics: "物流", refund: "退款", freight: "退货运费" } as Record<string, string>,
  brokenStep: (what: string, at: string) => `「${what}」答应 ${at} 前答复，没有做到。先道歉，再给准信。`,
  brokenDraft: (at: string, goods: string) => `您好，「${goods}」这件事答应您 ${at} 前答复，我们没做到，对不起。我现在就去核实，您稍等我一下。`,
  approvalStep: (name: string, sum: string, due: string) => `${name}${sum ? ` ${sum}` : ""} 还在等审批${due ? `，最晚 ${due}` : ""}。`,
  approvalDraft: (goods: string, sum: string, due: string) => `您好，「${goods}」的申请${sum ? `（${sum}）` : ""}正在审核${due ? `，最晚 ${due} 前有结果` : ""}，出结果我马上告诉您。`,
  promisedStep: (what: string, at: string) => `「${what}」已经答应 ${at} 前答复，还没到时间。`,
  promisedDraft: (goods: string, at: string) => `您好，「${goods}」这件事正在处理，最晚 ${at} 前给您答复，有消息我会先告诉您。`,
  blockedStep: (what: string, late: string) => `${what}已经晚了 ${late}。`,
  blockedDraft: {
    dispatch: (goods, at, late) => `您好，「${goods}」应该在 ${at} 前发出，已经晚了 ${late}，让您久等了。我来盯这件事，先去问商家什么时候能发。`,
    logistics: (goods, _at, _late, place) => `您好，「${goods}」的包裹${place ? `停在${place}` : "一直没有新的物流信息"}，我去找快递核实它现在在哪儿，查到就告诉您。`,
    refund: (goods, at, late) => `您好，「${goods}」的退款应该在 ${at} 前处理，已经晚了 ${late}。我去催商家，有结果马上告诉您。`,
    freight: (goods) => `您好，「${goods}」的退货运费我来跟进，先去核对是谁该承担、卡在哪一步，查到就告诉您。`,
    other: (goods) => `您好，「${goods}」的情况我看到了，我先去核实，查到就告诉您。`,
  } as Record<string, BlockedDraft>,
  claimStep: (name: string, sum: string) => `「${name}」现在可以申请${sum ? ` ${sum}` : ""}。`,
  claimDraft: (goods: string, sum: string) => `您好，「${goods}」这笔订单现在可以申请保障${sum ? `，金额 ${sum}` : ""}，需要我帮您申请吗？`,
};

const en: typeof zh = {
  block: { dispatch: "Dispatch", logistics: "Delivery", refund: "The refund", freight: "Return freight" },
  brokenStep: (what, at) => `“${what}” was promised by ${at} and not kept. Say sorry first, then give a firm answer.`,
  brokenDraft: (at, goods) => `Hello, we promised you an answer about “${goods}” by ${at} and didn’t keep it. I’m sorry. I’m checking it right now, please give me a moment.`,
  approvalStep: (name, sum, due) => `${name}${sum ? ` ${sum}` : ""} still waits for approval${due ? `, by ${due} at the latest` : ""}.`,
  approvalDraft: (goods, sum, due) => `Hello, your request about “${goods}”${sum ? ` (${sum})` : ""} is being reviewed${due ? `; you’ll hear by ${due} at the latest` : ""}. I’ll tell you as soon as it’s decided.`,
  promisedStep: (what, at) => `“${what}” is promised by ${at}; the time isn’t up yet.`,
  promisedDraft: (goods, at) => `Hello, we’re working on “${goods}”. You’ll have an answer by ${at} at the latest, and sooner if I hear sooner.`,
  blockedStep: (what, late) => `${what} is ${late} late.`,
  blockedDraft: {
    dispatch: (goods, at, late) => `Hello, “${goods}” should have been sent by ${at} and is ${late} late. I’m sorry about the wait. I’m taking this on and asking the shop when it leaves.`,
    logistics: (goods, _at, _late, place) => `Hello, the parcel with “${goods}” ${place ? `was last seen in ${place}` : "has had no new scan"}. I’m asking the courier where it is and will tell you what I find.`,
    refund: (goods, at, late) => `Hello, the refund for “${goods}” was due by ${at} and is ${late} late. I’m chasing the shop and will tell you what they say.`,
    freight: (goods) => `Hello, I’m looking into the return freight for “${goods}”: who should pay it and where it’s stuck. I’ll tell you what I find.`,
    other: (goods) => `Hello, I can see what happened with “${goods}”. I’m checking it now and will tell you what I find.`,
  },
  claimStep: (name, sum) => `“${name}” can be claimed now${sum ? `: ${sum}` : ""}.`,
  claimDraft: (goods, sum) => `Hello, you can make a claim for “${goods}”${sum ? ` (${sum})` : ""}. Shall I do that for you?`,
};

export const SUGGEST: Bilingual<typeof zh> = { zh, en };
export type SuggestText = typeof zh;
