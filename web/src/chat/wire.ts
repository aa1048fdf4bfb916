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
  readonly agent: { readonly name: string } | null;
  readonly queue: { readonly position: number; readonly wait_minutes: number | null } | null;
}

export interface ChatUpdate extends ChatState {
  readonly messages: readonly ChatMessage[];
}
