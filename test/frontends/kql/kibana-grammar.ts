/**
 * A second reader of KQL, for tests only: it goes by the rules of Kibana's grammar one by one, character by character and with backtracking, where ours makes tokens first. It
 * takes and gives the same, or one of the two is wrong. Nothing of src/ is used.
 */

/** A `*` of a bare word; an escaped one is a character like any other. */
export const star = Symbol("*");

export type Word =
  | { readonly kind: "text"; readonly value: string; readonly quoted: boolean }
  | { readonly kind: "wildcard"; readonly value: readonly (string | typeof star)[] }
  | { readonly kind: "typed"; readonly value: boolean | null };

export type Tree =
  | { readonly fn: "and" | "or"; readonly operands: readonly Tree[] }
  | { readonly fn: "not"; readonly operand: Tree }
  | { readonly fn: "is"; readonly field: Word | null; readonly value: Word }
  | { readonly fn: "range"; readonly field: Word; readonly op: string; readonly value: Word }
  | { readonly fn: "nested"; readonly path: Word; readonly query: Tree }
  | { readonly fn: "everything" };

type Parsed<T> = { readonly value: T; readonly at: number } | null;
type Rule<T> = (at: number) => Parsed<T>;
type Values = (field: Word) => Tree;

/** The tree of a query, or null where Kibana's grammar does not take it. */
export function readAsKibana(text: string): Tree | null {
  const blank = (c: string | undefined): boolean => c !== undefined && " \t\r\n\u00a0".includes(c);
  const blanks = (at: number): number => {
    let end = at;
    while (blank(text[end])) end++;
    return end;
  };
  const literally = (written: string, at: number): boolean => text.slice(at, at + written.length).toLowerCase() === written;
  const infix =
    (word: string): Rule<null> =>
    (at) => {
      const from = blanks(at);
      const to = blanks(from + word.length);
      return from > at && literally(word, from) && to > from + word.length ? { value: null, at: to } : null;
    };
  const prefixNot: Rule<null> = (at) => {
    const to = blanks(at + 3);
    return literally("not", at) && to > at + 3 ? { value: null, at: to } : null;
  };
  const isKeyword = (at: number): boolean =>
    (blank(text[at]) && ["or", "and"].some((w) => literally(w, at + 1) && blank(text[at + 1 + w.length]))) ||
    (literally("not", at) && blank(text[at + 3]));

  function escaped(at: number, quoted: boolean): Parsed<string> {
    const next = text[at + 1] ?? "";
    if (text[at] !== "\\") return null;
    if (next === "t" || next === "r" || next === "n") return { value: { t: "\t", r: "\r", n: "\n" }[next], at: at + 2 };
    if (quoted && (next === "\\" || next === '"')) return { value: next, at: at + 2 };
    if (!quoted && next !== "" && '\\():<>"*{}'.includes(next)) return { value: next, at: at + 2 };
    const digits = text.slice(at + 2, at + 6);
    if (next === "u" && /^[0-9a-f]{4}$/i.test(digits)) return { value: String.fromCharCode(Number.parseInt(digits, 16)), at: at + 6 };
    const word = quoted ? undefined : ["or", "and", "not"].find((w) => literally(w, at + 1));
    return word === undefined ? null : { value: text.slice(at + 1, at + 1 + word.length), at: at + 1 + word.length };
  }

  const quoted: Rule<Word> = (at) => {
    if (text[at] !== '"') return null;
    let value = "";
    let place = at + 1;
    while (place < text.length && text[place] !== '"') {
      const unit = escaped(place, true) ?? { value: text.charAt(place), at: place + 1 };
      value += unit.value;
      place = unit.at;
    }
    return text[place] === '"' ? { value: { kind: "text", value, quoted: true }, at: place + 1 } : null;
  };

  const bare: Rule<Word> = (at) => {
    const units: (string | typeof star)[] = [];
    let place = at;
    while (place < text.length) {
      const unit = escaped(place, false);
      if (unit !== null) {
        units.push(unit.value);
        place = unit.at;
      } else if (text[place] === "*") {
        units.push(star);
        place++;
      } else if ('\\():<>"{}'.includes(text.charAt(place)) || isKeyword(place)) break;
      else units.push(text.charAt(place++));
    }
    return units.length === 0 ? null : { value: wordOf(units), at: place };
  };

  const word: Rule<Word> = (at) => quoted(at) ?? bare(at);

  function chain<T>(operator: Rule<null>, one: Rule<T>, together: (all: readonly T[]) => T): Rule<T> {
    return (at) => {
      const first = one(at);
      if (first === null) return null;
      const all = [first.value];
      let end = first.at;
      for (;;) {
        const after = operator(end);
        const next = after === null ? null : one(after.at);
        if (next === null) break;
        all.push(next.value);
        end = next.at;
      }
      return { value: all.length === 1 ? first.value : together(all), at: end };
    };
  }

  function between<T>(open: string, close: string, inside: Rule<T>): Rule<T> {
    return (at) => {
      if (text[at] !== open) return null;
      const found = inside(blanks(at + 1));
      const end = found === null ? -1 : blanks(found.at);
      return found !== null && text[end] === close ? { value: found.value, at: end + 1 } : null;
    };
  }

  const mapped = <A, B>(rule: Rule<A>, make: (a: A) => B): Rule<B> => {
    return (at) => {
      const found = rule(at);
      return found === null ? null : { value: make(found.value), at: found.at };
    };
  };

  const list: Rule<Values> = (at) =>
    between("(", ")", orList)(at) ??
    mapped(
      word,
      (value): Values =>
        (field) => ({ fn: "is", field, value }),
    )(at);
  const notList: Rule<Values> = (at) => {
    const not = prefixNot(at);
    const negated =
      not === null
        ? null
        : mapped(
            list,
            (v): Values =>
              (field) => ({ fn: "not", operand: v(field) }),
          )(not.at);
    return negated ?? list(at);
  };
  const together =
    (fn: "and" | "or") =>
    (all: readonly Values[]): Values =>
    (field) => ({ fn, operands: all.map((v) => v(field)) });
  const andList = chain(infix("and"), notList, together("and"));
  const orList = chain(infix("or"), andList, together("or"));

  const afterField = <T>(rule: (field: Word) => Rule<T>, operator: string): Rule<T> => {
    return (at) => {
      const field = word(at);
      const place = field === null ? -1 : blanks(field.at);
      return field !== null && text.startsWith(operator, place) ? rule(field.value)(blanks(place + operator.length)) : null;
    };
  };
  const nested = afterField<Tree>(
    (path) =>
      mapped(
        between("{", "}", (at) => orQuery(at)),
        (query): Tree => ({ fn: "nested", path, query }),
      ),
    ":",
  );
  const range: Rule<Tree> = (at) => {
    const field = word(at);
    const place = field === null ? -1 : blanks(field.at);
    const op = ["<=", ">=", "<", ">"].find((o) => text.startsWith(o, place));
    if (field === null || op === undefined) return null;
    return mapped(word, (value): Tree => ({ fn: "range", field: field.value, op, value }))(blanks(place + op.length));
  };
  const fieldValue = afterField<Tree>((field) => mapped(list, (v) => v(field)), ":");
  const value = mapped(word, (v): Tree => ({ fn: "is", field: null, value: v }));
  const sub: Rule<Tree> = (at) =>
    between("(", ")", (inner) => orQuery(inner))(at) ?? nested(at) ?? range(at) ?? fieldValue(at) ?? value(at);
  const notQuery: Rule<Tree> = (at) => {
    const not = prefixNot(at);
    return (not === null ? null : mapped(sub, (operand): Tree => ({ fn: "not", operand }))(not.at)) ?? sub(at);
  };
  const andQuery = chain<Tree>(infix("and"), notQuery, (operands) => ({ fn: "and", operands }));
  const orQuery = chain<Tree>(infix("or"), andQuery, (operands) => ({ fn: "or", operands }));

  const start = blanks(0);
  const query = orQuery(start);
  if (blanks(query?.at ?? start) < text.length) return null;
  return query === null ? { fn: "everything" } : query.value;
}

function wordOf(units: readonly (string | typeof star)[]): Word {
  // `trim` of the whole text, in which a star is no blank
  const cut: (string | typeof star)[] = [];
  let text = "";
  for (const unit of [...units, null]) {
    if (typeof unit === "string") {
      text += unit;
      continue;
    }
    if (cut.length === 0) text = text.trimStart();
    if (unit === null) text = text.trimEnd();
    if (text !== "") cut.push(text);
    if (unit !== null) cut.push(unit);
    text = "";
  }
  if (cut.includes(star)) return { kind: "wildcard", value: cut };
  const value = cut.join("");
  if (value === "null") return { kind: "typed", value: null };
  return value === "true" || value === "false" ? { kind: "typed", value: value === "true" } : { kind: "text", value, quoted: false };
}
