import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { describe, expect, it } from "vitest";
import { eql } from "../../src/frontends/eql/index.ts";
import { functionOf } from "../../src/functions/index.ts";
import type { Condition } from "../../src/ir/condition.ts";
import type { Network } from "../../src/ir/pattern.ts";
import { verifyCondition, verifyRule } from "../../src/ir/verify.ts";
import { runPasses, standardPasses } from "../../src/passes/index.ts";
import { ecsSchema } from "../../src/schema/ecs.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const name = field("process.name");
const pid = field("process.pid", "long");
const ip = field("source.ip", "ip");
const network = (bytes: readonly number[], prefix: number): Network => ({ text: "net", bytes, prefix, span: { start: 0, end: 0 } });
const ten = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 0, 0, 1];

describe("verifying IR", () => {
  it("finds nothing wrong with a proper rule", () => {
    const rule = ruleOf(
      b.and(
        b.any([name], (x) => b.compare("==", b.call("substring", "string", [x, b.literal(-4n)]), b.literal(".exe"), "java-root")),
        b.or(b.exists(ip), b.not(b.any([ip], (x) => b.cidr(x, [network([...ten.slice(0, 13), 0, 0, 0], 104)])))),
        b.any([field("@timestamp", "date")], (x) => b.compare(">", x, b.literal(7n))),
      ),
    );
    expect(verifyRule(rule, functionOf)).toEqual([]);
  });

  const shared = b.exists(name);
  const any = b.any([name], (x) => b.compare("==", x, b.literal("a")));
  it.each<[string, Condition, RegExp]>([
    ["an id twice", b.and(shared, shared), /taken twice/],
    ["an empty and", b.and(), /no operands/],
    ["an unbound variable", { ...any, binds: [] }, /is not bound/],
    ["an unused bind", b.any([name, pid], (x) => b.compare("==", x, b.literal("a"))), /`process.pid` is bound and not used/],
    ["a bound value of another type", { ...any, binds: any.binds.map((bind) => ({ ...bind, field: pid })) }, /is long, its value string/],
    ["a test that is no boolean", b.any([name], (x) => b.call("length", "long", [x])), /the test is long/],
    ["a comparison of different types", b.any([name], (x) => b.compare("==", x, b.literal(1n))), /compares string with long/],
    ["an order that folds", b.any([name], (x) => b.compare("<", x, b.literal("a"), "ascii")), /folds <|cannot fold/],
    ["lucene-10 outside of a regex", b.any([name], (x) => b.inSet(x, ["a"], "lucene-10")), /cannot fold by lucene-10/],
    ["no options", b.any([name], (x) => b.inSet(x, [])), /no options/],
    ["null among options", b.any([name], (x) => b.inSet(x, ["a", null])), /null is no option/],
    ["a wildcard on a number", b.any([pid], (x) => b.wildcard(x, ["1*"])), /takes string, not long/],
    ["host bits", b.any([ip], (x) => b.cidr(x, [network(ten, 104)])), /host bits/],
    ["a prefix beyond the address", b.any([ip], (x) => b.cidr(x, [network(ten, 129)])), /no network/],
    ["an unknown function", b.any([name], (x) => b.call("reverse", "boolean", [x])), /no function/],
    ["too few arguments", b.any([name], (x) => b.isNull(b.call("substring", "string", [x]))), /at least 2/],
    ["too many arguments", b.any([name], (x) => b.isNull(b.call("length", "long", [x, x]))), /one too many/],
    ["an argument of another type", b.any([pid], (x) => b.isNull(b.call("length", "long", [x]))), /takes string/],
    ["a base that is no constant", b.any([name, pid], (x, y) => b.isNull(b.call("number", "double", [x, y]))), /no constant/],
    ["a fold that the function has not", b.any([name], (x) => b.isNull(b.call("length", "long", [x], "java-root"))), /cannot fold/],
    ["another result", b.any([name], (x) => b.isNull(b.call("length", "string", [x]))), /is string, not long/],
    ["arithmetic of texts", b.any([name], (x) => b.isNull(b.arithmetic("+", x, b.literal(1n)))), /takes long or double/],
    ["a literal of another type", b.any([name], (x) => b.compare("==", x, { ...b.literal(1n), type: "string" })), /a bigint as string/],
    ["a regex out of order", b.any([name], (x) => b.regex(x, { kind: "repeat", of: { kind: "any" }, min: 2, max: 1 }, "")), /out of order/],
  ])("%s", (_, condition, message) => {
    expect(verifyCondition(condition, functionOf).join("\n")).toMatch(message);
  });

  it("a detection without its source", () => {
    expect(verifyRule({ ...ruleOf(shared), sources: {} }, functionOf).join("\n")).toMatch(/is not there/);
  });
});

const corpus = "../shared/corpus/elastic";

describe.skipIf(!existsSync(corpus))("Elastic's rules (../shared/corpus/elastic)", () => {
  it("are lowered to well-formed IR, and stay so through the passes", () => {
    const faults: string[] = [];
    let rules = 0;
    for (const path of readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((p) => p.endsWith(".toml"))) {
      // a rule of theirs; what is no EQL is passed over
      const document = parse(readFileSync(join(corpus, path), "utf8"))["rule"] as
        | { readonly language?: unknown; readonly query?: unknown }
        | undefined;
      if (document?.language !== "eql" || typeof document.query !== "string") continue;
      const { detection } = eql.read(document.query, {
        schema: ecsSchema(),
        index: [],
        categoryField: "event.category",
        timestampField: "@timestamp",
        tiebreakerField: null,
      });
      if (detection === null) continue;
      rules++;
      const rule = { ...ruleOf(b.constant(false)), ...detection };
      for (const fault of [...verifyRule(rule, functionOf), ...verifyRule(runPasses(rule, standardPasses), functionOf)])
        faults.push(`${path}: ${fault}`);
    }
    expect(faults).toEqual([]);
    expect(rules).toBeGreaterThan(500);
  });
});
