import { type Diagnostic, error } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { readOptions } from "../target/options.ts";
import type { Target } from "../target/target.ts";
import type { TargetRequest } from "./outcome.ts";

/** Requests are empty exactly when a diagnostic is an error. */
export interface RequestResult {
  readonly requests: readonly TargetRequest[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a user asks for: words as `falco`, `falco@0.41`, or a family as `sql`, in any order and comma-separated too; options as `layout=columns` (for every requested
 * target that has it) or `sqlite.layout=columns` (for one target or family). No words: every target. The requests come in the registry's order, each target once.
 */
export function requestTargets(words: readonly string[], options: readonly string[], targets: readonly Target[]): RequestResult {
  const diagnostics: Diagnostic[] = [];
  const versions = new Map<Target, string>();
  const asked = words
    .flatMap((word) => word.split(","))
    .map((word) => word.trim())
    .filter((word) => word !== "");
  const names = [...new Set(targets.flatMap((t) => (t.family === null ? [t.id] : [t.id, t.family])))];
  for (const word of asked.length === 0 ? targets.map((t) => t.id) : asked) {
    const [name = "", version] = word.split("@", 2);
    const found = targets.filter((t) => t.id === name || t.family === name);
    if (found.length === 0) {
      const near = nearest(name, names);
      diagnostics.push(
        error("driver/unknown-target", `unknown target \`${name}\``, null, {
          help: near === null ? `known: ${names.join(", ")}` : `a target with a similar name exists: \`${near}\``,
        }),
      );
    }
    for (const target of found) {
      const latest = target.versions[target.versions.length - 1] ?? "";
      if (version !== undefined && !target.versions.includes(version)) {
        diagnostics.push(
          error("driver/unknown-version", `target \`${target.id}\` has no version \`${version}\``, null, {
            help: `known: ${target.versions.join(", ")}`,
          }),
        );
      }
      if (version !== undefined || !versions.has(target)) versions.set(target, version ?? latest);
    }
  }
  const given = new Map<Target, Record<string, string>>();
  for (const option of options) {
    const match = /^(?:([^.=]+)\.)?([^=]+)=(.*)$/s.exec(option);
    const [, scope, name = "", value = ""] = match ?? [];
    const scoped = [...versions.keys()].filter(
      (t) => (scope === undefined || t.id === scope || t.family === scope) && Object.hasOwn(t.options, name),
    );
    if (match === null || scoped.length === 0) {
      diagnostics.push(
        error("driver/unknown-option", `no requested target has option \`${option}\``, null, {
          help: "options are written `name=value` or `target.name=value`",
        }),
      );
    }
    for (const target of scoped) given.set(target, { ...given.get(target), [name]: value });
  }
  const requests: TargetRequest[] = [];
  for (const target of targets) {
    const version = versions.get(target);
    if (version === undefined) continue;
    const { options: read, problems } = readOptions(target.options, given.get(target) ?? {});
    for (const problem of problems) diagnostics.push(error("driver/bad-option", `target \`${target.id}\`: ${problem}`, null));
    requests.push({ target, version, options: read });
  }
  return { requests: diagnostics.length > 0 ? [] : requests, diagnostics };
}
