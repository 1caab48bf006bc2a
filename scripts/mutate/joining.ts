import type { Mutation } from "./mutation.ts";

const simple = "sequence by user.name with maxspan=30s [process where true] [file where true]";
const until = `sequence by user.name with maxspan=30s [process where true] [network where true] until [process where event.type == "end"]`;
const missing = "sequence by user.name with maxspan=30s [process where true] ![network where true] [file where true]";
const same = "sequence by user.name with maxspan=30s [any where true] [any where true]";

/** Rules that join events. */
export const joining: readonly Mutation[] = [
  {
    name: "a span of exactly maxspan is too long (JS)",
    file: "targets/js/runtime.generated.ts",
    before: "time - pending.first > maxspan",
    after: "time - pending.first >= maxspan",
    probe: simple,
    engines: ["js"],
  },
  {
    name: "an event fills two slots of one sequence",
    file: "targets/js/runtime.generated.ts",
    before: "for (let p = final; p >= 0; p--)",
    after: "for (let p = 0; p <= final; p++)",
    probe: same,
    engines: ["js"],
  },
  {
    name: "the oldest pending sequence takes the event, not the newest",
    file: "targets/js/runtime.generated.ts",
    before: "if (next !== null && p < final) track.pending[p] = next;",
    after: "if (next !== null && p < final) track.pending[p] ??= next;",
    probe: simple,
    engines: ["js"],
  },
  {
    name: "until ends nothing (JS)",
    file: "targets/js/runtime.generated.ts",
    before: "track?.pending.fill(null);",
    after: "",
    probe: until,
    engines: ["js"],
  },
  {
    name: "a missing stage's event at the very time of a stage counts (JS)",
    file: "targets/js/runtime.generated.ts",
    before: "latestBefore(track, gap, time) > pending.last",
    after: "latestBefore(track, gap, time) >= pending.last",
    probe: missing,
    engines: ["js"],
  },
  {
    name: "a span of exactly maxspan is too long (SQL)",
    file: "targets/_shared/sql/sequence.ts",
    before: `[binary("<=", binary("-", name("s.ms"), name("s.prev_first_ms"))`,
    after: `[binary("<", binary("-", name("s.ms"), name("s.prev_first_ms"))`,
    probe: simple,
    engines: ["sqlite", "duckdb"],
  },
  {
    name: "keys do not matter",
    file: "targets/_shared/sql/sequence.ts",
    before: `const partition = [...keysOf(chain, "s"), when(`,
    after: "const partition = [when(",
    probe: simple,
    engines: ["sqlite"],
  },
  {
    name: "the second key does not matter",
    file: "targets/_shared/sql/sequence.ts",
    before: `const partition = [...keysOf(chain, "s"), when(`,
    after: `const partition = [...keysOf(chain, "s").slice(0, 1), when(`,
    probe: "sequence by user.name, host.id with maxspan=30s [process where true] [file where true]",
    engines: ["sqlite"],
  },
  {
    name: "the first test of the second stage is lost",
    file: "targets/js/joined.ts",
    before: "body: matchBody(module, where),",
    after: `body: matchBody(module, source === "stage-2" && where.kind === "and" ? { ...where, operands: where.operands.slice(1) } : where),`,
    probe: `sequence by user.name [process where true] [file where file.extension == "exe" and file.size > 100]`,
    engines: ["js"],
  },
  {
    name: "until after the sequence ends it too",
    file: "targets/_shared/sql/sequence.ts",
    before: `[or(isNull(name("s.ended")), binary("<", name("s.ended"), name("s.prev_ordinal")))]`,
    after: `[isNull(name("s.ended"))]`,
    probe: until,
    engines: ["sqlite", "clickhouse"],
  },
  {
    name: "a missing stage's event at the very time of a stage counts (SQL)",
    file: "targets/_shared/sql/missing-stage.ts",
    before: `binary("<=", gap, name(`,
    after: `binary("<", gap, name(`,
    probe: missing,
    engines: ["sqlite"],
  },
];
