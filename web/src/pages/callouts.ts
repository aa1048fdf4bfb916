// The /insights/callouts page.
import { css } from "lit";
import "../insights/careline-callouts";
import { stylePage } from "../shared/page";

stylePage(css`
  careline-callouts { flex: 1; min-height: 0; overflow-y: auto; }
`);
