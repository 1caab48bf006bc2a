import { doubled, mark } from "../_shared/sql/astral.ts";
import type { TextFunctions } from "../_shared/sql/dialect.ts";
import { and, binary, call, cast, equal, integer, name, or, plus, type Sql, text, when } from "../_shared/sql/tree.ts";

const length = (value: Sql): Sql => call("length", value);
const rest = name("rest");
const out = name("out");
const head = call("substr", rest, integer(1), integer(1));
const second = call("substr", rest, integer(2), integer(1));
const isAstral = (codePoint: Sql): Sql => binary(">", codePoint, integer(0xffff));

const hasAstral = (value: Sql): Sql => binary("GLOB", value, text("*[\u{10000}-\u{10ffff}]*"));

/** A text made from another one character by character; only where a character beyond U+FFFF is in it. */
const rewritten = (value: Sql, next: Sql, append: Sql): Sql =>
  when(
    hasAstral(value),
    {
      kind: "select",
      result: out,
      recursion: {
        alias: "characters",
        columns: ["rest", "out"],
        first: [value, text("")],
        next: [next, binary("||", out, append)],
        again: binary("<>", rest, text("")),
        done: equal(rest, text("")),
      },
    },
    value,
  );

const double = (value: Sql): Sql =>
  value.kind === "text"
    ? text(doubled(value.value))
    : rewritten(value, call("substr", rest, integer(2)), when(isAstral(call("unicode", rest)), binary("||", head, text(mark)), head));

/** SQLite counts code points, and its functions end at NUL (no value holds one). */
export const textFunctions: TextFunctions = {
  length,
  utf16Length: (value) => length(double(value)),
  position: (value, needle) => call("instr", value, needle),
  slice: (value, from, count) => call("substr", value, plus(from, 1), ...(count === null ? [] : [count])),
  starts: (value, needle) => equal(call("substr", value, integer(1), length(needle)), needle),
  // nothing at all from a start of -0, and null where one of them is
  ends: (value, needle) => equal(call("substr", value, binary("-", integer(0), length(needle)), length(needle)), needle),
  concat: (parts) => parts.reduce((a, b) => binary("||", a, b)),
  double,
  undouble: (value) =>
    rewritten(
      value,
      call("substr", rest, when(equal(second, text(mark)), when(isAstral(call("unicode", rest)), integer(3), integer(2)), integer(2))),
      when(and(isAstral(call("unicode", rest)), binary("<>", second, text(mark))), text(mark), head),
    ),
  fromLong: (value) => cast(value, "TEXT"),
  least: (a, b) => call("min", a, b),
  greatest: (a, b) => call("max", a, b),
  toInt: (value) => {
    const shifted = binary("+", binary("&", value, integer(0xffffffff)), integer(2 ** 31));
    return binary("-", binary("&", shifted, integer(0xffffffff)), integer(2 ** 31));
  },
  lastPosition: (value, needle, alias) => {
    const at = name("at");
    const isHere = equal(call("substr", value, plus(at, 1), integer([...needle].length)), text(needle));
    return {
      kind: "select",
      result: at,
      recursion: {
        alias,
        columns: ["at"],
        first: [binary("-", length(value), integer([...needle].length))],
        next: [binary("-", at, integer(1))],
        again: and(binary(">=", at, integer(0)), { kind: "not", operand: isHere }),
        done: or(binary("<", at, integer(0)), isHere),
      },
    };
  },
};
