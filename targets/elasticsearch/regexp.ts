/** Regular expressions: as the rule has them where the server reads them so, else written out of the parsed pattern. */
import { type Field, indexName } from "../../src/ir/field.ts";
import type { Regex } from "../../src/ir/pattern.ts";
import type { RegexMatch } from "../../src/ir/scalar.ts";
import { equalCodePoints, foldRegex } from "../../src/target/folding.ts";
import { type Context, deviate, refuse } from "./context.ts";
import { anyOf, type Query } from "./dsl.ts";
import { luceneRegex } from "./lucene-regex.ts";

/** `index.max_regex_length`, in UTF-16 units. */
const longest = 1_000;

/**
 * A pattern of Lucene's dialect on a field. Since 9.x (Lucene 10) `case_insensitive` on a regexp is Unicode simple folding; on 8.x it is ASCII, and where the two
 * differ on this pattern the folding is written out as classes.
 */
export function regexpQuery(test: RegexMatch, field: Field, context: Context): Query {
  const regexp = (value: string, caseInsensitive: boolean): Query => ({
    kind: "regexp",
    name: null,
    field: indexName(field),
    value,
    caseInsensitive,
  });
  const servers = context.version.startsWith("8.") ? "ascii" : "lucene-10";
  const asWritten = test.fold === "none" || test.fold === servers || !foldsDiffer(test.pattern);
  if (asWritten && test.source.length <= longest) return regexp(test.source, test.fold !== "none");
  const pieces = split(foldRegex(test.pattern, test.fold));
  if (pieces.every((p) => p.length <= longest)) return anyOf(pieces.map((p) => regexp(p, false)));
  if (test.source.length <= longest && test.fold === "lucene-10") {
    const reason =
      "before 9.0 an insensitive regexp ignores the case of ASCII letters only, and the pattern is too long to write out its folding";
    deviate(context, "elasticsearch/regexp-folding", monotone(test.pattern) ? "under" : "incomparable", test.span, reason);
    return regexp(test.source, true);
  }
  refuse(
    context,
    "elasticsearch/regexp-length",
    test.span,
    `a regexp takes at most ${longest} characters`,
    "split the pattern into several",
  );
  return regexp("#", false);
}

/** Options of the whole pattern, packed into as few expressions as their length allows. */
function split(pattern: Regex): readonly string[] {
  const whole = luceneRegex(pattern);
  if (whole.length <= longest || pattern.kind !== "choice") return [whole];
  const pieces: string[] = [];
  for (const option of pattern.options) {
    const text = luceneRegex(option.kind === "choice" ? { kind: "concat", parts: [option] } : option);
    const last = pieces.pop();
    if (last === undefined) pieces.push(text);
    else if (last.length + text.length < longest) pieces.push(`${last}|${text}`);
    else pieces.push(last, text);
  }
  return pieces;
}

/** Is there a character in it that Lucene 10 folds otherwise than ASCII? */
function foldsDiffer(regex: Regex): boolean {
  const differs = (codePoint: number): boolean =>
    equalCodePoints(codePoint, "lucene-10").length !== equalCodePoints(codePoint, "ascii").length;
  switch (regex.kind) {
    case "char":
      return differs(regex.codePoint);
    case "class":
      return regex.items.some((item) => item.kind === "single" && differs(item.codePoint));
    case "concat":
      return regex.parts.some(foldsDiffer);
    case "choice":
      return regex.options.some(foldsDiffer);
    case "all":
      return regex.operands.some(foldsDiffer);
    case "repeat":
    case "except":
      return foldsDiffer(regex.of);
    case "empty":
    case "nothing":
    case "any":
    case "interval":
      return false;
  }
}

/** More folding in a part means more matches of the whole: no complement, no negated class. */
function monotone(regex: Regex): boolean {
  switch (regex.kind) {
    case "except":
      return false;
    case "class":
      return !regex.negated;
    case "concat":
      return regex.parts.every(monotone);
    case "choice":
      return regex.options.every(monotone);
    case "all":
      return regex.operands.every(monotone);
    case "repeat":
      return monotone(regex.of);
    case "empty":
    case "nothing":
    case "char":
    case "any":
    case "interval":
      return true;
  }
}
