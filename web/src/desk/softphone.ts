// <careline-desk-softphone>: a caller who is put through. It rings, is taken by one key, and is hung up; in the demo the
// simulator is the line, and one types what one says.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { now, Ticker } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { inLang } from "../shared/lang";
import { Simulator } from "../phone/simulator";
import type { Call, Frame } from "../phone/wire";
import type { DialogAsk } from "./dialog-deeds";
import { callKey, lasted, lineOf, rings, secondsUntil, toPickUp, type CallKey, type DeskCall } from "./softphone-state";
import { softphoneStyles } from "./softphone.css";
import { SOFTPHONE } from "./softphone-text";
import type { DeskStore } from "./store";

const RING_EVERY_MS = 3_000;

@customElement("careline-desk-softphone")
export class CarelineDeskSoftphone extends CarelineElement {
  static override styles = [CarelineElement.styles, softphoneStyles];

  @property({ attribute: false }) store!: DeskStore;
  @state() private call: DeskCall | null = null;
  @state() private calls: readonly Call[] = [];
  @query(".log") private readonly log!: HTMLElement | null;
  @query("input") private readonly box!: HTMLInputElement | null;
  private line: Simulator | undefined;
  private ringing = 0;
  private focused = "";
  private forget: () => void = () => undefined;

  constructor() {
    super();
    new Ticker(this, 1_000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.keyed);
    this.forget = this.store.onCall(() => void this.fetch());
    const simulator = document.body.dataset["simulator"] ?? "";
    if (simulator) this.line = new Simulator(simulator, { frame: (f) => this.received(f), connected: () => undefined });
    void this.fetch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.keyed);
    clearInterval(this.ringing);
    this.forget();
    this.line?.stop();
  }

  private get t() {
    return inLang(SOFTPHONE, this.language);
  }

  private get mine(): Call | undefined {
    return lineOf(this.calls, this.call?.softphone ?? null);
  }

  private async fetch(): Promise<void> {
    const before = this.call;
    const found = await this.store.api.call().catch(() => undefined);
    if (found === undefined) return;
    this.call = found.call;
    this.sound(rings(this.call));
    if (this.call?.state === "accepted" && before?.state !== "accepted") this.emit("desk-open", this.call.conversation_id);
    this.pickUp();
  }

  /** As long as it rings, whoever switched sound on hears it. */
  private sound(on: boolean): void {
    if (!on) {
      clearInterval(this.ringing);
      this.ringing = 0;
    } else if (!this.ringing) {
      const ring = () => this.call && this.store.alerts.ring(this.t.alert(this.call.customer), this.call.transfer_id, () => undefined);
      ring();
      this.ringing = window.setInterval(ring, RING_EVERY_MS);
    }
  }

  private received(frame: Frame): void {
    if (frame.type !== "state") return;
    this.calls = frame.calls;
    this.pickUp();
  }

  private pickUp(): void {
    const line = this.mine;
    if (line && toPickUp(this.call, line)) this.line?.send({ type: "answer", call_sid: line.call_sid });
  }

  private readonly keyed = (event: KeyboardEvent): void => {
    const key = callKey(event);
    if (!key || !this.call?.may.includes(key)) return;
    event.preventDefault();
    void this.perform(key);
  };

  private async perform(what: CallKey | "write" | "close"): Promise<void> {
    const { call, store } = this;
    if (!call) return;
    if (what === "close") {
      this.emit("desk-open", call.conversation_id);
      this.emit<DialogAsk>("desk-dialog", { kind: "close", conversationId: call.conversation_id });
      return;
    }
    if (what === "write") {
      await store.act(async () => this.emit("desk-open", (await store.api.callWrite(call.transfer_id)).conversation_id));
    } else if (what === "mute" || what === "hold") {
      await store.act(() => store.api.callSwitch(call.transfer_id, what, what === "mute" ? !call.muted : !call.on_hold));
    } else {
      await store.act(() => store.api.callDo(call.transfer_id, what), (detail) => detail);
    }
    await this.fetch();
  }

  private readonly say = (event: SubmitEvent): void => {
    event.preventDefault();
    const text = this.box?.value.trim() ?? "";
    if (text && this.mine) this.line?.send({ type: "say", call_sid: this.mine.call_sid, text });
    if (this.box) this.box.value = "";
  };

  protected override updated(changed: PropertyValues): void {
    if (changed.has("calls")) this.log?.scrollTo({ top: this.log.scrollHeight });
    if (this.call?.state === "connected" && this.box && this.focused !== this.call.transfer_id) {
      this.focused = this.call.transfer_id; // once for a call: what the agent does afterwards stays where it is
      this.box.focus();
    }
  }

  protected override render() {
    const { call, t } = this;
    if (!call) return nothing;
    return html`<section aria-label=${t.title} data-test="softphone" data-state=${call.state}>
      <span class="lamp" aria-hidden="true"></span>
      <div class="who">
        <h2 role="status" data-test="softphone-state">${this.standing(call)} · ${call.customer}</h2>
        <p class="whisper" data-test="softphone-whisper">${call.whisper}</p>
        ${rings(call) && !call.softphone ? html`<p class="time">${t.ownPhone}</p>` : nothing}
      </div>
      <span class="time num">${this.time(call)}</span>
      <div class="buttons">${call.may.map((what) => this.button(call, what as CallKey | "write" | "close"))}</div>
      ${call.state === "connected" && this.mine ? this.talk(this.mine) : nothing}
    </section>`;
  }

  private standing(call: DeskCall): string {
    const { t } = this;
    if (rings(call)) return t.rings;
    if (call.state === "accepted") return t.joining;
    if (call.state === "connected") return call.on_hold ? t.held : t.talking;
    return t.over;
  }

  private time(call: DeskCall): string {
    if (rings(call)) return this.t.left(secondsUntil(call.ring_until, now()));
    if (!call.joined_at) return "";
    return lasted((call.ended_at ? Date.parse(call.ended_at) : now()) - Date.parse(call.joined_at));
  }

  private button(call: DeskCall, what: CallKey | "write" | "close") {
    const { t } = this;
    const looks = {
      accept: [t.accept, "primary", "P"], decline: [t.decline, "", "D"],
      mute: [call.muted ? t.unmute : t.mute, "", "M"], hold: [call.on_hold ? t.resume : t.hold, "", "H"],
      hang_up: [t.hangUp, "danger", "E"], write: [t.write, "", ""], close: [t.wrapUp, "primary", ""],
    } as const;
    const [label, look, letter] = looks[what];
    const pressed = what === "mute" ? call.muted : what === "hold" ? call.on_hold : undefined;
    return html`<button class="btn ${look}" aria-pressed=${pressed ?? nothing} data-test="call-${what}" @click=${() => this.perform(what)}>
      ${label}${letter ? html`<kbd aria-hidden="true">Alt+${letter}</kbd>` : nothing}
    </button>`;
  }

  private talk(line: Call) {
    const { t } = this;
    const said = line.log.filter((entry) => entry.who === "voice" || entry.who === "callee");
    return html`<div class="talk">
      <div class="log" role="log" tabindex="0" aria-label=${t.talking} data-test="call-log">
        ${said.map((entry) => html`<p class=${entry.who === "callee" ? "mine" : ""}><b>${entry.who === "callee" ? t.you : t.other}</b>${entry.text}</p>`)}
      </div>
      <form @submit=${this.say}>
        <input class="field" aria-label=${t.saying} placeholder=${t.saying} autocomplete="off" data-test="call-say" />
        <button class="btn">${t.say}</button>
      </form>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-desk-softphone": CarelineDeskSoftphone;
  }
}
