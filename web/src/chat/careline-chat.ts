// <careline-chat>: the consumer's conversation with the assistant and, when asked for, a person.
import { html, nothing, type PropertyValues } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { ref } from "lit/directives/ref.js";
import { Api } from "../shared/api";
import { now, Ticker } from "../shared/clock";
import { CarelineRoot } from "../shared/element";
import { knownZone } from "../shared/format";
import { downIcon } from "../shared/icons";
import { inLang } from "../shared/lang";
import { ScrollKeeper } from "../shared/scroll-keeper";
import { thumbStyles } from "../shared/thumb";
import { ConsumerToken } from "../shared/consumer-token";
import { ConsumerApi } from "../shared/token";
import "../shared/composer";
import type { CarelineComposer } from "../shared/composer";
import { cardStyles } from "./cards";
import type { ViewContext } from "./context";
import { agentTyping, banner, header, replies, typing, welcome } from "./frame";
import { frameStyles } from "./frame.css";
import { messageList } from "./messages";
import { messageStyles } from "./messages.css";
import { ChatSession } from "./session";
import { CHAT, type ChatText } from "./text";
import { quickReplies } from "./timeline";

@customElement("careline-chat")
export class CarelineChat extends CarelineRoot {
  static override styles = [CarelineRoot.styles, thumbStyles, cardStyles, messageStyles, frameStyles];

  /** Set by the host page; it may also be posted as {"type": "careline-token", "token"}. */
  @property({ attribute: false }) tokenSource: (() => Promise<string>) | undefined;
  @property() token = "";
  /** Further origins, separated by spaces, that may post a token. */
  @property({ attribute: "token-origins" }) tokenOrigins = "";
  /** Text to start with, for links such as "claim this". Never sent by itself. */
  @property() draft = "";
  /** Where the hall shows this right; without it, cards of rights have no button. */
  @property({ attribute: false }) hallUrl: ((orderId: string, right: string) => string) | undefined;
  @state() private session: ChatSession | undefined;
  @query("careline-composer") private readonly composer!: CarelineComposer;

  private readonly identity = new ConsumerToken(this, (subject) => this.restart(subject));
  private readonly keeper = new ScrollKeeper(this);

  constructor() {
    super();
    new Ticker(this, 30_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session?.stop();
    this.session = undefined;
  }

  private get t(): ChatText {
    return inLang(CHAT, this.language);
  }

  private restart(subject: string): void {
    if (this.session) this.draft = ""; // what somebody else had begun to write
    this.session?.stop();
    this.keeper.reset();
    const api = new Api({ baseUrl: this.serviceUrl, lang: this.language, credentials: "omit" });
    this.session = new ChatSession(new ConsumerApi(api, this.identity.box), subject, () => this.requestUpdate());
    this.session.start();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.session) this.keeper.note(this.session.timeline.messages.length);
  }

  private send(text: string, buttonId?: string): void {
    this.session?.send(text, buttonId);
    this.keeper.toEnd();
  }

  private sendPhoto(photo: File): void {
    this.session?.uploads.add(photo);
    this.keeper.toEnd();
  }

  private typed(text: string): void {
    this.draft = text;
    this.session?.typed(text);
  }

  private press(buttonId: string, title: string): void {
    this.send(title, buttonId);
    // The pressed button is gone; but on a touch screen focus would open the keyboard over the answer.
    if (matchMedia("(hover: hover)").matches) this.composer.focus();
  }

  private view(session: ChatSession): ViewContext {
    return {
      t: this.t, shared: this.shared, lang: this.language, now: now(), offline: session.offline,
      zone: knownZone(session.state.time_zone), readSeq: session.state.owner === "agent" ? (session.state.read_seq ?? 0) : 0,
      hall: this.hallUrl,
      press: (id, title) => this.press(id, title),
      retry: (failed) => session.retry(failed),
      discard: (failed) => session.discard(failed),
      photo: (id) => () => session.shelf.url(id),
      retryPhoto: (failed) => session.uploads.retry(failed),
      dropPhoto: (failed) => session.uploads.drop(failed),
    };
  }

  protected override render() {
    const { session, t } = this;
    if (!session) return html`<div class="chat"><p class="no-token" role="status" data-test="no-token">${this.identity.late ? t.noToken : t.waitingToken}</p></div>`;
    const { timeline, state: chat } = session;
    const started = timeline.messages.length || timeline.outgoing.length || session.uploads.list.length;
    const empty = session.loaded && !started;
    return html`<section class="chat" aria-label=${t.region}>
      ${header(chat, t, () => this.send(t.requestHumanText))} ${banner(chat, { t, lang: this.language, now: now(), zone: knownZone(chat.time_zone), leaveQueue: () => void session.leaveQueue() })}
      ${session.offline ? html`<div class="banner offline" role="status" data-test="offline">${this.shared.offline}</div>` : nothing}
      <div class="log" role="log" aria-label=${t.log} aria-live=${session.loaded ? "polite" : "off"} aria-busy=${!session.loaded}
        tabindex="0" data-test="log" ${ref(this.keeper.attach)} @scroll=${this.keeper.onScroll}>
        ${session.loaded ? nothing : html`<p class="stamp" data-test="loading">${this.shared.loading}</p>`}
        ${empty ? welcome(t, (text) => this.send(text)) : messageList(timeline, session.uploads.list, this.view(session))}
        ${chat.thinking ? typing(t) : nothing} ${chat.typing && chat.agent ? agentTyping(chat.agent.name, t) : nothing}
      </div>
      <footer>${this.pill()} ${replies(quickReplies(timeline), t, (id, title) => this.press(id, title))} ${this.box(chat.owner === "closed")}</footer>
    </section>`;
  }

  private pill() {
    const n = this.keeper.unseen;
    if (!n) return nothing;
    return html`<button class="btn pill" data-test="new-messages" @click=${() => this.keeper.toEnd()}>${downIcon()} ${this.t.newMessages(n)}</button>`;
  }

  private box(closed: boolean) {
    const { t } = this;
    return html`<careline-composer
      .lang=${this.language} .value=${this.draft} .label=${t.composer} .sendLabel=${t.send}
      .photoLabel=${this.shared.photoSend} @composer-photo=${(e: CustomEvent<File>) => this.sendPhoto(e.detail)}
      .placeholder=${closed ? t.placeholderClosed : t.placeholder}
      @composer-input=${(e: CustomEvent<string>) => this.typed(e.detail)}
      @composer-send=${(e: CustomEvent<string>) => this.send(e.detail)}></careline-composer>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-chat": CarelineChat;
  }
}
