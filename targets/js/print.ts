import { assertNever } from "../../src/source/assert-never.ts";
import { concat, type Doc, either, fill, group, hardline, indent, join, layout, line, softline } from "./doc.ts";
import type { BinaryOp, Js, Statement } from "./js-tree.ts";
import { printRegex } from "./print-regex.ts";
import { commentText, quote } from "./quote.ts";

/** From loose to tight. An operand is in parentheses where it binds looser than its place asks. */
const tightness = {
  arrow: 1,
  conditional: 2,
  or: 3,
  and: 4,
  equality: 5,
  order: 6,
  sum: 7,
  product: 8,
  unary: 9,
  call: 10,
  atom: 11,
} as const;

const binaryTightness: Readonly<Record<BinaryOp, number>> = {
  "===": tightness.equality,
  "!==": tightness.equality,
  "<": tightness.order,
  "<=": tightness.order,
  ">": tightness.order,
  ">=": tightness.order,
  "+": tightness.sum,
  "-": tightness.sum,
  "*": tightness.product,
  "/": tightness.product,
  "%": tightness.product,
};

function tightnessOf(js: Js): number {
  switch (js.kind) {
    case "arrow":
      return tightness.arrow;
    case "conditional":
      return tightness.conditional;
    case "logical":
      return js.op === "||" ? tightness.or : tightness.and;
    case "binary":
      return binaryTightness[js.op];
    case "not":
      return tightness.unary;
    case "call":
    case "member":
    case "new":
      return tightness.call;
    case "number":
    case "bigint":
      return js.value < 0 || Object.is(js.value, -0) ? tightness.unary : tightness.atom;
    default:
      return tightness.atom;
  }
}

function operand(js: Js, least: number): Doc {
  const doc = expression(js);
  return tightnessOf(js) >= least ? doc : group("(", indent(doc), ")");
}

/** Both kinds of logic are spelled with parentheses around the other kind, as careful people do. */
const logicOperand = (js: Js): Doc => operand(js, js.kind === "logical" ? tightness.atom : tightness.equality);

function numeral(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : String(value);
  return Number.isNaN(value) ? "Number.NaN" : value > 0 ? "Number.POSITIVE_INFINITY" : "Number.NEGATIVE_INFINITY";
}

const comma = concat(",", line);
/** After the last of several, where they are on lines of their own. */
const lastComma = either("", ",");

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__" ? name : quote(name));

export function expression(js: Js): Doc {
  switch (js.kind) {
    case "string":
      return quote(js.value);
    case "number":
      return numeral(js.value);
    case "bigint":
      return `${js.value}n`;
    case "boolean":
      return String(js.value);
    case "null":
      return "null";
    case "name":
    case "helper":
      return js.name;
    case "array":
      if (js.items.length === 0) return "[]";
      return js.notes === null ? list(js.items) : notedList(js.items, js.notes);
    case "object":
      if (js.properties.length === 0) return "{}";
      return group(
        "{",
        indent(
          line,
          join(
            comma,
            js.properties.map(([name, value]) => concat(`${key(name)}: `, expression(value))),
          ),
          lastComma,
        ),
        line,
        "}",
      );
    case "member":
      return concat(operand(js.object, tightness.call), `.${js.property}`);
    case "call":
      return concat(operand(js.callee, tightness.call), callArguments(js.args));
    case "new":
      return concat("new ", operand(js.callee, tightness.atom), callArguments(js.args));
    case "not":
      return concat(
        "!",
        js.operand.kind === "logical"
          ? group("(", indent(softline, expression(js.operand)), softline, ")")
          : operand(js.operand, tightness.unary),
      );
    case "binary":
      return group(operand(js.left, binaryTightness[js.op]), ` ${js.op}`, indent(line, operand(js.right, binaryTightness[js.op] + 1)));
    case "logical":
      return group(join(concat(` ${js.op}`, line), js.operands.map(logicOperand)));
    case "conditional":
      return group(
        operand(js.test, tightness.or),
        indent(line, "? ", operand(js.then, tightness.conditional), line, ": ", operand(js.otherwise, tightness.conditional)),
      );
    case "arrow":
      return group(
        `(${js.parameters.join(", ")}) =>`,
        js.body.kind === "logical" ? indent(line, expression(js.body)) : concat(" ", arrowBody(js.body)),
      );
    case "regex":
      return printRegex(js.pattern, js.start, js.end);
    default:
      return assertNever(js);
  }
}

const arrowBody = (js: Js): Doc => (js.kind === "object" ? concat("(", expression(js), ")") : expression(js));

function callArguments(args: readonly Js[]): Doc {
  const [only, second] = args;
  if (only === undefined) return "()";
  // the last argument's own brackets do for the call's
  if (second === undefined && (only.kind === "array" || only.kind === "object")) return concat("(", expression(only), ")");
  return group("(", indent(softline, join(comma, args.map(expression)), lastComma), softline, ")");
}

function list(items: readonly Js[]): Doc {
  const docs = items.map(expression);
  // many words on a line rather than a word on each
  const body = items.every(isWord) && docs.every((doc) => typeof doc === "string") ? fill(docs) : join(comma, docs);
  return group("[", indent(softline, body, lastComma), softline, "]");
}

const isWord = ({ kind }: Js): boolean => kind === "string" || kind === "number" || kind === "bigint";

/** An element a line, each with its note. */
function notedList(items: readonly Js[], notes: readonly string[]): Doc {
  const lines = items.map((item, i) => concat(hardline, expression(item), `, // ${commentText(notes[i] ?? "")}`));
  return concat("[", indent(...lines), hardline, "]");
}

export function statement(s: Statement): Doc {
  switch (s.kind) {
    case "comment":
      return `// ${commentText(s.text)}`;
    case "const":
      return group(`const ${s.name} =`, breaksInside(s.value) ? concat(" ", expression(s.value)) : indent(line, expression(s.value)), ";");
    case "return":
      return concat("return ", returned(s.value), ";");
    case "return-if":
      return group(
        "if (",
        indent(softline, expression(s.test)),
        softline,
        ") ",
        either("", "{"),
        indent(softline, "return ", expression(s.value), ";"),
        softline,
        either("", "}"),
      );
    default:
      return assertNever(s);
  }
}

/** Has brackets of its own at which it may break, so it need not go on a line of its own. */
const breaksInside = (js: Js): boolean =>
  js.kind === "array" || js.kind === "object" || js.kind === "call" || js.kind === "new" || js.kind === "arrow";

/** A returned chain that does not fit goes into parentheses, for `return` at a line's end returns nothing. */
const returned = (js: Js): Doc =>
  js.kind === "logical" || js.kind === "conditional" || js.kind === "binary"
    ? group(either("", "("), indent(softline, expression(js)), softline, either("", ")"))
    : expression(js);

const width = 100;

/** A function's body or a module's top level, one statement a line, indented by `depth`. */
export const printStatements = (statements: readonly Statement[], depth: number): string => {
  let doc: Doc = join(hardline, statements.map(statement));
  for (let i = 0; i < depth; i++) doc = indent(doc);
  return layout(concat("  ".repeat(depth), doc), width);
};

export const printExpression = (js: Js): string => layout(expression(js), width);
