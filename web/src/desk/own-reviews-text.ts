// What an agent reads around the reviews of their conversations, and on the button that opens them.
import type { Bilingual } from "../shared/lang";

const zh = {
  title: "我的质检",
  button: (n: number) => (n ? `我的质检，${n} 条待回复` : "我的质检"),
  none: "还没有人评过您的会话。",
  by: (name: string) => `${name}评`,
  mine: "我的回复：",
  acknowledge: "认可",
  object: "有异议",
  look: "看会话",
  why: "哪一项不同意、为什么（只能回复一次）",
  send: "提交异议",
};

const en: typeof zh = {
  title: "My reviews",
  button: (n) => (n ? `My reviews, ${n} to answer` : "My reviews"),
  none: "Nobody has reviewed a conversation of yours yet.",
  by: (name) => `by ${name}`,
  mine: "My answer:",
  acknowledge: "Agree",
  object: "Object",
  look: "Look",
  why: "Which point, and why (you can answer once)",
  send: "Send objection",
};

export const REVIEWS: Bilingual<typeof zh> = { zh, en };
export type ReviewsText = typeof zh;
