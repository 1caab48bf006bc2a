import type { Regex } from "../../src/ir/pattern.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { and, baseName, type Expression, type FalcoCondition, field, not, present, text } from "./condition.ts";
import { matches } from "./constant-test.ts";
import { type Approximation, approximately, cannot, guarded, type Saying, say, sayAny, sayFalse } from "./saying.ts";
import { textCheck } from "./text-check.ts";
import { acceptsEmpty, type Pattern, regexOf, type TextTest } from "./text-test.ts";
import type { Version } from "./version.ts";

/** Texts that Falco writes another way than the document does: ids cut short, sets of words, paths with a slash at the end, NAME=value pairs. */

const containerId = field("container.id");
/** `host` is what the plugin says of a process outside of containers; false also where nothing is known. */
export const inContainer: FalcoCondition = { kind: "name", left: containerId, op: "!=", value: "host" };
const idDigits = 12;

/** Falco has the first 12 digits of the id. */
export function containerCheck(test: TextTest, version: Version): Saying {
  if (test.kind !== "patterns") return cannot("falco/container-id", "Falco has the first 12 digits of a container's id only");
  return sayAny(
    test.patterns.map((pattern) => {
      const [head, tail] = pattern;
      if (
        pattern.length > 0 &&
        pattern.every((p) => p.kind === "many" || p.kind === "one") &&
        pattern.filter((p) => p.kind === "one").length <= 1
      )
        return pattern.some((p) => p.kind === "many") ? say(inContainer) : sayFalse;
      const digits = head?.kind === "text" ? head.text : null;
      const open = pattern.length === 2 && tail?.kind === "many";
      if (digits === null || !(pattern.length === 1 || open) || test.fold !== "none")
        return cannot("falco/container-id", "Falco has the first 12 digits of a container's id only");
      if (open && digits.length <= idDigits) return guarded(textCheck(containerId, { ...test, patterns: [pattern] }, version), inContainer);
      return approximately(guarded(say(text(containerId, "=", digits.slice(0, idDigits))), inContainer), {
        code: "falco/container-id",
        direction: "over",
        reason: "Falco has the first 12 digits of a container's id only",
      });
    }),
  );
}

const many = { kind: "many" } as const;
const anythingBut = (excluded: string): Regex => ({
  kind: "class",
  negated: true,
  items: [...excluded].map((c) => ({ kind: "single", codePoint: c.codePointAt(0) ?? 0 })),
});
const chars = (s: string): readonly Regex[] => [...s].map((c) => ({ kind: "char", codePoint: c.codePointAt(0) ?? 0 }));

/** One of the words of a text that has blanks between them. */
export function wordsCheck(expression: Expression, test: TextTest, version: Version): Saying {
  if (test.kind !== "patterns") return cannot("falco/test", "only whole words can be looked for in this field");
  if (test.patterns.some((p) => p.some((part) => part.kind === "text" && part.text.includes(" ")))) return sayFalse;
  const blank = { kind: "text", text: " " } as const;
  const sayings = test.patterns.map((pattern) => {
    if (pattern.every((part) => part.kind === "text")) {
      const places: readonly Pattern[] = [
        pattern,
        [...pattern, blank, many],
        [many, blank, ...pattern],
        [many, blank, ...pattern, blank, many],
      ];
      return textCheck(expression, { ...test, patterns: places }, version);
    }
    const anything: Regex = { kind: "repeat", of: { kind: "any" }, min: 0, max: null };
    const left: Regex = { kind: "repeat", of: { kind: "concat", parts: [anything, ...chars(" ")] }, min: 0, max: 1 };
    const right: Regex = { kind: "repeat", of: { kind: "concat", parts: [...chars(" "), anything] }, min: 0, max: 1 };
    return test.fold === "none"
      ? textCheck(
          expression,
          { kind: "regex", regex: { kind: "concat", parts: [left, regexOf(pattern, anythingBut(" ")), right] } },
          version,
        )
      : cannot("falco/test", "words of this field are compared in their own case only");
  });
  return guarded(sayAny(sayings), present(expression));
}

/** Falco writes `/tmp/` for the document's `/tmp`, and `/` for `/`. */
export function directoryCheck(expression: Expression, test: TextTest, version: Version): Saying {
  const root = text(expression, "=", "/");
  const slash = { kind: "text", text: "/" } as const;
  switch (test.kind) {
    case "patterns": {
      const whole = textCheck(expression, { ...test, patterns: test.patterns.map((p) => [...p, slash]) }, version);
      // `/` is the empty text and a slash here, but the text `/` in the document
      const rest = acceptsEmpty(test) ? guarded(whole, not(root)) : whole;
      const takesRoot = test.patterns.some((p) => matches(p, "/", test.fold));
      return takesRoot ? sayAny([rest, say(root)]) : rest;
    }
    case "regex": {
      const whole = textCheck(expression, { kind: "regex", regex: { kind: "concat", parts: [test.regex, ...chars("/")] } }, version);
      const atRoot = guarded(textCheck(expression, test, version), root);
      return sayAny([guarded(whole, and([present(expression), not(root)])), atRoot]);
    }
    case "length":
      return cannot("falco/test", "the length of a directory's path has no Falco form");
    default:
      return assertNever(test);
  }
}

/**
 * What follows the last dot of the file name, where something stands on both sides of that dot. Falco has the path alone.
 */
export function extensionCheck(path: Expression, test: TextTest, version: Version): Saying {
  const name = baseName(path);
  if (test.kind === "length") return cannot("falco/test", "the length of an extension has no Falco form");
  if (test.kind === "patterns" && test.patterns.every((p) => p.every((part) => part.kind === "text"))) {
    const wanted = test.patterns
      .map((p) => p.map((part) => (part.kind === "text" ? part.text : "")).join(""))
      .filter((e) => !/^$|[./]/.test(e));
    if (wanted.length === 0) return sayFalse;
    const ends = wanted.map((e): Pattern => [many, { kind: "text", text: `.${e}` }]);
    const whole = wanted.map((e): Pattern => [{ kind: "text", text: `.${e}` }]);
    const bare = textCheck(name, { ...test, patterns: whole }, version);
    const found = textCheck(path, { ...test, patterns: ends }, version);
    return bare.ok ? guarded(found, not(bare.condition)) : bare;
  }
  const anything: Regex = { kind: "repeat", of: { kind: "any" }, min: 1, max: null };
  const noDot = anythingBut(".");
  const wild: Regex | null = test.kind === "patterns" ? { kind: "choice", options: test.patterns.map((p) => regexOf(p, noDot)) } : null;
  if (
    wild === null ||
    (test.kind === "patterns" &&
      test.fold === "ascii" &&
      test.patterns.some((p) => p.some((part) => part.kind === "text" && /[a-z]/i.test(part.text))))
  )
    return cannot("falco/test", "this test on an extension has no Falco form");
  const nonEmpty: Regex = { kind: "repeat", of: noDot, min: 1, max: null };
  const dot = chars(".");
  const found = textCheck(name, { kind: "regex", regex: { kind: "concat", parts: [anything, ...dot, wild] } }, version);
  const given = textCheck(name, { kind: "regex", regex: { kind: "concat", parts: [anything, ...dot, nonEmpty] } }, version);
  if (!found.ok || !given.ok) return found.ok ? given : found;
  return acceptsEmpty(test) ? say(and([found.condition, given.condition])) : found;
}

const environment = field("proc.env");
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `NAME=pattern`: the variable's value, which is empty where it is unset, so that a pattern which takes the empty value looks for `NAME=` in the text of all. */
export function environmentCheck(test: TextTest, version: Version): Saying {
  if (test.kind !== "patterns") return cannot("falco/test", "environment variables are looked up by name only");
  return sayAny(
    test.patterns.map((pattern) => {
      const [head, ...tail] = pattern;
      const cut = head?.kind === "text" ? head.text.indexOf("=") : -1;
      const name = head?.kind === "text" && cut > 0 ? head.text.slice(0, cut) : null;
      if (name === null || head?.kind !== "text" || !variableName.test(name) || (test.fold === "ascii" && /[a-z]/i.test(name)))
        return approximately(textCheck(environment, { ...test, patterns: [[many, ...pattern, many]] }, version), joinedEnvironment);
      const rest: Pattern = [{ kind: "text", text: head.text.slice(cut + 1) }, ...tail];
      const value = { ...test, patterns: [rest] };
      if (!acceptsEmpty(value)) return textCheck(field("proc.env", name), value, version);
      const named: readonly Pattern[] = [
        [{ kind: "text", text: `${name}=` }, many],
        [many, { kind: "text", text: ` ${name}=` }, many],
      ];
      return approximately(textCheck(environment, { kind: "patterns", patterns: named, fold: "none" }, version), joinedEnvironment);
    }),
  );
}

const joinedEnvironment: Approximation = {
  code: "falco/environment-joined",
  direction: "over",
  reason: "the environment is one text in Falco, where one variable's value may look like another variable",
};
