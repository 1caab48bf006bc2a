// What `explain` says of a condition and its parts.

export interface Explanation {
  readonly kind: "and" | "or" | "not" | "nested" | "leaf";
  /** The part of the query. */
  readonly text: string;
  readonly holds: boolean;
  readonly parts: readonly Explanation[];
  /** Of a leaf: the values of its fields, as they were compared. */
  readonly values: Readonly<Record<string, readonly unknown[]>>;
}

/** Holds if all its parts do. */
export function explainAnd(text: string, parts: readonly Explanation[]): Explanation {
  return { kind: "and", text, holds: parts.every((part) => part.holds), parts, values: {} };
}

/** Holds if one of its parts does. */
export function explainOr(text: string, parts: readonly Explanation[]): Explanation {
  return { kind: "or", text, holds: parts.some((part) => part.holds), parts, values: {} };
}

/** Holds if its part does not. */
export function explainNot(text: string, part: Explanation): Explanation {
  return { kind: "not", text, holds: !part.holds, parts: [part], values: {} };
}

/** Holds if it does for one of the objects; each part is the condition for one of them. */
export function explainNested(text: string, parts: readonly Explanation[]): Explanation {
  return { kind: "nested", text, holds: parts.some((part) => part.holds), parts, values: {} };
}

/** A test of values. */
export function explainLeaf(text: string, holds: boolean, values: Readonly<Record<string, readonly unknown[]>>): Explanation {
  return { kind: "leaf", text, holds, parts: [], values };
}
