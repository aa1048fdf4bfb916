// What the desk's windows ask, and what each one does: to what it was opened about, whatever is open behind it by then.
import type { Lang } from "../shared/lang";
import { word } from "./panel";
import type { DeskStore } from "./store";
import type { DeskText } from "./text";
import type { Assignment, Deed, QueueItem, Task, Transfer } from "./wire";

interface One {
  readonly conversationId: string;
  readonly picks?: undefined;
}
interface Several {
  readonly conversationId?: undefined;
  readonly picks: readonly QueueItem[];
}
interface Named {
  readonly name: string;
}

/** By kind, what a window is about. `name`: of the colleague who has it, or of the customer who is assigned. */
interface Subjects {
  help: object;
  note: One;
  return: One;
  whisper: One & Named;
  "take-over": One & Named;
  promise: One & { readonly orderId: string };
  deed: One & { readonly orderId: string; readonly deed: Deed };
  transfer: One | Several;
  close: One | Several;
  snooze: One | Several;
  assign: (One & Named) | Several;
  "saved-reply": { readonly language: Lang };
  task: { readonly task: Task };
}

type Kind = keyof Subjects;
type AskOf<K extends Kind> = { readonly kind: K } & Subjects[K];
export type DialogAsk = { [K in Kind]: AskOf<K> }[Kind];

/** One of these, about this conversation. */
export const askAbout = (kind: "note" | "return" | "transfer" | "close" | "snooze", conversationId: string) => ({ kind, conversationId }) as DialogAsk;

/** What the agent has filled in. `at`: a time as an input has it, or a saved reply's team. */
export interface Filled {
  readonly text: string;
  readonly choice: string;
  readonly amount: string;
  readonly at: string;
}

/** Whether it was done; else the store's notice says why not. */
type DeedOf<K extends Kind> = (ask: AskOf<K>, filled: Filled, desk: Desk) => Promise<boolean>;

export interface Desk {
  readonly store: DeskStore;
  readonly t: DeskText;
  /** These are left of what was picked. */
  picked(ids: readonly string[]): void;
}

const DEEDS: { readonly [K in Kind]: DeedOf<K> } = {
  help: () => Promise.resolve(true),
  snooze: () => Promise.resolve(true), // done by the buttons of its window, on this device alone
  note,
  whisper: note,
  return: ({ conversationId }, _, { store }) => ends(store, conversationId, () => store.api.returnToBot(conversationId)),
  close: (ask, { text, choice }, desk) => {
    if (ask.picks) return bulk("close", ask.picks, { resolution: text, ...(choice ? { disposition: choice } : {}) }, desk);
    return ends(desk.store, ask.conversationId, () => desk.store.api.close(ask.conversationId, text, choice));
  },
  transfer: async (ask, { text, choice }, desk) => {
    const to = { ...chosen(choice), note: text } as Transfer;
    if (ask.picks) return bulk("transfer", ask.picks, to, desk);
    const { store, t } = desk;
    return told(desk, await ends(store, ask.conversationId, () => store.api.transfer(ask.conversationId, to)), t.transferDone);
  },
  assign: async (ask, { choice }, desk) => {
    const to: Assignment = chosen(choice);
    if (ask.picks) return bulk("assign", ask.picks, to, desk);
    const { store, t } = desk;
    return told(desk, await store.act(() => store.api.assign(ask.conversationId, to)), t.assignDone);
  },
  "take-over": async ({ conversationId }, _, { store }) => Boolean(await store.claim(conversationId, () => store.api.takeOver(conversationId))),
  promise: async ({ conversationId, orderId }, { text, at }, desk) => {
    const by = new Date(at).toISOString();
    return told(desk, await desk.store.act(() => desk.store.api.promise(conversationId, orderId, text, by)), desk.t.promiseDone);
  },
  deed: async ({ conversationId, orderId, deed }, { text, amount }, desk) => {
    const { store, t } = desk;
    const wish = { order_id: orderId, kind: deed.kind, ...(amount ? { amount } : {}), ...(text ? { reason: text } : {}) };
    let state = "";
    const done = await store.act(async () => (state = (await store.api.deed(conversationId, wish)).status), (why) => why);
    return told(desk, done, `${deed.name.replace("…", "")}：${word(t.status, state)}`);
  },
  "saved-reply": async ({ language }, { text, choice, at }, desk) => {
    const reply = { team: at || null, language, title: choice.trim(), text };
    return told(desk, await desk.store.act(() => desk.store.api.saveReply(reply)), desk.t.replySaved);
  },
  task: async ({ task }, { text }, desk) => told(desk, await desk.store.act(() => desk.store.api.taskDone(task.remedy_id, text)), desk.t.taskTold),
};

/** Do what the window asks about. */
export function carryOut<K extends Kind>(ask: AskOf<K>, filled: Filled, desk: Desk): Promise<boolean> {
  return DEEDS[ask.kind](ask, filled, desk);
}

/** The other end of a task: it was not done. */
export async function refuseTask(task: Task, reason: string, desk: Desk): Promise<boolean> {
  return told(desk, await desk.store.act(() => desk.store.api.taskRefused(task.remedy_id, reason)), desk.t.taskTold);
}

function note({ conversationId }: One, { text }: Filled, { store }: Desk): Promise<boolean> {
  return store.act(() => store.api.note(conversationId, text));
}

/** Mine no more: it is not open any longer, if it still was. */
async function ends(store: DeskStore, conversationId: string, what: () => Promise<unknown>): Promise<boolean> {
  const done = await store.act(what);
  if (done && store.openId === conversationId) store.open("");
  return done;
}

/** The same to each of these; what was left as it is stays picked, and says why. */
async function bulk(kind: "assign" | "close" | "transfer", picks: readonly QueueItem[], body: object, desk: Desk): Promise<boolean> {
  const left = await desk.store.bulk(kind, picks, body);
  if (left) desk.picked(left);
  return left !== undefined;
}

function told({ store }: Desk, done: boolean, words: string): boolean {
  if (done) store.say(words);
  return done;
}

/** As the windows name whom a conversation goes to: agent_id:…, team:…, skill:…; nobody: back to the queue. */
function chosen(choice: string): Record<string, string> {
  const [kind, ...rest] = choice.split(":");
  return kind ? { [kind]: rest.join(":") } : {};
}
