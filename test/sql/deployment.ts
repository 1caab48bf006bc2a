import { describe, expect, it } from "vitest";
import type { Condition } from "../../src/ir/condition.ts";
import type { Order } from "../../src/ir/detection.ts";
import type { Detection, FilterRule, Limit, Rule } from "../../src/ir/rule.ts";
import type { Emitted, Target } from "../../src/target/target.ts";
import type { Dialect } from "../../targets/_shared/sql/dialect.ts";
import { layoutOf } from "../../targets/_shared/sql/layout.ts";
import { parameterName, parametersOf, takesWindow } from "../../targets/_shared/sql/parameters.ts";
import { insertsOf, rowOf } from "../../targets/_shared/sql/row.ts";
import { columnsFor, wantedBy } from "../../targets/_shared/sql/table.ts";
import type { Opened } from "../../targets/_shared/sql/verdicts.ts";
import { builder, field, ruleOf } from "../ir-builder.ts";

const b = builder();
const isCmd = b.any([field("process.name")], (v) => b.compare("==", v, b.literal("CMD.exe"), "ascii"));

const limit: Limit = { side: "head", count: 1, offset: 0, span: { start: 0, end: 0 } };

const since = (path: string, math: string) => b.any([field(path, "date")], (v) => b.compare(">=", v, b.dateLiteral(math)));
const isRecentCmd = b.and(isCmd, since("@timestamp", "now-30m"));

/** Every minute over the last hour, by event.ingested where it is there. */
function scheduled(id: string, of: Limit | null, where: Condition = isCmd): FilterRule {
  const rule = ruleOf(where, of);
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

/** The same with a detection that joins events. */
function joined(id: string, detection: (order: Order) => Detection): Rule {
  const rule = scheduled(id, null);
  const isOther = b.any([field("process.name")], (v) => b.compare("==", v, b.literal("other.exe")));
  const where = {
    main: { index: [], where: isCmd },
    other: { index: [], where: isOther },
    fresh: { index: [], where: since("seen", "now-1d/d") },
  };
  return { ...rule, sources: where, detection: detection(rule.detection.order) };
}

const span = { start: 0, end: 0 };
const by = [{ field: field("host.id"), optional: false, span }];
const stage = { source: "other", by, missing: false, span };
const rules: readonly Rule[] = [
  scheduled("plain", null),
  scheduled("odd:id'\"; --", null),
  scheduled("limited", limit),
  scheduled("recent", null, isRecentCmd),
  joined("two in a row", (order) => ({ kind: "sequence", stages: [stage, stage], until: null, maxspan: 3_600_000, order, limit: null })),
  joined("fresh", (order) => ({ kind: "new-terms", source: "main", fields: [field("process.name")], history: "now-1d", order, span })),
  joined("known", (order) => {
    const entry = { field: field("host.id"), indicator: field("host"), negate: false };
    return { kind: "indicator-join", source: "other", indicators: "fresh", groups: [[entry]], order, span };
  }),
  joined("often", (order) => ({ kind: "aggregate", source: "other", by: [field("host.id")], count: 2, cardinality: [], order, span })),
];

const matching = rules.filter((r) => r.detection.kind === "indicator-join");

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
        const emitted = rules.map((rule): Emitted => {
          const emission = target.emit(rule, options, target.versions.at(-1) ?? "");
          if (!emission.ok) throw new Error("refused");
          return { rule, emission };
        });
        const [schema, deploy] = target.bundle(emitted, options, target.versions.at(-1) ?? "");
        await server.execute(schema?.text ?? "");
        const layout = layoutOf(options, dialect.syntax.quote);
        const events = [
          { "@timestamp": minutesAgo(5), process: { name: "cmd.EXE" } },
          { "@timestamp": minutesAgo(600), "event.ingested": minutesAgo(3), "process.name": "cmd.exe" },
          { "@timestamp": minutesAgo(700), "process.name": "cmd.exe" },
          { "@timestamp": minutesAgo(5), "process.name": "other.exe", "host.id": "h" },
          { "@timestamp": minutesAgo(4), "process.name": "other.exe", "host.id": "h" },
          { "@timestamp": minutesAgo(3), "process.name": "other.exe", "host.id": "i" },
          { "@timestamp": minutesAgo(90), "process.name": "other.exe", "host.id": "i" },
        ];
        const rows = events.map((event, i) =>
          rowOf(dialect, layout, columnsFor(rules, layout).columns, wantedBy(rules), `e${i}`, event, []),
        );
        for (const insert of insertsOf(dialect, "events", rows)) await server.execute(insert);
        const indicators = [
          { seen: minutesAgo(60), host: "i" },
          { seen: minutesAgo(3 * 24 * 60), host: "h" },
        ].map((indicator, i) => {
          const { columns } = columnsFor(matching, layout, "indicators");
          return rowOf(dialect, layout, columns, wantedBy(matching, "indicators"), `i${i}`, indicator, []);
        });
        for (const insert of insertsOf(dialect, "indicators", indicators)) await server.execute(insert);
        const takesParameters = dialect.statements.parameters.use !== null;
        for (const { rule, emission } of emitted) {
          if (!takesWindow(rule) || takesParameters) for (const artifact of emission.artifacts) await server.execute(artifact.text);
        }
        for (let run = 0; run < 2; run++) await server.execute(deploy?.text ?? "");
        const found = (await server.rows("SELECT rule_id FROM verdict_alerts ORDER BY rule_id")).map(([id]) => id);
        const plain = ["odd:id'\"; --", "odd:id'\"; --", "plain", "plain", "recent"];
        expect(found).toEqual(
          takesParameters ? ["fresh", "known", "limited", ...plain.slice(0, 2), "often", ...plain.slice(2), "two in a row"] : plain,
        );
        expect(await server.rows("SELECT count(*) FROM events")).toEqual([["7"]]);
        if (!takesParameters) {
          const window = { ":from_time": Date.now() - 3_600_000, ":to_time": Date.now() };
          const ids = await Promise.all(
            emitted
              .filter((e) => takesWindow(e.rule))
              .map(({ rule, emission }) => {
                const values = { ...window, ":history_time": Date.now() - 86_400_000, ":now_time": Date.now() };
                const taken = Object.entries(values).filter(([name]) => parametersOf(rule).some((p) => name === `:${parameterName(p)}`));
                return server.rows(emission.artifacts[0]?.text ?? "", Object.fromEntries(taken));
              }),
          );
          expect(ids.map((rows) => rows.map((row) => row[4]))).toEqual([
            ['["e1"]'],
            ['["e3","e4"]'],
            ['["e0"]'],
            ['["e5"]'],
            ['["e3","e4"]'],
          ]);
        }
      } finally {
        await server.close();
      }
    });
  });
}
