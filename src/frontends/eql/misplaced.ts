import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import { cover } from "../../source/span.ts";
import type { TokenStream } from "../_shared/token-stream.ts";
import { keywords, type Token, type TokenKind } from "./token.ts";

const words: ReadonlySet<string> = new Set(keywords);
const comparisons: ReadonlySet<TokenKind> = new Set<TokenKind>(["==", "!=", "<", "<=", ">", ">="]);
const matches: ReadonlySet<TokenKind> = new Set<TokenKind>([":", "like", "like~", "regex", "regex~"]);

/** What Elasticsearch rejects and people write: the reason, and what to write instead. Null for any other token. */
export function misplaced(tokens: TokenStream<TokenKind, Token>): Diagnostic | null {
  const token = tokens.current;
  const next = tokens.ahead(1);
  switch (token.kind) {
    case "=":
      if (next.kind === "~" && next.span.start === token.span.end)
        return error("eql/no-such-operator", "`=~` is no operator of EQL", cover(token.span, next.span), {
          help: "to compare without regard to case write `:`, to match a regular expression `regex~`",
        });
      return error("eql/single-equals", "`=` does not compare", token.span, {
        help: "write `==`, or `:` to compare without regard to case",
      });
    case "!:":
      return error("eql/no-such-operator", "`!:` is no operator of EQL any more", token.span, { help: "write `not field : …`" });
    case "&&":
    case "&":
      return error("eql/no-such-operator", `\`${token.value}\` is no operator of EQL`, token.span, { help: "write `and`" });
    case "|":
      return next.kind === "|" && next.span.start === token.span.end
        ? error("eql/no-such-operator", "`||` is no operator of EQL", cover(token.span, next.span), { help: "write `or`" })
        : null;
    case "!":
      return error("eql/no-such-operator", "`!` is no operator of EQL", token.span, { help: "write `not`" });
    case "[":
      if (next.kind !== "integer") return null;
      return error("eql/array-index", "array indexes are not supported", token.span, {
        help: "a test of a field holds if any of its values satisfies it",
      });
    case "name":
      if (words.has(token.value.toLowerCase()) && !words.has(token.value))
        return error("eql/keyword-case", `keywords are in lower case, \`${token.value}\` is a name`, token.span, {
          help: `write \`${token.value.toLowerCase()}\``,
        });
      return null;
    case "not":
      if (!matches.has(next.kind)) return null;
      return error("eql/infix-not", `\`not\` cannot stand before \`${next.value}\``, token.span, {
        help: `put it in front: \`not field ${next.value} …\`; only \`in\` has the form \`field not in (…)\``,
      });
    case "<":
      if (next.kind === ">" && next.span.start === token.span.end)
        return error("eql/no-such-operator", "`<>` is no operator of EQL", cover(token.span, next.span), { help: "write `!=`" });
      return chained(tokens);
    default:
      return chained(tokens);
  }
}

function chained(tokens: TokenStream<TokenKind, Token>): Diagnostic | null {
  const token = tokens.current;
  if (comparisons.has(token.kind) && tokens.expected.includes("and"))
    return error("eql/chained-comparison", "comparisons cannot be chained", token.span, { help: "compare twice: `a < b and b < c`" });
  if ((matches.has(token.kind) || token.kind === "in" || token.kind === "in~") && tokens.expected.includes("and"))
    return error("eql/chained-comparison", `\`${token.value}\` needs a single value on its left`, token.span, {
      help: "put the left side in brackets",
    });
  return null;
}
