import type { Span } from "../source/span.ts";
import type { Field } from "./field.ts";
import type { Scalar } from "./scalar.ts";

/** Conditions are two-valued: an event satisfies one or does not. Missing fields are no third value. */
interface Node {
  readonly id: number;
  readonly span: Span;
}

export interface Constant extends Node {
  readonly kind: "constant";
  readonly value: boolean;
}

/** At least one operand (an empty `and` or `or` is a constant). */
export interface And extends Node {
  readonly kind: "and";
  readonly operands: readonly Condition[];
}

export interface Or extends Node {
  readonly kind: "or";
  readonly operands: readonly Condition[];
}

/** The complement: matches where the operand does not, also because a field is missing. */
export interface Not extends Node {
  readonly kind: "not";
  readonly operand: Condition;
}

/** The field has at least one value (null, [] and absent have none; "" is a value). */
export interface Exists extends Node {
  readonly kind: "exists";
  readonly field: Field;
}

/**
 * A variable that runs over the values of a field. Missing: it is null, once. `view` is where the values come from: the index (all values of
 * the document) or doc values, sorted and without doubles. No verdict depends on the order.
 */
export interface Bind {
  readonly variable: number;
  readonly field: Field;
  readonly view: "index" | "doc-values";
}

/**
 * The leaf: true if for some combination of the bound values the test is true; false where it is null or false. A value for which the test fails
 * at run time makes the verdict `error` unless another combination is true.
 */
export interface Any extends Node {
  readonly kind: "any";
  readonly binds: readonly Bind[];
  readonly test: Scalar;
}

/**
 * Some object at `path` satisfies `where` by itself. The objects are those of the nearest `nested` above it, or of the event; lists of them flatten, and what is no object is none. Inside, fields keep
 * their whole names and are all of the one object: a `not` there is about it, and nothing outside of it is seen. Outside, its fields are seen by nobody. It is Elasticsearch's `nested` query over a
 * field of that type, which the index holds as a document for each object.
 */
export interface Nested extends Node {
  readonly kind: "nested";
  readonly path: readonly string[];
  readonly where: Condition;
}

export type Logic = Constant | And | Or | Not;
export type Condition = Logic | Exists | Any | Nested;
export type Leaf = Exists | Any;
