import { createHash } from "node:crypto";
import { targets } from "../../../targets/index.ts";
import { type Diagnostic, hasError, warning } from "../../diagnostics/diagnostic.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { eventBatches } from "../events.ts";
import { exit, UsageError } from "../exit.ts";
import type { RuleFlags, TargetFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import { pipeline } from "../pipeline.ts";
import { publish } from "../report.ts";
import { requestsOf } from "../requests.ts";
import { plural } from "../summary.ts";
import type { Terminal } from "../terminal.ts";

export interface ProjectFlags extends RuleFlags, TargetFlags {
  readonly events: string;
}

/**
 * `verdict project`: events in the form in which a target's artefacts read them. An event's id is its `_id` or `event.id` where it has one as text, else a hash of its line, so that
 * loading the same file twice is seen.
 */
export async function project(paths: readonly string[], flags: ProjectFlags, terminal: Terminal): Promise<number> {
  const loaded = await loadRules(paths, flags, targets);
  const requests = requestsOf(flags, loaded.policy, targets);
  const [request, another] = requests.filter((r) => r.target.project !== null);
  if (flags.target.length === 0 || request === undefined || another !== undefined)
    throw new UsageError(
      "one target whose artefacts read events in a form of their own is needed",
      `--target with one of ${targets
        .filter((t) => t.project !== null)
        .map((t) => t.id)
        .join(", ")}`,
    );
  const lowered = loaded.documents.map((document) => lowerDocument(document, pipeline(loaded.schema)));
  const diagnostics: Diagnostic[] = [...loaded.settings, ...loaded.diagnostics, ...lowered.flatMap((l) => l.diagnostics)];
  if (settingsFail(loaded)) {
    await publish({ ...loaded, diagnostics }, "project", flags.format, terminal, "taken");
    return exit.usage;
  }
  const rules = lowered.flatMap((l) => l.rule ?? []);
  let count = 0;
  for await (const batch of eventBatches(flags.events)) {
    for (const line of batch)
      if (!line.ok)
        diagnostics.push({ ...warning("cli/bad-event", `line ${line.line} is no event: ${line.why}`, null), file: flags.events });
    const events = batch.flatMap((line) => (line.ok ? [{ id: idOf(line.event), event: line.event }] : []));
    const { text, left } = request.target.project?.(rules, events, request.options) ?? { text: "", left: [] };
    for (const { id, reason } of left)
      diagnostics.push({ ...warning("cli/event-left-out", `event \`${id}\` is left out: ${reason}`, null), file: flags.events });
    count += events.length - left.length;
    await terminal.print(text);
  }
  await publish({ ...loaded, diagnostics }, "project", flags.format, terminal, "taken");
  terminal.tell(`${plural(count, "event")} for ${request.target.title}\n`);
  return hasError(diagnostics) ? exit.broken : exit.ok;
}

function idOf(event: { readonly [key: string]: unknown }): string {
  for (const key of ["_id", "event.id"]) if (typeof event[key] === "string") return event[key];
  const { event: inner } = event;
  if (typeof inner === "object" && inner !== null && "id" in inner && typeof inner.id === "string") return inner.id;
  return createHash("sha256").update(JSON.stringify(event)).digest("hex").slice(0, 32);
}
