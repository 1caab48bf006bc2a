import { targets } from "../../../targets/index.ts";
import { hasError } from "../../diagnostics/diagnostic.ts";
import { lowerDocument } from "../../driver/compile.ts";
import { exit } from "../exit.ts";
import type { RuleFlags } from "../flags.ts";
import { loadRules, settingsFail } from "../load.ts";
import { verificationTime, windowless } from "../pipeline.ts";
import { publish } from "../report.ts";
import { plural } from "../summary.ts";
import type { Terminal } from "../terminal.ts";
import { prepare } from "../verify-run.ts";

export interface GenerateFlags extends RuleFlags {
  readonly events: number;
  readonly seed: number;
}

/** `verdict generate`: events for each rule as NDJSON, each with the verdict that the rule must give and what the event is for; streams of events, with the alerts, for a rule that joins them. */
export async function generateEvents(paths: readonly string[], flags: GenerateFlags, terminal: Terminal): Promise<number> {
  const loaded = await loadRules(paths, flags, targets);
  const lowered = loaded.documents.map((document) => lowerDocument(document, windowless(loaded.schema, verificationTime)));
  const diagnostics = [...loaded.settings, ...loaded.diagnostics, ...lowered.flatMap((l) => l.diagnostics)];
  await publish({ ...loaded, diagnostics }, "generate", flags.format, terminal, "taken");
  if (settingsFail(loaded)) return exit.usage;
  let count = 0;
  for (const { rule, lowered: meant } of lowered) {
    if (rule === null) continue;
    const { generated, streams } = prepare(rule, meant ?? rule, flags);
    for (const { stream, purpose, alerts } of streams?.streams ?? []) {
      count++;
      const found = alerts.map((alert) => alert.members);
      await terminal.print(`${JSON.stringify({ rule: rule.metadata.ruleId, alerts: found, purpose, ...stream })}\n`);
    }
    if (streams !== null) terminal.tell(`${rule.metadata.path}: ${plural(streams.streams.length, "stream")} of events\n`);
    if (streams !== null) continue;
    for (const { event, verdict, purpose } of generated.events) {
      count++;
      await terminal.print(`${JSON.stringify({ rule: rule.metadata.ruleId, verdict, purpose, event })}\n`);
    }
    const dead = generated.effects.filter((e) => e.status === "dead").length;
    const lost = generated.effects.filter((e) => e.status === "gave-up").length;
    const remarks = [dead > 0 ? `${dead} can never decide` : "", lost > 0 ? `${lost} given up` : ""].filter((r) => r !== "").join(", ");
    terminal.tell(
      `${rule.metadata.path}: ${plural(generated.events.length, "event")}, ${plural(generated.effects.length, "test")}${remarks === "" ? "" : ` (${remarks})`}\n`,
    );
  }
  terminal.tell(`${plural(count, "line")}\n`);
  return hasError(diagnostics) ? exit.broken : exit.ok;
}
