// The /chat page: the element in a phone-wide frame.
import { css } from "lit";
import "../chat/careline-chat";
import { startDemo } from "../shared/demo";
import { pageParam, pageUrl, stylePage } from "../shared/page";

stylePage(css`
  careline-chat { flex: 1; min-height: 0; width: 100%; max-width: 560px; margin: 0 auto; }
  @media (min-width: 720px) {
    careline-chat { margin: 20px auto; border-radius: 20px; overflow: hidden; box-shadow: 0 1px 3px rgb(0 0 0 / 12%), 0 16px 48px rgb(0 0 0 / 10%); }
  }
`);

const chat = document.querySelector("careline-chat");
if (chat) {
  chat.role = "main";
  chat.hallUrl = (order, right) => pageUrl("/hall", { order, right });
  chat.draft = pageParam("draft");
  if (chat.draft) history.replaceState(null, "", pageUrl("/chat"));
  void startDemo((source) => (chat.tokenSource = source));
}
