// Demo mode: who one pretends to be, and the token that goes with it.
import { Api } from "./api";
import { isDemo, pageParam, pageUrl } from "./page";
import { pickLang } from "./lang";
import { persist } from "./retry";
import type { TokenSource } from "./token";
import "./persona-bar";
import type { CarelinePersonaBar } from "./persona-bar";

export interface Persona {
  readonly customer_id: string;
  readonly name: string;
  readonly about: string;
  readonly phone: string;
}

const demoApi = (): Api => new Api({ baseUrl: "", lang: pickLang(undefined) });

const tokenOf = (customer: string): TokenSource => async () => {
  const path = `/api/demo/token?customer=${encodeURIComponent(customer)}`;
  return (await demoApi().call<{ token: string }>("GET", path)).token;
};

/** Puts the persona bar on top and says where to get the persona's token; without demo mode it does neither. */
export async function startDemo(use?: (source: TokenSource) => void): Promise<readonly Persona[]> {
  if (!isDemo()) return [];
  const bar: CarelinePersonaBar = document.createElement("careline-persona-bar");
  bar.optional = !use;
  document.body.prepend(bar);
  const customer = pageParam("customer");
  if (customer) use?.(tokenOf(customer));
  const fetchPersonas = () => demoApi().call<Persona[]>("GET", "/api/demo/personas");
  bar.personas = (await persist(fetchPersonas, () => bar.isConnected)) ?? [];
  const first = bar.personas[0]?.customer_id;
  if (use && first && !customer) {
    history.replaceState(null, "", pageUrl(location.pathname, { customer: first }));
    bar.requestUpdate();
    use(tokenOf(first));
  }
  return bar.personas;
}
