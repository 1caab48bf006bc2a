import { assertNever } from "../source/assert-never.ts";
import type { Bind, Condition } from "./condition.ts";
import type { Detection, Key, Limit, Order } from "./detection.ts";
import { type Field, fieldName } from "./field.ts";
import type { Fold } from "./fold.ts";
import type { ClassItem, Regex, WildcardPattern } from "./pattern.ts";
import type { Rule, Window } from "./rule.ts";
import type { Scalar } from "./scalar.ts";
import type { Value } from "./value.ts";

/** An S-expression: an atom, or a list. */
type Sexp = string | readonly Sexp[];

const width = 120;

/**
 * The rule's sources and detection as an S-expression, the same text for the same rule: what `compile --emit ir` shows and tests compare. Metadata, ids and spans
 * are left out: they do not change what a rule matches.
 */
export function printRule(rule: Rule): string {
  const sources = Object.keys(rule.sources)
    .sort()
    .map((id): Sexp => {
      const source = rule.sources[id];
      return source === undefined ? ["source", id] : ["source", id, ["index", ...source.index.map(quoted)], conditionSexp(source.where)];
    });
  return `${render(
    [
      "rule",
      ...sources,
      detectionSexp(rule.detection),
      ...(rule.schedule.window === null ? [] : [windowSexp(rule.schedule.interval, rule.schedule.window)]),
    ],
    0,
  )}\n`;
}

const orderSexp = (order: Order): Sexp => [
  "order",
  fieldSexp(order.timestamp),
  ...(order.tiebreaker === null ? [] : [fieldSexp(order.tiebreaker)]),
];
const limitSexp = (limit: Limit | null): readonly Sexp[] =>
  limit === null ? [] : [[limit.side, String(limit.count), ...(limit.offset === 0 ? [] : ["offset", String(limit.offset)])]];
const keysSexp = (by: readonly Key[]): readonly Sexp[] =>
  by.length === 0 ? [] : [["by", ...by.map((k): Sexp => (k.optional ? ["optional", fieldSexp(k.field)] : fieldSexp(k.field)))]];

function detectionSexp(detection: Detection): Sexp {
  const order = orderSexp(detection.order);
  switch (detection.kind) {
    case "filter":
      return ["filter", detection.source, order, ...limitSexp(detection.limit)];
    case "sequence":
      return [
        "sequence",
        ...(detection.maxspan === null ? [] : [["maxspan", String(detection.maxspan)]]),
        ...detection.stages.map((s): Sexp => [s.missing ? "missing" : "stage", s.source, ...keysSexp(s.by)]),
        ...(detection.until === null ? [] : [["until", detection.until.source, ...keysSexp(detection.until.by)]]),
        order,
        ...limitSexp(detection.limit),
      ];
    case "sample":
      return ["sample", ...detection.stages.map((s): Sexp => ["stage", s.source, ...keysSexp(s.by)]), order, ...limitSexp(detection.limit)];
    case "aggregate":
      return [
        "aggregate",
        detection.source,
        ["by", ...detection.by.map(fieldSexp)],
        ["count", String(detection.count)],
        ...detection.cardinality.map((c): Sexp => ["cardinality", fieldSexp(c.field), String(c.atLeast)]),
        order,
      ];
    case "new-terms":
      return ["new-terms", detection.source, ["by", ...detection.fields.map(fieldSexp)], ["history", quoted(detection.history)], order];
    case "indicator-join":
      return [
        "indicator-join",
        detection.source,
        detection.indicators,
        ...detection.groups.map(
          (g): Sexp => ["all", ...g.map((e): Sexp => [e.negate ? "differs" : "equals", fieldSexp(e.field), fieldSexp(e.indicator)])],
        ),
        order,
      ];
    default:
      return assertNever(detection);
  }
}

export const printCondition = (condition: Condition): string => render(conditionSexp(condition), 0);
export const printScalar = (scalar: Scalar): string => render(scalarSexp(scalar, new Map()), 0);
export const printRegex = (regex: Regex): string => render(regexSexp(regex), 0);

const windowSexp = (interval: string, w: Window): Sexp => [
  "window",
  quoted(w.from),
  quoted(w.to),
  ["every", quoted(interval)],
  fieldSexp(w.timestamp),
  ...(w.override === null ? [] : [["override", fieldSexp(w.override), ...(w.fallback ? ["fallback"] : [])]]),
];

/** On one line where it fits, else the head and then each list on its own line, neighbouring atoms filling lines together. */
function render(sexp: Sexp, indent: number): string {
  const flat = flatten(sexp);
  if (typeof sexp === "string" || indent + flat.length <= width) return flat;
  const [head, ...rest] = sexp;
  const lines: string[] = [];
  let open = false;
  for (const part of rest) {
    const last = lines.length - 1;
    const line = lines[last] ?? "";
    if (open && typeof part === "string" && indent + line.length + part.length + 4 <= width) lines[last] = `${line} ${part}`;
    else lines.push(render(part, indent + 2));
    open = typeof part === "string";
  }
  const start = head === undefined ? "" : render(head, indent + 1);
  return `(${[start, ...lines].join(`\n${" ".repeat(indent + 2)}`)})`;
}

const flatten = (sexp: Sexp): string => (typeof sexp === "string" ? sexp : `(${sexp.map(flatten).join(" ")})`);

const quoted = (text: string): string => JSON.stringify(text);

function fieldSexp(field: Field): string {
  const { pattern, indexed } = field;
  const except = pattern === undefined || pattern.except.length === 0 ? "" : `:except(${pattern.except.join(",")})`;
  return `${fieldName(field)}:${field.type}${field.array ? "[]" : ""}${field.mapped ? "" : ":unmapped"}${indexed === undefined ? "" : `:in(${indexed.name})`}${pattern === undefined ? "" : ":each"}${except}`;
}

function conditionSexp(condition: Condition): Sexp {
  switch (condition.kind) {
    case "constant":
      return String(condition.value);
    case "and":
    case "or":
      return [condition.kind, ...condition.operands.map(conditionSexp)];
    case "not":
      return ["not", conditionSexp(condition.operand)];
    case "exists":
      return ["exists", fieldSexp(condition.field)];
    case "nested":
      return ["nested", condition.path.join("."), conditionSexp(condition.where)];
    case "any": {
      const names = new Map(condition.binds.map((b, i) => [b.variable, nameOf(i, condition.binds)]));
      const binds = condition.binds.map((b, i): Sexp => {
        const view = b.view === "index" ? [] : [b.view];
        return [nameOf(i, condition.binds), fieldSexp(b.field), ...view];
      });
      return ["any", binds, scalarSexp(condition.test, names)];
    }
    default:
      return assertNever(condition);
  }
}

/** Variables are numbered within their `any`, so that the text does not depend on the rest of the rule. */
const nameOf = (index: number, binds: readonly Bind[]): string => (binds.length === 1 ? "x" : `x${index + 1}`);

const foldSexp = (fold: Fold): readonly Sexp[] => (fold === "none" ? [] : [`:${fold}`]);

function scalarSexp(scalar: Scalar, names: ReadonlyMap<number, string>): Sexp {
  const go = (s: Scalar): Sexp => scalarSexp(s, names);
  switch (scalar.kind) {
    case "literal":
      return scalar.type === "date" || scalar.type === "ip" ? [scalar.type, valueText(scalar.value)] : valueText(scalar.value);
    case "bound":
      return names.get(scalar.variable) ?? `$${scalar.variable}`;
    case "compare":
      return [scalar.op, go(scalar.left), go(scalar.right), ...foldSexp(scalar.fold)];
    case "in-set":
      return ["in", go(scalar.value), ...scalar.options.map(go), ...foldSexp(scalar.fold)];
    case "in-range":
      return [
        "between",
        go(scalar.value),
        ...(scalar.fromIncluded ? [] : [">"]),
        go(scalar.from),
        ...(scalar.toIncluded ? [] : ["<"]),
        go(scalar.to),
      ];
    case "wildcard": {
      const lines = scalar.lines === "cross" ? [] : [":lines-stop"];
      return ["like", go(scalar.value), ...scalar.patterns.map(wildcardText), ...foldSexp(scalar.fold), ...lines];
    }
    case "regex":
      return ["regex", go(scalar.value), `:${scalar.dialect}`, quoted(scalar.source), regexSexp(scalar.pattern), ...foldSexp(scalar.fold)];
    case "cidr":
      return ["cidr", go(scalar.value), ...scalar.networks.map((n) => quoted(n.text))];
    case "affix":
      return [scalar.where, go(scalar.value), go(scalar.needle), ...foldSexp(scalar.fold)];
    case "is-null":
      return ["is-null", go(scalar.operand)];
    case "arithmetic":
      return [scalar.op, go(scalar.left), go(scalar.right)];
    case "negate":
      return ["-", go(scalar.operand)];
    case "call":
      return [scalar.fn, ...scalar.args.map(go), ...foldSexp(scalar.fold)];
    default:
      return assertNever(scalar);
  }
}

/** A long is `7`, a double `7.0` or `7e30`: never the same text. */
function valueText(value: Value): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" && Number.isInteger(value))
    return Object.is(value, -0) ? "-0.0" : `${value}${Math.abs(value) < 1e21 ? ".0" : ""}`;
  return String(value);
}

/** Quoted, with `*` and `?` for themselves and a backslash before literal ones. */
function wildcardText(pattern: WildcardPattern): string {
  return quoted(
    pattern.parts
      .map((p) => {
        switch (p.kind) {
          case "text":
            return p.text.replace(/[*?\\]/g, "\\$&");
          case "one":
            return "?";
          case "many":
            return "*";
          default:
            return assertNever(p);
        }
      })
      .join(""),
  );
}

function regexSexp(regex: Regex): Sexp {
  switch (regex.kind) {
    case "empty":
    case "nothing":
    case "any":
      return regex.kind;
    case "char":
      return quoted(String.fromCodePoint(regex.codePoint));
    case "class":
      return [regex.negated ? "none-of" : "one-of", ...regex.items.map(itemSexp)];
    case "concat": {
      const parts = runs(regex.parts);
      const [only] = parts;
      return only !== undefined && parts.length === 1 ? only : ["seq", ...parts];
    }
    case "choice":
      return ["or", ...regex.options.map(regexSexp)];
    case "repeat":
      return ["repeat", String(regex.min), String(regex.max ?? "*"), regexSexp(regex.of)];
    case "all":
      return ["and", ...regex.operands.map(regexSexp)];
    case "except":
      return ["not", regexSexp(regex.of)];
    case "interval":
      return ["number", String(regex.from), String(regex.to), ...(regex.digits === 0 ? [] : ["digits", String(regex.digits)])];
    default:
      return assertNever(regex);
  }
}

/** Neighbouring characters are one string. */
function runs(parts: readonly Regex[]): readonly Sexp[] {
  const out: Sexp[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") out.push(quoted(text));
    text = "";
  };
  for (const part of parts) {
    if (part.kind === "char") text += String.fromCodePoint(part.codePoint);
    else {
      flush();
      out.push(regexSexp(part));
    }
  }
  flush();
  return out;
}

function itemSexp(item: ClassItem): Sexp {
  const c = (codePoint: number): string => quoted(String.fromCodePoint(codePoint));
  switch (item.kind) {
    case "single":
      return c(item.codePoint);
    case "range":
      return [c(item.from), c(item.to)];
    default:
      return assertNever(item);
  }
}
