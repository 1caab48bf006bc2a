import type { Span } from "../../source/span.ts";
import type { Bound } from "./token.ts";

/** The tree as written: nothing resolved or typed. Spans are offsets into the query. */
interface Node {
  readonly span: Span;
}

/** A text as written, with its escapes. */
export interface Written extends Node {
  readonly text: string;
}

/** What an event must, must not or should satisfy. */
export type Occur = "must" | "must-not" | "should";

/** Clauses side by side: Lucene has no `and` and `or`, only what each clause is to the whole. */
export interface Clauses extends Node {
  readonly kind: "clauses";
  readonly clauses: readonly Clause[];
}

export interface Clause {
  readonly occur: Occur;
  readonly query: Query;
}

export type Term = Words | Phrase | Star | Pattern | RegexTerm | Range;

/** Words without a mark between them are one text, with single blanks. `fuzzy`: what follows a `~`. */
export interface Words extends Node {
  readonly kind: "words";
  readonly text: string;
  readonly fuzzy: Written | null;
}

export interface Phrase extends Node {
  readonly kind: "phrase";
  readonly text: string;
}

/** `*` by itself. */
export interface Star extends Node {
  readonly kind: "star";
}

/** A word with `*` or `?` in it; `prefix`: with one `*`, at its end. */
export interface Pattern extends Node {
  readonly kind: "pattern";
  readonly prefix: boolean;
  readonly text: string;
}

export interface RegexTerm extends Node {
  readonly kind: "regex";
  readonly text: string;
}

export interface Range extends Node {
  readonly kind: "range";
  readonly from: Bound;
  readonly to: Bound;
  readonly fromIncluded: boolean;
  readonly toIncluded: boolean;
}

/** `field: term`; the field of the brackets around it, or null where none names one. */
export interface Test extends Node {
  readonly kind: "test";
  readonly field: Written | null;
  readonly term: Term;
}

/** The empty query, and `*:*`: every event satisfies it. */
export interface Everything extends Node {
  readonly kind: "everything";
}

/** What could not be parsed, and is reported. */
export interface Unreadable extends Node {
  readonly kind: "error";
}

export type Query = Clauses | Test | Everything | Unreadable;
