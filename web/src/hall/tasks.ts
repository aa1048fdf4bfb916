// What a consumer is doing in the hall's window: claiming, taking back, appealing, rating; one at a time.
import { explain } from "../shared/api";
import { newId } from "../shared/id";
import { sendPhoto } from "../shared/photos";
import type { ConsumerApi } from "../shared/token";
import type { Agreed, Claim, HallOrder, HallRight, Preferences, Remedy, ToRate } from "./wire";

export type Task =
  | { readonly kind: "claim"; readonly order: HallOrder; readonly right: HallRight; readonly claim: Claim; readonly deed: string }
  | { readonly kind: "withdraw"; readonly remedy: Remedy }
  | { readonly kind: "unagree"; readonly agreed: Agreed }
  | { readonly kind: "appeal"; readonly remedy: Remedy }
  | { readonly kind: "freight"; readonly order: HallOrder }
  | { readonly kind: "rate"; readonly about: ToRate; readonly stars: number }
  | { readonly kind: "erasure" };

export class Tasks {
  task: Task | undefined;
  busy = false;
  problem = "";
  /** What came of it; the window then shows how it goes on. */
  made: Remedy | undefined;
  /** Done, with nothing more to show than that. */
  finished = false;
  text = "";
  preferences: Preferences | undefined;
  /** Counts what was opened and closed: an answer belongs to the window that asked, or to none. */
  private turn = 0;

  constructor(
    private readonly api: () => ConsumerApi,
    private readonly changed: () => void,
    private readonly reload: () => void,
  ) {}

  open(task: Task | undefined): void {
    this.turn += 1;
    Object.assign(this, { task, busy: false, problem: "", made: undefined, finished: false, text: "" });
    this.changed();
  }

  /** The usual way to claim comes first, and another may be chosen. */
  claim(order: HallOrder, right: HallRight, claim: Claim): void {
    this.open({ kind: "claim", order, right, claim, deed: claim.choices[0]?.deed ?? "" });
  }

  close(): void {
    this.open(undefined);
  }

  choose(deed: string): void {
    if (this.task?.kind === "claim") this.task = { ...this.task, deed };
    this.changed();
  }

  rate(stars: number): void {
    if (this.task?.kind === "rate") this.task = { ...this.task, stars };
    this.changed();
  }

  typed(text: string): void {
    this.text = text;
    this.changed();
  }

  /** Do what the window is about. */
  async confirm(): Promise<void> {
    const { task } = this;
    if (!task || this.busy) return;
    await this.doing(
      (api) => this.carryOut(api, task).then(this.reloaded),
      (made) => Object.assign(this, made ? { made } : { finished: true }),
    );
  }

  private async carryOut(api: ConsumerApi, task: Task): Promise<Remedy | undefined> {
    const words = this.text.trim();
    switch (task.kind) {
      case "claim": {
        const body = { claim_id: task.claim.claim_id, confirm: true, deed: task.deed, tracking_no: words.slice(0, 64) };
        return (await api.call<{ remedy: Remedy }>("POST", this.path("claims"), { body })).remedy;
      }
      case "withdraw":
        return api.call<Remedy>("POST", this.path(`remedies/${task.remedy.remedy_id}/withdraw`));
      case "unagree":
        await api.call("POST", this.path(`conditions/${task.agreed.condition_id}/withdraw`));
        return undefined;
      case "appeal":
        return api.call<Remedy>("POST", this.path(`remedies/${task.remedy.remedy_id}/appeal`), { body: { words } });
      case "freight": {
        const order = encodeURIComponent(task.order.order_id);
        return api.call<Remedy>("POST", this.path(`orders/${order}/freight/appeal`), { body: { words } });
      }
      case "rate": {
        await api.call("POST", this.path(`cases/${task.about.case_id}/rating`), { body: { rating: task.stars, words } });
        return undefined;
      }
      case "erasure":
        return api.call<Remedy>("POST", this.path("erasure"));
    }
  }

  /** A photo for a remedy; from the window or from the list. */
  async photo(remedy: Remedy, file: Blob): Promise<void> {
    const clientId = newId();
    await this.doing(
      (api) => sendPhoto(api, file, { remedyId: remedy.remedy_id, orderId: remedy.order_id, clientId }).then(this.reloaded),
      () => Object.assign(this, { made: undefined, finished: this.task !== undefined }),
    );
  }

  async loadPreferences(): Promise<void> {
    try {
      this.preferences = await this.api().call<Preferences>("GET", "/api/hall/preferences");
    } catch {
      this.preferences = undefined; // the rest of the hall is still worth showing
    }
    this.changed();
  }

  async prefer(channel: "phone" | "sms", wanted: boolean): Promise<void> {
    await this.doing(async (api) => {
      this.preferences = await api.call<Preferences>("POST", this.path("preferences"), { body: { [channel]: wanted } });
    });
  }

  /** One's own data, as a file of the browser. */
  async download(name: string): Promise<void> {
    await this.doing(async (api) => {
      const address = URL.createObjectURL(await api.load("/api/hall/data"));
      const link = Object.assign(document.createElement("a"), { href: address, download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
  }

  private readonly reloaded = <T>(result: T): T => {
    this.reload();
    return result;
  };

  /** `done` says it in the window that is open, if that is still the one that asked. */
  private async doing<T>(work: (api: ConsumerApi) => Promise<T>, done: (result: T) => void = () => undefined): Promise<void> {
    this.busy = true;
    this.problem = "";
    this.changed();
    const api = this.api();
    const { turn } = this;
    const told = await work(api).then((result) => () => done(result), (error: unknown) => () => (this.problem = explain(error, api.api.lang)));
    if (turn === this.turn) {
      told();
      this.busy = false;
    }
    this.changed();
  }

  private path(rest: string): string {
    return `/api/hall/${rest}?lang=${this.api().api.lang}`;
  }
}
