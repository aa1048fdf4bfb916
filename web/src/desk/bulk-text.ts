// What the desk says around several conversations at once.
import type { Bilingual } from "../shared/lang";

const zh = {
  select: "多选",
  selected: (n: number) => `已选 ${n} 段`,
  all: "全选",
  done: "取消",
  how: "点选会话；按住 Shift 连选。键盘：Shift + ↑ / ↓，或 x。",
  pickOf: (name: string) => `选中 ${name}`,
  assign: "改派",
  transfer: "转交",
  snooze: "稍后",
  close: "结束",
  onlyMine: "只能办您自己的会话",
  heading: (what: string, n: number) => `${what}：${n} 段会话`,
  assignAsk: "这些会话改由谁负责？",
  allDone: (n: number) => `${n} 段都办好了。`,
  someDone: (done: number, left: number) => `办好 ${done} 段，${left} 段没办成，原因写在会话下面。`,
};

const en: typeof zh = {
  select: "Select",
  selected: (n) => `${n} selected`,
  all: "All",
  done: "Cancel",
  how: "Pick conversations; Shift picks all in between. Keys: Shift + ↑ / ↓, or x.",
  pickOf: (name) => `Select ${name}`,
  assign: "Assign",
  transfer: "Pass on",
  snooze: "Later",
  close: "Close",
  onlyMine: "Only for conversations of your own",
  heading: (what, n) => `${what}: ${n} ${n === 1 ? "conversation" : "conversations"}`,
  assignAsk: "Who takes these conversations?",
  allDone: (n) => (n === 1 ? "Done." : `All ${n} done.`),
  someDone: (done, left) => `${done} done, ${left} not: each row says why.`,
};

export const BULK: Bilingual<typeof zh> = { zh, en };
export type BulkText = typeof zh;
