// Shapes of the desk interface.
import type { Author, ChatMessage, Owner } from "../chat/wire";
import type { Lang } from "../shared/lang";
import type { Contact, Money, Right } from "../shared/wire";

export interface Agent {
  readonly agent_id: string;
  readonly name: string;
  readonly role: "agent" | "supervisor";
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly capacity: number;
  readonly state: "online" | "away";
}

export interface QueueItem {
  readonly conversation_id: string;
  readonly channel: "app" | "phone";
  readonly language: Lang;
  readonly customer: { readonly customer_id: string; readonly name: string };
  readonly new_user: boolean;
  readonly order_id: string | null;
  readonly title: string | null;
  readonly blocks: readonly string[];
  readonly why: string;
  readonly skill: string | null;
  readonly priority: number;
  readonly queued_at: string;
  readonly last: { readonly from: Author; readonly text: string; readonly at: string } | null;
  readonly dedicated: boolean;
}

export interface Queue {
  readonly waiting: readonly QueueItem[];
  readonly mine: readonly QueueItem[];
  readonly load: { readonly active: number; readonly capacity: number };
  readonly online: ReadonlyArray<{ readonly name: string; readonly active: number; readonly capacity: number; readonly state: string }>;
}

/** `state`: open, kept, broken or void. `about`: the remedy that it belongs to; `text`: an agent's own words. */
export interface Promised {
  readonly what: string;
  readonly text: string;
  readonly about: string | null;
  readonly state: string;
  readonly by_when: string | null;
  readonly at: string;
}

export interface Case {
  readonly case_id: string;
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
  readonly messages: readonly ChatMessage[];
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
