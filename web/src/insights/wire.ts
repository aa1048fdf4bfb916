// Shapes of /api/insights/review.
import type { Lang } from "../shared/lang";

export type Reason = "low_confidence" | "corrected" | "handed_over";
export type Sign = "unsure" | "guessed" | "gave_up" | "wanted_person" | "said_no" | "rephrased" | "said_yes";
export type State = "open" | "approved" | "skipped" | "written";
export type Verb = "approve" | "skip" | "reopen";
export type Removed = "name" | "number" | "address" | "email" | "url" | "account";

export interface Intent {
  readonly intent: string;
  readonly name: string;
}

export interface Review {
  readonly turn_id: string;
  readonly version: number;
  readonly text: string;
  readonly language: Lang;
  readonly reason: Reason;
  readonly sign: Sign;
  readonly understood: Intent;
  readonly confidence: number;
  readonly proposal: string | null;
  readonly likely: readonly Intent[];
  readonly times: number;
  readonly first_at: string;
  readonly last_at: string;
  readonly doubtful: boolean;
  readonly state: State;
  readonly decided_intent: Intent | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
}

export interface Reviews {
  readonly reviews: readonly Review[];
  readonly in_all: number;
  readonly open: Readonly<Record<Reason, number>>;
  readonly approved: number;
  readonly intents: readonly Intent[];
}

export interface Preview {
  readonly text: string;
  readonly removed: readonly Removed[];
  readonly doubtful: boolean;
}

export interface Filter {
  readonly state: State;
  readonly reason: Reason | "";
  readonly language: Lang | "";
}
