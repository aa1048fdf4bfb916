// What a screen reader or a keyboard needs, over all shadow roots: names for whatever can be operated, no picture
// without words, no tab order by force. Returns what is lacking.
() => {
  const all = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      all.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const lacking = [];
  const visible = (e) => e.checkVisibility();
  const told = (e) => `<${e.localName} data-test="${e.getAttribute("data-test") ?? ""}" class="${e.className}">`;
  const labelled = (e) => {
    const root = e.getRootNode();
    const by = (e.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    return (e.getAttribute("aria-label") ?? "").trim() || by.some((id) => root.getElementById(id)?.textContent.trim())
      || (e.labels?.length && [...e.labels].some((l) => l.textContent.trim())) || (e.getAttribute("title") ?? "").trim();
  };
  for (const e of all.filter(visible)) {
    const role = e.getAttribute("role");
    if (["button", "a", "summary"].includes(e.localName) && !labelled(e) && !e.textContent.trim()) lacking.push(`no name: ${told(e)}`);
    if (["input", "textarea", "select"].includes(e.localName) && e.type !== "hidden" && !labelled(e)) lacking.push(`no label: ${told(e)}`);
    if (e.localName === "img" && !e.hasAttribute("alt")) lacking.push(`no alt: ${told(e)}`);
    if (["log", "navigation", "complementary"].includes(role) && !labelled(e)) lacking.push(`no name for role ${role}: ${told(e)}`);
    if (e.tabIndex > 0) lacking.push(`tab order by force: ${told(e)}`);
    if (e.id && e.getRootNode().querySelectorAll(`#${CSS.escape(e.id)}`).length > 1) lacking.push(`id twice: ${e.id}`);
  }
  if (!document.documentElement.lang) lacking.push("the document has no language");
  if (!document.title.trim()) lacking.push("the document has no title");
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) lacking.push(`scrolls sideways by ${wide} px`);
  return lacking;
}
