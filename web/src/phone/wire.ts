// The simulator's handset protocol.

export type CallState = "queued" | "ringing" | "in-progress" | "completed" | "busy" | "no-answer" | "failed" | "canceled";

export interface LogLine {
  readonly who: "voice" | "callee" | "key" | "system";
  readonly text: string;
  readonly at: string;
  /** What happened, where the page has words of its own for it. */
  readonly code?: string;
}

export interface Call {
  readonly call_sid: string;
  readonly to: string;
  readonly from: string;
  readonly state: CallState;
  readonly caller_name: string | null;
  readonly started_at: string | null;
  readonly log: readonly LogLine[];
  readonly listening: boolean;
  readonly expects: ReadonlyArray<"speech" | "dtmf">;
  readonly language: string | null;
}

export interface Sms {
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly at: string;
}

export interface StateFrame {
  readonly type: "state";
  readonly calls: readonly Call[];
  readonly messages: readonly Sms[];
}

export interface SayFrame {
  readonly type: "say";
  readonly call_sid: string;
  readonly text: string;
  readonly language: string;
}

export type Frame = StateFrame | SayFrame;

export type Command =
  | { readonly type: "answer" | "hangup" | "reject"; readonly call_sid: string }
  | { readonly type: "say"; readonly call_sid: string; readonly text: string }
  | { readonly type: "key"; readonly call_sid: string; readonly digit: string };

/** Who a number belongs to, in the demo. */
export interface Line {
  readonly name: string;
  readonly phone: string;
}
