import { and, type Expression, type FalcoCondition, field, number, or, present, text } from "./condition.ts";
import { type Approximation, approximately, cannot, guarded, type Saying, say, sayAll, sayAny } from "./saying.ts";
import { needs, regexCheck, textCheck, textCheckOf } from "./text-check.ts";
import { acceptsEmpty, type Pattern, type TextTest } from "./text-test.ts";
import { has, type Version } from "./version.ts";

export interface ArgumentOptions {
  /** How many arguments after argv[0] are looked at one by one. */
  readonly most: number;
  /** What is said of the arguments beyond: they do not occur (an assumption), or the condition may match more, or less. */
  readonly beyond: "none" | "over" | "under";
}

const exe = field("proc.exe");
const count = field("proc.cmdnargs");
const joined = field("proc.args");

/** There is an argv: an empty argv[0] without anything after it reads like none at all. */
export const hasArguments: FalcoCondition = or([present(exe), number(count, ">", 0n)]);

/** Some element of argv satisfies the test. Beyond the last element `proc.args[i]` is empty, so a test that takes the empty text asks for the count as well. */
export function argumentsCheck(test: TextTest, options: ArgumentOptions, version: Version): Saying {
  const empty = acceptsEmpty(test) || test.kind === "regex";
  const check = textCheckOf(test, version);
  const first = check(exe);
  const guardedFirst = empty ? guarded(first, hasArguments) : first;
  if (!has(version, "argument-index")) return joinedCheck(guardedFirst, test, version);
  const elements = Array.from({ length: options.most }, (_, i) => {
    const element = check(field("proc.args", String(i)));
    return empty ? guarded(element, number(count, ">", BigInt(i))) : element;
  });
  const seen = sayAny([guardedFirst, ...elements]);
  if (options.beyond === "none") return seen;
  const beyond = number(count, ">", BigInt(options.most));
  const approximation: Approximation = {
    code: "falco/arguments-beyond",
    direction: options.beyond,
    reason: `arguments after the first ${options.most} are ${options.beyond === "over" ? "searched as one text" : "not looked at"}`,
  };
  if (options.beyond === "under") return approximately(seen, approximation);
  return approximately(sayAny([seen, guarded(within(joined, test, version), beyond)]), approximation);
}

/** Before 0.41 there are no single arguments: the text that joins them is searched. */
function joinedCheck(first: Saying, test: TextTest, version: Version): Saying {
  return approximately(sayAny([first, within(joined, test, version)]), {
    code: "falco/arguments-joined",
    direction: "over",
    reason: "before Falco 0.41 arguments are one text, where the end of one and the start of the next cannot be told",
  });
}

/** Some part of a text that joins arguments satisfies the test: never false where an element does. */
function within(text_: Expression, test: TextTest, version: Version): Saying {
  if (test.kind !== "patterns") return say(number(count, ">", 0n));
  const patterns = test.patterns.map((p): Pattern => [{ kind: "many" }, ...p, { kind: "many" }]);
  const found = textCheck(text_, { ...test, patterns }, version);
  return acceptsEmpty(test) ? guarded(found, number(count, ">", 0n)) : found;
}

/**
 * argv joined with blanks. `proc.exeline` ends in a blank when there is nothing after argv[0], so that case reads `proc.exe`, which is then empty
 * exactly where there is no command line.
 */
export function commandLineCheck(test: TextTest, version: Version): Saying {
  return sayAny([
    guarded(guardedText(exe, test, version), number(count, "=", 0n)),
    guarded(textCheck(field("proc.exeline"), test, version), number(count, ">", 0n)),
  ]);
}

const guardedText = (expression: Expression, test: TextTest, version: Version): Saying => {
  const said = textCheck(expression, test, version);
  return acceptsEmpty(test) || test.kind === "regex" ? guarded(said, present(expression)) : said;
};

const parentExe = field("proc.pexe");
const parentRest = field("proc.aargs", "1");
export const hasParentArguments: FalcoCondition = present(parentExe);

/**
 * The parent's argv joined with blanks, from its argv[0] and the text of the rest: a pattern matches the whole exactly if it can be cut at a blank, or inside a
 * `*` or `?` that takes the blank, such that each piece matches its part.
 */
export function parentCommandLineCheck(test: TextTest, version: Version): Saying {
  if (!has(version, "argument-index")) return needs("argument-index");
  const alone = guarded(guardedText(parentExe, test, version), text(parentRest, "=", ""));
  const more = present(parentRest);
  if (test.kind === "patterns") {
    const cuts = test.patterns.flatMap(cutsAtBlank);
    const halves = cuts.map(([head, tail]) =>
      sayAll([textCheck(parentExe, { ...test, patterns: [head] }, version), textCheck(parentRest, { ...test, patterns: [tail] }, version)]),
    );
    return sayAny([alone, guarded(sayAny(halves), and([more, hasParentArguments]))]);
  }
  if (!has(version, "concat"))
    return cannot(
      "falco/parent-command-line",
      "the parent's command line is two texts in Falco before 0.44, which a regular expression or a length cannot span",
    );
  const whole: Expression = { kind: "joined", separator: null, parts: [parentExe, { kind: "text", text: " " }, parentRest] };
  return sayAny([alone, guarded(textCheck(whole, test, version), more)]);
}

/** Every way in which a blank in the text can lie under the pattern. */
function cutsAtBlank(pattern: Pattern): readonly (readonly [Pattern, Pattern])[] {
  return pattern.flatMap((part, i): readonly (readonly [Pattern, Pattern])[] => {
    const before = pattern.slice(0, i);
    const after = pattern.slice(i + 1);
    if (part.kind === "many")
      return [
        [
          [...before, part],
          [part, ...after],
        ],
      ];
    if (part.kind === "one") return [[before, after]];
    return [...part.text].flatMap((c, at): readonly (readonly [Pattern, Pattern])[] => {
      if (c !== " ") return [];
      const characters = [...part.text];
      const head: Pattern = [...before, { kind: "text", text: characters.slice(0, at).join("") }];
      const tail: Pattern = [{ kind: "text", text: characters.slice(at + 1).join("") }, ...after];
      return [[head, tail]];
    });
  });
}

/** Some argument of the parent: argv[0], or a stretch between blanks of the text that joins the rest. */
export function parentArgumentsCheck(test: TextTest, version: Version): Saying {
  if (!has(version, "argument-index")) return needs("argument-index");
  const first = guardedText(parentExe, test, version);
  const more = present(parentRest);
  switch (test.kind) {
    case "patterns": {
      const stretches = test.patterns.flatMap(betweenBlanks);
      return sayAny([first, guarded(textCheck(parentRest, { ...test, patterns: stretches }, version), more)]);
    }
    case "regex": {
      const blank = { kind: "char", codePoint: 0x20 } as const;
      const anything = { kind: "repeat", of: { kind: "any" }, min: 0, max: null } as const;
      const left = { kind: "repeat", of: { kind: "concat", parts: [anything, blank] }, min: 0, max: 1 } as const;
      const right = { kind: "repeat", of: { kind: "concat", parts: [blank, anything] }, min: 0, max: 1 } as const;
      const stretch = regexCheck(parentRest, { kind: "concat", parts: [left, test.regex, right] }, version);
      return sayAny([first, guarded(stretch, more)]);
    }
    case "length":
      return sayAny([first, say(more)]);
  }
}

const many = { kind: "many" } as const;
const blank = { kind: "text", text: " " } as const;

/** The pattern at the text's ends or bounded by blanks; a `*` at its own end takes in what lies beyond. */
function betweenBlanks(pattern: Pattern): readonly Pattern[] {
  const lefts: readonly Pattern[] = pattern[0]?.kind === "many" ? [[]] : [[], [many, blank]];
  const rights: readonly Pattern[] = pattern.at(-1)?.kind === "many" ? [[]] : [[], [blank, many]];
  return lefts.flatMap((left) => rights.map((right): Pattern => [...left, ...pattern, ...right]));
}
