// The /desk page.
import { css } from "lit";
import "../desk/careline-desk";
import { stylePage } from "../shared/page";

stylePage(css`
  careline-desk { flex: 1; min-height: 0; }
`);
