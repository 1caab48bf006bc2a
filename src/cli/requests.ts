import { hasError } from "../diagnostics/diagnostic.ts";
import type { TargetRequest } from "../driver/outcome.ts";
import type { Policy } from "../driver/policy.ts";
import { requestTargets } from "../driver/target-request.ts";
import type { Target } from "../target/target.ts";
import { UsageError } from "./exit.ts";
import type { TargetFlags } from "./flags.ts";

/**
 * Which targets a run compiles to. `--target` chooses, else verdict.json, else all. A target that verdict.json names keeps its version and options from there,
 * except what the command line sets.
 */
export function requestsOf(flags: TargetFlags, policy: Policy | null, targets: readonly Target[]): readonly TargetRequest[] {
  const words = flags.target.length > 0 || policy === null ? flags.target : policy.requests.map((r) => r.target.id);
  const { requests, diagnostics } = requestTargets(words, flags.option, targets);
  const first = diagnostics.find((d) => d.severity === "error");
  if (first !== undefined && hasError(diagnostics)) throw new UsageError(first.message, first.help);
  const versioned = new Set(
    flags.target.flatMap((w) => w.split(",")).flatMap((w) => (w.includes("@") ? [w.trim().split("@")[0] ?? ""] : [])),
  );
  return requests.map((request): TargetRequest => {
    const { target } = request;
    const settled = policy?.requests.find((r) => r.target === target);
    if (settled === undefined) return request;
    const set = flags.option.map((o) => /^(?:[^.=]+\.)?([^=]+)=/s.exec(o)?.[1] ?? "");
    const given = Object.fromEntries(Object.entries(request.options).filter(([name]) => set.includes(name)));
    const byHand = versioned.has(target.id) || (target.family !== null && versioned.has(target.family));
    return { target, version: byHand ? request.version : settled.version, options: { ...settled.options, ...given } };
  });
}
