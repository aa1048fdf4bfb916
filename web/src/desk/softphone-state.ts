// PURE: what the panel shows of a call, and what a key asks for.
import type { Call } from "../phone/wire";

export interface DeskCall {
  readonly transfer_id: string;
  readonly conversation_id: string;
  readonly state: "offered" | "ringing" | "accepted" | "connected" | "ended";
  readonly end: string | null;
  readonly customer: string;
  readonly language: string;
  readonly whisper: string;
  readonly softphone: string | null;
  readonly muted: boolean;
  readonly on_hold: boolean;
  readonly offered_at: string;
  readonly ring_until: string;
  readonly joined_at: string | null;
  readonly ended_at: string | null;
  readonly may: readonly string[];
}

export type CallKey = "accept" | "decline" | "mute" | "hold" | "hang_up";

const KEYS: Readonly<Record<string, CallKey>> = { KeyP: "accept", KeyD: "decline", KeyM: "mute", KeyH: "hold", KeyE: "hang_up" };

/** Keys of a call take Alt, by their place: whatever somebody types while it rings stays what they type. */
export function callKey(event: Pick<KeyboardEvent, "altKey" | "ctrlKey" | "metaKey" | "code" | "isComposing">): CallKey | undefined {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing ? KEYS[event.code] : undefined;
}

export const rings = (call: DeskCall | null): boolean => call?.state === "offered" || call?.state === "ringing";

/** The simulator's side of the call: the newest that rings at this softphone or is talked in. */
export function lineOf(calls: readonly Call[], softphone: string | null): Call | undefined {
  if (!softphone) return undefined;
  return calls.find((c) => c.to === softphone && (c.state === "ringing" || c.state === "in-progress"));
}

/** A call that was taken here, and whose phone still rings, is picked up: the agent pressed one button, not two. */
export const toPickUp = (call: DeskCall | null, line: Call | undefined): boolean =>
  call?.state === "accepted" && line?.state === "ringing";

/** Whole seconds until an instant, never below 0. */
export const secondsUntil = (instant: string, nowMs: number): number => Math.max(0, Math.ceil((Date.parse(instant) - nowMs) / 1000));

/** 2:05 of a length in milliseconds. */
export function lasted(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
