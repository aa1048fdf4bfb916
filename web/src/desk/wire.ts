// Shapes of the desk interface.
import type { Author, ChatMessage, Owner } from "../chat/wire";
import type { QualityState, Score, Why } from "../insights/quality-wire";
import type { Lang } from "../shared/lang";
import type { Contact, Money, Right } from "../shared/wire";

export type Deputy = "approve" | "supervise" | "manage";

export type Missing = "code" | "set_up";

/** How one gets in here; `halfway`: the first factor was right in this browser. */
export interface WaysIn {
  readonly passwords: "everybody" | "emergency";
  readonly sso: boolean;
  readonly sso_name: string;
  readonly halfway: { readonly needs: Missing; readonly name: string } | null;
}

export interface LoginAnswer {
  readonly agent: Agent | null;
  readonly needs: Missing | null;
  readonly recovery_codes: readonly string[];
}

/** For an authenticator app: a code to scan, base32 to type, and the address that opens one. */
export interface Secret {
  readonly secret: string;
  readonly uri: string;
  readonly qr: Qr;
}

/** A square of `size` modules, margin included; `path` is SVG path data, stroked one module wide. */
export interface Qr {
  readonly size: number;
  readonly path: string;
}

/** One's own second factor. `can`: one can be set up here; `wanted`: the role has to have one. */
export interface Factor {
  readonly can: boolean;
  readonly wanted: boolean;
  readonly confirmed_at: string | null;
  readonly recovery_left: number;
  readonly strong: boolean;
}

/** How a colleague gets in, for an admin. */
export interface ColleagueSignIn {
  readonly agent_id: string;
  readonly login: string;
  readonly name: string;
  readonly wanted: boolean;
  readonly confirmed_at: string | null;
  readonly sso_name: string | null;
  readonly bound: boolean;
}

export interface Agent {
  readonly agent_id: string;
  readonly name: string;
  readonly role: "agent" | "senior" | "supervisor" | "admin";
  readonly may: readonly Deputy[];
  readonly team: string | null;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly capacity: number;
  readonly state: "online" | "away";
}

interface Named {
  readonly name: string;
}

/** What was said of a conversation of mine. */
export interface OwnReview {
  readonly review_id: string;
  readonly conversation_id: string;
  readonly customer: string;
  readonly channel: "app" | "phone";
  readonly why: Why;
  readonly state: QualityState;
  readonly reviewer: string | null;
  readonly scored_at: string;
  readonly scores: readonly Score[];
  readonly note: string | null;
  readonly answer: string | null;
  readonly may_answer: boolean;
}

/** `last`: the customer's own last words. `waiting_since`: since when they wait for a person's word. `rank`: what the queue is sorted by. */
export interface QueueItem {
  readonly conversation_id: string;
  readonly channel: "app" | "phone";
  readonly language: Lang;
  readonly customer: { readonly customer_id: string; readonly name: string };
  readonly new_user: boolean;
  readonly order_id: string | null;
  readonly order_number: string | null;
  readonly title: string | null;
  readonly goods: string | null;
  readonly blocks: readonly string[];
  readonly why: string;
  readonly skill: string | null;
  readonly team: string | null;
  readonly owner: Owner;
  readonly agent: Named | null;
  readonly own_agent: Named | null;
  readonly mine: boolean;
  readonly priority: number;
  readonly priority_text: string;
  readonly rank: number;
  readonly queued_at: string;
  readonly waiting_since: string | null;
  readonly timer: { readonly what: "first_reply" | "next_reply"; readonly due_at: string; readonly late: boolean } | null;
  readonly reads: boolean;
  readonly last: { readonly from: Author; readonly text: string; readonly at: string } | null;
  readonly dedicated: boolean;
  /** Grows with every change of hands. */
  readonly epoch: number;
}

/** Who a conversation is given to; neither: whoever comes. */
export type Assignment = { readonly agent_id?: string; readonly team?: string };

/** What was done to each of several conversations, and why not where it was not. */
export interface BulkAnswer {
  readonly rows: readonly { readonly conversation_id: string; readonly done: boolean; readonly problem: string | null }[];
}

export interface Load {
  readonly active: number;
  readonly capacity: number;
}

export interface Colleague extends Load {
  readonly agent_id: string;
  readonly name: string;
  readonly state: "online" | "away";
  readonly team: string | null;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
}

export interface Queue {
  readonly waiting: readonly QueueItem[];
  readonly waiting_total: number;
  readonly mine: readonly QueueItem[];
  readonly load: Load;
  readonly online: readonly Colleague[];
}

/** Rows as they are now, in the place of those that were. */
export interface Rows {
  readonly rows: readonly QueueItem[];
  readonly gone: readonly string[];
  readonly waiting_total: number;
  readonly load: Load;
}

export interface Options {
  readonly dispositions: ReadonlyArray<{ readonly code: string; readonly name: string }>;
  readonly skills: ReadonlyArray<{ readonly code: string; readonly name: string }>;
  readonly teams: readonly string[];
}

/** `state`: open, kept, broken or void. `about`: the remedy that it belongs to; `text`: an agent's own words. */
export interface Promised {
  readonly promise_id: string;
  readonly kind: string;
  readonly order_id?: string | null;
  readonly goods?: string | null;
  readonly what: string;
  readonly text: string;
  readonly about: string | null;
  readonly state: string;
  readonly by_when: string | null;
  readonly at: string;
}

/** A wish for a case to come, agreed with the customer: `text` says what, until when and what then; `said` are their words. */
export interface Agreed {
  readonly condition_id: string;
  readonly order_id: string;
  readonly goods: string;
  readonly text: string;
  readonly said: string;
  readonly state: string;
  readonly state_text: string;
  readonly due_at: string;
  readonly at: string;
  readonly ended_text: string | null;
}

export interface Case {
  readonly case_id: string;
  readonly order_id: string;
  readonly closed_at: string | null;
  readonly own_agent?: Named | null;
  readonly until?: string | null;
  readonly opened_at: string;
  readonly promised: readonly Promised[];
  readonly blocks: ReadonlyArray<{ kind: string; deadline: string | null; started_at: string; ended_at: string | null; text: string }>;
  readonly remedies: readonly RemedyShown[];
  readonly story: ReadonlyArray<{ at: string; who: string; what: string; why: string; note: string | null }>;
}

/** `items` null: the whole order. `due_at`: when the customer hears from us at the latest; `answer`: the shop's own words. */
export interface RemedyShown {
  readonly remedy_id: string;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly status_text: string;
  readonly amount: Money | null;
  readonly items: ReadonlyArray<{ sku: string; title: string; quantity: number }> | null;
  readonly at: string;
  readonly by: string;
  readonly due_at: string | null;
  readonly ended_at: string | null;
  readonly answer: string | null;
}

export interface Parcel {
  readonly parcel_id: string;
  readonly courier: string;
  readonly tracking_no: string;
  readonly dispatched_at: string | null;
  readonly delivered_at: string | null;
  readonly last: { readonly at: string; readonly place: string | null; readonly text: string | null; readonly code: string } | null;
}

export interface Freight {
  readonly insured?: boolean;
  readonly paid_by_consumer?: Money | null;
  readonly disputed_at?: string | null;
  readonly claim?: { readonly status: string; readonly amount: Money; readonly requested_at: string; readonly paid_at?: string | null } | null;
}

export interface Order {
  readonly order_id: string;
  readonly title: string;
  readonly merchant: string;
  readonly status: string;
  readonly status_text: string;
  readonly placed_at: string;
  readonly paid_at: string | null;
  readonly dispatch_deadline: string | null;
  readonly total: Money | null;
  readonly items: ReadonlyArray<{ readonly title: string; readonly quantity: number; readonly price: Money }>;
  readonly address: { readonly city?: string | null; readonly detail?: string | null; readonly recipient?: string | null } | null;
  readonly parcels: readonly Parcel[];
  readonly refunds: ReadonlyArray<{ refund_id: string; kind: string; status: string; amount: Money; requested_at: string; to: string | null }>;
  readonly freight: Freight | null;
  readonly rights: readonly Right[];
}

export interface Customer {
  readonly customer_id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly new_user: boolean;
  readonly orders_so_far: number;
  readonly locale: string;
  readonly time_zone: string;
  readonly local_time: string;
}

export interface Deed {
  readonly kind: string;
  readonly name: string;
  readonly amount: Money | null;
  readonly due_at: string | null;
  /** The page's own: nobody has a right to it, so `amount` is the most, and a reason is asked for. */
  readonly goodwill?: boolean;
}

export type Allowed = "claim" | "reply" | "transfer" | "return" | "close" | "note" | "reveal" | "take_over" | "assign";

export interface DeskConversation {
  readonly conversation: {
    readonly conversation_id: string;
    readonly channel: "app" | "phone";
    readonly owner: Owner;
    readonly epoch: number;
    readonly language: Lang;
    readonly agent: { readonly name: string } | null;
    readonly handoff: { readonly why: string; readonly requested_at: string; readonly skill: string | null } | null;
  };
  readonly customer: Customer;
  readonly case: Case | null;
  readonly order: Order | null;
  readonly orders: readonly Order[];
  readonly cases?: readonly Case[];
  readonly promises?: readonly Promised[];
  readonly conditions?: readonly Agreed[];
  readonly summary?: ReadonlyArray<{ readonly about: string; readonly label: string; readonly text: string }>;
  readonly deeds?: readonly Deed[];
  readonly may?: readonly Allowed[];
  readonly messages: readonly ChatMessage[];
  /** Up to which message the customer has read. */
  readonly read_seq?: number | null;
  readonly contacts: readonly Contact[];
  readonly notes?: ReadonlyArray<{ readonly at: string; readonly agent: { readonly name: string }; readonly text: string }>;
}

/** One remedy that an agent has to decide about; `mine`: approved by me, another agent has to as well. */
export interface Approval {
  readonly remedy_id: string;
  readonly reference: string;
  readonly kind: string;
  readonly kind_text: string;
  readonly state: "needs_approval" | "failed";
  readonly state_text: string;
  readonly amount: Money | null;
  readonly items: ReadonlyArray<{ readonly title: string; readonly quantity: number }>;
  readonly whole_order: boolean;
  readonly order_id: string;
  readonly order_number: string;
  readonly title: string;
  readonly merchant: string;
  readonly total: Money;
  readonly customer: string;
  readonly conversation_id: string | null;
  readonly clause: string | null;
  readonly reason: string;
  readonly asked_by: string;
  readonly requested_at: string;
  readonly due_at: string | null;
  readonly approvals_needed: number;
  readonly approved_by: readonly string[];
  readonly mine: boolean;
  readonly own: boolean;
  readonly failure: string | null;
  readonly photos: readonly string[];
  readonly others: ReadonlyArray<{ readonly kind_text: string; readonly state_text: string; readonly amount: Money | null; readonly at: string }>;
}

/** What was found of one consumer, and by what. */
export interface Found {
  readonly customer: { readonly customer_id: string; readonly name: string };
  readonly matched: "consumer" | "phone" | "order" | "words";
  readonly order_id: string | null;
  readonly order_number: string | null;
  readonly goods: string | null;
  readonly conversation_id: string | null;
  readonly owner: Owner | null;
  readonly text: string | null;
  readonly at: string | null;
}

export interface Earlier {
  readonly conversation_id: string;
  readonly channel: "app" | "phone";
  readonly owner: Owner;
  readonly opened_at: string;
  readonly ended_at: string | null;
  readonly agent: Named | null;
  readonly why: string;
  readonly disposition_text: string | null;
  readonly resolution: string | null;
  readonly last: QueueItem["last"];
  readonly messages: number;
}

/** What was promised to be done by a colleague (a complaint, an enquiry, a call), until it is answered. */
export interface Task {
  readonly remedy_id: string;
  readonly about: string;
  readonly text: string;
  readonly order_number: string;
  readonly goods: string;
  readonly customer: { readonly customer_id: string; readonly name: string };
  readonly conversation_id: string | null;
  readonly due_at: string | null;
  readonly late: boolean;
}

export interface FloorAgent extends Colleague {
  readonly role: Agent["role"];
  readonly waiting: number;
  readonly late: number;
  readonly owned_cases: number;
}

/** `within_time`: the share of the last 24 hours' handoffs that had a first reply in time; null where there were none. */
export interface Floor {
  readonly agents: readonly FloorAgent[];
  readonly waiting: readonly QueueItem[];
  readonly talking: readonly QueueItem[];
  readonly waiting_total: number;
  readonly oldest_waiting_since: string | null;
  readonly late: number;
  readonly within_time: number | null;
}

export type Field = "name" | "phone" | "address";

/** To exactly one of these, with a word for the colleague. */
export interface Transfer {
  readonly agent_id?: string;
  readonly team?: string;
  readonly skill?: string;
  readonly note: string;
}

export interface DeedWish {
  readonly order_id: string;
  readonly kind: string;
  readonly amount?: string;
  readonly reason?: string;
}

/** A reply that was written once. `text` may hold {name}, {goods}, {order} and {agent}. `team` null: for everybody. */
export interface Canned {
  readonly canned_id: string;
  readonly team: string | null;
  readonly language: Lang;
  readonly title: string;
  readonly text: string;
  /** Came with the program. */
  readonly ours: boolean;
}
