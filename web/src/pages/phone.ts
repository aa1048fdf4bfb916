// The /phone page of the demo: the handset, shown for one number with ?customer= or ?number=.
import { css } from "lit";
import "../phone/careline-phone";
import { startDemo } from "../shared/demo";
import { pageParam, stylePage } from "../shared/page";

stylePage(css`
  careline-phone { flex: 1; min-height: 0; overflow-y: auto; }
`);

const phone = document.querySelector("careline-phone");
if (phone) {
  phone.number = pageParam("number");
  void startDemo().then((personas) => {
    phone.lines = personas.filter((p) => p.phone);
    phone.number ||= personas.find((p) => p.customer_id === pageParam("customer"))?.phone ?? "";
  });
}
