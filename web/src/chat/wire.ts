// Shapes of the chat interface.
import type { Card } from "../shared/wire";

export type Owner = "bot" | "queue" | "agent" | "closed";
export type Author = "consumer" | "bot" | "agent" | "system";

export interface Button {
  readonly id: string;
  readonly title: string;
}

export interface ChatMessage {
  readonly seq: number;
  readonly from: Author;
  readonly text: string;
  readonly client_id?: string | null;
  readonly buttons?: readonly Button[];
  readonly cards?: readonly Card[];
  readonly at: string;
  readonly agent?: { readonly name: string } | null;
}

export interface ChatState {
  readonly owner: Owner;
  readonly thinking: boolean;
  /** The agent is writing. */
  readonly typing?: boolean;
  /** Up to which message the agent has read. */
  readonly read_seq?: number | null;
  /** The zone in which this consumer is told times. */
  readonly time_zone?: string | null;
  /** `own`: the consumer's own agent, who has had the matter all along. */
  readonly agent: { readonly name: string; readonly own?: boolean } | null;
  /** `answer_by`: while nobody works, when somebody will have answered. */
  readonly queue: {
    readonly position: number;
    readonly wait_minutes: number | null;
    readonly own_agent?: string | null;
    readonly answer_by?: string | null;
  } | null;
}

export interface ChatUpdate extends ChatState {
  readonly messages: readonly ChatMessage[];
}
