// Replies on their way: shown at once, sent again under the same client_id until the service answers.
import type { ApiError } from "../shared/api";
import { newId } from "../shared/id";
import { Outbox } from "../shared/outbox";
import type { ChatMessage } from "../chat/wire";
import type { DeskApi } from "./api";

/** An order to show, or one right of it. */
export interface CardWish {
  readonly order_id: string;
  readonly right?: string;
}

type Beside = Pick<Reply, "photo" | "card">;

export interface Reply {
  readonly clientId: string;
  /** Who wrote it: nobody else sends it. */
  readonly agentId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly photo?: File;
  readonly card?: CardWish;
  readonly state: "waiting" | "sent" | "failed";
  readonly seq?: number;
  readonly reason?: string;
}

export class Replies {
  private all: readonly Reply[] = [];
  private agentId = "";
  private readonly outbox: Outbox<Reply>;

  constructor(api: DeskApi, changed: () => void, worded: (error: ApiError) => string) {
    this.outbox = new Outbox<Reply>({
      next: () => this.all.find((r) => r.state === "waiting" && r.agentId === this.agentId),
      post: async (r) => (await posted(api, r)).seq,
      sent: (id, seq) => {
        this.change(id, { state: "sent", seq });
        changed();
      },
      refused: (id, error) => {
        this.change(id, { state: "failed", reason: worded(error) });
        changed();
      },
      stuck: () => undefined,
    });
  }

  /** Who is signed in, or "": what they wrote goes on, what others wrote is gone. While nobody is, all of it waits. */
  belongTo(agentId: string): void {
    this.agentId = agentId;
    if (!agentId) return;
    this.all = this.all.filter((r) => r.agentId === agentId);
    this.outbox.wake();
  }

  forget(): void {
    this.all = [];
  }

  of(conversationId: string): readonly Reply[] {
    return this.all.filter((r) => r.conversationId === conversationId);
  }

  /** Pictures, cards and words go out one after the other, as they were given. `text` stands for a picture or card on its way. */
  send(conversationId: string, text: string, beside: Beside = {}): void {
    const reply: Reply = { clientId: newId(), agentId: this.agentId, conversationId, text, state: "waiting", ...beside };
    this.all = [...this.all, reply];
    this.outbox.wake();
  }

  drop(clientId: string): void {
    this.all = this.all.filter((r) => r.clientId !== clientId);
  }

  wake(): void {
    this.outbox.wake();
  }

  /** Replies that the transcript now contains need no shadow of their own. */
  confirm(conversationId: string, messages: readonly ChatMessage[]): void {
    const seqs = new Set(messages.map((m) => m.seq));
    this.all = this.all.filter((r) => r.conversationId !== conversationId || r.seq === undefined || !seqs.has(r.seq));
  }

  private change(clientId: string, to: Partial<Reply>): void {
    this.all = this.all.map((r) => (r.clientId === clientId ? { ...r, ...to } : r));
  }
}

function posted(api: DeskApi, { conversationId, clientId, text, photo, card }: Reply): Promise<{ seq: number }> {
  if (photo) return api.photo(conversationId, photo, clientId);
  return card ? api.card(conversationId, clientId, card) : api.reply(conversationId, clientId, text);
}
