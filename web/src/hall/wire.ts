// Shapes of the hall interface.
import type { Contact, Money, RightState } from "../shared/wire";

export interface Blocked {
  readonly kind: string;
  readonly since: string;
  readonly text: string;
}

export interface Item {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
}

export interface Need {
  readonly need: string;
  readonly name: string;
  readonly how: "photo" | "text" | "condition";
}

/** One way to claim. */
export interface Choice {
  readonly deed: string;
  readonly name: string;
  readonly amount: Money | null;
  readonly consequences: readonly string[];
}

export interface Claim {
  readonly claim_id: string;
  readonly needs: readonly Need[];
  readonly choices: readonly Choice[];
}

export interface HallRight {
  readonly right: string;
  readonly name: string;
  readonly state: RightState;
  readonly phase: "now" | "next" | "over";
  readonly clause: string;
  readonly why: string;
  readonly deadline: string | null;
  readonly whose: "shop" | "consumer" | null;
  readonly missed: boolean;
  readonly amount: Money | null;
  readonly computed: string | null;
  readonly needs: readonly Need[];
  readonly items: readonly Item[];
  readonly claim: Claim | null;
}

export interface Freight {
  readonly payer: string;
  readonly payer_text: string;
  readonly amount: Money | null;
  readonly rule: string;
  readonly state_text: string;
  readonly decision: string;
  readonly may_appeal: boolean;
}

export interface Remedy {
  readonly remedy_id: string;
  readonly reference: string;
  readonly order_id: string;
  readonly title: string;
  readonly kind: string;
  readonly kind_text: string;
  readonly state: string;
  readonly state_text: string;
  readonly amount: Money | null;
  readonly items: readonly Item[];
  readonly requested_at: string;
  readonly due: string | null;
  readonly ended_at: string | null;
  readonly answer: string | null;
  readonly steps: ReadonlyArray<{ readonly at: string; readonly text: string }>;
  readonly waits_for_photo: boolean;
  readonly may_withdraw: boolean;
  readonly may_appeal: boolean;
}

export interface Promised {
  readonly promise_id: string;
  readonly order_id: string;
  readonly title: string;
  readonly what: string;
  readonly state: "open" | "kept" | "broken" | "void";
  readonly state_text: string;
  readonly due: string;
}

/** A wish for a case to come: `text` says what is awaited, until when, and what is done then. */
export interface Agreed {
  readonly condition_id: string;
  readonly order_id: string;
  readonly title: string;
  readonly text: string;
  readonly state: "open" | "done" | "met" | "moot" | "expired" | "withdrawn";
  readonly state_text: string;
  readonly due: string;
  readonly may_withdraw: boolean;
}

export interface ToRate {
  readonly case_id: string;
  readonly order_id: string;
  readonly title: string;
}

export interface ChannelPreference {
  readonly agreed: boolean;
  readonly opted_out: boolean;
  readonly number: string | null;
}

export interface Preferences {
  readonly phone: ChannelPreference;
  readonly sms: ChannelPreference;
}

export interface HallOrder {
  readonly order_id: string;
  readonly number: string;
  readonly title: string;
  readonly merchant: string;
  readonly image?: string | null;
  readonly stage: string;
  readonly stage_text: string;
  readonly placed_at: string;
  readonly total: Money | null;
  readonly blocked: readonly Blocked[];
  readonly rights: readonly HallRight[];
  readonly freight: Freight | null;
}

export interface Hall {
  /** `time_zone`: in which this consumer is told times, here as in the chat. */
  readonly customer: { readonly name: string; readonly time_zone?: string | null };
  readonly orders: readonly HallOrder[];
  readonly remedies: readonly Remedy[];
  readonly promises: readonly Promised[];
  readonly conditions: readonly Agreed[];
  readonly to_rate: readonly ToRate[];
  readonly contacts: readonly Contact[];
}
