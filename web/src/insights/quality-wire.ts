// Shapes of /api/insights/quality.
import type { Lang } from "../shared/lang";

export type Why = "dissatisfied" | "sampled" | "chosen";
export type QualityState = "open" | "scored" | "acknowledged" | "objected" | "settled";

export interface Score {
  readonly criterion: string;
  readonly name: string;
  readonly points: number | null;
  readonly reason: string;
}

/** One conversation and what was thought of it; `version` 0: nobody has put it up yet. `own`: the reader had it. */
export interface Quality {
  readonly review_id: string | null;
  readonly version: number;
  readonly state: QualityState | null;
  readonly why: Why | null;
  readonly conversation_id: string;
  readonly channel: "app" | "phone";
  readonly language: Lang;
  readonly customer: string;
  readonly agent: string | null;
  readonly closed_at: string | null;
  readonly disposition: string | null;
  readonly rating: number | null;
  readonly rating_text: string | null;
  readonly own: boolean;
  readonly opened_at: string | null;
  readonly reviewer: string | null;
  readonly scored_at: string | null;
  readonly note: string | null;
  readonly answer: string | null;
  readonly answered_at: string | null;
  readonly scores: readonly Score[];
}

export interface Criterion {
  readonly code: string;
  readonly name: string;
}

export interface Qualities {
  readonly found: readonly Quality[];
  readonly in_all: number | null;
  readonly to_do: number;
  readonly criteria: readonly Criterion[];
  readonly agents: readonly { readonly agent_id: string; readonly name: string }[];
}

export interface Verdict {
  readonly version: number;
  readonly scores: readonly { readonly criterion: string; readonly points: number | null; readonly reason: string }[];
  readonly note: string;
}

/** Which list, and of it what. */
export interface Wanted {
  readonly list: "to_do" | "done" | "choose";
  readonly agent: string;
  readonly channel: string;
  readonly low: boolean;
  /** At random, with this seed. */
  readonly seed: string;
}
