import { describe, expect, it } from "vitest";
import type { Limit, Rule } from "../../src/ir/rule.ts";
import type { Emitted, Target } from "../../src/target/target.ts";
import type { Dialect } from "../../targets/_shared/sql/dialect.ts";
import { layoutOf } from "../../targets/_shared/sql/layout.ts";
import { insertsOf, rowOf } from "../../targets/_shared/sql/row.ts";
import { columnsFor, wantedBy } from "../../targets/_shared/sql/table.ts";
import type { Opened } from "../../targets/_shared/sql/verdicts.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const isCmd = b.any([field("process.name")], (v) => b.compare("==", v, b.literal("CMD.exe"), "ascii"));

const limit: Limit = { side: "head", count: 1, offset: 0, span: { start: 0, end: 0 } };

/** Every minute over the last hour, by event.ingested where it is there. */
function scheduled(id: string, of: Limit | null): Rule {
  const rule = ruleOf(isCmd, of);
  const timestamp = field("@timestamp", "date");
  return {
    ...rule,
    schedule: {
      interval: "1m",
      window: { kind: "window", timestamp, override: field("event.ingested", "date"), fallback: true, from: "now-1h", to: "now" },
    },
    metadata: {
      ...rule.metadata,
      ruleId: id,
      path: id,
      name: "It's a \"rule\"; -- */ \\ \n{{x}} $$y$$ $1 'quoted'",
      description: "several\nlines\r\nwith '; DROP TABLE events; --",
      note: "## Guide\n\n; DROP TABLE events;\n",
      query: 'process where process.name : "CMD.exe" // ;\n',
    },
  };
}

const minutesAgo = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();

/** The files of a set of rules run as they are, twice, and give each alert once. Rules with a limit are left to the caller where there are no parameters. */
export function proveDeployment(target: Target, dialect: Dialect, open: () => Promise<Opened>): void {
  describe.each(["document", "columns"])("deployment with the layout %s", (layoutName) => {
    it("fills the table of alerts, each alert once", async ({ skip }) => {
      const opened = await open();
      if (!opened.ok) return skip(`${target.id}: ${opened.why}`);
      const { server } = opened;
      try {
        const options = { layout: layoutName, names: "underscores", table: "events" };
        const emitted = [scheduled("plain", null), scheduled("odd:id'\"; --", null), scheduled("limited", limit)].map((rule): Emitted => {
          const emission = target.emit(rule, options, target.versions.at(-1) ?? "");
          if (!emission.ok) throw new Error("refused");
          return { rule, emission };
        });
        const [schema, deploy] = target.bundle(emitted, options, target.versions.at(-1) ?? "");
        await server.execute(schema?.text ?? "");
        const rules = emitted.map((e) => e.rule);
        const layout = layoutOf(options, dialect.syntax.quote);
        const events = [
          { "@timestamp": minutesAgo(5), process: { name: "cmd.EXE" } },
          { "@timestamp": minutesAgo(600), "event.ingested": minutesAgo(3), "process.name": "cmd.exe" },
          { "@timestamp": minutesAgo(700), "process.name": "cmd.exe" },
          { "@timestamp": minutesAgo(5), "process.name": "other.exe" },
        ];
        const rows = events.map((event, i) => rowOf(dialect, layout, columnsFor(rules, layout).columns, wantedBy(rules), `e${i}`, event));
        for (const insert of insertsOf(dialect, "events", rows)) await server.execute(insert);
        const takesParameters = dialect.statements.parameters.use !== null;
        for (const { rule, emission } of emitted) {
          if (!("limit" in rule.detection) || rule.detection.limit === null || takesParameters)
            for (const artifact of emission.artifacts) await server.execute(artifact.text);
        }
        for (let run = 0; run < 2; run++) await server.execute(deploy?.text ?? "");
        const found = (await server.rows("SELECT rule_id FROM verdict_alerts ORDER BY rule_id")).map(([id]) => id);
        const expected = ["odd:id'\"; --", "odd:id'\"; --", "plain", "plain"];
        expect(found).toEqual(takesParameters ? ["limited", ...expected] : expected);
        expect(await server.rows("SELECT count(*) FROM events")).toEqual([["4"]]);
      } finally {
        await server.close();
      }
    });
  });
}
