import type { Span } from "../../source/span.ts";

export interface TokenOf<Kind extends string> {
  readonly kind: Kind;
  readonly span: Span;
}

/**
 * A cursor over the tokens of a query that remembers what a parser has asked for at the current place, so that an error can say what was expected there.
 * The last token must be of kind `end`; the cursor never moves past it.
 */
export class TokenStream<Kind extends string, Token extends TokenOf<Kind>> {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  /** With repetitions: it is asked for at every token and read for errors alone. Only the first `#asked` are of the current place, so that the list need not grow anew at each. */
  readonly #expected: string[] = [];
  #asked = 0;
  #index = 0;

  constructor(tokens: readonly [...Token[], Token]) {
    this.#tokens = tokens;
    this.#end = tokens.at(-1) ?? tokens[0];
  }

  get current(): Token {
    return this.#tokens[this.#index] ?? this.#end;
  }

  /** The token `distance` places ahead. */
  ahead(distance: number): Token {
    return this.#tokens[this.#index + distance] ?? this.#end;
  }

  /** The token before the current one; the current one at the start. */
  get previous(): Token {
    return this.#tokens[this.#index - 1] ?? this.current;
  }

  /** What was asked for in vain at this place, in the order of asking. */
  get expected(): readonly string[] {
    return [...new Set(this.#expected.slice(0, this.#asked))];
  }

  /** Notes that a thing with this name could stand here. */
  expect(name: string): void {
    this.#expected[this.#asked++] = name;
  }

  is(kind: Kind, name: string = kind): boolean {
    if (this.current.kind === kind) return true;
    this.expect(name);
    return false;
  }

  /** Takes the current token if it is of this kind. */
  take(kind: Kind, name: string = kind): Token | null {
    return this.is(kind, name) ? this.advance() : null;
  }

  advance(): Token {
    const token = this.current;
    if (this.#index < this.#tokens.length - 1) this.#index++;
    this.#asked = 0;
    return token;
  }

  /** Gives up the rest of the text. */
  abandon(): void {
    this.#index = this.#tokens.length - 1;
    this.#asked = 0;
  }
}
