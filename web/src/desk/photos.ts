// <careline-desk-photos>: the photos that a customer sent about one order, wherever they sent them.
import { css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Api } from "../shared/api";
import { now } from "../shared/clock";
import { CarelineElement } from "../shared/element";
import { when } from "../shared/format";
import "../shared/photo";

interface Listed {
  readonly photo_id: string;
  readonly width: number;
  readonly height: number;
  readonly at: string;
}

@customElement("careline-desk-photos")
export class CarelineDeskPhotos extends CarelineElement {
  @property() order = "";
  @state() private photos: readonly Listed[] = [];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("order")) void this.load(this.order);
  }

  private async load(order: string): Promise<void> {
    this.photos = [];
    if (!order) return;
    const api = new Api({ baseUrl: "", lang: this.language });
    try {
      const query = new URLSearchParams({ order_id: order });
      const { photos } = await api.call<{ photos: Listed[] }>("GET", `/api/desk/evidence?${query}`);
      if (order === this.order) this.photos = photos;
    } catch {
      // The rest of the order is still worth seeing; the next one that is opened asks again.
    }
  }

  protected override render() {
    if (!this.photos.length) return nothing;
    return html`<ul data-test="order-photos">${this.photos.map((one) => html`<li>
      <careline-photo .lang=${this.language} .name=${one.photo_id} .width=${one.width} .height=${one.height}
        .source=${`/api/desk/evidence/${encodeURIComponent(one.photo_id)}`}></careline-photo>
      <span class="num">${when(one.at, this.language, now())}</span></li>`)}</ul>`;
  }

  static override styles = [
    CarelineElement.styles,
    css`
      ul { display: flex; flex-wrap: wrap; gap: 8px; padding-top: 8px; }
      li { width: 92px; font-size: 12px; color: var(--cl-ink-3); }
    `,
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    "careline-desk-photos": CarelineDeskPhotos;
  }
}
