import { error } from "../../diagnostics/diagnostic.ts";
import type { Limit } from "../../ir/rule.ts";
import { cover } from "../../source/span.ts";
import type { Pipe } from "./ast.ts";
import type { Lowering } from "./lowering.ts";
import { lowerTerm } from "./term.ts";

/**
 * Pipes as one limit. The first fixes the side; each further one from the same side can only take fewer, and one from the other side skips what it leaves out:
 * `tail 10 | head 7` is 7 of the last 10, after the last 3. Null with no pipe, `failed` when a count is no constant.
 */
export function limitOf(lowering: Lowering, pipes: readonly Pipe[]): Limit | null | "failed" {
  let limit: Limit | null = null;
  let failed = false;
  for (const pipe of pipes) {
    const count = countOf(lowering, pipe);
    if (count === null) failed = true;
    else if (limit === null) limit = { side: pipe.kind, count, offset: 0, span: pipe.span };
    else limit = combined(limit, pipe, count);
  }
  return failed ? "failed" : limit;
}

function combined(limit: Limit, pipe: Pipe, count: number): Limit {
  const span = cover(limit.span, pipe.span);
  if (count >= limit.count) return { ...limit, span };
  const skipped = pipe.kind === limit.side ? 0 : limit.count - count;
  return { ...limit, count, offset: limit.offset + skipped, span };
}

/** Java's int, not negative. */
const largest = 2n ** 31n - 1n;

function countOf(lowering: Lowering, pipe: Pipe): number | null {
  const term = lowerTerm(lowering, pipe.count, { binds: [] });
  if (term === null) return null;
  const value = term.kind === "constant" ? term.constant.value : null;
  if (typeof value === "bigint" && value >= 0n && value <= largest) return Number(value);
  lowering.report(
    error("eql/pipe-count", `pipe \`${pipe.kind}\` takes a whole number that is not negative`, pipe.count.span, {
      help: `write \`| ${pipe.kind} 10\``,
    }),
  );
  return null;
}
