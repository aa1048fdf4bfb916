// What the views of the management page share: fetching, doing, and saying what went wrong.
import { html, nothing } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, explain } from "../../shared/api";
import { CarelineElement } from "../../shared/element";
import { inLang } from "../../shared/lang";
import type { DeskStore } from "../store";
import { ManageApi } from "./api";
import { MANAGE, type ManageText } from "./text";

const SIGNED_OUT = 401;

export abstract class ManagePart extends CarelineElement {
  @property({ attribute: false }) store!: DeskStore;
  @state() protected busy = false;
  @state() protected problem = "";
  private turn = 0;

  protected get api(): ManageApi {
    return new ManageApi(this.store.api);
  }

  protected get t(): ManageText {
    return inLang(MANAGE, this.language);
  }

  protected get admin(): boolean {
    return this.store.may("manage");
  }

  protected abstract load(): Promise<void>;

  protected override firstUpdated(): void {
    void this.tried(() => this.load());
  }

  /** Do one thing; what went wrong is said where it was done. */
  protected async tried(what: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = "";
    try {
      await what();
      return true;
    } catch (error) {
      this.failed(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What is shown, fetched: of several that are under way the one begun last counts. */
  protected async latest<T>(fetch: () => Promise<T>, got: (value: T) => void): Promise<void> {
    const turn = (this.turn += 1);
    try {
      const value = await fetch();
      if (turn === this.turn) got(value);
    } catch (error) {
      if (turn === this.turn) this.failed(error);
    }
  }

  private failed(error: unknown): void {
    this.problem = explain(error, this.language);
    if (error instanceof ApiError && error.status === SIGNED_OUT) this.store.signedIn(null);
  }

  protected failure() {
    return this.problem ? html`<p class="problem" role="alert" data-test="manage-error">${this.problem}</p>` : nothing;
  }

  protected loading() {
    return this.problem ? this.failure() : html`<p class="none" role="status">${this.shared.loading}</p>`;
  }
}

export const text = (form: FormData, name: string): string => String(form.get(name) ?? "").trim();
