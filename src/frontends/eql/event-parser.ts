import { error } from "../../diagnostics/diagnostic.ts";
import type { Category, EventQuery } from "./ast.ts";
import { parseCondition } from "./expression-parser.ts";
import { type ParserState, since, skipTo, unexpected } from "./parser-state.ts";
import type { TokenKind } from "./token.ts";

/** `category where condition`. Without a readable category and `where` nothing else is looked at; what is skipped ends before one of `stop`. */
export function parseEvent(state: ParserState, follow: readonly string[], stop: ReadonlySet<TokenKind>): EventQuery | null {
  const { tokens } = state;
  const start = tokens.current.span.start;
  const category = parseCategory(state);
  if (category === null) {
    skipTo(state, stop);
    return null;
  }
  if (tokens.take("where") === null) {
    unexpected(state);
    skipTo(state, stop);
    return null;
  }
  const condition = parseCondition(state, follow);
  return { kind: "event", category, condition, span: since(state, start) };
}

function parseCategory(state: ParserState): Category | null {
  const { tokens } = state;
  const token = tokens.current;
  if (tokens.take("any") !== null) return { kind: "any", span: token.span };
  if (tokens.take("name", "an event category") !== null || tokens.take("string", "an event category") !== null)
    return { kind: "category", name: token.value, span: token.span };
  if (token.kind === "backquoted-name")
    state.report.add(
      error("eql/backquoted-category", "an event category is not written in backquotes", token.span, {
        help: `write ${JSON.stringify(token.value)}`,
      }),
    );
  else unexpected(state);
  return null;
}
