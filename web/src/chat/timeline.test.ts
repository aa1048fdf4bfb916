import { describe, expect, it } from "vitest";
import { acknowledge, add, change, EMPTY, lastSeq, quickReplies, receive, startsAfterPause, type Outgoing } from "./timeline";
import type { ChatMessage } from "./wire";

const AT = "2026-11-22T02:00:00Z";
const said = (seq: number, from: ChatMessage["from"], more: Partial<ChatMessage> = {}): ChatMessage => ({ seq, from, text: `${from} ${seq}`, at: AT, ...more });
const mine: Outgoing = { clientId: "mine", text: "我的快递呢", at: AT, state: "waiting" };
const URGE = { id: "urge", title: "催发货" };

describe("a message of ours", () => {
  it("is shown once when the stream brings it before the service has acknowledged it", () => {
    const seen = receive(add(EMPTY, mine), [said(1, "consumer", { client_id: "mine" })]);
    expect(seen.outgoing).toEqual([]);
    expect(acknowledge(seen, "mine", 1)).toEqual(seen);
  });

  it("is shown once when it comes back without its client_id", () => {
    const acknowledged = acknowledge(add(EMPTY, mine), "mine", 7);
    expect(acknowledged.outgoing).toHaveLength(1);
    expect(receive(acknowledged, [said(7, "consumer")]).outgoing).toEqual([]);
  });

  it("does not move the resume point by being acknowledged, for an earlier message may still be on its way", () => {
    expect(lastSeq(acknowledge(receive(add(EMPTY, mine), [said(3, "bot")]), "mine", 5))).toBe(3);
  });
});

it("puts frames that overlap or come late in order, without doubles", () => {
  const timeline = receive(receive(EMPTY, [said(2, "bot"), said(3, "bot")]), [said(1, "consumer"), said(2, "bot")]);
  expect(timeline.messages.map((m) => m.seq)).toEqual([1, 2, 3]);
});

describe("quick replies", () => {
  const asked = receive(EMPTY, [said(1, "consumer"), said(2, "bot", { buttons: [URGE] }), said(3, "bot", { buttons: [] })]);

  it("are those of the bot's latest turn", () => {
    expect(quickReplies(asked)).toEqual([URGE]);
  });

  it("go away when the consumer or an agent speaks, sent or still unsent", () => {
    expect(quickReplies(receive(asked, [said(4, "consumer")]))).toEqual([]);
    expect(quickReplies(receive(asked, [said(4, "agent")]))).toEqual([]);
    expect(quickReplies(add(asked, mine))).toEqual([]);
  });

  it("come back when the message could not be sent", () => {
    expect(quickReplies(change(add(asked, mine), "mine", { state: "failed" }))).toEqual([URGE]);
  });
});

it("shows the time after a pause of more than five minutes", () => {
  expect(startsAfterPause(AT, undefined)).toBe(true);
  expect(startsAfterPause("2026-11-22T02:05:00Z", AT)).toBe(false);
  expect(startsAfterPause("2026-11-22T02:05:01Z", AT)).toBe(true);
});
