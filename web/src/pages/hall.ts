// The /hall page.
import { css } from "lit";
import "../hall/careline-hall";
import { startDemo } from "../shared/demo";
import { forgetParam, pageParam, pageUrl, stylePage } from "../shared/page";

stylePage(css`
  careline-hall { flex: 1; min-height: 0; overflow-y: auto; }
`);

const hall = document.querySelector("careline-hall");
if (hall) {
  [hall.order, hall.right] = [pageParam("order"), pageParam("right")];
  for (const taken of ["order", "right"]) forgetParam(taken);
  hall.chatUrl = (draft) => pageUrl("/chat", { draft });
  void startDemo((source) => (hall.tokenSource = source));
}
