// PURE: what the consumer sees, from what the service said and what this device has still to send.
import type { Button, ChatMessage } from "./wire";

export interface Outgoing {
  readonly clientId: string;
  readonly text: string;
  readonly buttonId?: string;
  readonly at: string;
  readonly state: "waiting" | "sent" | "failed";
  /** Set once the service has acknowledged it. */
  readonly seq?: number;
  readonly reason?: string;
}

export interface Timeline {
  readonly messages: readonly ChatMessage[];
  readonly outgoing: readonly Outgoing[];
}

export const EMPTY: Timeline = { messages: [], outgoing: [] };

/** Resume point: only what the stream delivered counts, since an acknowledged message may precede others not yet seen. */
export const lastSeq = (timeline: Timeline): number => timeline.messages.at(-1)?.seq ?? 0;

export function receive(timeline: Timeline, incoming: readonly ChatMessage[]): Timeline {
  if (!incoming.length) return timeline;
  const bySeq = new Map(timeline.messages.map((m) => [m.seq, m]));
  for (const message of incoming) bySeq.set(message.seq, message);
  const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  return { messages, outgoing: unseen(messages, timeline.outgoing) };
}

export function acknowledge(timeline: Timeline, clientId: string, seq: number): Timeline {
  const outgoing = timeline.outgoing.map((o) => (o.clientId === clientId ? { ...o, state: "sent" as const, seq } : o));
  return { ...timeline, outgoing: unseen(timeline.messages, outgoing) };
}

export function change(timeline: Timeline, clientId: string, to: Partial<Outgoing>): Timeline {
  return { ...timeline, outgoing: timeline.outgoing.map((o) => (o.clientId === clientId ? { ...o, ...to } : o)) };
}

export function add(timeline: Timeline, outgoing: Outgoing): Timeline {
  return { ...timeline, outgoing: [...timeline.outgoing, outgoing] };
}

export function drop(timeline: Timeline, clientId: string): Timeline {
  return { ...timeline, outgoing: timeline.outgoing.filter((o) => o.clientId !== clientId) };
}

function unseen(messages: readonly ChatMessage[], outgoing: readonly Outgoing[]): readonly Outgoing[] {
  const ids = new Set(messages.map((m) => m.client_id));
  const seqs = new Set<number | undefined>(messages.map((m) => m.seq));
  return outgoing.filter((o) => !ids.has(o.clientId) && !seqs.has(o.seq));
}

/** The buttons that still answer something: of the last thing asked, until the consumer or an agent speaks. */
export function quickReplies(timeline: Timeline): readonly Button[] {
  if (timeline.outgoing.some((o) => o.state !== "failed")) return [];
  for (const message of [...timeline.messages].reverse()) {
    if (message.from === "consumer" || message.from === "agent") return [];
    if (message.buttons?.length) return message.buttons;
  }
  return [];
}

const PAUSE_MS = 5 * 60_000;

/** A time is shown above the first message and after every pause. */
export function startsAfterPause(at: string, previousAt: string | undefined): boolean {
  return previousAt === undefined || Date.parse(at) - Date.parse(previousAt) > PAUSE_MS;
}
