import { error } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/suggest.ts";
import type { Report } from "../_shared/report.ts";
import type { EventQuery, Expression, Pipe, Query } from "./ast.ts";
import { parseEvent } from "./event-parser.ts";
import { parseCondition } from "./expression-parser.ts";
import { kindAt, type ParserState, since, skipTo, startParsing, unexpected } from "./parser-state.ts";
import { parseSample, parseSequence } from "./sequence-parser.ts";
import type { TokenKind } from "./token.ts";

const atPipe = (state: ParserState): boolean => kindAt(state) === "|" || kindAt(state) === "end";

const pipe: ReadonlySet<TokenKind> = new Set<TokenKind>(["|"]);

/**
 * Reads a whole query. Never throws; null when not even its outline could be read. With an error among the report's diagnostics the tree may hold `error` nodes and
 * must not be lowered.
 */
export function parseQuery(text: string, report: Report): Query | null {
  const state = startParsing(text, report);
  const body = parseBody(state);
  if (!atPipe(state)) {
    state.tokens.expect("|");
    state.tokens.expect("the end");
    if (state.tokens.current.kind === ")")
      report.add(error("eql/unbalanced", "no bracket is open that this closes", state.tokens.current.span, { help: "take it away" }));
    else unexpected(state);
    while (!atPipe(state)) {
      state.tokens.advance();
      skipTo(state, pipe);
    }
  }
  const pipes: Pipe[] = [];
  while (state.tokens.take("|") !== null) {
    const parsed = parsePipe(state);
    if (parsed !== null) pipes.push(parsed);
  }
  return body === null ? null : { kind: "query", body, pipes, span: since(state, body.span.start) };
}

/** Reads a condition alone: what stands after `where`. */
export function parseExpression(text: string, report: Report): Expression {
  const state = startParsing(text, report);
  const expression = parseCondition(state, ["the end"]);
  if (state.tokens.current.kind !== "end") unexpected(state);
  return expression;
}

function parseBody(state: ParserState): Query["body"] | null {
  const { tokens } = state;
  switch (tokens.current.kind) {
    case "sequence":
      return parseSequence(state);
    case "sample":
      return parseSample(state);
    case "join":
      state.report.add(
        error("eql/join", "`join` is not supported", tokens.current.span, {
          help: "write `sequence` for events in order, `sample` for any order",
        }),
      );
      tokens.abandon();
      return null;
    default:
      for (const name of ["sequence", "sample"]) tokens.expect(name);
      return parseEvent(state, ["|", "the end"], pipe);
  }
}

/** What Endgame's EQL has and Elasticsearch does not. */
const otherPipes: ReadonlySet<string> = new Set(["count", "filter", "fork", "sort", "unique", "unique_count", "window"]);

function parsePipe(state: ParserState): Pipe | null {
  const { tokens } = state;
  const name = tokens.take("name", "head") ?? null;
  if (name === null) {
    tokens.expect("tail");
    unexpected(state);
    skipTo(state, pipe);
    return null;
  }
  const args: Expression[] = [];
  if (!atPipe(state)) {
    do args.push(parseCondition(state, [",", "|", "the end"]));
    while (tokens.take(",") !== null);
  }
  const span = since(state, name.span.start);
  if (!atPipe(state)) {
    unexpected(state);
    skipTo(state, pipe);
  }
  if (name.value !== "head" && name.value !== "tail") {
    state.report.add(unknownPipe(name.value, name.span));
    return null;
  }
  const [count] = args;
  if (count === undefined || args.length > 1) {
    state.report.add(
      error("eql/pipe-arguments", `pipe \`${name.value}\` takes one argument, not ${args.length}`, name.span, {
        help: `write \`| ${name.value} 10\``,
      }),
    );
    return null;
  }
  return { kind: name.value, count, span };
}

function unknownPipe(name: string, span: EventQuery["span"]): ReturnType<typeof error> {
  if (otherPipes.has(name))
    return error("eql/unsupported-pipe", `pipe \`${name}\` is not supported`, span, {
      help: "Elasticsearch's pipes are `head` and `tail`",
    });
  const near = nearest(name, ["head", "tail"]);
  return error("eql/unknown-pipe", `unknown pipe \`${name}\``, span, {
    help: near === null ? "the pipes are `head` and `tail`" : `a pipe with a similar name exists: \`${near}\``,
  });
}
