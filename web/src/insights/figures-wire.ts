// Shape of /api/insights/figures: shares from 0 to 1, times in seconds; null where there was nothing to tell it from.

export interface Named {
  readonly code: string;
  readonly name: string;
  readonly number: number;
  readonly per_thousand_orders?: number | null;
}

export interface Satisfaction {
  readonly code: string;
  readonly name: string;
  readonly cases: number;
  readonly rated: number;
  readonly answered: number | null;
  readonly content: number | null;
  readonly dissatisfied: number | null;
  readonly average: number | null;
}

/** What people did for some consumers; `handoffs` and `cases` are what the rest was counted from. */
export interface Served {
  readonly code: string;
  readonly name: string;
  readonly handoffs: number;
  readonly first_reply_median: number | null;
  readonly first_reply_p90: number | null;
  readonly first_reply_in_time: number | null;
  readonly handling_median: number | null;
  readonly cases: number;
  readonly first_contact: number | null;
  readonly reopened: number | null;
}

/** From 0 to 2. */
export interface Mean {
  readonly code: string;
  readonly name: string;
  readonly reviews: number;
  readonly mean: number | null;
}

export interface QualityMeans extends Mean {
  readonly by_criterion: readonly Mean[];
}

export interface Figures {
  readonly since: string;
  readonly until: string;
  /** Whose days are counted. */
  readonly time_zone: string;
  readonly orders: number;
  readonly conversations: number;
  readonly requests: readonly Named[];
  readonly containment: number | null;
  readonly handoff_rate: number | null;
  readonly handoffs: number;
  readonly handoffs_by_reason: readonly Named[];
  readonly served: Served;
  /** Without a code: the assistant alone. */
  readonly served_by_agent: readonly Served[];
  readonly served_by_channel: readonly Served[];
  /** Without a code: about no order. */
  readonly served_by_merchant: readonly Served[];
  readonly quality: QualityMeans;
  readonly quality_by_agent: readonly QualityMeans[];
  readonly waits: {
    readonly counted: number;
    readonly told_median: number | null;
    readonly waited_median: number | null;
    readonly within: number | null;
    readonly pairs: readonly (readonly [number, number])[];
  };
  readonly days: readonly { readonly day: string; readonly conversations: number; readonly handed_over: number }[];
  readonly satisfaction: Satisfaction;
  readonly satisfaction_by_topic: readonly Satisfaction[];
  readonly satisfaction_by_newness: readonly Satisfaction[];
  readonly satisfaction_by_channel: readonly Satisfaction[];
  /** Without a code: the assistant alone. */
  readonly satisfaction_by_agent: readonly Satisfaction[];
  readonly satisfaction_by_merchant: readonly Satisfaction[];
}

const RATED = ["cases", "rated", "answered", "content", "dissatisfied", "average"] as const;
const SERVED = ["handoffs", "first_reply_median", "first_reply_p90", "first_reply_in_time", "handling_median", "cases", "first_contact", "reopened"] as const;
const SINGLE = ["since", "until", "orders", "conversations", "containment", "handoff_rate", "handoffs"] as const;

/** One figure a line, as the service names it: for a spreadsheet. */
export function csvOf(figures: Figures): string {
  const rows: (readonly [string, string, string | number | null])[] = SINGLE.map((name) => [name, "", figures[name]]);
  for (const name of SERVED) if (name !== "handoffs") rows.push([name, "", figures.served[name]]);
  const cuts = { by_agent: figures.served_by_agent, by_channel: figures.served_by_channel, by_merchant: figures.served_by_merchant };
  for (const [by, group] of Object.entries(cuts)) for (const one of group) for (const name of SERVED) rows.push([`${name}_${by}`, one.name, one[name]]);
  for (const one of [figures.quality, ...figures.quality_by_agent]) {
    const by = one === figures.quality ? "quality" : "quality_by_agent";
    rows.push([`${by}_reviews`, one.name, one.reviews], [by, one.name, one.mean]);
    for (const part of one.by_criterion) rows.push([`${by}_of_${part.code}`, one.name, part.mean]);
  }
  for (const name of ["counted", "told_median", "waited_median", "within"] as const) rows.push([`waits_${name}`, "", figures.waits[name]]);
  for (const one of figures.requests) rows.push(["requests", one.name, one.number], ["requests_per_thousand_orders", one.name, one.per_thousand_orders ?? null]);
  for (const one of figures.handoffs_by_reason) rows.push(["handoffs_by_reason", one.name, one.number]);
  const groups = { "": [figures.satisfaction], by_newness: figures.satisfaction_by_newness, by_topic: figures.satisfaction_by_topic,
    by_channel: figures.satisfaction_by_channel, by_agent: figures.satisfaction_by_agent, by_merchant: figures.satisfaction_by_merchant };
  for (const [by, group] of Object.entries(groups))
    for (const one of group) for (const name of RATED) rows.push([["satisfaction", name, by].filter(Boolean).join("_"), one.name, one[name]]);
  for (const one of figures.days) rows.push(["conversations_of_day", one.day, one.conversations], ["handed_over_of_day", one.day, one.handed_over]);
  return ["figure,of,value", ...rows.map((row) => row.map(cell).join(","))].join("\r\n");
}

/** Quoted where it has to be; what a spreadsheet would take for a formula becomes text. */
function cell(value: string | number | null): string {
  const text = value === null ? "" : String(value);
  const plain = /^[=+@\t\r-]/.test(text) && typeof value === "string" ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
