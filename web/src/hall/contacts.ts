// Every call and SMS we made, with its code: so that the consumer can tell us from an impostor.
import { html, nothing, type TemplateResult } from "lit";
import { when } from "../shared/format";
import { phoneIcon, shieldIcon, smsIcon } from "../shared/icons";
import type { Contact } from "../shared/wire";
import type { HallView } from "./context";

const FIRST = 2;

export function contactList(contacts: readonly Contact[], view: HallView): TemplateResult {
  const { t } = view;
  return html`<section class="contacts" aria-labelledby="contacts">
    <h2 id="contacts">${t.contacts}</h2>
    <p class="safety">${shieldIcon(18)} <span>${t.contactsNote}</span></p>
    ${contacts.length ? html`<ul>${contacts.slice(0, FIRST).map((c) => contact(c, view))}</ul>` : html`<p class="none">${t.noContacts}</p>`}
    ${contacts.length > FIRST
      ? html`<details class="more"><summary class="link">${t.allContacts(contacts.length)}</summary><ul>${contacts.slice(FIRST).map((c) => contact(c, view))}</ul></details>`
      : nothing}
  </section>`;
}

function contact(made: Contact, { t, shared, lang, now, zone }: HallView): TemplateResult {
  const who = made.agent ? t.contactAgent(made.agent) : t.contactBot;
  return html`<li data-test="contact-row" data-channel=${made.channel}>
    <span class="contact-icon">${made.channel === "phone" ? phoneIcon(18) : smsIcon(18)}</span>
    <div class="contact-main">
      <p><strong>${shared.channel[made.channel] ?? made.channel}</strong> <span class="meta num">${when(made.at, lang, now, zone)}</span></p>
      <p class="meta">${made.about} · ${who}</p>
    </div>
    ${made.code
      ? html`<p class="code"><span class="meta">${shared.codeLabel}</span><strong class="mono" data-test="contact-code">${made.code}</strong></p>`
      : nothing}
  </li>`;
}
