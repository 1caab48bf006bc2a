import { parseAllDocuments } from "yaml";
import { unreadable } from "./meaning.ts";

/** A condition of Falco's language. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly operands: readonly Condition[] }
  | { readonly kind: "not"; readonly operand: Condition }
  | { readonly kind: "check"; readonly left: Expression; readonly op: string; readonly values: readonly Value[] };

/** A field, a transformer around others, or a constant inside of one. */
export type Expression =
  | { readonly kind: "field"; readonly name: string; readonly argument: string | null }
  | { readonly kind: "transformed"; readonly by: string; readonly parts: readonly Expression[] }
  | { readonly kind: "text"; readonly text: string };
export type Value =
  | { readonly kind: "quoted" | "bare"; readonly text: string }
  | { readonly kind: "expression"; readonly expression: Expression };

export interface RuleItem {
  readonly rule: string;
  readonly desc: string;
  readonly condition: string;
  readonly output: string;
  readonly priority: string;
  readonly source: string;
  readonly enabled: boolean;
  readonly tags: readonly string[];
}

type Version = "1.1" | "1.2";

/** The items of a rule file, the same to a reader of each version of YAML: one list, of which one item is the rule. */
export function readRuleFile(
  text: string,
  versions: readonly Version[] = ["1.2"],
): {
  readonly others: readonly unknown[];
  readonly rule: RuleItem;
  readonly comments: readonly string[];
} {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
  if (/\p{Surrogate}|[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/u.test(text))
    unreadable("a character that is not allowed in YAML");
  const [items, ...others] = versions.map((version) => itemsOf(text, version));
  if (items === undefined || others.some((o) => JSON.stringify(o) !== JSON.stringify(items)))
    return unreadable("versions of YAML read it differently");
  const rules = items.filter((i: unknown) => typeof i === "object" && i !== null && "rule" in i);
  const [rule, second] = rules;
  if (rule === undefined || second !== undefined) return unreadable(`${rules.length} rules`);
  return {
    others: items.filter((i: unknown) => i !== rule),
    rule: ruleItem(rule),
    comments: text.split("\n").filter((line) => line.startsWith("#")),
  };
}

function itemsOf(text: string, version: Version): readonly unknown[] {
  const documents = parseAllDocuments(text, { version, uniqueKeys: true });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined || second !== undefined) return unreadable("not one document");
  if (document.errors.length + document.warnings.length > 0) unreadable(`YAML ${version}: ${document.errors.join()}`);
  const items: unknown = document.toJS();
  return Array.isArray(items) ? items : unreadable("no list of items");
}

const keys = ["rule", "desc", "condition", "output", "priority", "source", "enabled", "tags"];

function ruleItem(item: unknown): RuleItem {
  if (typeof item !== "object" || item === null || Object.keys(item).join() !== keys.join())
    return unreadable(`the keys ${Object.keys(item ?? {}).join()}`);
  const { enabled, tags, ...texts } = item as Record<string, unknown>; // an object, as asked above
  if (typeof enabled !== "boolean" || !Array.isArray(tags) || !tags.every((t) => typeof t === "string"))
    return unreadable("enabled or tags of another type");
  if (!Object.values(texts).every((t) => typeof t === "string")) return unreadable("a value that is no text");
  return item as RuleItem; // its keys and their types are as asked above
}

const operators = [
  "=",
  "==",
  "!=",
  "<=",
  "<",
  ">=",
  ">",
  "contains",
  "icontains",
  "startswith",
  "endswith",
  "glob",
  "iglob",
  "regex",
  "in",
  "exists",
];
const transformers = ["tolower", "basename", "len", "concat", "join", "val"];

const made = new Map<string, RegExp>();
function sticky(pattern: string): RegExp {
  const known = made.get(pattern) ?? new RegExp(pattern, "y");
  made.set(pattern, known);
  return known;
}

interface Cursor {
  readonly source: string;
  at: number;
}

/** Reads a whole condition, by the rules of libsinsp's lexer and parser (filter/parser.h). */
export function parseCondition(source: string): Condition {
  if (source.includes("\0")) unreadable("a NUL");
  const cursor: Cursor = { source, at: 0 };
  const condition = or(cursor);
  blanks(cursor);
  return cursor.at === source.length ? condition : unreadable(`behind the condition stands ${rest(cursor)}`);
}

const rest = ({ source, at }: Cursor): string => JSON.stringify(source.slice(at, at + 60));

function blanks(c: Cursor): void {
  while (/[ \t\n\r\f\v]/.test(c.source[c.at] ?? "")) c.at++;
}

function peek(c: Cursor, pattern: RegExp): string | null {
  blanks(c);
  const here = sticky(pattern.source);
  here.lastIndex = c.at;
  return here.exec(c.source)?.[0] ?? null;
}

function accept(c: Cursor, pattern: RegExp): string | null {
  const found = peek(c, pattern);
  if (found !== null) c.at += found.length;
  return found;
}

const need = (c: Cursor, pattern: RegExp): string => accept(c, pattern) ?? unreadable(`${pattern.source} expected at ${rest(c)}`);

function chain(c: Cursor, kind: "and" | "or", operand: (c: Cursor) => Condition): Condition {
  const operands = [operand(c)];
  // a blank or a bracket must follow
  while (accept(c, kind === "and" ? /and(?=[\s(])/ : /or(?=[\s(])/) !== null) operands.push(operand(c));
  const [only, second] = operands;
  return only !== undefined && second === undefined ? only : { kind, operands };
}
const or = (c: Cursor): Condition => chain(c, "or", and);
const and = (c: Cursor): Condition => chain(c, "and", negation);

function negation(c: Cursor): Condition {
  if (accept(c, /not(?=[\s(])/) !== null) return { kind: "not", operand: negation(c) };
  if (accept(c, /\(/) === null) return check(c);
  const inner = or(c);
  need(c, /\)/);
  return inner;
}

function check(c: Cursor): Condition {
  const left = expression(c);
  const op = operators.find((o) => accept(c, /^\w/.test(o) ? new RegExp(`${o}(?=[\\s(]|$)`) : new RegExp(o)) !== null);
  if (op === undefined) return unreadable(`no operator at ${rest(c)}`);
  if (op === "exists") return { kind: "check", left, op, values: [] };
  return { kind: "check", left, op, values: op === "in" ? list(c) : [value(c)] };
}

function list(c: Cursor): readonly Value[] {
  need(c, /\(/);
  const values: Value[] = [];
  if (accept(c, /\)/) !== null) return values;
  do values.push(value(c));
  while (accept(c, /,/) !== null);
  need(c, /\)/);
  return values;
}

const transformer = new RegExp(`(${transformers.join("|")})(?=\\()`);

function value(c: Cursor): Value {
  if (peek(c, /["']/) !== null) {
    const text = quoted(c);
    return new TextEncoder().encode(text).length > 255 ? unreadable("a constant of more than 255 bytes") : { kind: "quoted", text };
  }
  if (peek(c, transformer) !== null) return { kind: "expression", expression: expression(c) };
  return { kind: "bare", text: need(c, /[^()"' =,\s]+/) };
}

function expression(c: Cursor): Expression {
  const by = accept(c, transformer);
  if (by === null) return fieldExpression(c);
  const part = (): Expression => (peek(c, /["']/) !== null ? { kind: "text", text: quoted(c) } : expression(c));
  need(c, /\(/);
  const parts = [part()];
  while (accept(c, /,/) !== null) parts.push(part());
  need(c, /\)/);
  return { kind: "transformed", by, parts };
}

function fieldExpression(c: Cursor): Expression {
  const name = need(c, /[a-z]+(\.[a-z_0-9]+)+/);
  if (c.source[c.at] !== "[") return { kind: "field", name, argument: null };
  c.at++;
  const argument = /["']/.test(c.source[c.at] ?? "") ? quoted(c) : need(c, /[^\]"' ]+/);
  need(c, /\]/);
  return { kind: "field", name, argument };
}

/** The quote that ends it is the first one behind no backslash: the lexer looks at one character only. */
function quoted(c: Cursor): string {
  const { source } = c;
  const quote = source[c.at] ?? "";
  let end = c.at + 1;
  while (end < source.length && (source[end] !== quote || source[end - 1] === "\\")) end++;
  if (source[end] !== quote) return unreadable("a constant that never ends");
  const inside = source.slice(c.at + 1, end);
  c.at = end + 1;
  return unescaped(inside, quote);
}

const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", "\\": "\\", "/": "/", " ": "\\" };

/** What stands between the quotes (filter/escaping.cpp): a blank behind a backslash gives the backslash, what is not known is an error. */
function unescaped(inside: string, quote: string): string {
  let text = "";
  for (let i = 0; i < inside.length; i++) {
    const c = inside[i] ?? "";
    if (c !== "\\") text += c;
    else {
      const next = inside[++i] ?? "";
      text += next === quote ? quote : (escapes[next] ?? unreadable(`the escape \\${next}`));
    }
  }
  return text;
}
