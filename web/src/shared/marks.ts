// Tells the other side over the open socket that somebody writes, or has read: seldom, and nothing twice.

const TYPING_EVERY_MS = 3_000;
const READ_EVERY_MS = 1_000;
/** As long as the service says so of somebody who has stopped (careline/chat/service.py, WRITING_SECONDS). */
export const TYPING_LASTS_MS = 6_000;

export type Mark = { readonly type: "typing"; readonly conversation_id?: string } | { readonly type: "read"; readonly seq: number; readonly conversation_id?: string };

/** `conversation` is "" where the socket is about one conversation anyway. */
export class Marks {
  private readonly typedAt = new Map<string, number>();
  private readonly told = new Map<string, number>();
  private readonly wanted = new Map<string, number>();
  private timer = 0;

  /** `send` says whether the mark went out. */
  constructor(private readonly send: (mark: Mark) => boolean) {}

  typing(text: string, conversation = "", now = Date.now()): void {
    if (!text.trim() || now - (this.typedAt.get(conversation) ?? -Infinity) < TYPING_EVERY_MS) return;
    if (this.send({ type: "typing", ...about(conversation) })) this.typedAt.set(conversation, now);
  }

  /** What was sent is no longer being written: the next word counts at once. */
  sent(conversation = ""): void {
    this.typedAt.delete(conversation);
  }

  /** Shown to somebody who can see it: a page in the background reads nothing. */
  read(seq: number, conversation = ""): void {
    if (document.hidden || seq <= Math.max(this.told.get(conversation) ?? 0, this.wanted.get(conversation) ?? 0)) return;
    this.wanted.set(conversation, seq);
    if (!this.timer) {
      this.flush();
      this.timer = window.setTimeout(() => this.again(), READ_EVERY_MS);
    }
  }

  /** A new socket: what the old one was told may not have arrived. */
  reset(): void {
    for (const [conversation, seq] of this.told) if (!this.wanted.has(conversation)) this.wanted.set(conversation, seq);
    this.told.clear();
    this.flush();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  private again(): void {
    this.timer = 0;
    this.flush();
  }

  private flush(): void {
    for (const [conversation, seq] of this.wanted) {
      if (!this.send({ type: "read", seq, ...about(conversation) })) return;
      this.wanted.delete(conversation);
      this.told.set(conversation, seq);
    }
  }
}

const about = (conversation: string) => (conversation ? { conversation_id: conversation } : {});
