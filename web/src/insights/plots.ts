// Plots of our own, as SVG: few marks, the page's own colours, and a sentence for who cannot see them. Sizes are SVG
// attributes, since the page's policy allows no inline style.
import { html, nothing, svg, type TemplateResult } from "lit";

export interface Bar {
  readonly name: string;
  readonly value: number;
  /** What stands behind the bar. */
  readonly told: string;
}

/** One bar a row, the longest over the whole width. */
export function bars(rows: readonly Bar[], test: string): TemplateResult {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return html`<ul class="bars" data-test=${test}>
    ${rows.map((row) => html`<li>
      <span class="name" title=${row.name}>${row.name}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${svg`<rect class="rest" width="100" height="10" rx="1" /><rect class="bar" width=${(100 * row.value) / most} height="10" rx="1" />`}</svg>
      <span class="told num">${row.told}</span>
    </li>`)}
  </ul>`;
}

export interface Part {
  readonly kind: "good" | "middle" | "bad";
  readonly share: number;
}

/** Shares of a whole beside each other. */
export function parts(all: readonly Part[], label: string): TemplateResult {
  let from = 0;
  const rects = all.map(({ kind, share }) => {
    const rect = svg`<rect class=${kind} x=${100 * from} width=${100 * share} height="10" />`;
    from += share;
    return rect;
  });
  return html`<svg class="parts" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=${label}>${rects}</svg>`;
}

export interface DayBar {
  readonly day: string;
  readonly all: number;
  readonly part: number;
  readonly title: string;
}

const WIDTH = 960;
const HEIGHT = 180;
const BASE = 158;
/** Few days make no walls. */
const LEAST_DAYS = 14;

/** One column a day: all of them, and in another colour the part of them. */
export function columns(days: readonly DayBar[], label: string): TemplateResult {
  const most = ceiling(Math.max(1, ...days.map((day) => day.all)));
  const step = WIDTH / Math.max(days.length, LEAST_DAYS);
  const tall = (n: number) => ((BASE - 14) * n) / most;
  const named = Math.ceil(days.length / 8);
  return html`<svg class="columns" viewBox="0 0 ${WIDTH + 34} ${HEIGHT}" role="img" aria-label=${label}>
    ${[0, most / 2, most].map((n) => svg`<line class="grid" x1="30" x2=${WIDTH + 30} y1=${BASE - tall(n)} y2=${BASE - tall(n)} /><text x="26" y=${BASE - tall(n) + 4} text-anchor="end">${n}</text>`)}
    ${days.map((day, i) => svg`<g><title>${day.title}</title>
      <rect class="bar" x=${30 + i * step + step * 0.15} y=${BASE - tall(day.all)} width=${step * 0.7} height=${tall(day.all)} rx="2" />
      <rect class="over" x=${30 + i * step + step * 0.15} y=${BASE - tall(day.part)} width=${step * 0.7} height=${tall(day.part)} rx="2" />
      ${i % named ? nothing : svg`<text x=${30 + (i + 0.5) * step} y=${HEIGHT - 6} text-anchor="middle">${day.day}</text>`}</g>`)}
  </svg>`;
}

const SIDE = 240;
const LEFT = 34;

/** What was told against what was, in minutes; above the line it took longer. Beyond `most` a point sticks to the edge. */
export function toldAndReal(pairs: readonly (readonly [number, number])[], names: { label: string; told: string; real: string }): TemplateResult {
  const most = ceiling(Math.max(5, ...pairs.flat()));
  const x = (n: number) => LEFT + (SIDE * Math.min(n, most)) / most;
  const y = (n: number) => 10 + SIDE - (SIDE * Math.min(n, most)) / most;
  return html`<svg class="scatter" viewBox="0 0 ${LEFT + SIDE + 16} ${SIDE + 48}" role="img" aria-label=${names.label}>
    ${[0, most / 2, most].map((n) => svg`<line class="grid" x1=${LEFT} x2=${LEFT + SIDE} y1=${y(n)} y2=${y(n)} /><text x=${LEFT - 5} y=${y(n) + 4} text-anchor="end">${n}</text><text x=${x(n)} y=${SIDE + 26} text-anchor="middle">${n}</text>`)}
    <line class="even" x1=${x(0)} y1=${y(0)} x2=${x(most)} y2=${y(most)} />
    ${pairs.map(([told, real]) => svg`<circle class=${real > told ? "bad" : "good"} cx=${x(told)} cy=${y(real)} r="4" />`)}
    <text class="axis" x=${LEFT + SIDE / 2} y=${SIDE + 44} text-anchor="middle">${names.told}</text>
    <text class="axis" x=${LEFT + 6} y="22">${names.real}</text>
  </svg>`;
}

/** The next round number, so that half of it is one too. */
export function ceiling(n: number): number {
  const unit = 10 ** Math.floor(Math.log10(n));
  const step = [1, 2, 4, 6, 8, 10].find((times) => n <= times * unit) ?? 10;
  return Math.max(2, step * unit);
}
