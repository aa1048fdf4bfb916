// Links and phone numbers in a text, made to be pressed. Everything else stays text: nothing of it is read as HTML.
import { html, type TemplateResult } from "lit";
import { pieces } from "./link-pieces";

export function linked(text: string): Array<string | TemplateResult> {
  return pieces(text).map((piece) => (piece.href ? html`<a href=${piece.href} target=${piece.href.startsWith("tel:") ? "_self" : "_blank"} rel="noopener noreferrer nofollow">${piece.text}</a>` : piece.text));
}
