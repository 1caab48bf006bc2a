import type { BaseIssue, GenericSchema, InferOutput } from "valibot";
import { safeParse } from "valibot";
import type { Span } from "../source/span.ts";
import { type Code, type Diagnostic, error } from "./diagnostic.ts";
import { nearest } from "./suggest.ts";

export type ShapePath = readonly (string | number)[];

/** Where values of a file stand: `key` asks for the key that holds the value. */
export type ShapePlace = (path: ShapePath, what: "key" | "value") => Span | null;

const pathText = (path: ShapePath): string => path.map((p, i) => (typeof p === "number" ? `[${p}]` : i === 0 ? p : `.${p}`)).join("");

/** Schemas name JSON's types by their JavaScript names. */
const names: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "`true` or `false`",
  Object: "an object",
  Array: "a list",
};

function expected(issue: BaseIssue<unknown>): string {
  const options = [...(issue.expected ?? "").matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => `\`${m[1]}\``);
  if (options.length > 1) return `${options.slice(0, -1).join(", ")} or ${options[options.length - 1]}`;
  return names[issue.expected ?? ""] ?? issue.expected ?? "something else";
}

function found(issue: BaseIssue<unknown>): string {
  const { input } = issue;
  if (input === null) return "nothing";
  if (typeof input === "string") return input.length > 40 ? "a long text" : `\`${input}\``;
  if (Array.isArray(input)) return "a list";
  return typeof input === "object" ? "an object" : `\`${String(input)}\``;
}

/** The keys that an object of the schema may have, as far as the issue's sibling issues and the input tell. */
type KnownKeys = (path: ShapePath) => readonly string[];

function diagnosticOf(issue: BaseIssue<unknown>, code: Code, place: ShapePlace, known: KnownKeys): Diagnostic {
  const path: ShapePath = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
  const last = issue.path?.at(-1);
  const name = pathText(path);
  const around = path.slice(0, -1);
  const parent = around.length === 0 ? "" : ` of \`${pathText(around)}\``;
  if (issue.type === "strict_object" && last !== undefined && issue.expected === "never") {
    const near = nearest(String(last.key), known(around));
    const help = near === null ? {} : { help: `a key with a similar name exists: \`${near}\`` };
    return error(code, `unknown key \`${String(last.key)}\`${parent}`, place(path, "key") ?? place(around, "value"), help);
  }
  if (issue.type === "strict_object" && last !== undefined && issue.input === undefined) {
    return error(code, `\`${String(last.key)}\`${parent} is missing`, place(around, "value"));
  }
  const subject = name === "" ? "the file" : `\`${name}\``;
  if (issue.kind === "validation" || issue.type === "custom") return error(code, `${subject} ${issue.message}`, place(path, "value"));
  return error(code, `${subject} takes ${expected(issue)}, not ${found(issue)}`, place(path, "value"));
}

/**
 * Checks a file's value against a schema. Every issue becomes an error with the given code at its place in the file; `known` names the keys that may
 * stand at a path, for suggestions. The schema's own messages (of `check` and the like) continue a sentence that begins with the key.
 */
export function checkShape<S extends GenericSchema>(
  schema: S,
  value: unknown,
  code: Code,
  place: ShapePlace,
  known: KnownKeys,
): { readonly value: InferOutput<S> | null; readonly diagnostics: readonly Diagnostic[] } {
  // valibot takes a list for an object with the keys 0, 1, …
  if (schema.type === "strict_object" && Array.isArray(value)) {
    return { value: null, diagnostics: [error(code, "the file takes an object, not a list", place([], "value"))] };
  }
  const result = safeParse(schema, value);
  if (result.success) return { value: result.output, diagnostics: [] };
  return { value: null, diagnostics: result.issues.map((issue) => diagnosticOf(issue, code, place, known)) };
}
