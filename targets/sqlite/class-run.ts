import { complementOf, union } from "../../src/automata/code-points.ts";
import type { PlainRegex } from "../_shared/sql/regex.ts";
import { and, between, binary, call, equal, integer, not, or, plus, type Sql, text } from "../_shared/sql/tree.ts";
import { globsOf, noneOf } from "./glob.ts";

type Range = { readonly from: number; readonly to: number };
type One = { readonly kind: "any" } | Extract<PlainRegex, { kind: "char" | "set" }>;

/** `head C{min,max} tail`: single characters, and between them a run of one class. */
interface ClassRun {
  readonly head: readonly One[];
  readonly of: One;
  readonly min: number;
  readonly max: number | null;
  readonly tail: readonly One[];
}

/** A fixed number of characters is written out up to here. */
const most = 8;
/** Alternatives. */
const maxRuns = 8;

/**
 * A regex that is, or is a choice of, one run of a class between single characters: what is around the run is a GLOB, which also sees to it that head and tail do not overlap, what is
 * in the run holds no character of another class, and the length says how long it is. Null where it is something else.
 */
export function classRunTest(value: Sql, regex: PlainRegex): Sql | null {
  const options = regex.kind === "choice" ? regex.options : [regex];
  if (options.length > maxRuns) return null;
  const tests = options.map((option) => {
    const globs = globsOf(option);
    if (globs !== null) return globs.length === 0 ? null : or(...globs.map((g) => binary("GLOB", value, text(g))));
    const run = runOf(option);
    return run === null ? null : testOf(value, run);
  });
  const all = tests.filter((t) => t !== null);
  return all.length < tests.length ? null : or(...all);
}

function runOf(regex: PlainRegex): ClassRun | null {
  const parts = (regex.kind === "concat" ? regex.parts : [regex]).flatMap(writtenOut);
  const at = parts.findIndex((p) => p.kind === "repeat");
  const run = parts[at];
  const [head, tail] = [parts.slice(0, at).filter(isOne), parts.slice(at + 1).filter(isOne)];
  if (run?.kind !== "repeat" || !isOne(run.of) || head.length + tail.length + 1 < parts.length) return null;
  return { head, of: run.of, min: run.min, max: run.max, tail };
}

const writtenOut = (part: PlainRegex): readonly PlainRegex[] =>
  part.kind === "repeat" && isOne(part.of) && part.min === part.max && part.min <= most
    ? Array<PlainRegex>(part.min).fill(part.of)
    : [part];

const isOne = (part: PlainRegex): part is One => part.kind === "any" || part.kind === "char" || part.kind === "set";

const rangesOf = (one: One): readonly Range[] | null =>
  one.kind === "any" ? null : one.kind === "char" ? [{ from: one.codePoint, to: one.codePoint }] : one.ranges;

/** One character of any other class, said by that class where it is the smaller. */
function anyOther(ranges: readonly Range[]): string | null {
  const others = complementOf(union(ranges));
  const size = (list: readonly Range[]): number => list.reduce((sum, r) => sum + r.to - r.from + 1, 0);
  return size(others) < size(ranges) ? (globsOf({ kind: "set", ranges: others })?.[0] ?? null) : noneOf(ranges);
}

function testOf(value: Sql, { head, of, min, max, tail }: ClassRun): Sql | null {
  const [before, after] = [head, tail].map((part) => (part.length === 0 ? [""] : globsOf({ kind: "concat", parts: part })));
  const ranges = rangesOf(of);
  const other = ranges === null ? null : anyOther(ranges);
  if (before?.length !== 1 || after?.length !== 1 || (ranges !== null && other === null)) return null;
  const length = call("length", value);
  const outside = head.length + tail.length;
  const inside = (): Sql => {
    const count = tail.length === 0 ? [] : [binary("-", length, integer(outside))];
    return outside === 0 ? value : call("substr", value, integer(head.length + 1), ...count);
  };
  const bounds = (): Sql => {
    if (max === null) return binary(">=", length, integer(min + outside));
    return min === max ? equal(length, integer(min + outside)) : between(length, integer(min + outside), plus(integer(max), outside));
  };
  return and(
    ...(outside === 0 ? [] : [binary("GLOB", value, text(`${before[0]}*${after[0]}`))]),
    ...(other === null ? [] : [not(binary("GLOB", inside(), text(`*${other}*`)))]),
    // the GLOB, where there is one, has the shortest already
    ...(max === null && min === 0 && (outside > 0 || other !== null) ? [] : [bounds()]),
  );
}
