// Gathers the consumer's token for an element: its property, its source, or a message from the page or app around it.
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { persist } from "./retry";
import { onPostedToken, subjectOf, TokenBox, type TokenSource } from "./token";

const LATE_MS = 6_000;

export interface TokenHost extends ReactiveControllerHost, HTMLElement {
  token: string;
  tokenOrigins: string;
  tokenSource: TokenSource | undefined;
}

export class ConsumerToken implements ReactiveController {
  /** Of the consumer who is signed in: whoever comes next gets one of their own, and nothing out of this one. */
  box = new TokenBox("", () => this.ask());
  /** No token has come for a while: time to say so instead of waiting silently. */
  late = false;
  private asked = false;
  private source: TokenSource | undefined;
  private seen = "";
  private subject: string | undefined;
  private lateTimer = 0;
  private stopListening: (() => void) | undefined;

  constructor(
    private readonly host: TokenHost,
    private readonly identified: (subject: string) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    const origins = () => this.host.tokenOrigins.split(/\s+/).filter(Boolean);
    this.stopListening = onPostedToken(origins, (token) => (this.host.token = token));
    this.lateTimer = window.setTimeout(() => this.giveNotice(), LATE_MS);
  }

  hostDisconnected(): void {
    this.stopListening?.();
    clearTimeout(this.lateTimer);
    this.subject = undefined;
    this.seen = "";
    this.asked = false;
  }

  hostUpdate(): void {
    const { token, tokenSource } = this.host;
    const asked = this.asked && tokenSource === this.source;
    this.asked = true;
    this.source = tokenSource;
    if (!token && !asked) this.ask();
    if (!token || token === this.seen) return;
    this.seen = token;
    clearTimeout(this.lateTimer);
    const subject = subjectOf(token);
    const other = subject !== this.subject;
    if (other) this.box = this.boxOf(subject);
    this.box.set(token);
    if (!other) return;
    this.subject = subject;
    this.identified(subject);
  }

  private boxOf(subject: string): TokenBox {
    this.box.close();
    return new TokenBox(subject, () => this.ask());
  }

  /** In vain when nobody listens; then the element waits and says so. */
  private ask(): void {
    this.host.dispatchEvent(new CustomEvent("careline-token-needed", { bubbles: true, composed: true }));
    if (window.parent !== window) window.parent.postMessage({ type: "careline-token-needed" }, "*");
    const { tokenSource } = this.host;
    if (tokenSource) void this.fetch(tokenSource);
  }

  private async fetch(source: TokenSource): Promise<void> {
    const wanted = () => this.host.isConnected && this.host.tokenSource === source;
    const token = await persist(source, wanted, () => this.giveNotice());
    if (!token) return;
    this.host.token = token;
    this.box.set(token);
  }

  private giveNotice(): void {
    this.late = true;
    this.host.requestUpdate();
  }
}
