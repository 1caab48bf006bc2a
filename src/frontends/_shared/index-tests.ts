import type { Condition } from "../../ir/condition.ts";
import { type Field, fieldName } from "../../ir/field.ts";
import type { Fold } from "../../ir/fold.ts";
import type { Network, Regex, WildcardPart, WildcardPattern } from "../../ir/pattern.ts";
import type { CompareOp, Literal, Scalar } from "../../ir/scalar.ts";
import { exactText, isTotal } from "../../regex/facts.ts";
import { parseLucene } from "../../regex/parse-lucene.ts";
import type { Span } from "../../source/span.ts";
import { isAnalysed } from "./field-resolver.ts";
import { networkOf } from "./network.ts";
import type { NodeIds } from "./node-ids.ts";
import { existsNode, fieldTest, literalNode, logicNode, valueTypeOf } from "./nodes.ts";
import { isBeyond, textValue } from "./text-value.ts";

/** What an index answers about one field: the tests that `term`, `terms`, `range`, `wildcard`, `prefix` and `regexp` queries make, whatever language asks for them. */

/** A field, where the rule names it, and the whole test. */
export interface Tested {
  readonly ids: NodeIds;
  readonly field: Field;
  readonly at: Span;
  readonly whole: Span;
}

/** Why Elasticsearch refuses a test when it runs, or why it cannot be compiled. `at`: what is wrong. */
export interface Refusal {
  readonly kind: "refused";
  readonly why: "type" | "pattern-type" | "analysed" | "fold" | "regex" | "order";
  readonly message: string;
  readonly help: string;
  readonly at: Span;
}

export interface Text {
  readonly text: string;
  readonly span: Span;
}

const atRunTime = "Elasticsearch refuses this when the query runs";

const refusal = (why: Refusal["why"], message: string, help: string, at: Span): Refusal => ({ kind: "refused", why, message, help, at });

export const isRefusal = (found: Condition | Refusal): found is Refusal => found.kind === "refused";

/** Analysed text has words in the index, not its value. */
function analysed({ field, at }: Tested): Refusal | null {
  if (!isAnalysed(field.type)) return null;
  const message = `field \`${fieldName(field)}\` is analysed text (${field.type}): its words are searched, not its value`;
  return refusal("analysed", message, "only whether it exists can be compiled; a keyword field beside it may do", at);
}

const node = ({ ids, whole }: Tested) => ({ id: ids.node(), span: whole, type: "boolean" }) as const;

const leaf = (tested: Tested, make: (value: Scalar) => Scalar): Condition => fieldTest(tested.ids, tested.field, tested.at, make);

export const exists = ({ ids, field, whole }: Tested): Condition => existsNode(ids, field, whole);

/** Is some value equal to one of the texts? For addresses a text may be a network. */
export function equalsOne(tested: Tested, texts: readonly Text[], fold: Fold = "none"): Condition | Refusal {
  const { ids, field } = tested;
  const type = valueTypeOf(field);
  const unsearchable = analysed(tested);
  if (unsearchable !== null) return unsearchable;
  if (fold !== "none" && type !== "string")
    return refusal("fold", `\`${fieldName(field)}\` is ${field.type}, which has no letter case`, atRunTime, tested.whole);
  const equal: Literal[] = [];
  const networks: Network[] = [];
  for (const { text, span } of texts) {
    if (type === "ip" && text.includes("/")) {
      const network = networkOf(text, span);
      if (network === null)
        return refusal("type", `\`${text}\` is no network`, "write an address and a prefix, such as `10.0.0.0/8`", span);
      networks.push(network);
      continue;
    }
    const value = textValue(type, text);
    if (!value.ok) return refusal("type", value.message, value.help, span);
    if (type === "double" && isBeyond(field.type, value.value)) return refusal("type", `no ${field.type} is so large`, atRunTime, span);
    equal.push(literalNode(ids, value.type, value.value, span));
  }
  const leaves: Condition[] = [];
  const [only] = equal;
  if (only !== undefined && equal.length === 1)
    leaves.push(leaf(tested, (left) => ({ kind: "compare", ...node(tested), op: "==", left, right: only, fold })));
  else if (only !== undefined) leaves.push(leaf(tested, (value) => ({ kind: "in-set", ...node(tested), value, options: equal, fold })));
  if (networks.length > 0) leaves.push(leaf(tested, (value) => ({ kind: "cidr", ...node(tested), value, networks })));
  return logicNode(ids, "or", leaves, tested.whole);
}

/** A bound as a value of the field. On text bounds are in the order of code points. */
function boundOf(tested: Tested, bound: Text): Literal | Refusal {
  const { ids, field } = tested;
  const type = valueTypeOf(field);
  if (type === "boolean")
    return refusal("order", "true and false have no order", `compare \`${fieldName(field)}\` with a value`, bound.span);
  const value = textValue(type, bound.text);
  if (!value.ok) return refusal("type", value.message, value.help, bound.span);
  if (isBeyond(field.type, value.value)) return refusal("type", `no ${field.type} is so large`, atRunTime, bound.span);
  return literalNode(ids, value.type, value.value, bound.span);
}

/** `field < bound`. */
export function ordered(tested: Tested, op: Exclude<CompareOp, "==">, bound: Text): Condition | Refusal {
  const unsearchable = analysed(tested);
  if (unsearchable !== null) return unsearchable;
  const right = boundOf(tested, bound);
  return right.kind === "refused" ? right : leaf(tested, (left) => ({ kind: "compare", ...node(tested), op, left, right, fold: "none" }));
}

/** A bound and whether it is in the range itself. */
export interface RangeEnd {
  readonly bound: Text;
  readonly included: boolean;
}

/** Does one value lie between both? Elasticsearch's range query asks each value, not the field. */
export function inRange(tested: Tested, from: RangeEnd, to: RangeEnd): Condition | Refusal {
  const unsearchable = analysed(tested);
  if (unsearchable !== null) return unsearchable;
  const [low, high] = [boundOf(tested, from.bound), boundOf(tested, to.bound)];
  if (low.kind === "refused") return low;
  if (high.kind === "refused") return high;
  return leaf(tested, (value) => ({
    kind: "in-range",
    ...node(tested),
    value,
    from: low,
    to: high,
    fromIncluded: from.included,
    toIncluded: to.included,
  }));
}

function takesPatterns(tested: Tested, what: string, at: Span): Refusal | null {
  const { field } = tested;
  if (valueTypeOf(field) !== "string")
    return refusal("pattern-type", `field \`${fieldName(field)}\` is ${field.type}, which takes no ${what}`, atRunTime, at);
  return analysed(tested);
}

/** Does some value as a whole match one of the patterns? */
export function like(tested: Tested, patterns: readonly WildcardPattern[], fold: Fold = "none"): Condition | Refusal {
  const [first] = patterns;
  const refused = takesPatterns(tested, "patterns", first?.span ?? tested.whole);
  if (refused !== null) return refused;
  const collapsed = patterns.map((p) => ({ ...p, parts: p.parts.filter((x, i) => x.kind !== "many" || p.parts[i - 1]?.kind !== "many") }));
  return leaf(tested, (value) => ({ kind: "wildcard", ...node(tested), value, patterns: collapsed, fold, lines: "cross" }));
}

export function startsWith(tested: Tested, prefix: Text, fold: Fold = "none"): Condition | Refusal {
  const refused = takesPatterns(tested, "prefixes", prefix.span);
  if (refused !== null) return refused;
  const needle = literalNode(tested.ids, "string", prefix.text, prefix.span);
  return leaf(tested, (value) => ({ kind: "affix", ...node(tested), where: "starts", value, needle, fold }));
}

/** Does some value as a whole match Lucene's regular expression? */
export function matches(tested: Tested, pattern: Text, insensitive: boolean): Condition | Refusal {
  const refused = takesPatterns(tested, "regular expressions", pattern.span);
  if (refused !== null) return refused;
  const parsed = parseLucene(pattern.text, insensitive);
  if (!parsed.ok)
    return refusal(
      "regex",
      `the regular expression cannot be used: ${parsed.message}`,
      "patterns are those of Elasticsearch's `regexp` query",
      pattern.span,
    );
  const exact = exactText(parsed.regex);
  if (exact !== null && !insensitive) return equalsOne(tested, [{ text: exact, span: pattern.span }]);
  if (isTotal(parsed.regex)) return exists(tested);
  const regex: Regex = parsed.regex;
  return leaf(tested, (value) => ({
    kind: "regex",
    ...node(tested),
    value,
    pattern: regex,
    source: pattern.text,
    dialect: "lucene",
    fold: insensitive ? "lucene-10" : "none",
  }));
}

/** A pattern of a `wildcard` query: `*`, `?`, and a backslash before a character that stands for itself; one at the end is a backslash. */
export function wildcardQueryPattern({ text, span }: Text): WildcardPattern {
  const parts: WildcardPart[] = [];
  for (const piece of text.match(/\\.|[*?]|[^*?\\]+|\\/gsu) ?? []) {
    if (piece === "*") parts.push({ kind: "many" });
    else if (piece === "?") parts.push({ kind: "one" });
    else {
      const literal = piece.length > 1 && piece.startsWith("\\") ? piece.slice(1) : piece;
      const last = parts.at(-1);
      if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + literal };
      else parts.push({ kind: "text", text: literal });
    }
  }
  return { parts, span };
}
