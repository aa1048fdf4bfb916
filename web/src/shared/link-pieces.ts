// PURE: which parts of a text are addresses of the web or phone numbers.

export interface Piece {
  readonly text: string;
  readonly href?: string;
}

/** Up to white space, a Chinese character or punctuation; a full stop or a bracket at its end is the sentence's. */
const URL_ = String.raw`https?://[\x21-\x7e]+`;
/** Mobile and landline numbers of China, 400 numbers, and international ones: not the digits inside a longer number. */
const PHONE = String.raw`(?<![\dA-Za-z-])(?:\+\d{1,3}[ -]?\d(?:[ -]?\d){6,12}|1[3-9]\d{9}|0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4})(?![\dA-Za-z-])`;
const LINK = new RegExp(`${URL_}|${PHONE}`, "g");
const OF_THE_SENTENCE = /[.,;:!?'")\]}>]+$/;

export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    const isUrl = match[0].startsWith("http");
    const shown = isUrl ? match[0].replace(OF_THE_SENTENCE, "") : match[0];
    const href = isUrl ? safe(shown) : `tel:${shown.replace(/[ -]/g, "")}`;
    if (!href) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length || !found.length) found.push({ text: text.slice(from) });
  return found;
}

function safe(url: string): string | undefined {
  try {
    return new URL(url).href;
  } catch {
    return undefined;
  }
}
