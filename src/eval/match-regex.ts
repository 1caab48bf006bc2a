import type { Fold } from "../ir/fold.ts";
import type { ClassItem, Regex } from "../ir/pattern.ts";
import { sameWithoutCase } from "./lucene-case.ts";

/**
 * Matches whole texts by derivatives: the derivative of a regex by a character is the regex for what may follow. Regexes built on the way are interned, so that
 * equal ones are one object, and each (regex, character) is worked out once: linear in the text, complement and intersection included.
 */
export function matchesRegex(regex: Regex, text: string, fold: Fold): boolean {
  return matcherFor(regex, fold).matches(text);
}

const matchers = new Map<Fold, WeakMap<Regex, Matcher>>();

function matcherFor(regex: Regex, fold: Fold): Matcher {
  const known = matchers.get(fold) ?? new WeakMap<Regex, Matcher>();
  matchers.set(fold, known);
  const matcher = known.get(regex) ?? new Matcher(regex, fold);
  known.set(regex, matcher);
  return matcher;
}

/**
 * Interned forms. `then` is concatenation, right-nested; the options of `or` and operands of `and` are sets, flat and in order of id.
 * `nullable`: matches the empty text.
 */
type Form =
  | { readonly kind: "empty" }
  | { readonly kind: "nothing" }
  | { readonly kind: "one"; readonly regex: Extract<Regex, { kind: "char" | "any" | "class" }> }
  | { readonly kind: "then"; readonly first: Term; readonly rest: Term }
  | { readonly kind: "or"; readonly terms: readonly Term[] }
  | { readonly kind: "and"; readonly terms: readonly Term[] }
  | { readonly kind: "not"; readonly of: Term }
  | { readonly kind: "times"; readonly of: Term; readonly min: number; readonly max: number | null }
  | { readonly kind: "digits"; readonly interval: Interval; readonly count: number; readonly value: number };

type Term = Form & { readonly id: number; readonly nullable: boolean };
type Interval = Extract<Regex, { kind: "interval" }>;

/** More interned terms than this are thrown away between texts: a bound on memory, not on what can be matched. */
const maxTerms = 50_000;

class Matcher {
  private readonly regex: Regex;
  private readonly fold: Fold;
  private terms = new Map<string, Term>();
  private steps = new Map<number, Map<number, Term>>();
  private start: Term;

  constructor(regex: Regex, fold: Fold) {
    this.regex = regex;
    this.fold = fold;
    this.start = this.termOf(regex);
  }

  matches(text: string): boolean {
    if (this.terms.size > maxTerms) {
      this.terms = new Map();
      this.steps = new Map();
      this.start = this.termOf(this.regex);
    }
    let term = this.start;
    for (const c of text) {
      if (term.kind === "nothing") return false;
      term = this.step(term, c.codePointAt(0) ?? 0);
    }
    return term.nullable;
  }

  private step(term: Term, c: number): Term {
    const known = this.steps.get(term.id) ?? new Map<number, Term>();
    this.steps.set(term.id, known);
    const next = known.get(c) ?? this.derive(term, c);
    known.set(c, next);
    return next;
  }

  private derive(term: Term, c: number): Term {
    switch (term.kind) {
      case "empty":
      case "nothing":
        return this.nothing();
      case "one":
        return accepts(term.regex, c, this.fold) ? this.empty() : this.nothing();
      case "then": {
        const through = this.sequence(this.step(term.first, c), term.rest);
        return term.first.nullable ? this.or([through, this.step(term.rest, c)]) : through;
      }
      case "or":
        return this.or(term.terms.map((t) => this.step(t, c)));
      case "and":
        return this.and(term.terms.map((t) => this.step(t, c)));
      case "not":
        return this.not(this.step(term.of, c));
      case "times":
        return this.sequence(
          this.step(term.of, c),
          this.times(term.of, Math.max(0, term.min - 1), term.max === null ? null : term.max - 1),
        );
      case "digits":
        return this.digit(term.interval, term.count, term.value, c);
    }
  }

  private termOf(regex: Regex): Term {
    switch (regex.kind) {
      case "empty":
        return this.empty();
      case "nothing":
        return this.nothing();
      case "char":
      case "any":
      case "class":
        return this.intern(`one ${JSON.stringify(regex)}`, { kind: "one", regex });
      case "concat":
        return regex.parts.reduceRight((rest, part) => this.sequence(this.termOf(part), rest), this.empty());
      case "choice":
        return this.or(regex.options.map((o) => this.termOf(o)));
      case "repeat":
        return this.times(this.termOf(regex.of), regex.min, regex.max);
      case "all":
        return this.and(regex.operands.map((o) => this.termOf(o)));
      case "except":
        return this.not(this.termOf(regex.of));
      case "interval":
        return this.digits(regex, 0, 0);
    }
  }

  private intern(key: string, form: Form): Term {
    const known = this.terms.get(key);
    if (known !== undefined) return known;
    const term: Term = { ...form, id: this.terms.size, nullable: isNullable(form) };
    this.terms.set(key, term);
    return term;
  }

  private empty(): Term {
    return this.intern("empty", { kind: "empty" });
  }

  private nothing(): Term {
    return this.intern("nothing", { kind: "nothing" });
  }

  /** A choice on the left is spread over the right side: it keeps the number of different terms small. */
  private sequence(first: Term, rest: Term): Term {
    if (first.kind === "nothing" || rest.kind === "empty") return first;
    if (rest.kind === "nothing" || first.kind === "empty") return rest;
    if (first.kind === "then") return this.sequence(first.first, this.sequence(first.rest, rest));
    if (first.kind === "or") return this.or(first.terms.map((t) => this.sequence(t, rest)));
    return this.intern(`then ${first.id} ${rest.id}`, { kind: "then", first, rest });
  }

  private or(terms: readonly Term[]): Term {
    const flat = terms.flatMap((t) => (t.kind === "or" ? t.terms : t.kind === "nothing" ? [] : [t]));
    const all = flat.find((t) => t.kind === "not" && t.of.kind === "nothing");
    return all ?? this.set("or", flat, this.nothing());
  }

  private and(terms: readonly Term[]): Term {
    const flat = terms.flatMap((t) => (t.kind === "and" ? t.terms : [t]));
    const none = flat.find((t) => t.kind === "nothing");
    return none ?? this.set("and", flat, this.not(this.nothing()));
  }

  private set(kind: "or" | "and", terms: readonly Term[], neutral: Term): Term {
    const unique = [...new Map(terms.map((t) => [t.id, t])).values()].sort((a, b) => a.id - b.id);
    const [first] = unique;
    if (first === undefined) return neutral;
    if (unique.length === 1) return first;
    return this.intern(`${kind} ${unique.map((t) => t.id).join(" ")}`, { kind, terms: unique });
  }

  private not(of: Term): Term {
    return of.kind === "not" ? of.of : this.intern(`not ${of.id}`, { kind: "not", of });
  }

  private times(of: Term, min: number, max: number | null): Term {
    if (max === 0 || of.kind === "empty") return this.empty();
    if (of.kind === "nothing") return min === 0 ? this.empty() : of;
    if (min === 1 && max === 1) return of;
    return this.intern(`times ${of.id} ${min} ${max}`, { kind: "times", of, min, max });
  }

  private digits(interval: Interval, count: number, value: number): Term {
    const key = `digits ${interval.from} ${interval.to} ${interval.digits} ${count} ${value}`;
    return this.intern(key, { kind: "digits", interval, count, value });
  }

  /** With a fixed width every digit counts; without, leading zeros do not, as Lucene's makeDecimalInterval says. */
  private digit(interval: Interval, count: number, value: number, c: number): Term {
    if (c < 0x30 || c > 0x39) return this.nothing();
    const next = value * 10 + (c - 0x30);
    if (next > interval.to || (interval.digits > 0 && count >= interval.digits)) return this.nothing();
    return this.digits(interval, interval.digits > 0 ? count + 1 : 1, next);
  }
}

function isNullable(form: Form): boolean {
  switch (form.kind) {
    case "empty":
      return true;
    case "nothing":
    case "one":
      return false;
    case "then":
      return form.first.nullable && form.rest.nullable;
    case "or":
      return form.terms.some((t) => t.nullable);
    case "and":
      return form.terms.every((t) => t.nullable);
    case "not":
      return !form.of.nullable;
    case "times":
      return form.min === 0 || form.of.nullable;
    case "digits": {
      const { from, to, digits } = form.interval;
      return form.count > 0 && (digits === 0 || form.count === digits) && form.value >= from && form.value <= to;
    }
  }
}

/** Single characters fold, ranges never do: see ir/pattern.ts. */
function accepts(regex: Extract<Regex, { kind: "char" | "any" | "class" }>, c: number, fold: Fold): boolean {
  switch (regex.kind) {
    case "any":
      return true;
    case "char":
      return sameCharacter(regex.codePoint, c, fold);
    case "class":
      return regex.items.some((item) => inItem(item, c, fold)) !== regex.negated;
  }
}

const inItem = (item: ClassItem, c: number, fold: Fold): boolean =>
  item.kind === "single" ? sameCharacter(item.codePoint, c, fold) : c >= item.from && c <= item.to;

function sameCharacter(wanted: number, c: number, fold: Fold): boolean {
  if (wanted === c) return true;
  switch (fold) {
    case "none":
      return false;
    case "ascii":
      return isAsciiLetter(wanted) && (wanted ^ 0x20) === c;
    case "lucene-10":
      return sameWithoutCase(wanted, c);
    case "java-root":
      return String.fromCodePoint(wanted).toLowerCase() === String.fromCodePoint(c).toLowerCase();
  }
}

const isAsciiLetter = (c: number): boolean => (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
