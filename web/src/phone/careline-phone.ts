// <careline-phone>: a handset in the browser for the demo; it rings, speaks, listens and takes keys.
import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { now, Ticker } from "../shared/clock";
import "../shared/composer";
import { CarelineRoot } from "../shared/element";
import { mark } from "../shared/icons";
import { inLang } from "../shared/lang";
import { ScrollKeeper } from "../shared/scroll-keeper";
import { currentCall, ringing, shownCalls } from "./calls";
import { handset, type HandsetView } from "./handset";
import { Listener } from "./listener";
import { callList, smsList } from "./lists";
import { phoneStyles } from "./phone.css";
import { Simulator } from "./simulator";
import { Speaker } from "./speaker";
import { PHONE, type PhoneText } from "./text";
import type { Call, Command, Frame, Line, Sms } from "./wire";

@customElement("careline-phone")
export class CarelinePhone extends CarelineRoot {
  static override styles = [CarelineRoot.styles, phoneStyles];

  /** Where the phone simulator listens, such as http://127.0.0.1:8020. */
  @property() simulator = "";
  /** Show only this number; empty: all. */
  @property() number = "";
  @property({ attribute: false }) lines: readonly Line[] = [];
  @state() private calls: readonly Call[] = [];
  @state() private sms: readonly Sms[] = [];
  @state() private connected = false;
  @state() private selected = "";
  @state() private keypad = false;

  private line: Simulator | undefined;
  private readonly keeper = new ScrollKeeper(this);
  private readonly speaker = new Speaker(() => this.turnChanged());
  private readonly listener = new Listener({
    heard: (text) => text && this.say(text),
    began: () => this.speaker.stop(),
    changed: () => this.turnChanged(),
  });

  constructor() {
    super();
    new Ticker(this, 1_000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.simulator) this.simulator = document.body.dataset["simulator"] ?? "";
    if (!this.simulator) return;
    this.line = new Simulator(this.simulator, { frame: (f) => this.receive(f), connected: (yes) => (this.connected = yes) });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.line?.stop();
    this.speaker.stop();
    this.listener.stop();
  }

  private get t(): PhoneText {
    return inLang(PHONE, this.language);
  }

  private get shown(): readonly Call[] {
    return shownCalls(this.calls, this.number);
  }

  private get current(): Call | undefined {
    return currentCall(this.shown, this.selected, this.browsing);
  }

  /** The callee looks at an old call on purpose, until something new rings. */
  private browsing = false;

  private receive(frame: Frame): void {
    if (frame.type === "say") {
      if (frame.call_sid === this.current?.call_sid) this.speaker.say(frame.text, frame.language);
      return;
    }
    const before = this.current;
    if (ringing(frame.calls) !== ringing(this.calls)) this.browsing = false;
    this.calls = frame.calls;
    this.sms = frame.messages;
    if (before?.state === "in-progress" && this.calls.find((c) => c.call_sid === before.call_sid)?.state !== "in-progress") this.ended(before);
    this.turnChanged();
  }

  private ended(call: Call): void {
    this.speaker.stop();
    this.listener.stop();
    this.keypad = false;
    this.selected = call.call_sid;
  }

  private turnChanged(): void {
    const call = this.current;
    if (call?.state === "in-progress" && call.listening && !this.speaker.speaking) this.listener.listen(call.language ?? this.language);
    this.requestUpdate();
  }

  private send(make: (call_sid: string) => Command): void {
    const call = this.current;
    this.speaker.stop();
    if (call) this.line?.send(make(call.call_sid));
  }

  private say(text: string): void {
    this.keeper.toEnd();
    this.send((call_sid) => ({ type: "say", call_sid, text }));
  }

  private choose(sid: string): void {
    this.selected = sid;
    this.browsing = true;
    this.keeper.reset();
  }

  private get view(): HandsetView {
    return {
      t: this.t, now: now(), keeper: this.keeper, muted: this.speaker.muted, speaking: this.speaker.speaking,
      mic: this.listener, keypad: this.keypad,
      do: {
        answer: () => this.send((call_sid) => ({ type: "answer", call_sid })),
        reject: () => this.send((call_sid) => ({ type: "reject", call_sid })),
        hangup: () => this.send((call_sid) => ({ type: "hangup", call_sid })),
        say: (text) => this.say(text),
        bargeIn: () => this.speaker.speaking && this.speaker.stop(),
        key: (digit) => this.send((call_sid) => ({ type: "key", call_sid, digit })),
        mute: () => this.speaker.toggleMute(),
        mic: () => this.listener.toggle(),
        keypad: () => (this.keypad = !this.keypad),
      },
    };
  }

  protected override willUpdate(): void {
    this.keeper.note(this.current?.log.length ?? 0);
  }

  protected override render() {
    const { t } = this;
    const lists = { t, lang: this.language, now: now(), lines: this.lines };
    const sms = this.sms.filter((m) => !this.number || m.to === this.number).sort((a, b) => b.at.localeCompare(a.at));
    return html`<main class="page">
      <header class="head"><h1>${mark(28)} ${t.title}</h1>
        <p class="label" data-test="demo-label">${t.label}</p>
        ${this.trouble()}</header>
      ${handset(this.current, this.view)}
      ${callList(this.shown, this.current?.call_sid ?? "", lists, (sid) => this.choose(sid))} ${smsList(sms, lists)}
    </main>`;
  }

  private trouble() {
    if (this.connected) return nothing;
    return html`<p class="offline" role="status" data-test="offline">${this.simulator ? this.t.connecting : this.t.noSimulator}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-phone": CarelinePhone;
  }
}
