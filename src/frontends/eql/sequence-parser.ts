import { error } from "../../diagnostics/diagnostic.ts";
import { cover } from "../../source/span.ts";
import type { Expression, Maxspan, Sample, Sequence, Stage } from "./ast.ts";
import { parseEvent } from "./event-parser.ts";
import { kindAt, type ParserState, since, skipTo, unexpected } from "./parser-state.ts";
import { parsePrimary } from "./primary-parser.ts";
import { checkSample, checkSequence } from "./sequence-checks.ts";
import type { Token, TokenKind } from "./token.ts";

const opens: ReadonlySet<TokenKind> = new Set<TokenKind>(["[", "![", "until", "|"]);
const stageEnd: ReadonlySet<TokenKind> = new Set<TokenKind>(["]"]);
const names: ReadonlySet<TokenKind> = new Set<TokenKind>(["name", "insensitive-name", "backquoted-name", "?"]);

/** `sequence by … with maxspan=… [stage] … until [stage]`. A broken stage does not hide the mistakes of the next. */
export function parseSequence(state: ParserState): Sequence | null {
  const { tokens } = state;
  const keyword = tokens.advance();
  let by = parseKeys(state);
  const maxspan = parseMaxspan(state);
  const late = tokens.current;
  if (by.length === 0 && maxspan !== null && late.kind === "by") {
    state.report.add(
      error("eql/by-after-with", "`by` stands before `with`", keyword.span, {
        secondary: [{ span: late.span, text: "too late" }],
        help: "write `sequence by … with maxspan=…`",
      }),
    );
    by = parseKeys(state);
  }
  const stages = parseStages(state);
  const until = tokens.take("until") === null ? null : parseStage(state);
  if (stages === null) return null;
  const sequence: Sequence = { kind: "sequence", by, maxspan, stages, until, span: since(state, keyword.span.start) };
  checkSequence(sequence, keyword.span, state.report.add);
  return sequence;
}

/** `sample by … [stage] …`: events in any order. */
export function parseSample(state: ParserState): Sample | null {
  const keyword = state.tokens.advance();
  const by = parseKeys(state);
  const stages = parseStages(state);
  if (stages === null) return null;
  const sample: Sample = { kind: "sample", by, stages, span: since(state, keyword.span.start) };
  checkSample(sample, keyword.span, state.report.add);
  return sample;
}

/** Null when a stage is broken: then how many there are says nothing. */
function parseStages(state: ParserState): readonly Stage[] | null {
  const stages: Stage[] = [];
  let broken = false;
  if (!opens.has(state.tokens.current.kind)) {
    state.tokens.expect("[");
    unexpected(state);
    skipTo(state, opens);
    broken = true;
  }
  while (state.tokens.is("[") || state.tokens.is("![")) {
    const stage = parseStage(state);
    if (stage === null) broken = true;
    else stages.push(stage);
  }
  return broken ? null : stages;
}

function parseStage(state: ParserState): Stage | null {
  const { tokens } = state;
  const start = tokens.current.span.start;
  const missing = tokens.current.kind === "![";
  const open = tokens.take("[") ?? tokens.take("![");
  if (open === null) {
    unexpected(state);
    skipTo(state, opens);
    return null;
  }
  const event = parseEvent(state, ["]"], stageEnd);
  if (kindAt(state) !== "]") {
    unexpected(state, [{ span: open.span, text: "this bracket is not closed" }]);
    while (kindAt(state) !== "]" && kindAt(state) !== "end") {
      tokens.advance();
      skipTo(state, stageEnd);
    }
  }
  tokens.take("]");
  const by = parseKeys(state);
  const runs = parseRuns(state);
  return event === null ? null : { kind: "stage", missing, event, by, runs, span: since(state, start) };
}

function parseKeys(state: ParserState): readonly Expression[] {
  const { tokens } = state;
  const keys: Expression[] = [];
  if (tokens.take("by") === null) return keys;
  do {
    tokens.expect("a field");
    if (!names.has(tokens.current.kind)) {
      unexpected(state);
      return keys;
    }
    const key = parsePrimary(state, () => {
      skipTo(state, new Set<TokenKind>([")"]));
      return { kind: "error", span: tokens.current.span };
    });
    keys.push(key);
  } while (tokens.take(",") !== null);
  return keys;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function parseMaxspan(state: ParserState): Maxspan | null {
  const { tokens } = state;
  if (tokens.take("with") === null) return null;
  if (tokens.take("maxspan") === null || tokens.take("=") === null) return skipped(state);
  const number = tokens.take("integer", "a whole number");
  if (number === null) return skipped(state);
  const unit = tokens.current;
  if (unit.kind !== "name") {
    state.report.add(
      error("eql/maxspan", "no time unit after the number", number.span, {
        help: `write \`${number.value}s\` for seconds; the units are \`ms\`, \`s\`, \`m\`, \`h\`, \`d\``,
      }),
    );
    return null;
  }
  tokens.advance();
  return timeOf(state, number, unit);
}

function timeOf(state: ParserState, number: Token, unit: Token): Maxspan | null {
  const factor = Object.hasOwn(units, unit.value) ? units[unit.value] : undefined;
  const span = cover(number.span, unit.span);
  if (factor === undefined) {
    state.report.add(
      error("eql/maxspan", `\`${unit.value}\` is no unit of time`, unit.span, { help: "the units are `ms`, `s`, `m`, `h` and `d`" }),
    );
    return null;
  }
  const milliseconds = Number(number.value) * factor;
  if (milliseconds === 0 || !Number.isSafeInteger(milliseconds)) {
    state.report.add(error("eql/maxspan", "`maxspan` is out of range", span, { help: "it is a positive time" }));
    return null;
  }
  return { milliseconds, span };
}

function skipped(state: ParserState): null {
  unexpected(state);
  skipTo(state, opens);
  return null;
}

function parseRuns(state: ParserState): Stage["runs"] {
  const { tokens } = state;
  if (tokens.current.kind !== "with") return null;
  tokens.advance();
  const key = tokens.take("name", "runs");
  if (key === null || key.value !== "runs" || tokens.take("=") === null) {
    if (key !== null && key.value !== "runs")
      state.report.add(error("eql/runs", `\`${key.value}\` is no option of a stage`, key.span, { help: "write `with runs=2`" }));
    else unexpected(state);
    skipTo(state, opens);
    return null;
  }
  const number = tokens.take("integer", "a whole number");
  if (number === null) return skipped(state);
  const count = Number(number.value);
  if (count >= 1 && count <= 100) return { count, span: number.span };
  state.report.add(error("eql/runs", "`runs` is out of range", number.span, { help: "it is a whole number from 1 to 100" }));
  return null;
}
