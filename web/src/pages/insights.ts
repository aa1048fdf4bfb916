// The pages /insights and /insights/review.
import { css } from "lit";
import "../insights/careline-insights";
import { stylePage } from "../shared/page";

stylePage(css`
  careline-insights { flex: 1; min-height: 0; }
`);
