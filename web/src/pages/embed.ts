// <careline-chat> alone, for a shop's own pages; it talks to the site this script came from unless base-url says otherwise.
import { CarelineChat } from "../chat/careline-chat";
import { CarelineRoot } from "../shared/element";

const { origin } = new URL(import.meta.url);
if (origin !== location.origin) CarelineRoot.home = origin;

export { CarelineChat };
