import type { Regex } from "../ir/pattern.ts";

/** Concatenation in its simplest form: no nesting, no empty parts. */
export function concatOf(parts: readonly Regex[]): Regex {
  const flat = parts.flatMap((p) => (p.kind === "concat" ? p.parts : p.kind === "empty" ? [] : [p]));
  const [first] = flat;
  if (first === undefined) return { kind: "empty" };
  return flat.length === 1 ? first : { kind: "concat", parts: flat };
}

export function choiceOf(options: readonly Regex[]): Regex {
  const flat = options.flatMap((o) => (o.kind === "choice" ? o.options : [o]));
  const [first] = flat;
  return first !== undefined && flat.length === 1 ? first : { kind: "choice", options: flat };
}

export const textOf = (text: readonly number[]): Regex => concatOf(text.map((codePoint) => ({ kind: "char", codePoint })));

export const anyString: Regex = { kind: "repeat", of: { kind: "any" }, min: 0, max: null };
