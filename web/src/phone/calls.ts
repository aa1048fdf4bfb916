// PURE: which calls are shown, and which one is on the handset.
import type { Call, CallState } from "./wire";

const LIVE: readonly CallState[] = ["queued", "ringing", "in-progress"];
export const isLive = (call: Call): boolean => LIVE.includes(call.state);

/** Live ones first, then the newest; of one number if one is given. */
export function shownCalls(calls: readonly Call[], number: string): readonly Call[] {
  const newest = (a: Call, b: Call) => (b.started_at ?? "").localeCompare(a.started_at ?? "");
  const handsets = calls.filter((c) => !c.to.startsWith("client:")); // softphones ring at the desk
  const ofNumber = handsets.filter((c) => !number || c.to === number);
  return ofNumber.sort((a, b) => Number(isLive(b)) - Number(isLive(a)) || newest(a, b));
}

/** The chosen call, but a live one comes before one that is over, unless the callee is looking at that on purpose. */
export function currentCall(shown: readonly Call[], chosenSid: string, browsing: boolean): Call | undefined {
  const chosen = shown.find((c) => c.call_sid === chosenSid);
  const live = shown.find((c) => c.state === "in-progress") ?? shown.find(isLive);
  return chosen && (browsing || isLive(chosen) || !live) ? chosen : live;
}

export const ringing = (calls: readonly Call[]): string =>
  calls
    .filter((c) => c.state === "ringing")
    .map((c) => c.call_sid)
    .join();
