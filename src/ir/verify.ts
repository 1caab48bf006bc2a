import { familyOf } from "../schema/es-type.ts";
import { assertNever } from "../source/assert-never.ts";
import type { Any, Condition, Leaf } from "./condition.ts";
import { sourcesOf } from "./detection.ts";
import { type Field, fieldName, fits, isMeant } from "./field.ts";
import type { Fold } from "./fold.ts";
import type { Network, Regex } from "./pattern.ts";
import type { Rule } from "./rule.ts";
import { type Call, type Compare, comparisonsOf, type InSet, type Literal, type RegexMatch, type Scalar } from "./scalar.ts";
import type { ValueType } from "./value.ts";
import { conditionChildren, leaves, nestedOf, scalarChildren, scalarsOf } from "./walk.ts";

/** What verifying needs to know of a function; src/functions/ has it. */
export interface Signature {
  readonly parameters: readonly { readonly types: readonly ValueType[]; readonly optional: boolean; readonly constant: boolean }[];
  readonly variadic: boolean;
  readonly folds: boolean;
  readonly result: ValueType | ((args: readonly ValueType[]) => ValueType);
}

export type SignatureOf = (name: string) => Signature | null;

/**
 * Is the rule well formed? Gives a message for each fault; none for a rule that any target may be given. A fault is a bug of a front end or of a pass, never of a user.
 */
export function verifyRule(rule: Rule, signatureOf: SignatureOf): readonly string[] {
  const faults: string[] = [];
  const { detection } = rule;
  for (const source of sourcesOf(detection))
    if (!Object.hasOwn(rule.sources, source)) faults.push(`the detection reads source \`${source}\`, which is not there`);
  const { timestamp } = detection.order;
  if (familyOf(timestamp.type) !== "date") faults.push(`the order's timestamp \`${fieldName(timestamp)}\` is no date`);
  const limit = "limit" in detection ? detection.limit : null;
  if (limit !== null && !(Number.isInteger(limit.count) && limit.count >= 0 && Number.isInteger(limit.offset) && limit.offset >= 0))
    faults.push("the limit is no whole number");
  if (detection.kind === "sequence" || detection.kind === "sample") {
    const counts = new Set(
      [...detection.stages, ...("until" in detection && detection.until !== null ? [detection.until] : [])].map((s) => s.by.length),
    );
    if (counts.size > 1) faults.push("stages have different numbers of keys");
    if (detection.stages.length < 2) faults.push("there are fewer than two stages");
  }
  if (detection.kind === "sequence" && detection.stages.every((s) => s.missing)) faults.push("no stage needs an event");
  const ids = new Set<number>();
  for (const { where } of Object.values(rule.sources)) {
    verifyInto(where, signatureOf, ids, faults);
    faults.push(...scopeFaults(where));
  }
  return faults;
}

export function verifyCondition(condition: Condition, signatureOf: SignatureOf): readonly string[] {
  const faults: string[] = [];
  verifyInto(condition, signatureOf, new Set(), faults);
  faults.push(...scopeFaults(condition));
  return faults;
}

/** Fields are tested where they are seen: those of a list's objects inside the `nested` over it, and nothing else there. */
function* scopeFaults(condition: Condition): Generator<string> {
  const paths = new Set(nestedOf(condition).map((n) => n.path.join(".")));
  const innermost = (name: string): string | null =>
    [...paths].filter((p) => name.startsWith(`${p}.`)).sort((a, b) => b.length - a.length)[0] ?? null;
  for (const { leaf, within } of leaves(condition))
    for (const field of leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field)) {
      const name = fieldName(field);
      const there = within === null ? null : within.path.join(".");
      if (innermost(name) !== there) yield `\`${name}\` is tested in ${there === null ? "the event" : `an object of \`${there}\``}`;
    }
  for (const outer of nestedOf(condition))
    for (const inner of nestedOf(outer.where))
      if (!inner.path.join(".").startsWith(`${outer.path.join(".")}.`))
        yield `objects of \`${inner.path.join(".")}\` are looked for in those of \`${outer.path.join(".")}\``;
}

function verifyInto(condition: Condition, signatureOf: SignatureOf, ids: Set<number>, faults: string[]): void {
  const claim = (node: {
    readonly id: number;
    readonly kind: string;
    readonly span: { readonly start: number; readonly end: number };
  }): void => {
    if (ids.has(node.id)) faults.push(`id ${node.id} (${node.kind}) is taken twice`);
    ids.add(node.id);
    if (!(node.span.start >= 0 && node.span.end >= node.span.start)) faults.push(`${node.kind} ${node.id} has no proper span`);
  };
  claim(condition);
  if ((condition.kind === "and" || condition.kind === "or") && condition.operands.length === 0)
    faults.push(`${condition.kind} ${condition.id} has no operands`);
  if (condition.kind === "nested" && leaves(condition.where).some(({ leaf }) => fieldsIn(leaf).some((f) => f.pattern !== undefined)))
    faults.push(`nested ${condition.id} holds a pattern of names`);
  if (condition.kind === "exists") for (const fault of patternFaults(condition.field)) faults.push(`exists ${condition.id}: ${fault}`);
  if (condition.kind === "any") {
    for (const scalar of scalarsOf(condition.test)) {
      claim(scalar);
      for (const fault of scalarFaults(scalar, signatureOf)) faults.push(`${scalar.kind} ${scalar.id}: ${fault}`);
    }
    for (const fault of bindFaults(condition)) faults.push(`any ${condition.id}: ${fault}`);
  }
  for (const child of conditionChildren(condition)) verifyInto(child, signatureOf, ids, faults);
}

const fieldsIn = (leaf: Leaf): readonly Field[] => (leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field));

function* patternFaults({ path, type, mapped, pattern }: Field): Generator<string> {
  if (pattern === undefined) return;
  const { texts, except, known } = pattern;
  const name = path.join(".");
  if (texts.length < 2 || texts.join("*") !== name) yield `\`${name}\` is not its own pattern`;
  if (!mapped) yield `the pattern \`${name}\` is unmapped`;
  for (const other of except) if (!fits(texts, other)) yield `\`${other}\` is left out and does not fit`;
  for (const field of known) {
    if (!isMeant(pattern, fieldName(field))) yield `\`${fieldName(field)}\` is not meant by the pattern`;
    if (field.pattern !== undefined || familyOf(field.type) !== familyOf(type)) yield `\`${fieldName(field)}\` is of another kind`;
  }
}

function* bindFaults(any: Any): Generator<string> {
  for (const bind of any.binds) yield* patternFaults(bind.field);
  const patterns = any.binds.some((b) => b.field.pattern !== undefined);
  if (patterns && scalarsOf(any.test).some((s) => s.kind === "is-null")) yield "a pattern's test may be true without a value";
  if (any.binds.length > 1 && patterns) yield "a pattern is bound beside another field";
  const declared = new Map(any.binds.map((b) => [b.variable, b]));
  if (declared.size !== any.binds.length) yield "a variable is bound twice";
  const used = new Set<number>();
  for (const scalar of scalarsOf(any.test)) {
    if (scalar.kind !== "bound") continue;
    used.add(scalar.variable);
    const bind = declared.get(scalar.variable);
    if (bind === undefined) yield `variable ${scalar.variable} is not bound`;
    else if (familyOf(bind.field.type) !== scalar.type)
      yield `\`${fieldName(bind.field)}\` is ${bind.field.type}, its value ${scalar.type}`;
  }
  for (const bind of any.binds) if (!used.has(bind.variable)) yield `\`${fieldName(bind.field)}\` is bound and not used`;
  if (any.test.type !== "boolean") yield `the test is ${any.test.type}`;
}

function scalarFaults(scalar: Scalar, signatureOf: SignatureOf): readonly string[] {
  switch (scalar.kind) {
    case "literal":
      return fitsType(scalar) ? [] : [`a ${typeof scalar.value} as ${scalar.type}`];
    case "bound":
      return [];
    case "compare":
      return [...compareFaults(scalar), ...typed(scalar, "boolean")];
    case "in-set":
      return [...inSetFaults(scalar), ...typed(scalar, "boolean")];
    case "in-range":
      return [...comparisonsOf(scalar).flatMap(compareFaults), ...typed(scalar, "boolean")];
    case "wildcard":
      return [
        ...when(scalar.patterns.length === 0, "no patterns"),
        ...takes(scalar.value, ["string"]),
        ...foldFaults(scalar.fold, ["none", "ascii", "java-root"]),
        ...typed(scalar, "boolean"),
      ];
    case "regex":
      return [...regexMatchFaults(scalar), ...typed(scalar, "boolean")];
    case "cidr":
      return [
        ...when(scalar.networks.length === 0, "no networks"),
        ...scalar.networks.flatMap(networkFaults),
        ...takes(scalar.value, ["ip"]),
        ...typed(scalar, "boolean"),
      ];
    case "affix":
      return [
        ...takes(scalar.value, ["string"]),
        ...takes(scalar.needle, ["string"]),
        ...foldFaults(scalar.fold, ["none", "ascii", "java-root"]),
        ...typed(scalar, "boolean"),
      ];
    case "is-null":
      return typed(scalar, "boolean");
    case "arithmetic":
    case "negate": {
      const children = scalarChildren(scalar);
      const type = children.some((c) => c.type === "double") ? "double" : "long";
      return [...children.flatMap((c) => takes(c, ["long", "double"])), ...typed(scalar, type)];
    }
    case "call":
      return callFaults(scalar, signatureOf);
    default:
      return assertNever(scalar);
  }
}

const when = (fault: boolean, message: string): readonly string[] => (fault ? [message] : []);
const typed = (scalar: Scalar, type: ValueType): readonly string[] => when(scalar.type !== type, `is ${scalar.type}, not ${type}`);
const takes = (scalar: Scalar, types: readonly ValueType[]): readonly string[] =>
  when(scalar.type !== "null" && !types.includes(scalar.type), `takes ${types.join(" or ")}, not ${scalar.type}`);
const foldFaults = (fold: Fold, allowed: readonly Fold[]): readonly string[] => when(!allowed.includes(fold), `cannot fold by ${fold}`);

function fitsType({ type, value }: Literal): boolean {
  switch (type) {
    case "string":
    case "ip":
      return typeof value === "string";
    case "long":
      return typeof value === "bigint";
    case "double":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    case "date":
      return typeof value === "string" || typeof value === "bigint" || typeof value === "number";
    case "null":
      return value === null;
    default:
      return assertNever(type);
  }
}

/** Which types compare with each other; a date also with a number of milliseconds. */
function comparable(a: ValueType, b: ValueType): boolean {
  const number = (t: ValueType): boolean => t === "long" || t === "double";
  if (a === "null" || b === "null" || a === b) return true;
  return (number(a) && number(b)) || (a === "date" && number(b)) || (number(a) && b === "date");
}

const compareFaults = (c: Compare): readonly string[] => [
  ...when(!comparable(c.left.type, c.right.type), `compares ${c.left.type} with ${c.right.type}`),
  ...when(c.fold !== "none" && (c.op !== "==" || c.left.type !== "string"), `folds ${c.op} of ${c.left.type}`),
  ...foldFaults(c.fold, ["none", "ascii", "java-root"]),
];

const inSetFaults = (s: InSet): readonly string[] => [
  ...when(s.options.length === 0, "no options"),
  ...when(
    s.options.some((o) => o.value === null),
    "null is no option",
  ),
  ...s.options.filter((o) => !comparable(s.value.type, o.type)).map((o) => `compares ${s.value.type} with ${o.type}`),
  ...when(s.fold !== "none" && s.value.type !== "string", `folds ${s.value.type}`),
  ...foldFaults(s.fold, ["none", "ascii", "java-root"]),
];

const regexMatchFaults = (r: RegexMatch): readonly string[] => [
  ...takes(r.value, ["string"]),
  ...foldFaults(r.fold, r.dialect === "lucene" ? ["none", "ascii", "lucene-10"] : ["none", "ascii"]),
  ...regexFaults(r.pattern),
];

function callFaults(call: Call, signatureOf: SignatureOf): readonly string[] {
  const signature = signatureOf(call.fn);
  if (signature === null) return [`no function \`${call.fn}\``];
  const { parameters, variadic, folds, result } = signature;
  const last = parameters.length - 1;
  const least = parameters.filter((p) => !p.optional).length;
  const argumentFaults = call.args.flatMap((arg, i) => {
    const parameter = parameters[variadic ? Math.min(i, last) : i];
    if (parameter === undefined) return [`argument ${i + 1} is one too many`];
    return [...takes(arg, parameter.types), ...when(parameter.constant && arg.kind !== "literal", `argument ${i + 1} is no constant`)];
  });
  const type = typeof result === "function" ? result(call.args.map((a) => a.type)) : result;
  return [
    ...when(call.args.length < least, `takes at least ${least} arguments`),
    ...argumentFaults,
    ...foldFaults(call.fold, folds ? ["none", "java-root"] : ["none"]),
    ...typed(call, type),
  ];
}

function networkFaults({ text, bytes, prefix }: Network): readonly string[] {
  if (bytes.length !== 16 || !Number.isInteger(prefix) || prefix < 0 || prefix > 128) return [`\`${text}\` is no network`];
  const bit = (i: number): number => ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1;
  const host = Array.from({ length: 128 - prefix }, (_, i) => bit(prefix + i));
  return when(host.includes(1), `\`${text}\` has host bits`);
}

function regexFaults(regex: Regex): readonly string[] {
  switch (regex.kind) {
    case "empty":
    case "nothing":
    case "any":
      return [];
    case "char":
      return codePointFaults(regex.codePoint);
    case "class":
      return regex.items.flatMap((item) =>
        item.kind === "single"
          ? codePointFaults(item.codePoint)
          : [...codePointFaults(item.from), ...codePointFaults(item.to), ...when(item.from > item.to, "a range out of order")],
      );
    case "concat":
      return regex.parts.flatMap(regexFaults);
    case "choice":
      return [...when(regex.options.length === 0, "a choice of nothing"), ...regex.options.flatMap(regexFaults)];
    case "all":
      return [...when(regex.operands.length === 0, "an intersection of nothing"), ...regex.operands.flatMap(regexFaults)];
    case "repeat":
      return [...when(regex.min < 0 || (regex.max !== null && regex.max < regex.min), "a repeat out of order"), ...regexFaults(regex.of)];
    case "except":
      return regexFaults(regex.of);
    case "interval":
      return when(regex.from < 0 || regex.to < regex.from || regex.digits < 0, "an interval out of order");
    default:
      return assertNever(regex);
  }
}

const codePointFaults = (c: number): readonly string[] => when(!Number.isInteger(c) || c < 0 || c > 0x10ffff, `${c} is no code point`);
