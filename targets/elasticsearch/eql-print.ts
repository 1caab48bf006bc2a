/** The only place where EQL becomes text: precedence, quoting, and lines that are short enough to read. */
import { assertNever } from "../../src/source/assert-never.ts";
import type { EqlBody, EqlEvent, EqlExpression, EqlField, EqlQuery, EqlStage } from "./eql-tree.ts";

/** Columns that one line takes. */
const width = 120;

/** How tightly an operand must bind: predicates take primaries only, so `a + b in (1)` is `a + (b in (1))`. */
const levels = { or: 0, and: 1, not: 2, comparison: 3, sum: 4, product: 5, sign: 6, predicate: 7, primary: 8 } as const;

/** Words that are field names only between backquotes. */
const keywords: ReadonlySet<string> = new Set(
  "and any by false in join like maxspan not null of or regex sample sequence true until where with".split(" "),
);
const isName = (text: string): boolean => /^[A-Za-z_@][A-Za-z0-9_]*$/.test(text) && !keywords.has(text);

const escapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  '"': '\\"',
  "\\": "\\\\",
};

/**
 * The only quoting of EQL. Always `"..."` with escapes, never a raw string: a query that holds no three quotes in a row can stand in a block of Kibana's console. Half a surrogate
 * pair has no escape, and never gets here.
 */
export const quoteEql = (text: string): string =>
  `"${text.replace(/["\\\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/gu, (c) => escapes[c] ?? `\\u{${(c.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}}`)}"`;

const fieldText = ({ path, optional }: EqlField): string =>
  `${optional ? "?" : ""}${path.map((segment) => (isName(segment) ? segment : `\`${segment.replaceAll("`", "``")}\``)).join(".")}`;

function numberText(value: bigint | number): string {
  if (typeof value === "bigint") return String(value);
  if (Number.isNaN(value)) return "(0.0 / 0.0)";
  if (!Number.isFinite(value)) return value > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)";
  const text = Object.is(value, -0) ? "-0" : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function levelOf(e: EqlExpression): number {
  switch (e.kind) {
    case "or":
    case "and":
    case "not":
    case "comparison":
      return levels[e.kind];
    case "arithmetic":
      return e.op === "+" || e.op === "-" ? levels.sum : levels.product;
    case "negative":
      return levels.sign;
    case "number":
      return numberText(e.value).startsWith("-") ? levels.sign : levels.primary;
    case "in":
    case "match":
      return levels.predicate;
    case "string":
    case "boolean":
    case "null":
    case "field":
    case "call":
      return levels.primary;
    default:
      return assertNever(e);
  }
}

/** On one line. */
function flat(e: EqlExpression, needed: number): string {
  const own = levelOf(e);
  const text = flatBare(e);
  return own < needed ? `(${text})` : text;
}

function flatBare(e: EqlExpression): string {
  switch (e.kind) {
    case "string":
      return quoteEql(e.value);
    case "number":
      return numberText(e.value);
    case "boolean":
      return String(e.value);
    case "null":
      return "null";
    case "field":
      return fieldText(e);
    case "call":
      return `${callHead(e)}(${e.args.map((a) => flat(a, levels.or)).join(", ")})`;
    case "not":
      return `not ${flat(e.operand, levels.not)}`;
    case "and":
    case "or":
      return e.operands.map((o) => flat(o, operandLevel)).join(` ${e.kind} `);
    case "comparison":
      return `${flat(e.left, levels.sum)} ${e.op} ${flat(e.right, levels.sum)}`;
    case "arithmetic": {
      const own = levelOf(e);
      return `${flat(e.left, own)} ${e.op} ${flat(e.right, own + 1)}`;
    }
    case "negative":
      return `-${flat(e.operand, levels.predicate)}`;
    case "in":
      return `${headOf(e)} (${e.options.map((o) => flat(o, levels.or)).join(", ")})`;
    case "match":
      return `${headOf(e)} ${e.patterns.length === 1 ? e.patterns.map(quoteEql).join() : `(${e.patterns.map(quoteEql).join(", ")})`}`;
    default:
      return assertNever(e);
  }
}

const callHead = (e: Extract<EqlExpression, { kind: "call" }>): string => `${e.name}${e.insensitive ? "~" : ""}`;

/** An `and` in an `or` needs no brackets, and is easier to read with them. */
const operandLevel = levels.not;

const headOf = (e: Extract<EqlExpression, { kind: "in" | "match" }>): string => {
  const op = e.kind === "match" ? e.op : `${e.negated ? "not " : ""}in${e.insensitive ? "~" : ""}`;
  return `${flat(e.value, levels.primary)}${op === ":" ? " :" : ` ${op}`}`;
};

/** Over several lines where one is too long: a line for each operand, lists filled. `indent`: of the lines after the first. `line`: all of it on one. */
function block(e: EqlExpression, needed: number, indent: string, line = flat(e, needed)): string {
  if (line.length <= width - indent.length) return line;
  if (levelOf(e) < needed) return `(\n${indent}  ${block(e, levels.or, `${indent}  `, line.slice(1, -1))}\n${indent})`;
  switch (e.kind) {
    case "and":
    case "or":
      return e.operands.map((o) => block(o, operandLevel, indent)).join(` ${e.kind}\n${indent}`);
    case "not":
      return `not ${block(e.operand, levels.not, indent, line.slice("not ".length))}`;
    case "in":
    case "match": {
      const items = e.kind === "in" ? e.options.map((o) => flat(o, levels.or)) : e.patterns.map(quoteEql);
      return items.length === 1 ? line : `${headOf(e)} (\n${indent}  ${filled(items, `${indent}  `)}\n${indent})`;
    }
    case "call":
      return `${callHead(e)}(\n${indent}  ${filled(
        e.args.map((a) => flat(a, levels.or)),
        `${indent}  `,
      )}\n${indent})`;
    default:
      return line;
  }
}

function filled(items: readonly string[], indent: string): string {
  let text = "";
  let column = indent.length;
  for (const [i, item] of items.entries()) {
    if (i > 0 && column + item.length + 3 > width) {
      text += `,\n${indent}`;
      column = indent.length;
    } else if (i > 0) {
      text += ", ";
      column += 2;
    }
    text += item;
    column += item.length;
  }
  return text;
}

function eventText({ category, where }: EqlEvent, indent: string): string {
  const head = `${category === null ? "any" : isName(category) ? category : quoteEql(category)} where`;
  const line = flat(where, levels.or);
  return head.length + line.length + indent.length + 1 <= width
    ? `${head} ${line}`
    : `${head}\n${indent}${block(where, levels.or, indent, line)}`;
}

const keysText = (by: readonly EqlField[]): string => (by.length === 0 ? "" : ` by ${by.map(fieldText).join(", ")}`);

const units = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
] as const;

function spanText(milliseconds: number): string {
  const unit = units.find(([, factor]) => milliseconds % factor === 0);
  return unit === undefined ? `${milliseconds}ms` : `${milliseconds / unit[1]}${unit[0]}`;
}

const stageText = (stage: EqlStage): string =>
  `${stage.missing ? "!" : ""}[${eventText(stage.event, "    ")}]${keysText(stage.by)}${stage.runs === 1 ? "" : ` with runs=${stage.runs}`}`;

function bodyText(body: EqlBody): string {
  switch (body.kind) {
    case "event":
      return eventText(body.event, "  ");
    case "sequence": {
      const head = `sequence${keysText(body.by)}${body.maxspan === null ? "" : ` with maxspan=${spanText(body.maxspan)}`}`;
      const until = body.until === null ? [] : [`until ${stageText(body.until)}`];
      return [head, ...body.stages.map((s) => `  ${stageText(s)}`), ...until].join("\n");
    }
    case "sample":
      return [`sample${keysText(body.by)}`, ...body.stages.map((s) => `  ${stageText(s)}`)].join("\n");
    default:
      return assertNever(body);
  }
}

/** The query as `_eql/search` and Kibana's rules take it, without a newline at the end. */
export const printEql = ({ body, pipes }: EqlQuery): string => [bodyText(body), ...pipes.map((p) => `| ${p.side} ${p.count}`)].join("\n");
