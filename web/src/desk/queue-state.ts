// PURE: the lists of the desk, with rows that changed put into them.
import type { Lang } from "../shared/lang";
import type { Queue, QueueItem, Rows } from "./wire";

export const NO_QUEUE: Queue = { waiting: [], waiting_total: 0, mine: [], load: { active: 0, capacity: 0 }, online: [] };

/** As the service sorts who waits: what is most pressing first, then who asked first. */
export function inOrder(a: QueueItem, b: QueueItem): number {
  return (b.rank ?? 0) - (a.rank ?? 0) || Date.parse(a.queued_at) - Date.parse(b.queued_at) || (a.conversation_id < b.conversation_id ? -1 : 1);
}

export function withRows(queue: Queue, { rows, gone, waiting_total, load }: Rows): Queue {
  const changed = new Set([...gone, ...rows.map((r) => r.conversation_id)]);
  const kept = (list: readonly QueueItem[]) => list.filter((i) => !changed.has(i.conversation_id));
  const waiting = [...kept(queue.waiting), ...rows.filter((r) => r.owner === "queue")].sort(inOrder);
  const mine = [...kept(queue.mine), ...rows.filter((r) => r.owner === "agent" && r.mine)];
  return { ...queue, waiting, mine, waiting_total, load };
}

export interface Filter {
  readonly language: Lang | "";
  readonly reason: string;
  readonly newUsers: boolean;
}

export const NO_FILTER: Filter = { language: "", reason: "", newUsers: false };

export function filtered(items: readonly QueueItem[], { language, reason, newUsers }: Filter): readonly QueueItem[] {
  return items.filter((i) => (!language || i.language === language) && (!reason || reasonOf(i) === reason) && (!newUsers || i.new_user));
}

/** Why somebody is where they are in the queue, in a word or two. */
export const reasonOf = (item: QueueItem): string => item.priority_text || item.why;

/** What people wait for, the commonest first: to choose one from. */
export function reasonsOf(items: readonly QueueItem[]): readonly string[] {
  const count = new Map<string, number>();
  for (const why of items.map(reasonOf)) if (why) count.set(why, (count.get(why) ?? 0) + 1);
  return [...count].sort(([, a], [, b]) => b - a).map(([why]) => why);
}

/** Mine, with whoever has waited longest for my word on top; those that wait for the customer last. */
export function mineInOrder(items: readonly QueueItem[], snoozed: (item: QueueItem) => boolean): readonly QueueItem[] {
  const key = (i: QueueItem) => (i.waiting_since ? Date.parse(i.waiting_since) : Infinity);
  return [...items].sort((a, b) => Number(snoozed(a)) - Number(snoozed(b)) || compare(key(a), key(b)) || Date.parse(a.queued_at) - Date.parse(b.queued_at));
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
