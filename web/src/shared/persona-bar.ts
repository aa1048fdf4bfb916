// <careline-persona-bar>: the slim strip that says "this is a demo", switches persona, and leads to the other pages.
import { css, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Persona } from "./demo";
import { CarelineRoot } from "./element";
import { inLang, type Bilingual } from "./lang";
import { pageParam, pageUrl } from "./page";

const zh = {
  demo: "演示",
  title: "演示环境：这些顾客和订单都是虚构的",
  persona: "切换演示顾客",
  everybody: "所有顾客",
  pages: "演示页面",
  chat: "聊天",
  hall: "保障",
  phone: "电话",
  desk: "客服台",
  other: "EN",
  otherTitle: "Switch to English",
};
const en: typeof zh = {
  demo: "Demo",
  title: "Demo: these customers and orders are made up",
  persona: "Switch demo customer",
  everybody: "Everyone",
  pages: "Demo pages",
  chat: "Chat",
  hall: "Guarantees",
  phone: "Phone",
  desk: "Desk",
  other: "中文",
  otherTitle: "切换到中文",
};
const BAR: Bilingual<typeof zh> = { zh, en };

@customElement("careline-persona-bar")
export class CarelinePersonaBar extends CarelineRoot {
  @property({ attribute: false }) personas: readonly Persona[] = [];

  /** This page can also be seen as nobody in particular. */
  @property({ attribute: false }) optional = false;

  private switchTo(event: Event): void {
    const customer = (event.target as HTMLSelectElement).value;
    location.assign(pageUrl(location.pathname, { customer }));
  }

  protected override render() {
    const t = inLang(BAR, this.language);
    return html`<aside class="bar" aria-label=${t.title} title=${t.title} data-test="persona-bar">
      <span class="tag">${t.demo}</span>
      ${this.personas.length ? this.picker(t.persona, t.everybody) : nothing}
      <nav aria-label=${t.pages}>
        ${(["chat", "hall", "phone", "desk"] as const).map((page) => this.link(page, t[page]))}
        <a href=${pageUrl(location.pathname, { lang: this.language === "en" ? "zh-CN" : "en" })} title=${t.otherTitle} data-test="switch-language">${t.other}</a>
      </nav>
    </aside>`;
  }

  private picker(label: string, everybody: string) {
    const current = pageParam("customer");
    return html`<select aria-label=${label} data-test="persona" @change=${this.switchTo}>
      ${this.optional ? html`<option value="" ?selected=${!current}>${everybody}</option>` : nothing}
      ${this.personas.map(
        (p) => html`<option value=${p.customer_id} ?selected=${p.customer_id === current}>${p.name}${p.about ? ` · ${p.about}` : ""}</option>`,
      )}
    </select>`;
  }

  private link(page: string, name: string) {
    const here = location.pathname.replace(/\/$/, "").endsWith(`/${page}`);
    return html`<a href=${pageUrl(`/${page}`)} aria-current=${here ? "page" : nothing} data-test="to-${page}">${name}</a>`;
  }

  static override styles = [
    CarelineRoot.styles,
    css`
      :host { flex: none; display: block; }
      .bar {
        display: flex; align-items: center; gap: 10px; height: 40px; padding: 0 12px; font-size: 13px;
        background: #23302c; color: #dfe8e4; overflow-x: auto; scrollbar-width: none;
      }
      .tag { flex: none; padding: 1px 7px; border-radius: 5px; background: #f2c66d; color: #2b2100; font-weight: 600; font-size: 12px; }
      select {
        flex: 0 1 360px; min-width: 92px; height: 28px; padding: 0 4px; border-radius: 7px; font-size: 13px; text-overflow: ellipsis;
        border: 1px solid #5d6f68; background: #2d3c37; color: inherit;
      }
      nav { display: flex; gap: 2px; margin-inline-start: auto; }
      a { padding: 5px 8px; border-radius: 7px; color: #c5d6cf; text-decoration: none; white-space: nowrap; }
      a:hover { background: #34453f; }
      a[aria-current] { background: #3d524a; color: #fff; }
      @media (max-width: 560px) { /* two lines: who one is has to be read whole */
        .bar { flex-wrap: wrap; gap: 4px 8px; height: auto; padding-block: 5px 3px; }
        select { flex: 1 1 0; }
        nav { flex: 1 0 100%; justify-content: space-between; margin: 0; }
        a { padding-inline: 10px; }
      }
      :focus-visible { outline-color: #f2c66d; outline-offset: -2px; }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-persona-bar": CarelinePersonaBar;
  }
}
