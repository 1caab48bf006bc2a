import { warning } from "../../diagnostics/diagnostic.ts";
import type { Condition } from "../../ir/condition.ts";
import type { CompareOp } from "../../ir/scalar.ts";
import { assertNever } from "../../source/assert-never.ts";
import type { Span } from "../../source/span.ts";
import {
  equalsOne,
  exists,
  inRange,
  like,
  matches,
  ordered,
  startsWith,
  type Tested,
  type Text,
  wildcardQueryPattern,
} from "../_shared/index-tests.ts";
import { constantNode } from "../_shared/nodes.ts";
import type { Range, Test, Words } from "./ast.ts";
import { accepted, fail, type Lowering, plain } from "./lowering.ts";

/** The text that a test compares its field with; null where it does something else. */
export function textOfTest({ field, term }: Test): string | null {
  if (field === null || field.text === "_exists_") return null;
  if (term.kind === "phrase") return term.text;
  return term.kind === "words" && term.fuzzy === null && !/^\\?[<>]/.test(term.text) ? term.text : null;
}

/** Several texts of which one has to be a value of the field that all the tests name. */
export function equalTexts(lowering: Lowering, tests: readonly Test[], whole: Span): Condition | null {
  const [first] = tests;
  const tested = first === undefined ? null : testedOf(lowering, first, whole);
  if (tested === null) return null;
  const texts: Text[] = [];
  for (const { term } of tests) {
    const text = term.kind === "words" || term.kind === "phrase" ? plain(lowering, term.text, term.span) : null;
    if (text === null) return null;
    texts.push(text);
  }
  return accepted(lowering, equalsOne(tested, texts));
}

const lowerCaseOperator = /(?:^| )(?:and|or|not)(?: |$)/;

/** The field of a test. Null: an error, reported. */
function testedOf(lowering: Lowering, { field, term, span }: Test, whole: Span = span): Tested | null {
  if (field === null) {
    if (term.kind === "words" && lowerCaseOperator.test(term.text))
      return fail(lowering, "lucene/lower-case-operator", "operators are written in capitals", term.span, "write `AND`, `OR`, `NOT`");
    const help = "write `field:value`, and `field:(a OR b)` for several values";
    return fail(lowering, "lucene/free-text", "a word without a field is searched in all fields of the index", span, help);
  }
  const name = plain(lowering, field.text, field.span);
  if (name === null) return null;
  if (name.text.includes("*"))
    return fail(lowering, "lucene/field-pattern", `\`${name.text}\` is searched in every field that fits`, field.span, "name the fields");
  const found = lowering.fields.resolve(name.text, false, field.span);
  return found.kind === "field" ? { ids: lowering.ids, field: found.field, at: field.span, whole } : null;
}

/** One term. Null: an error, reported. */
export function lowerTest(lowering: Lowering, test: Test): Condition | null {
  const { field, term, span } = test;
  if (field === null && term.kind === "star") return constantNode(lowering.ids, true, span);
  if (field?.text === "_exists_") return lowerExists(lowering, test);
  if (term.kind === "words" && field !== null && lowerCaseOperator.test(term.text))
    lowering.report(
      warning("lucene/lower-case-operator", "words in small letters are no operators but part of the text", term.span, {
        help: "write `AND`, `OR`, `NOT`, or put the text in double quotes",
      }),
    );
  const tested = testedOf(lowering, test);
  if (tested === null) return null;
  switch (term.kind) {
    case "star":
      return exists(tested);
    case "words":
      return lowerWords(lowering, tested, term);
    case "phrase": {
      const text = plain(lowering, term.text, term.span);
      return text === null ? null : accepted(lowering, equalsOne(tested, [text]));
    }
    case "pattern": {
      if (!term.prefix) return accepted(lowering, like(tested, [wildcardQueryPattern({ text: term.text, span: term.span })]));
      const text = plain(lowering, term.text.slice(0, -1), term.span);
      return text === null ? null : accepted(lowering, startsWith(tested, text));
    }
    case "regex":
      return accepted(lowering, matches(tested, { text: term.text, span: term.span }, false));
    case "range":
      return lowerRange(lowering, tested, term);
    default:
      return assertNever(term);
  }
}

/** Compared, and also read as a range, without its escapes: `\>5` is one too. */
function lowerWords(lowering: Lowering, tested: Tested, words: Words): Condition | null {
  if (words.fuzzy !== null && words.fuzzy.text !== "0")
    return fail(lowering, "lucene/fuzzy", "similar words are found too", words.fuzzy.span, "take the `~` away, or use wildcards");
  const text = plain(lowering, words.text, words.span);
  if (text === null) return null;
  const range = words.fuzzy === null ? /^(?<op>[<>])(?:=(?=[\s\S]))?(?<bound>[\s\S]+)$/.exec(text.text)?.groups : undefined;
  if (range?.["bound"] === undefined) return accepted(lowering, equalsOne(tested, [text]));
  const included = text.text.length > 2 && text.text[1] === "=";
  const op: Exclude<CompareOp, "=="> = range["op"] === ">" ? (included ? ">=" : ">") : included ? "<=" : "<";
  return accepted(lowering, ordered(tested, op, { text: range["bound"], span: words.span }));
}

function lowerRange(lowering: Lowering, tested: Tested, { from, to, fromIncluded, toIncluded }: Range): Condition | null {
  const low = boundOf(lowering, from);
  const high = boundOf(lowering, to);
  if (low === "bad" || high === "bad") return null;
  if (low !== null && high !== null)
    return accepted(lowering, inRange(tested, { bound: low, included: fromIncluded }, { bound: high, included: toIncluded }));
  if (low !== null) return accepted(lowering, ordered(tested, fromIncluded ? ">=" : ">", low));
  return high === null ? exists(tested) : accepted(lowering, ordered(tested, toIncluded ? "<=" : "<", high));
}

/** Null: there is none on this side. `bad`: reported. */
function boundOf(lowering: Lowering, bound: Range["from"]): Text | null | "bad" {
  if (bound.text !== "*") return plain(lowering, bound.text, bound.span) ?? "bad";
  if (!bound.quoted) return null;
  fail(lowering, "lucene/bad-range", "a `*` in double quotes is no bound", bound.span, "leave the quotes away for no bound");
  return "bad";
}

/** `_exists_:field`. */
function lowerExists(lowering: Lowering, { term, span }: Test): Condition | null {
  if ((term.kind !== "words" && term.kind !== "phrase") || (term.kind === "words" && term.fuzzy !== null))
    return fail(lowering, "lucene/exists", "`_exists_` takes the name of a field", term.span, "write `_exists_:field`, or `field:*`");
  const name = plain(lowering, term.text, term.span);
  if (name === null) return null;
  const found = lowering.fields.resolve(name.text, false, term.span);
  return found.kind === "field" ? exists({ ids: lowering.ids, field: found.field, at: term.span, whole: span }) : null;
}
