import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Report } from "../../../src/frontends/_shared/report.ts";
import type { Expression, Values } from "../../../src/frontends/kql/ast.ts";
import { parseQuery } from "../../../src/frontends/kql/parser.ts";
import type { Literal } from "../../../src/frontends/kql/token.ts";
import { readAsKibana, star, type Tree, type Word } from "./kibana-grammar.ts";

/** Our tree in the other one's shape; null where we do not take the query. */
function ours(query: string): Tree | null {
  const report = new Report();
  const ast = parseQuery(query, report);
  return report.failed ? null : treeOf(ast);
}

function treeOf(e: Expression): Tree {
  switch (e.kind) {
    case "and":
    case "or":
      return { fn: e.kind, operands: e.operands.map(treeOf) };
    case "not":
      return { fn: "not", operand: treeOf(e.operand) };
    case "match":
      return valuesOf(wordOf(e.field), e.values);
    case "range":
      return { fn: "range", field: wordOf(e.field), op: e.op, value: wordOf(e.value) };
    case "nested":
      return { fn: "nested", path: wordOf(e.path), query: treeOf(e.query) };
    case "free-text":
      return { fn: "is", field: null, value: wordOf(e.literal) };
    case "everything":
      return { fn: "everything" };
    case "error":
      throw new Error("an unreadable node without an error");
  }
}

function valuesOf(field: Word, values: Values): Tree {
  switch (values.kind) {
    case "and":
    case "or":
      return { fn: values.kind, operands: values.operands.map((v) => valuesOf(field, v)) };
    case "not":
      return { fn: "not", operand: valuesOf(field, values.operand) };
    case "value":
      return { fn: "is", field, value: wordOf(values.literal) };
    case "error":
      throw new Error("an unreadable value without an error");
  }
}

function wordOf(literal: Literal): Word {
  switch (literal.kind) {
    case "text":
      return { kind: "text", value: literal.value, quoted: literal.quoted };
    case "wildcard":
      return { kind: "wildcard", value: literal.parts.map((p) => (p.kind === "text" ? p.text : star)) };
    case "boolean":
      return { kind: "typed", value: literal.value };
    case "null":
      return { kind: "typed", value: null };
  }
}

const fragments = [
  ...'and or not AND Or NOT nOt ( ) : : : { } < <= > >= * " \\ \\\\ \\" \\* \\( \\: \\and \\or \\not \\n \\t \\u0041 \\u00 \\x'.split(" "),
  ..."k n field.x a b foo cannot knot notice order android null true false 1 10.0.0.1 = == 'x'".split(" "),
  ..." | |  |\n|\t|\u00a0|\u2003|\f".split("|"),
  ...[
    '"a"',
    '"a b"',
    '"C:\\temp"',
    '"*"',
    "a*b",
    "**",
    "k:a",
    "k : (a or b)",
    "k: (not a and b)",
    "n >= 5",
    "x:{ y: z }",
    " and ",
    " or ",
    " not ",
    "not ",
  ],
];

/** Random texts rarely come to anything; these are queries, then damaged here and there. */
const queries = fc.letrec((tie) => {
  const word = fc.constantFrom(
    "a",
    "foo bar",
    '"x y"',
    "*",
    "a*",
    "*b c*",
    "null",
    "true",
    "5",
    "\\*x",
    "\\and",
    '"\\""',
    "10.0.0.0/8",
    "\u2003z",
  );
  const value: fc.Arbitrary<string> = fc.oneof(
    word,
    fc.tuple(tie("values")).map(([v]) => `(${String(v)})`),
  );
  const joined = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc
      .tuple(of, fc.array(fc.tuple(fc.constantFrom(" and ", " or ", " AND ", "  or\n"), of), { maxLength: 2 }))
      .map(([first, rest]) => first + rest.map(([operator, next]) => operator + next).join(""));
  const negated = (of: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(fc.constantFrom("", "", "not ", "NOT  "), of).map(([not, x]) => not + x);
  const field = fc.constantFrom("k", "n", '"k"', "a.*", "a b", "null");
  const blank = fc.constantFrom("", " ", "  ");
  return {
    values: fc.oneof({ maxDepth: 3, withCrossShrink: true }, word, joined(negated(value))),
    test: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.tuple(field, blank, blank, value).map(([f, x, y, v]) => `${f}${x}:${y}${v}`),
      fc.tuple(field, blank, fc.constantFrom("<", "<=", ">", ">="), blank, word).map((parts) => parts.join("")),
      word,
      fc.tuple(tie("query")).map(([q]) => `(${String(q)})`),
      fc.tuple(tie("query")).map(([q]) => `p: {${String(q)}}`),
    ),
    query: joined(negated(tie("test").map(String))),
  };
});

const same = (query: string): void => {
  expect(ours(query)).toEqual(readAsKibana(query));
};

describe("the grammar, read in two ways", () => {
  it("of texts made of its parts", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 14 }), (parts) => same(parts.join(""))),
      { numRuns: 6_000 },
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 14 }), (parts) => same(parts.join(" "))),
      { numRuns: 4_000 },
    );
  });

  it("of queries", () => {
    let taken = 0;
    fc.assert(
      fc.property(queries.query, (query) => {
        if (readAsKibana(query) !== null) taken++;
        same(query);
      }),
      { numRuns: 3_000 },
    );
    expect(taken).toBeGreaterThan(1_500);
  });

  it("of damaged queries", () => {
    fc.assert(
      fc.property(queries.query, fc.nat(), fc.nat({ max: 3 }), fc.constantFrom("", ...fragments), (query, place, length, instead) => {
        const at = place % (query.length + 1);
        same(query.slice(0, at) + instead + query.slice(at + length));
      }),
      { numRuns: 4_000 },
    );
  });
});
