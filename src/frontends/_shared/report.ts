import type { Diagnostic } from "../../diagnostics/diagnostic.ts";

/** Beyond this many errors a text is not a query with mistakes but something else; the rest is not told. */
const maxErrors = 20;

/** Collects what a stage finds. Errors beyond a limit are dropped, and so are further errors at the same place: one cause, one error. */
export class Report {
  readonly #diagnostics: Diagnostic[] = [];
  readonly #places = new Set<number>();
  #errors = 0;

  readonly add = (diagnostic: Diagnostic): void => {
    if (diagnostic.severity === "error") {
      const place = diagnostic.primary?.span.start ?? -1;
      if (this.#errors >= maxErrors || this.#places.has(place)) return;
      this.#places.add(place);
      this.#errors++;
    }
    this.#diagnostics.push(diagnostic);
  };

  get full(): boolean {
    return this.#errors >= maxErrors;
  }

  get failed(): boolean {
    return this.#errors > 0;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}
