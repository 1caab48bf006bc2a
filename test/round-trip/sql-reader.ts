import { allOf, anyOf, type Claim, computed, constant, exists, matches, not, type Pattern, type Piece, unreadable } from "./meaning.ts";
import { are, re2, readRegex } from "./regex-reader.ts";
import { clickhouse, duckdb, type Lexis, postgres, sqlite, type Token, tokensOf } from "./sql-lexer.ts";
import { type Expression, parseExpression, textsIn } from "./sql-parser.ts";

/** A rule's file, taken apart. */
export interface SqlFile {
  readonly comments: readonly string[];
  /** Every token that is no comment. */
  readonly tokens: readonly Token[];
  readonly where: Claim;
}

const lexes: Readonly<Record<string, Lexis>> = { sqlite, duckdb, postgres, clickhouse };

export const lexisOf = (dialect: string): Lexis => lexes[dialect] ?? unreadable(`no dialect ${dialect}`);

/** Reads the file of one rule in one dialect. */
export function readSql(source: string, dialect: string): SqlFile {
  const all = tokensOf(source, lexisOf(dialect));
  const tokens = all.filter((t) => t.kind !== "comment");
  const from = tokens.findIndex((t, i) => t.kind === "word" && t.value === "FROM" && tokens[i + 1]?.value === "events");
  const start = tokens.findIndex((t, i) => i > from && t.kind === "word" && t.value === "WHERE") + 1;
  if (from < 0 || start === 0) unreadable("no WHERE behind the table of events");
  const { expression, used } = parseExpression(tokens.slice(start), dialect === "clickhouse");
  const end = tokens.slice(start + used).map((t) => t.value);
  if (end.join(" ") !== ";" && end.join(" ") !== "SETTINGS optimize_or_like_chain = 0 ;")
    unreadable(`behind the condition stands ${end.join(" ").slice(0, 200)}`);
  const reader = readerOf(dialect);
  return { comments: all.flatMap((t) => (t.kind === "comment" ? [t.value] : [])), tokens, where: reader(expression) };
}

/** Which variable stands for a value of which field. */
interface Variable {
  readonly path: readonly string[];
  readonly field: string;
}

const is = (e: Expression | undefined, word: string): boolean => e?.kind === "word" && e.value === word;
const textOf = (e: Expression | undefined): string =>
  (e === undefined ? null : constantText(e)) ?? unreadable(`no constant text: ${JSON.stringify(e)}`);

/** A text, or one with NUL put together: `concat('a', chr(0), 'b')`, `('a' || char(0) || 'b')`. */
function constantText(e: Expression): string | null {
  if (e.kind === "text") return e.value;
  if (e.kind === "call" && (e.name === "chr" || e.name === "char"))
    return e.args.length === 1 && e.args[0]?.kind === "number" ? String.fromCodePoint(Number(e.args[0].value)) : null;
  const parts = e.kind === "call" && e.name === "concat" ? e.args : e.kind === "binary" && e.op === "||" ? [e.left, e.right] : [];
  const texts = parts.map(constantText);
  return texts.length > 0 && texts.every((t) => t !== null) ? texts.join("") : null;
}

/** The field whose values an expression lists, or null. */
function fieldOfValues(e: Expression, dialect: string): string | null {
  // an array column
  if (e.kind === "call" && e.name === "json_each" && e.args.length === 1 && e.args[0]?.kind === "name") return e.args[0].path[1] ?? null;
  if (e.kind === "call" && e.name === "unnest" && e.args[0]?.kind === "name") return e.args[0].path[1] ?? null;
  if (e.kind === "call" && e.name === "coalesce" && e.args[0]?.kind === "name" && e.args[1]?.kind === "array")
    return e.args[0].path[1] ?? null;
  if (dialect === "clickhouse" && e.kind === "name" && e.path[0] === "e") return e.path[1] ?? null;
  // the document
  if (e.kind !== "call" || (e.args[0]?.kind !== "binary" && !isDocument(e.args[0]))) return null;
  const [, path, key] = e.args;
  switch (`${dialect} ${e.name}`) {
    case "sqlite json_each": {
      const found = /^\$\.text\."([^"]*)"$/s.exec(textOf(path));
      return found?.[1] ?? null;
    }
    case "duckdb json_extract_string": {
      const found = /^\$\.text\.("(?:[^"\\]|\\.)*")\[\*\]$/s.exec(textOf(path));
      const name: unknown = found?.[1] === undefined ? null : JSON.parse(found[1]);
      return typeof name === "string" ? name : null;
    }
    case "postgres jsonb_array_elements_text": {
      const steps = e.args[0];
      if (steps?.kind !== "binary" || steps.op !== "->" || steps.left.kind !== "binary" || steps.left.op !== "->") return null;
      return isDocument(steps.left.left) && textOf(steps.left.right) === "text" ? textOf(steps.right) : null;
    }
    case "clickhouse JSONExtract":
      return textOf(path) === "text" && textOf(e.args[3]) === "Array(String)" ? textOf(key) : null;
    default:
      return null;
  }
}

const isDocument = (e: Expression | undefined): boolean => e?.kind === "name" && e.path.join(".") === "e.doc";

function readerOf(dialect: string): (e: Expression) => Claim {
  const condition = (e: Expression): Claim => {
    switch (e.kind) {
      case "and":
        return allOf(e.operands.map(condition));
      case "or":
        return anyOf(e.operands.map(condition));
      case "not":
        return e.operand.kind === "is-null" && columnOf(e.operand.operand) !== null
          ? exists(columnOf(e.operand.operand) ?? "")
          : not(condition(e.operand));
      case "word":
        return is(e, "TRUE") ? constant(true) : is(e, "FALSE") ? constant(false) : unreadable(`${e.value} as a condition`);
      case "exists":
        return quantified(e);
      case "is-null":
        return not(exists(columnOf(e.operand) ?? unreadable("IS NULL of no column")));
      default:
        return membership(e) ?? scalarColumn(e);
    }
  };

  const columnOf = (e: Expression): string | null => (e.kind === "name" && e.path[0] === "e" ? (e.path[1] ?? null) : null);

  const quantified = (e: Extract<Expression, { kind: "exists" }>): Claim => {
    const keyed = keyedField(e);
    if (keyed !== null) return keyed;
    const field = fieldOfValues(e.from, dialect) ?? unreadable(`EXISTS over ${JSON.stringify(e.from)}`);
    const column = dialect === "postgres" && e.from.kind === "call" && e.from.name === "unnest" ? e.alias : "value";
    return e.where === null ? exists(field) : test(e.where, { path: [e.alias, column], field });
  };

  /** SQLite, a name that no path can spell: the keys of `$.text` are gone through. */
  const keyedField = (e: Extract<Expression, { kind: "exists" }>): Claim | null => {
    const { from, where, alias } = e;
    if (
      from.kind !== "call" ||
      from.name !== "json_each" ||
      !isDocument(from.args[0]) ||
      from.args[1]?.kind !== "text" ||
      from.args[1].value !== "$.text"
    )
      return null;
    if (where?.kind !== "and") return unreadable("keys without a test");
    const [key, ...more] = where.operands;
    const [inner, second] = more;
    if (key?.kind !== "binary" || key.op !== "=" || key.left.kind !== "name" || key.left.path.join(".") !== `${alias}.key`)
      return unreadable("keys without a name");
    if (
      inner?.kind !== "exists" ||
      second !== undefined ||
      inner.from.kind !== "call" ||
      inner.from.args[0]?.kind !== "name" ||
      inner.from.args[0].path.join(".") !== `${alias}.value`
    )
      return unreadable("the values of a key are not gone through");
    const field = textOf(key.right);
    return inner.where === null ? exists(field) : test(inner.where, { path: [inner.alias, "value"], field });
  };

  /** `list_contains(values, x)`, `len(list_filter(values, lambda v: test)) > 0` and their like. */
  const membership = (e: Expression): Claim | null => {
    const filled =
      e.kind === "binary" &&
      e.op === ">" &&
      e.right.kind === "number" &&
      e.right.value === "0" &&
      e.left.kind === "call" &&
      e.left.name === "len"
        ? e.left.args[0]
        : null;
    if (filled !== null && filled !== undefined) {
      if (filled.kind === "call" && filled.name === "list_filter") return filtered(filled.args[0], filled.args[1]);
      const field = fieldOfValues(filled, dialect);
      return field === null ? null : exists(field);
    }
    if (e.kind !== "call") return null;
    const [first, second] = e.args;
    if (first === undefined) return null;
    if (e.name === "arrayExists") return filtered(second, first);
    const field = fieldOfValues(first, dialect);
    if (field === null) return null;
    if (e.name === "notEmpty") return exists(field);
    if (e.name === "list_contains" || e.name === "has") return matches(field, [{ text: textOf(second) }], "none");
    if ((e.name === "list_has_any" || e.name === "hasAny") && second?.kind === "array")
      return anyOf(second.items.map((i) => matches(field, [{ text: textOf(i) }], "none")));
    return null;
  };
  const filtered = (values: Expression | undefined, lambda: Expression | undefined): Claim => {
    const field = values === undefined ? null : fieldOfValues(values, dialect);
    return field !== null && lambda?.kind === "lambda"
      ? test(lambda.body, { path: [lambda.parameter], field })
      : unreadable("a filter of no field");
  };

  /** A test on a column of one value; null is false there. */
  const scalarColumn = (e: Expression): Claim => {
    const column = firstColumn(e);
    return column === null ? unreadable(`no field in ${JSON.stringify(e).slice(0, 300)}`) : test(e, { path: ["e", column], field: column });
  };
  const firstColumn = (e: Expression): string | null => {
    if (columnOf(e) !== null) return columnOf(e);
    for (const child of e.kind === "query" ? [] : childrenFirst(e)) {
      const found = firstColumn(child);
      if (found !== null) return found;
    }
    return null;
  };

  /** A test on one value. What is not one of the known forms is computed: its constants are kept. */
  const test = (e: Expression, variable: Variable): Claim => {
    const { field } = variable;
    const other = (): Claim => computed(field, [...textsIn(e), ...joinedIn(e)]);
    switch (e.kind) {
      case "and":
        return computedIf(e, variable) ?? allOf(e.operands.map((o) => test(o, variable)));
      case "or":
        return computedIf(e, variable) ?? anyOf(e.operands.map((o) => test(o, variable)));
      case "not":
        return e.operand.kind === "is-null" && subject(e.operand.operand, variable) !== null
          ? exists(field)
          : (computedIf(e, variable) ?? not(test(e.operand, variable)));
      case "call": {
        if ((e.name === "coalesce" || e.name === "ifNull") && is(e.args[1], "FALSE") && e.args[0] !== undefined)
          return test(e.args[0], variable);
        const [value, pattern] = e.args;
        const fold = value === undefined ? null : subject(value, variable);
        if (e.name === "regexp_full_match" && fold === "none") return regex(textOf(pattern), re2, field);
        if (e.name === "match" && fold === "none") return regex(anchored(textOf(pattern)), re2, field);
        return other();
      }
      case "binary": {
        const fold = subject(e.left, variable);
        // the way in which these queries say false of every value
        if (e.op === "<>" && JSON.stringify(e.left) === JSON.stringify(e.right)) return constant(false);
        if (fold === null || constantText(e.right) === null) return other();
        if (e.op === "=") return matches(field, [{ text: cased(textOf(e.right), fold) }], fold === "none" ? "none" : "ascii");
        if (e.op === "GLOB") return matches(field, ...globbed(textOf(e.right)));
        if (e.op === "~" && fold === "none") return regex(anchored(textOf(e.right)), are, field);
        return other();
      }
      case "in": {
        const fold = subject(e.value, variable);
        if (fold === null) return other();
        return anyOf(e.options.map((o) => matches(field, [{ text: cased(textOf(o), fold) }], fold === "none" ? "none" : "ascii")));
      }
      case "like": {
        const fold = subject(e.value, variable);
        if (fold === null) return other();
        const mark = e.escape === null ? (dialect === "postgres" || dialect === "clickhouse" ? "\\" : null) : textOf(e.escape);
        // SQLite's LIKE folds the letters of ASCII by itself
        const folds = dialect === "sqlite" || fold !== "none";
        return matches(field, liked(cased(textOf(e.pattern), fold), mark), folds ? "ascii" : "none");
      }
      default:
        return other();
    }
  };

  /** Conjunctions that guard a computation are one test. */
  const computedIf = (e: Expression, variable: Variable): Claim | null => {
    const parts = e.kind === "and" || e.kind === "or" ? e.operands : e.kind === "not" ? [e.operand] : [];
    return parts.some((p) => isComputed(test(p, variable))) ? computed(variable.field, [...textsIn(e), ...joinedIn(e)]) : null;
  };
  const isComputed = (claim: Claim): boolean =>
    claim.kind === "atom"
      ? claim.test.kind === "computed"
      : claim.kind === "not"
        ? isComputed(claim.operand)
        : "operands" in claim && claim.operands.some(isComputed);

  /** Is it the value, and how does it fold? `lowered`: by a function, so that a constant in upper case would never be equal. */
  const subject = (e: Expression, variable: Variable): "none" | "ignored" | "lowered" | null => {
    if (e.kind === "name") return e.path.join(".") === variable.path.join(".") ? "none" : null;
    if (e.kind === "collate" && e.collation === "NOCASE") return subject(e.operand, variable) === "none" ? "ignored" : null;
    if (e.kind === "collate" && e.collation === "C") return subject(e.operand, variable);
    if (e.kind !== "call" || e.args[0] === undefined || subject(e.args[0], variable) !== "none") return null;
    if (e.name === "lower" && dialect !== "duckdb") return dialect === "postgres" && e.args[0].kind !== "collate" ? null : "lowered";
    const isTranslation = e.name === "translate" && textOf(e.args[1]) === alphabet && textOf(e.args[2]) === alphabet.toLowerCase();
    return isTranslation ? "lowered" : null;
  };

  return condition;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const childrenFirst = (e: Expression): readonly Expression[] =>
  Object.values(e)
    .flatMap((v: unknown) => (Array.isArray(v) ? v : [v]))
    .filter(isExpression);
const isExpression = (v: unknown): v is Expression => typeof v === "object" && v !== null && "kind" in v;

/** Texts that are put together of constants. */
function* joinedIn(e: Expression): Generator<string> {
  const text = e.kind === "text" ? null : constantText(e);
  if (text !== null) yield text;
  for (const child of childrenFirst(e)) yield* joinedIn(child);
}

function cased(text: string, fold: "none" | "ignored" | "lowered"): string {
  return fold === "lowered" && /[A-Z]/.test(text) ? unreadable(`a lowered value never equals ${text}`) : text;
}

const regex = (source: string, dialect: typeof re2, field: string): Claim => {
  const { pattern, fold } = readRegex(source, dialect);
  return matches(field, pattern, fold);
};

const anchored = (source: string): string => {
  const found = /^\^\(\?:(.*)\)\$$/s.exec(source);
  return found?.[1] ?? unreadable(`a pattern that is not anchored: ${source}`);
};

function liked(pattern: string, mark: string | null): Pattern {
  const pieces: Piece[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const c = characters[i] ?? "";
    if (c === mark) {
      const next = characters[++i] ?? unreadable("LIKE ends in its escape character");
      if (next !== "%" && next !== "_" && next !== mark) unreadable(`LIKE escapes ${next}`);
      pieces.push({ text: next });
    } else pieces.push(c === "%" ? "many" : c === "_" ? "one" : { text: c });
  }
  return pieces;
}

/** SQLite's GLOB: `[x]` is x, `[aA]` a letter in both cases; `]` by itself is itself. */
function globbed(pattern: string): readonly [Pattern, "none" | "ascii"] {
  const pieces: Piece[] = [];
  let folded = false;
  let plain = false;
  for (let rest = pattern; rest !== ""; ) {
    const set = /^\[([^\]]+)\]/s.exec(rest);
    if (set?.[1] !== undefined) {
      const members = [...set[1]];
      const [a = "", b] = members;
      const letters = members.length === 2 && a !== b && a.toLowerCase() === b?.toLowerCase();
      if (members.length !== 1 && !letters) unreadable(`the set ${set[0]}`);
      folded ||= letters;
      pieces.push({ text: letters ? a.toLowerCase() : a });
      rest = rest.slice(set[0].length);
      continue;
    }
    const c = String.fromCodePoint(rest.codePointAt(0) ?? 0);
    if (c === "[") unreadable(`a set that never ends: ${rest}`);
    plain ||= /[A-Za-z]/.test(c);
    pieces.push(c === "*" ? "many" : c === "?" ? "one" : { text: c });
    rest = rest.slice(c.length);
  }
  if (folded && plain) unreadable("some letters in both cases and some not");
  return [pieces, folded ? "ascii" : "none"];
}
