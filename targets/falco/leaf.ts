import type { Any, Leaf } from "../../src/ir/condition.ts";
import { type Field, fieldName } from "../../src/ir/field.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { assertNever } from "../../src/source/assert-never.ts";
import { parseAddress, printAddress, printNetwork } from "./address.ts";
import { type Kind, kindFields } from "./agents.ts";
import {
  type ArgumentOptions,
  argumentsCheck,
  commandLineCheck,
  hasArguments,
  hasParentArguments,
  parentArgumentsCheck,
  parentCommandLineCheck,
} from "./arguments-check.ts";
import { type Expression, exists, type FalcoCondition, field, named, number, present, text } from "./condition.ts";
import { type Truth, truthOf } from "./constant-test.ts";
import { dottedTest } from "./dotted-text.ts";
import type { EventClass } from "./event-classes.ts";
import { numberCheck, numberTextCheck } from "./number-check.ts";
import { type FieldLine, type Form, isEverywhere, lookUp } from "./projection.ts";
import { approximately, cannot, guarded, type Saying, say, sayAny, sayFalse, sayNot, sayTrue } from "./saying.ts";
import { containerCheck, directoryCheck, environmentCheck, extensionCheck, inContainer, wordsCheck } from "./shaped-text.ts";
import { needs, textCheck } from "./text-check.ts";
import { acceptsEmpty, type TextTest, textTestOf } from "./text-test.ts";
import { has, type Version } from "./version.ts";

/** What a leaf is read with: the class of event that the condition is being written for, and how its documents describe themselves. */
export interface LeafContext {
  readonly eventClass: EventClass;
  readonly kind: Kind;
  readonly version: Version;
  readonly options: ArgumentOptions;
}

/** How Falco says a leaf of the rule for one class of events. */
export function sayLeaf(leaf: Leaf, context: LeafContext): Saying {
  if (leaf.kind === "any") return sayAnyLeaf(leaf, context);
  const name = fieldName(leaf.field);
  if (!leaf.field.mapped) return sayFalse;
  if (kindFields.has(name)) return context.kind[name] === undefined ? sayFalse : sayTrue;
  return withField(name, context, (form, line) => presence(form, line, context));
}

function withField(name: string, context: LeafContext, use: (form: Form, line: FieldLine) => Saying): Saying {
  const answer = lookUp(name, context.eventClass);
  if (answer.kind === "absent") return sayFalse;
  if (answer.kind === "unavailable") return cannot("falco/field", `Falco has no \`${name}\`: ${answer.reason}`);
  const { form, line } = answer;
  return line.needs !== null && !has(context.version, line.needs) ? needs(line.needs) : use(form, line);
}

/** What the kind of event decides of a condition: null where Falco has to look (or this compiler cannot tell). */
export type Decision = (eventClass: EventClass, kind: Kind) => boolean | null;

/** The decision of a leaf; null: no kind of event decides it. */
export function leafDecision(leaf: Leaf): Decision | null {
  if (leaf.kind === "exists") {
    const valuesOf = constantValuesOf(leaf.field);
    return valuesOf === null ? null : (eventClass, kind) => valuesOf(eventClass, kind)?.some((v) => v !== null) ?? null;
  }
  const { test, binds } = leaf;
  const fields: { readonly variable: number; readonly valuesOf: ValuesOf }[] = [];
  for (const { variable, field } of binds) {
    const valuesOf = constantValuesOf(field);
    if (valuesOf === null) return null;
    fields.push({ variable, valuesOf });
  }
  const [only, second] = fields;
  if (only !== undefined && second === undefined) {
    // kinds of event have few values between them: each is tried once
    const known = new Map<string | null, Truth>();
    const truth = (value: string | null): Truth => {
      const told = known.get(value) ?? truthOf(test, new Map([[only.variable, value]]));
      known.set(value, told);
      return told;
    };
    return (eventClass, kind) => {
      const values = only.valuesOf(eventClass, kind);
      return values === null ? null : someTrue(values.map(truth));
    };
  }
  return (eventClass, kind) => {
    const constants = fields.map(({ variable, valuesOf }) => ({ variable, values: valuesOf(eventClass, kind) }));
    return constants.some((c) => c.values === null) ? null : someTrue(truthsOf(test, constants));
  };
}

type Values = readonly (string | null)[];
type ValuesOf = (eventClass: EventClass, kind: Kind) => Values | null;
const missing: Values = [null];

/** The values that documents of a class always have in a field, `[null]` for none ever, or null where Falco has to look. No function: it has to look for every class. */
function constantValuesOf(field_: Field): ValuesOf | null {
  if (!field_.mapped) return () => missing;
  const name = fieldName(field_);
  if (kindFields.has(name)) return (_eventClass, kind) => kind[name] ?? missing;
  if (isEverywhere(name)) return null;
  return (eventClass) => (lookUp(name, eventClass).kind === "absent" ? missing : null);
}

function sayAnyLeaf(leaf: Any, context: LeafContext): Saying {
  const constants = leaf.binds.map((bind) => ({ bind, values: constantValuesOf(bind.field)?.(context.eventClass, context.kind) ?? null }));
  const open = constants.filter((c) => c.values === null).map((c) => c.bind);
  const [bind, second] = open;
  if (bind === undefined)
    return sayConstant(
      leaf,
      constants.map(({ bind: { variable }, values }) => ({ variable, values })),
    );
  const name = fieldName(bind.field);
  if (second !== undefined || leaf.binds.length > 1)
    return cannot(
      "falco/several-fields",
      `a test over several fields (${leaf.binds.map((b) => `\`${fieldName(b.field)}\``).join(", ")}) has no Falco form`,
    );
  return withField(name, context, (form, line) => {
    const said = sayTest(leaf.test, form, line, context);
    const whole = line.approximation === null || form.kind === "terminal" ? said : approximately(said, line.approximation);
    return whole.ok && whole.condition.kind === "constant" ? say(whole.condition) : whole;
  });
}

/** The values that a variable has in every document of a class; null where Falco has to look. */
interface Constant {
  readonly variable: number;
  readonly values: Values | null;
}

function sayConstant(leaf: Any, constants: readonly Constant[]): Saying {
  const holds = someTrue(truthsOf(leaf.test, constants));
  if (holds !== null) return holds ? sayTrue : sayFalse;
  const names = leaf.binds.map((b) => `\`${fieldName(b.field)}\``).join(", ");
  return cannot("falco/event-kind", `this test on ${names} cannot be decided from the kind of event`);
}

/** Does the test hold for some combination of values? Null: that cannot be told. */
const someTrue = (truths: readonly Truth[]): boolean | null => (truths.includes("true") ? true : truths.includes("unknown") ? null : false);

/** The truth of the test for each combination of values. */
function truthsOf(test: Scalar, constants: readonly Constant[]): readonly Truth[] {
  const truths: Truth[] = [];
  const combination = new Map<number, string | null>();
  const combine = (at: number): void => {
    const constant = constants[at];
    if (constant === undefined) truths.push(truthOf(test, combination));
    else
      for (const value of constant.values ?? missing) {
        combination.set(constant.variable, value);
        combine(at + 1);
      }
  };
  combine(0);
  return truths;
}

/** The test of an `any` leaf on one field. `is-null` of the value itself is the only test that a missing value can satisfy. */
function sayTest(test: Scalar, form: Form, line: FieldLine, context: LeafContext): Saying {
  if (test.kind === "is-null") {
    if (test.operand.kind !== "bound") return cannot("falco/test", "whether a computed value is null has no Falco form");
    return sayNot(presence(form, line, context));
  }
  switch (form.kind) {
    case "number":
      return numberCheck(form.expression, test, form.offset, form.range);
    case "number-text":
      return anyText(test) ? say(exists(form.expression)) : numberTextCheck(form.expression, test, form.range);
    case "address":
      return addressCheck(test, form);
    case "truth":
      return truthCheck(test, (value) => say(named(form.expression, String(value))));
    case "terminal":
      return truthCheck(test, (value) => terminalCheck(value, line));
    case "text":
    case "arguments":
    case "command-line":
    case "parent-command-line":
    case "parent-arguments":
    case "words":
    case "directory":
    case "extension":
    case "container-id":
    case "environment": {
      const read = textTestOf(test);
      return read.ok ? sayText(read.test, form, context) : cannot("falco/test", read.reason);
    }
    default:
      return assertNever(form);
  }
}

const anyText = (test: Scalar): boolean =>
  test.kind === "wildcard" && test.patterns.some((p) => p.parts.length > 0 && p.parts.every((part) => part.kind === "many"));

type TextForm = Exclude<Form, { kind: "number" | "number-text" | "address" | "truth" | "terminal" }>;

function sayText(asked: TextTest, form: TextForm, context: LeafContext): Saying {
  const { version } = context;
  const isPath = form.kind === "directory" || form.kind === "extension" || (form.kind === "text" && form.dotted);
  const { test, approximations } = isPath ? dottedTest(asked) : { test: asked, approximations: [] };
  if (approximations.length > 0) return approximations.reduce(approximately, sayText(test, form, context));
  switch (form.kind) {
    case "text": {
      const said = textCheck(form.expression, test, version);
      return form.absent === "<NA>" ? guarded(said, known(form.expression)) : whereGiven(said, test, form.expression);
    }
    case "arguments":
      return argumentsCheck(test, context.options, version);
    case "command-line":
      return commandLineCheck(test, version);
    case "parent-command-line":
      return parentCommandLineCheck(test, version);
    case "parent-arguments":
      return parentArgumentsCheck(test, version);
    case "words":
      return wordsCheck(form.expression, test, version);
    case "directory":
      return directoryCheck(form.expression, test, version);
    case "extension":
      return extensionCheck(form.path, test, version);
    case "container-id":
      return containerCheck(test, version);
    case "environment":
      return environmentCheck(test, version);
    default:
      return assertNever(form);
  }
}

/** A regular expression may be a complement, which holds where nothing was extracted. */
const whereGiven = (said: Saying, test: TextTest, expression: Expression): Saying =>
  acceptsEmpty(test) || test.kind === "regex" ? guarded(said, present(expression)) : said;

const known = (expression: Expression): FalcoCondition => text(expression, "!=", "<NA>");

/** The field has a value. */
function presence(form: Form, line: FieldLine, context: LeafContext): Saying {
  const said = presenceOf(form, context);
  return line.approximation === null || form.kind === "terminal" || form.kind === "parent-arguments"
    ? said
    : approximately(said, line.approximation);
}

function presenceOf(form: Form, context: LeafContext): Saying {
  switch (form.kind) {
    case "text":
      return say(form.absent === "<NA>" ? known(form.expression) : present(form.expression));
    case "arguments":
    case "command-line":
      return say(hasArguments);
    case "parent-command-line":
    case "parent-arguments":
      return say(hasParentArguments);
    case "words":
    case "directory":
      return say(present(form.expression));
    case "extension":
      return extensionCheck(form.path, { kind: "patterns", patterns: [[{ kind: "many" }]], fold: "none" }, context.version);
    case "number":
    case "number-text":
    case "address":
    case "truth":
      return say(exists(form.expression));
    case "container-id":
      return say(inContainer);
    case "terminal":
      return say(exists(tty));
    case "environment":
      return say(present(field("proc.env")));
    default:
      return assertNever(form);
  }
}

const tty = field("proc.tty");

/** A process without a terminal is not interactive; one with a terminal may be. */
function terminalCheck(value: boolean, line: FieldLine): Saying {
  const said = say(number(tty, value ? ">" : "=", 0n));
  if (line.approximation === null) return said;
  return approximately(said, { ...line.approximation, direction: value ? "over" : "under" });
}

function truthCheck(test: Scalar, use: (value: boolean) => Saying): Saying {
  if (test.kind === "bound") return use(true);
  if (test.kind === "compare" && test.op === "==") {
    const literal = test.left.kind === "literal" ? test.left : test.right;
    if (literal.kind === "literal" && typeof literal.value === "boolean") return use(literal.value);
  }
  return cannot("falco/test", "a boolean is compared with true or false only");
}

function addressCheck(test: Scalar, form: Extract<Form, { kind: "address" }>): Saying {
  switch (test.kind) {
    case "cidr": {
      const networks = [...new Set(test.networks.flatMap(printNetwork))];
      return say({ kind: "network-in", left: form.network, networks });
    }
    case "compare":
    case "in-set": {
      const literals =
        test.kind === "in-set"
          ? test.options
          : test.left.kind === "literal"
            ? [test.left]
            : test.right.kind === "literal"
              ? [test.right]
              : [];
      if (literals.length === 0 || (test.kind === "compare" && test.op !== "=="))
        return cannot("falco/test", "addresses are compared for equality only");
      return sayAny(
        literals.map((literal) => {
          const bytes = typeof literal.value === "string" ? parseAddress(literal.value) : null;
          return bytes === null ? cannot("falco/test", "this is no address") : say(text(form.expression, "=", printAddress(bytes)));
        }),
      );
    }
    default:
      return cannot("falco/test", `a test of kind \`${test.kind}\` on an address has no Falco form`);
  }
}
