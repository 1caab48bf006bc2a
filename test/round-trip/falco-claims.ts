import type { Condition, Expression, Value } from "./falco-reader.ts";
import {
  allOf,
  anyOf,
  asciiLower,
  type Claim,
  constant,
  exists,
  matches,
  normalised,
  not,
  type Pattern,
  type Piece,
  unreadable,
} from "./meaning.ts";
import { posix, readRegex } from "./regex-reader.ts";

/** Which field of a document stands behind a field of Falco. */
const fields: Readonly<Record<string, string>> = {
  "proc.exepath": "process.executable",
  "basename(proc.exepath)": "process.name",
  "basename(proc.pexepath)": "process.parent.name",
};

/** What an event of an executed program is to Falco: the guard that stands before a rule about such events. */
const guards: ReadonlySet<string> = new Set(["evt.type in execve execveat", "evt.rawres = 0"]);

/** What a condition says of fields of the document, given an event of an executed program that had at most as many arguments as are looked at. */
export function claimOf(condition: Condition, mostArguments: number): Claim {
  switch (condition.kind) {
    case "and":
      return allOf(condition.operands.map((c) => claimOf(c, mostArguments)));
    case "or":
      return alternatives(condition.operands, mostArguments);
    case "not":
      return not(claimOf(condition.operand, mostArguments));
    case "check":
      return checkClaim(condition);
  }
}

type Check = Extract<Condition, { kind: "check" }>;

function checkClaim(check: Check): Claim {
  const { op, values } = check;
  if (guards.has([nameOf(check.left), op, ...values.map(bareText)].join(" "))) return constant(true);
  const lowered = check.left.kind === "transformed" && check.left.by === "tolower" ? check.left.parts[0] : undefined;
  const field = fields[nameOf(lowered ?? check.left)] ?? unreadable(`the field ${nameOf(check.left)}`);
  return test(field, op, values, lowered !== undefined);
}

function test(field: string, op: string, values: readonly Value[], lowered: boolean): Claim {
  const texts = values.map(textOf);
  const [first = ""] = texts;
  if (op === "exists" || (op === "!=" && first === "" && !lowered)) return exists(field);
  if (lowered && texts.some((t) => t !== asciiLower(t))) unreadable(`a lowered value never equals ${texts.join()}`);
  const fold: "none" | "ascii" = lowered || op === "icontains" || op === "iglob" ? "ascii" : "none";
  const says = (pattern: Pattern, as = fold): Claim =>
    // an empty text is no value: one character is any value
    field !== "process.args" && normalised(pattern).join() === "one,many" ? exists(field) : matches(field, pattern, as);
  switch (op) {
    case "=":
    case "==":
      return says([{ text: first }]);
    case "in":
      return anyOf(texts.map((text) => says([{ text }])));
    case "startswith":
      return says([{ text: first }, "many"]);
    case "endswith":
      return says(["many", { text: first }]);
    case "contains":
    case "icontains":
      return says(["many", { text: first }, "many"]);
    case "glob":
    case "iglob":
      return says(globbed(first));
    case "regex": {
      const read = readRegex(first, posix);
      return lowered && read.fold !== "none" ? unreadable("folded twice") : says(read.pattern, lowered ? "ascii" : read.fold);
    }
    default:
      return unreadable(`the operator ${op}`);
  }
}

/** A check of one element of argv. `count`: it is `proc.cmdnargs > n`, which says that there are arguments. */
interface ElementCheck {
  readonly element: string;
  /** The check without the element. */
  readonly key: string;
  readonly check: Check;
}

const present = JSON.stringify(["!=", [{ kind: "quoted", text: "" }], false]);

/** The check of an element by itself, or beside the guard that the element is there. */
function elementCheck(condition: Condition): ElementCheck | null {
  if (condition.kind === "and") {
    const [inner, guard, more] = condition.operands;
    const found = inner === undefined ? null : elementCheck(inner);
    if (found === null || guard === undefined || more !== undefined) return null;
    return isThere(guard, found.element) ? found : unreadable(`${found.element} behind another guard than that it is there`);
  }
  if (condition.kind !== "check") return null;
  const lowered = condition.left.kind === "transformed" && condition.left.by === "tolower" ? condition.left.parts[0] : undefined;
  const element = nameOf(lowered ?? condition.left);
  if (element === "proc.cmdnargs")
    return condition.op === ">" ? { element: "count", key: present, check: condition } : unreadable("a count that is compared");
  if (element !== "proc.exe" && !/^proc\.args\[\d+\]$/.test(element)) return null;
  return { element, key: JSON.stringify([condition.op, condition.values, lowered !== undefined]), check: condition };
}

function isThere(guard: Condition, element: string): boolean {
  const [, index] = /^proc\.args\[(\d+)\]$/.exec(element) ?? [];
  if (index !== undefined) return isCount(guard, index);
  if (guard.kind !== "or" || guard.operands.length !== 2) return false;
  const [exe, count] = guard.operands;
  return exe !== undefined && elementCheck(exe)?.key === present && count !== undefined && isCount(count, "0");
}

const isCount = (guard: Condition, above: string): boolean =>
  guard.kind === "check" && nameOf(guard.left) === "proc.cmdnargs" && guard.op === ">" && guard.values.map(bareText).join() === above;

/** An `or`: the same check on argv[0] and on every argument that is looked at is a check on `process.args`. */
function alternatives(operands: readonly Condition[], mostArguments: number): Claim {
  const groups = new Map<string, ElementCheck[]>();
  const claims: Claim[] = [];
  for (const operand of operands) {
    const found = elementCheck(operand);
    if (found === null) claims.push(claimOf(operand, mostArguments));
    else groups.set(found.key, [...(groups.get(found.key) ?? []), found]);
  }
  const wanted = ["proc.exe", ...Array.from({ length: mostArguments }, (_, i) => `proc.args[${i}]`)];
  for (const [key, checks] of groups) {
    const elements = new Set(checks.map((c) => c.element));
    const [first] = checks;
    const all = wanted.every((w) => elements.has(w));
    // there is an argv[0], or something behind it
    if (key === present && elements.has("count") && elements.has("proc.exe")) claims.push(exists("process.args"));
    else if (!all || first === undefined) unreadable(`${key} is asked of ${[...elements].join()} only`);
    if (all && key === present) claims.push(matches("process.args", ["one", "many"], "none"));
    else if (all && first !== undefined) claims.push(test("process.args", first.check.op, first.check.values, key.endsWith("true]")));
  }
  return anyOf(claims);
}

function nameOf(e: Expression): string {
  switch (e.kind) {
    case "field":
      return e.argument === null ? e.name : `${e.name}[${e.argument}]`;
    case "transformed":
      return `${e.by}(${e.parts.map(nameOf).join()})`;
    case "text":
      return JSON.stringify(e.text);
  }
}

const bareText = (value: Value): string => (value.kind === "bare" ? value.text : "");

/** A quoted constant, or several put together; a bare word is a name of Falco's own and never comes from a rule. */
function textOf(value: Value): string {
  if (value.kind === "quoted") return value.text;
  if (value.kind === "expression" && value.expression.kind === "transformed" && value.expression.by === "concat")
    return value.expression.parts.map((p) => (p.kind === "text" ? p.text : unreadable("a field in a constant"))).join("");
  return unreadable(`no constant text: ${JSON.stringify(value)}`);
}

/** fnmatch: a backslash takes the meaning from the next character, `[` begins a set. */
function globbed(pattern: string): Pattern {
  const pieces: Piece[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? "";
    if (c === "\\") pieces.push({ text: characters[++i] ?? unreadable("a glob that ends in a backslash") });
    else if (c === "[") unreadable("a set in a glob");
    else if (c === "?" && characters[i - 1] !== "*" && characters[i + 1] !== "*") unreadable("a `?` is one byte, not one character");
    else pieces.push(c === "*" ? "many" : c === "?" ? "one" : { text: c });
  }
  return pieces;
}
