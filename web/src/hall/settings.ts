// How one is contacted, and one's own data.
import { html, nothing, type TemplateResult } from "lit";
import type { HallView } from "./context";
import type { ChannelPreference, Preferences } from "./wire";

export function settings(preferences: Preferences | undefined, view: HallView): TemplateResult {
  const { t, tasks } = view;
  return html`<section class="box settings" aria-labelledby="settings">
    <h2 id="settings">${t.settings}</h2>
    ${preferences ? html`<ul>${channel("phone", preferences.phone, view)} ${channel("sms", preferences.sms, view)}</ul>` : nothing}
    <p class="buttons">
      <button class="btn small" data-test="download" ?disabled=${tasks.busy} @click=${() => void tasks.download(t.dataFile)}>${t.download}</button>
      <button class="btn small quiet" data-test="erasure" @click=${() => tasks.open({ kind: "erasure" })}>${t.erasure}</button>
    </p>
    ${!tasks.task && tasks.problem ? html`<p class="problem" role="alert">${tasks.problem}</p>` : nothing}
  </section>`;
}

function channel(name: "phone" | "sms", { agreed, opted_out, number }: ChannelPreference, { t, shared, tasks }: HallView): TemplateResult {
  const on = agreed && !opted_out;
  const note = agreed ? (opted_out ? t.channelOff : t.channelOn(number ?? "")) : t.channelNotAgreed;
  const change = (event: Event) => void tasks.prefer(name, (event.target as HTMLInputElement).checked);
  return html`<li><label class="row"><span><strong>${shared.channel[name]}</strong><span class="meta">${note}</span></span>
    <input type="checkbox" class="switch end" role="switch" data-test="prefer-${name}" .checked=${on} ?disabled=${!agreed || tasks.busy} @change=${change} /></label></li>`;
}
