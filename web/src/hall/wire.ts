// Shapes of the hall interface.
import type { Contact, Money, Right } from "../shared/wire";

export interface Blocked {
  readonly kind: string;
  readonly since: string;
  readonly text: string;
}

export interface HallOrder {
  readonly order_id: string;
  readonly title: string;
  readonly merchant: string;
  readonly image?: string | null;
  readonly stage: string;
  readonly stage_text: string;
  readonly placed_at: string;
  readonly total: Money | null;
  readonly blocked: readonly Blocked[];
  readonly rights: readonly Right[];
}

export interface Hall {
  readonly customer: { readonly name: string };
  readonly orders: readonly HallOrder[];
  readonly contacts: readonly Contact[];
}
