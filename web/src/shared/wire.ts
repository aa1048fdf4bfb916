// Shapes that several areas receive from the service; ids are strings, instants RFC 3339 UTC.

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export type RightState = "active" | "claimable" | "claimed" | "paid" | "expired" | "not_applicable";

export interface Right {
  readonly right: string;
  readonly name: string;
  readonly state: RightState;
  readonly clause: string;
  readonly deadline: string | null;
  /** Whose deadline it is: the shop's was missed, the consumer's is open. */
  readonly whose?: "shop" | "consumer" | null;
  readonly amount: Money | null;
  readonly needs: readonly string[];
  readonly why: string;
}

/** One call or SMS we made to a consumer; the code lets them check that it was really us. */
export interface Contact {
  readonly channel: "phone" | "sms";
  readonly at: string;
  readonly about: string;
  readonly agent: string | null;
  readonly code: string | null;
  readonly order_id?: string | null;
}

export interface OrderCard {
  readonly kind: "order";
  readonly order_id: string;
  readonly title: string;
  readonly image?: string | null;
  readonly merchant: string;
  readonly status: string;
  readonly status_text: string;
  readonly placed_at: string;
  readonly total: Money | null;
  readonly items: number;
  readonly button_id?: string | null;
}

export interface RightCard {
  readonly kind: "right";
  readonly order_id: string;
  readonly right: string;
  readonly name: string;
  readonly state: RightState;
  readonly clause: string;
  readonly deadline: string | null;
  readonly whose?: "shop" | "consumer" | null;
  readonly amount: Money | null;
}

export interface ClaimCard {
  readonly kind: "claim";
  readonly order_id: string;
  readonly what: string;
  readonly state: string;
  readonly amount: Money | null;
}

export interface ContactCard {
  readonly kind: "contact";
  readonly channel: "phone" | "sms";
  readonly at: string;
  readonly about: string;
  readonly code: string | null;
}

export interface PhotoCard {
  readonly kind: "photo";
  readonly photo_id: string;
  readonly width: number;
  readonly height: number;
}

export type Card = OrderCard | RightCard | ClaimCard | ContactCard | PhotoCard;
