// Several rows picked at once: one by one, with Shift all in between, with the keyboard one further.

export class Picks {
  private readonly ids = new Set<string>();
  /** Where a range begins. */
  private from = "";

  constructor(private readonly changed: () => void) {}

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Those of these rows that are picked, from the top. */
  of(order: readonly string[]): readonly string[] {
    return order.filter((id) => this.ids.has(id));
  }

  /** `range`: everything from the last one that was pressed to this one, as that one is. */
  press(id: string, range: boolean, order: readonly string[]): void {
    const a = order.indexOf(this.from);
    const b = order.indexOf(id);
    if (range && a >= 0 && b >= 0) for (const one of order.slice(Math.min(a, b), Math.max(a, b) + 1)) this.ids.add(one);
    else if (this.ids.has(id)) this.ids.delete(id);
    else this.ids.add(id);
    this.from = id;
    this.changed();
  }

  /** Shift and an arrow: this row and the one after or before it; that one has the focus then. */
  extend(id: string, to: string): void {
    this.ids.add(id).add(to);
    this.from = to;
    this.changed();
  }

  only(ids: readonly string[]): void {
    this.ids.clear();
    for (const id of ids) this.ids.add(id);
    this.changed();
  }
}
