import { describe, expect, it } from "vitest";
import { evaluate, type Verdict } from "../../src/eval/evaluate.ts";
import { explain } from "../../src/eval/explain.ts";
import { select } from "../../src/eval/select.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import type { JsonObject } from "../../src/source/json.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const name = field("process.name");
const pid = field("process.pid", "long");
const load = field("load", "double");
const when = field("@timestamp", "date");
const source = field("source.ip", "ip");
const flag = field("flag", "boolean");

const check = (condition: Condition, event: JsonObject, now?: number): Verdict =>
  evaluate(ruleOf(condition), event, now === undefined ? {} : { now });

const is = (value: string, fold: "none" | "ascii" = "none"): Condition => b.any([name], (x) => b.compare("==", x, b.literal(value), fold));

describe("leaves are any-value and two-valued", () => {
  it.each<[string, Condition, JsonObject, Verdict]>([
    ["a value", is("a"), { "process.name": "a" }, "match"],
    ["one of several", is("b"), { process: { name: ["a", "b"] } }, "match"],
    ["missing", is("a"), {}, "no-match"],
    ["negation of missing", b.not(is("a")), {}, "match"],
    ["negation of several", b.not(is("a")), { process: { name: ["a", "b"] } }, "no-match"],
    ["case", is("A"), { "process.name": "a" }, "no-match"],
    ["case ignored", is("A", "ascii"), { "process.name": "a" }, "match"],
    ["exists", b.exists(name), { "process.name": "" }, "match"],
    ["exists: null", b.exists(name), { "process.name": [null] }, "no-match"],
    [
      "two leaves may look at different values",
      b.and(
        b.any([pid], (x) => b.compare(">", x, b.literal(1n))),
        b.any([pid], (x) => b.compare("<", x, b.literal(9n))),
      ),
      { "process.pid": [0, 10] },
      "match",
    ],
    ["is-null of missing", b.any([name], (x) => b.isNull(b.call("length", "long", [x]))), {}, "match"],
    ["is-null of a value", b.any([name], (x) => b.isNull(b.call("length", "long", [x]))), { "process.name": "a" }, "no-match"],
    ["a null test is false", b.any([name], (x) => b.compare(">", b.call("length", "long", [x]), b.literal(0n))), {}, "no-match"],
    [
      "two fields",
      b.any([name, pid], (x, y) => b.compare("==", b.call("concat", "string", [x, y]), b.literal("a7"))),
      { "process.name": ["b", "a"], "process.pid": [6, 7] },
      "match",
    ],
    ["long against double", b.any([pid], (x) => b.compare("==", x, b.literal(3.0))), { "process.pid": 3 }, "match"],
    [
      "integer division",
      b.any([pid], (x) => b.compare("==", b.arithmetic("/", x, b.literal(2n)), b.literal(41n))),
      { "process.pid": 83 },
      "match",
    ],
    [
      "double division",
      b.any([pid], (x) => b.compare("==", b.arithmetic("/", x, b.literal(2.0)), b.literal(41n))),
      { "process.pid": 83 },
      "no-match",
    ],
    [
      "remainder",
      b.any([pid], (x) => b.compare("==", b.arithmetic("%", x, b.literal(-6n)), b.literal(-4n))),
      { "process.pid": -10 },
      "match",
    ],
    ["negation of a number", b.any([pid], (x) => b.compare("<", b.negate(x), b.literal(0n))), { "process.pid": 1 }, "match"],
    [
      "NaN equals nothing",
      b.any([load], (x) => b.compare(">=", b.arithmetic("/", x, b.literal(0.0)), b.literal(0n))),
      { load: 0 },
      "no-match",
    ],
    ["strings by code point", b.any([name], (x) => b.compare(">", x, b.literal("\uffff"))), { "process.name": "\u{1F600}" }, "match"],
    ["in set", b.any([name], (x) => b.inSet(x, ["a", "b"], "ascii")), { "process.name": "B" }, "match"],
    ["booleans", b.any([flag], (x) => b.compare("==", x, b.literal(true))), { flag: "true" }, "match"],
    [
      "affix with a field as needle",
      b.any([name], (x) => b.affix("contains", b.literal("xAbx"), x, "java-root")),
      { "process.name": "ab" },
      "match",
    ],
    [
      "a whole second",
      b.any([when], (x) => b.compare("==", x, b.dateLiteral("2017-08-30T20:47:33Z"))),
      { "@timestamp": "2017-08-30T20:47:33.999Z" },
      "match",
    ],
    [
      "after a day",
      b.any([when], (x) => b.compare(">", x, b.dateLiteral("2024-05-01"))),
      { "@timestamp": "2024-05-01T23:59:59Z" },
      "no-match",
    ],
    [
      "not after a day",
      b.any([when], (x) => b.compare("<=", x, b.dateLiteral("2024-05-01"))),
      { "@timestamp": "2024-05-01T23:59:59Z" },
      "match",
    ],
    [
      "epoch milliseconds",
      b.any([when], (x) => b.compare("==", x, b.literal(1516116808349n))),
      { "@timestamp": "2018-01-16T15:33:28.349Z" },
      "match",
    ],
    ["addresses", b.any([source], (x) => b.compare("==", x, b.ipLiteral("::ffff:10.0.0.1"))), { "source.ip": "10.0.0.1" }, "match"],
    ["networks in ==", b.any([source], (x) => b.compare("==", x, b.ipLiteral("10.0.0.0/8"))), { "source.ip": "10.9.9.9" }, "match"],
    ["order of addresses", b.any([source], (x) => b.compare("<", x, b.ipLiteral("10.0.0.2"))), { "source.ip": "9.255.0.1" }, "match"],
  ])("%s", (_, condition, event, verdict) => {
    expect(check(condition, event)).toBe(verdict);
  });

  it("masks networks, IPv6 and mapped addresses", () => {
    const bytes = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 0];
    const inside = b.any([source], (x) => b.cidr(x, [{ text: "10.0.0.0/8", bytes, prefix: 104, span: { start: 0, end: 0 } }]));
    expect(check(inside, { "source.ip": "10.200.1.1" })).toBe("match");
    expect(check(inside, { "source.ip": "::ffff:a01:203" })).toBe("match");
    expect(check(inside, { "source.ip": "11.0.0.1" })).toBe("no-match");
    expect(check(inside, { "source.ip": "::1" })).toBe("no-match");
  });

  it("takes the clock from its caller", () => {
    const recent = b.any([when], (x) => b.compare(">=", x, b.dateLiteral("now-5m")));
    const now = Date.UTC(2024, 0, 1, 12);
    expect(check(recent, { "@timestamp": "2024-01-01T11:56:00Z" }, now)).toBe("match");
    expect(check(recent, { "@timestamp": "2024-01-01T11:54:00Z" }, now)).toBe("no-match");
    expect(check(recent, { "@timestamp": "2024-01-01T11:54:00Z" })).toBe("error");
    expect(check(recent, {})).toBe("no-match");
  });
});

describe("failures", () => {
  const failing = b.any([pid], (x) => b.compare("==", b.arithmetic("/", b.literal(1n), x), b.literal(1n)));
  const yes = b.constant(true);
  const no = b.constant(false);
  it.each<[string, Condition, JsonObject, Verdict]>([
    ["division by zero", failing, { "process.pid": 0 }, "error"],
    ["another value is true", failing, { "process.pid": [0, 1] }, "match"],
    ["another value is false", failing, { "process.pid": [0, 2] }, "error"],
    ["missing", failing, {}, "no-match"],
    ["not", b.not(failing), { "process.pid": 0 }, "error"],
    ["and false", b.and(failing, no), { "process.pid": 0 }, "no-match"],
    ["false and", b.and(no, failing), { "process.pid": 0 }, "no-match"],
    ["and true", b.and(failing, yes), { "process.pid": 0 }, "error"],
    ["or true", b.or(failing, yes), { "process.pid": 0 }, "match"],
    ["or false", b.or(failing, no), { "process.pid": 0 }, "error"],
    [
      "overflow",
      b.any([pid], (x) => b.compare(">", b.arithmetic("+", x, b.literal(1n)), b.literal(0n))),
      { "process.pid": "9223372036854775807" },
      "error",
    ],
    [
      "negating the least long",
      b.any([pid], (x) => b.compare(">", b.negate(x), b.literal(0n))),
      { "process.pid": "-9223372036854775808" },
      "error",
    ],
    [
      "a text that is no number",
      b.any([name], (x) => b.compare(">", b.call("number", "double", [x]), b.literal(0n))),
      { "process.name": "x" },
      "error",
    ],
  ])("%s", (_, condition, event, verdict) => {
    expect(check(condition, event)).toBe(verdict);
  });

  it("gives up on a product of long arrays", () => {
    const many = Array.from({ length: 1001 }, (_, i) => String(i));
    const pair = b.any([name, field("other")], (x, y) => b.compare("==", x, y));
    expect(check(pair, { "process.name": many, other: many.map((n) => `-${n}`) })).toBe("error");
  });
});

describe("select", () => {
  const events: readonly JsonObject[] = [
    { n: "e", "@timestamp": "2024-01-01T00:00:03Z" },
    { n: "a", "@timestamp": "2024-01-01T00:00:01Z" },
    { n: "b", "@timestamp": 1704067202000 },
    { n: "x" },
    { n: "c", "@timestamp": "2024-01-01T00:00:02.000Z" },
  ];
  const all = b.constant(true);
  const names = (limit: { side: "head" | "tail"; count: number; offset: number } | null): string =>
    select(ruleOf(all, limit === null ? null : { ...limit, span: { start: 0, end: 0 } }), events)
      .map((i) => events[i]?.["n"])
      .join("");
  it("orders by time, then arrival, without time last", () => {
    expect(names(null)).toBe("abcex");
  });
  it.each([
    [{ side: "head", count: 2, offset: 0 } as const, "ab"],
    [{ side: "head", count: 2, offset: 4 } as const, "x"],
    [{ side: "tail", count: 2, offset: 0 } as const, "ex"],
    [{ side: "tail", count: 2, offset: 1 } as const, "ce"],
    [{ side: "tail", count: 9, offset: 4 } as const, "a"],
    [{ side: "tail", count: 9, offset: 9 } as const, ""],
  ])("%j keeps %s", (limit, kept) => {
    expect(names(limit)).toBe(kept);
  });
});

describe("explain", () => {
  it("shows each node's truth, the values seen and the one that decided", () => {
    const condition = b.and(b.or(is("x"), is("b")), b.not(b.exists(pid)));
    const { verdict, condition: tree } = explain(ruleOf(condition), { process: { name: ["a", "b"] } });
    expect(verdict).toBe("match");
    expect(tree.operands.map((o) => [o.kind, o.truth])).toEqual([
      ["or", "true"],
      ["not", "true"],
    ]);
    expect(tree.operands[0]?.operands[1]?.observations).toEqual([{ field: "process.name", values: ["a", "b"], decided: "b" }]);
    expect(tree.operands[0]?.operands[0]?.observations).toEqual([{ field: "process.name", values: ["a", "b"], decided: null }]);
  });

  it("agrees with evaluate and says why a leaf failed", () => {
    const failing = b.any([pid], (x: Scalar) => b.compare("==", b.arithmetic("%", b.literal(1n), x), b.literal(1n)));
    const explained = explain(ruleOf(failing), { "process.pid": 0 });
    expect(explained.verdict).toBe("error");
    expect(explained.condition.error).toBe("division by zero");
  });
});
