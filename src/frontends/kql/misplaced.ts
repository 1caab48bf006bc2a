import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import { span } from "../../source/span.ts";
import type { TokenStream } from "../_shared/token-stream.ts";
import { literalText, type Token, type TokenKind } from "./token.ts";

/** What is special about a token that cannot stand where it does: what people write, and Kibana rejects. Null: nothing. */
export function misplaced(tokens: TokenStream<TokenKind, Token>, text: string): Diagnostic | null {
  const { current, previous } = tokens;
  if (current.kind === "not") return misplacedNot(current, previous);
  const operator = wrongOperator(previous, current);
  if (operator !== null) return operator;
  return previous === current ? null : missingOperator(previous, current, text);
}

function misplacedNot(current: Token, previous: Token): Diagnostic | null {
  if (previous.kind === "not")
    return error("kql/double-not", "`not` cannot be followed by `not`", current.span, { help: "write `not (not …)`, or neither" });
  if (previous.kind === ":")
    return error("kql/not-after-colon", "`not` cannot stand between a field and its value", current.span, {
      help: "write `not field: value`, or `field: (not value)`",
    });
  if (previous.kind !== "literal" || previous === current) return null;
  if (previous.span.end === current.span.start)
    return error("kql/word-ends-in-not", "a word that ends in `not` ends the value here", span(previous.span.start, current.span.end), {
      help: "Kibana takes the end of the word for the operator: put the value in double quotes",
    });
  return error("kql/missing-operator", "an operator is missing before `not`", current.span, { help: "write `and not` or `or not`" });
}

const operators = /(?:^|\s)(==?|!=|<>|=~|!:)$/;

/** `field == "x"` is the literal `field ==` before a string; nothing but `:` and the four ranges compares. */
function wrongOperator(previous: Token, current: Token): Diagnostic | null {
  if (previous.kind !== "literal" || previous === current) return null;
  const found = operators.exec(literalText(previous.literal))?.[1];
  if (found === undefined) return null;
  const at = span(previous.span.end - found.length, previous.span.end);
  return error("kql/no-such-operator", `there is no operator \`${found}\``, at, {
    help: found.startsWith("!") ? "write `not field: value`" : "write `field: value`",
  });
}

/** Nothing stands for `and` or `or`: `a: b c: d` is the value `b c` and a colon too many. */
function missingOperator(previous: Token, current: Token, text: string): Diagnostic | null {
  if (previous.kind !== "literal" && previous.kind !== ")" && previous.kind !== "}") return null;
  if (current.kind === ":" && previous.kind === "literal" && previous.literal.kind === "text" && !previous.literal.quoted) {
    const word = /\S+$/.exec(text.slice(previous.span.start, previous.span.end))?.[0] ?? "";
    if (word.length === previous.span.end - previous.span.start) return null;
    return error(
      "kql/missing-operator",
      `an operator is missing before \`${word}\``,
      span(previous.span.end - word.length, previous.span.end),
      {
        help: "write `and` or `or` between two tests; nothing stands for them",
      },
    );
  }
  if (current.kind !== "literal" && current.kind !== "(") return null;
  return error("kql/missing-operator", "an operator is missing here", span(current.span.start, current.span.end), {
    help: "write `and` or `or`, with blanks around, between two tests; nothing stands for them",
  });
}
