// Line icons, drawn on a 20 px grid; always decorative, so the text beside them carries the meaning.
import { html, svg, type SVGTemplateResult, type TemplateResult } from "lit";

const icon = (body: SVGTemplateResult, size = 20): TemplateResult => html`<svg
  width=${size} height=${size} viewBox="0 0 20 20" fill="none" stroke="currentColor"
  stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${body}</svg>`;

/** The mark: an open hand's curve holding a thread that comes back to you. */
export const mark = (size = 28): TemplateResult => html`<svg
  width=${size} height=${size} viewBox="0 0 28 28" fill="none" aria-hidden="true">
  <rect width="28" height="28" rx="9" fill="currentColor"></rect>
  <g class="mark-line" stroke="var(--cl-on-brand)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M19.2 9.3a6.6 6.6 0 1 0 1 7.3"></path>
    <path d="M10.4 14.4l2.6 2.6 6.6-6.3"></path>
  </g></svg>`;

export const sendIcon = () => icon(svg`<path d="M10 16V4.5M5 9l5-5 5 5"/>`);
export const downIcon = () => icon(svg`<path d="M10 4v12M5 11l5 5 5-5"/>`, 16);
export const personIcon = () => icon(svg`<circle cx="10" cy="6.8" r="3.1"/><path d="M3.8 17c.7-3.4 3.2-5 6.2-5s5.5 1.6 6.2 5"/>`, 18);
export const assistantIcon = () =>
  icon(svg`<rect x="3.5" y="6" width="13" height="10" rx="4"/><path d="M10 6V3.2M7.6 10.3v1.2M12.4 10.3v1.2"/>`, 18);
export const shieldIcon = (size = 20) => icon(svg`<path d="M10 2.8l6 2.2v4.6c0 3.8-2.5 6.4-6 7.6-3.5-1.2-6-3.8-6-7.6V5z"/><path d="M7.3 10l2 2 3.6-3.7"/>`, size);
export const scoreIcon = (size = 20) => icon(svg`<path d="M5 3.5h10v13H5z"/><path d="M7.5 7.2l1 1 1.8-2M7.5 12l1 1 1.8-2M12 8h1M12 12.8h1"/>`, size);
export const phoneIcon = (size = 20) =>
  icon(svg`<path d="M4 4.6C4 4 4.5 3.5 5.1 3.5h2l1.2 3.3-1.5 1.3a9.8 9.8 0 0 0 4.6 4.6l1.3-1.5 3.3 1.2v2c0 .6-.5 1.1-1.1 1.1A11.3 11.3 0 0 1 4 4.6z"/>`, size);
export const smsIcon = (size = 20) => icon(svg`<path d="M3.5 5.5h13v9h-8L5 17v-2.5H3.5z"/>`, size);
export const alertIcon = (size = 20) => icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 6.3v4.2M10 13.4v.1"/>`, size);
export const clockIcon = (size = 16) => icon(svg`<circle cx="10" cy="10" r="6.8"/><path d="M10 6.2V10l2.6 1.7"/>`, size);
export const checkIcon = (size = 16) => icon(svg`<path d="M4 10.5l4 4 8-9"/>`, size);
export const chevronIcon = (size = 16) => icon(svg`<path d="M7 4l6 6-6 6"/>`, size);
export const bellIcon = (size = 18) => icon(svg`<path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8zM8.5 17.2h3"/>`, size);
export const bellOffIcon = (size = 18) => icon(svg`<path d="M5 13.5V9a5 5 0 0 1 8-4M15 9v4.5l1.2 1.5H3.8M8.5 17.2h3M3 3l14 14"/>`, size);
export const micIcon = (size = 20) => icon(svg`<rect x="7.5" y="2.8" width="5" height="9" rx="2.5"/><path d="M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v2.5"/>`, size);
export const soundIcon = (size = 18) => icon(svg`<path d="M3.5 8v4h2.7L10 15.2V4.8L6.2 8zM13 7.5a3.5 3.5 0 0 1 0 5M15 5.3a6.5 6.5 0 0 1 0 9.4"/>`, size);
export const muteIcon = (size = 18) => icon(svg`<path d="M3.5 8v4h2.7L10 15.2V4.8L6.2 8zM13 8l4 4M17 8l-4 4"/>`, size);
export const keypadIcon = (size = 18) =>
  icon(svg`<path d="M5 5h.01M10 5h.01M15 5h.01M5 10h.01M10 10h.01M15 10h.01M5 15h.01M10 15h.01M15 15h.01" stroke-width="2.6"/>`, size);
export const photoIcon = (size = 20) =>
  icon(svg`<path d="M3 6.5h3L7.3 4.5h5.4L14 6.5h3v9H3z"/><circle cx="10" cy="10.8" r="2.8"/>`, size);
export const backIcon = (size = 20) => icon(svg`<path d="M12.5 4l-6 6 6 6"/>`, size);
export const searchIcon = (size = 18) => icon(svg`<circle cx="9" cy="9" r="5.2"/><path d="M13 13l4 4"/>`, size);
