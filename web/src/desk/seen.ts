// Up to where the agent has read each conversation, on this page.
import type { DeskConversation, QueueItem } from "./wire";

export class Seen {
  private readonly upTo = new Map<string, string>();

  note({ conversation, messages }: DeskConversation): void {
    this.upTo.set(conversation.conversation_id, messages.at(-1)?.at ?? "");
  }

  /** The customer said something since. */
  missed({ conversation_id, last }: QueueItem): boolean {
    return last?.from === "consumer" && last.at > (this.upTo.get(conversation_id) ?? "");
  }
}
