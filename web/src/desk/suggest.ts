// PURE: the next step that the facts suggest, and words for the customer in their own language. Nothing here is sent.
import { money, span } from "../shared/format";
import { inLang, type Lang } from "../shared/lang";
import { SUGGEST, type SuggestText } from "./suggest-text";
import type { Deed, DeskConversation, Promised } from "./wire";

/** `step` in the agent's language, `draft` in the customer's, empty once it was said; `deed`: what would be done, if anything is. */
export interface Suggestion {
  readonly step: string;
  readonly draft: string;
  readonly deed?: Deed;
  readonly orderId: string;
}

interface Facts {
  readonly shown: DeskConversation;
  readonly nowMs: number;
  readonly goods: string;
  readonly promises: readonly Promised[];
}

type Said = (t: SuggestText, lang: Lang) => string;
interface Found {
  readonly step: Said;
  readonly draft: Said;
  readonly deed?: Deed;
}

/** What hurts most comes first: a broken word, then what waits for us, then what is late, then what may be claimed. */
export function suggestionOf(shown: DeskConversation, lang: Lang, nowMs: number): Suggestion | undefined {
  const order = shown.order;
  if (!order) return undefined;
  const facts: Facts = { shown, nowMs, goods: order.title, promises: shown.promises ?? shown.case?.promised ?? [] };
  const found = brokenPromise(facts) ?? waitsForApproval(facts) ?? openPromise(facts) ?? blocked(facts) ?? claimable(facts);
  if (!found) return undefined;
  const theirs = shown.conversation.language;
  const words = found.draft(inLang(SUGGEST, theirs), theirs);
  const draft = wasSaid(words, shown) ? "" : words;
  if (!draft && !found.deed) return undefined;
  return { step: found.step(inLang(SUGGEST, lang), lang), draft, orderId: order.order_id, ...(found.deed ? { deed: found.deed } : {}) };
}

/** The same sentence with other figures (how late it is by now) was said as well. */
function wasSaid(words: string, { messages }: DeskConversation): boolean {
  const bare = (text: string) => text.replace(/[\d:.]+ ?(天|小时|分钟|days?|h|min)?|\s/g, "");
  return messages.some((m) => m.from === "agent" && bare(m.text) === bare(words));
}

/** Of the order that is talked about, or of none in particular. */
const ofOrder = ({ shown, promises }: Facts): readonly Promised[] => promises.filter((p) => !p.order_id || p.order_id === shown.order?.order_id);

const matter = (p: Promised): string => p.text || p.about || p.what;

function brokenPromise(facts: Facts): Found | undefined {
  const late = (p: Promised) => p.state === "broken" || (p.state === "open" && p.by_when !== null && Date.parse(p.by_when) < facts.nowMs);
  const p = ofOrder(facts).find(late);
  if (!p?.by_when) return undefined;
  const at = (lang: Lang) => moment(p.by_when!, lang, facts.shown.customer.time_zone);
  return { step: (t, lang) => t.brokenStep(matter(p), at(lang)), draft: (t, lang) => t.brokenDraft(at(lang), facts.goods) };
}

function waitsForApproval({ shown, goods }: Facts): Found | undefined {
  const r = shown.case?.remedies.find((one) => one.status === "needs_approval");
  if (!r) return undefined;
  const sum = (lang: Lang) => (r.amount ? money(r.amount, lang) : "");
  const due = (lang: Lang) => (r.due_at ? moment(r.due_at, lang, shown.customer.time_zone) : "");
  return { step: (t, lang) => t.approvalStep(r.name, sum(lang), due(lang)), draft: (t, lang) => t.approvalDraft(goods, sum(lang), due(lang)) };
}

function openPromise(facts: Facts): Found | undefined {
  const p = ofOrder(facts).find((one) => one.state === "open" && one.by_when !== null);
  if (!p?.by_when) return undefined;
  const at = (lang: Lang) => moment(p.by_when!, lang, facts.shown.customer.time_zone);
  return { step: (t, lang) => t.promisedStep(matter(p), at(lang)), draft: (t, lang) => t.promisedDraft(facts.goods, at(lang)) };
}

const HELPS: Readonly<Record<string, readonly string[]>> = {
  dispatch: ["urge_merchant", "compensation", "cancel", "refund"], logistics: ["urge_courier", "refund"],
  refund: ["urge_merchant"], freight: ["freight_claim", "urge_merchant"],
};

function blocked({ shown, nowMs, goods }: Facts): Found | undefined {
  const block = shown.case?.blocks.find((b) => !b.ended_at);
  if (!block) return undefined;
  const from = block.deadline ?? block.started_at;
  const late = (lang: Lang) => span(nowMs - Date.parse(from), lang);
  const at = (lang: Lang) => moment(from, lang, shown.customer.time_zone);
  const deed = (HELPS[block.kind] ?? []).map((kind) => shown.deeds?.find((d) => d.kind === kind)).find((d) => d);
  const scan = shown.order?.parcels.at(-1)?.last;
  const place = scan?.place ?? "";
  return {
    step: (t, lang) => t.blockedStep(t.block[block.kind] ?? block.kind, late(lang)),
    draft: (t, lang) => (t.blockedDraft[block.kind] ?? t.blockedDraft.other!)(goods, at(lang), late(lang), place),
    ...(deed ? { deed } : {}),
  };
}

function claimable({ shown }: Facts): Found | undefined {
  const right = shown.order?.rights.find((r) => r.state === "claimable");
  if (!right) return undefined;
  const sum = (lang: Lang) => (right.amount ? money(right.amount, lang) : "");
  const paying = (shown.deeds ?? []).filter((d) => d.amount && d.amount.amount === right.amount?.amount);
  return {
    step: (t, lang) => t.claimStep(right.name, sum(lang)),
    draft: (t, lang) => t.claimDraft(shown.order?.title ?? "", sum(lang)),
    ...(paying.length === 1 ? { deed: paying[0]! } : {}), // which one, if two give the same, is for the agent to say
  };
}

/** A moment on the customer's own clock, with its day: never "tomorrow", which is another day when it is read. */
export function moment(iso: string, lang: Lang, zone: string): string {
  const day = lang === "en" ? ({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit" } as const) : ({ month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const);
  return new Intl.DateTimeFormat(lang, { ...day, timeZone: zone }).format(new Date(iso));
}
