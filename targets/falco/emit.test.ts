import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Condition } from "../../src/ir/condition.ts";
import { defaultsOf } from "../../src/target/options.ts";
import { builder, field, ruleOf } from "../../test/ir-builder.ts";
import { falco } from "./target.ts";

const b = builder();
const is = (name: string, value: string): Condition => b.any([field(name)], (x) => b.compare("==", x, b.literal(value)));
const oneOf = (name: string, ...values: readonly string[]): Condition => b.any([field(name)], (x) => b.inSet(x, values));
const like = (name: string, ...patterns: readonly string[]): Condition => b.any([field(name)], (x) => b.wildcard(x, patterns));
const exec = b.and(is("event.category", "process"), is("host.os.type", "linux"), is("event.type", "start"), is("event.action", "exec"));

const interactive = b.any([field("process.interactive", "boolean")], (x) => b.compare("==", x, b.literal(true)));
const installation = b.and(
  exec,
  b.or(
    b.and(oneOf("process.name", "apt", "yum"), is("process.args", "install")),
    b.and(is("process.name", "pacman"), like("process.args", "-*S*")),
  ),
  like("process.args", "curl", "python*"),
  interactive,
  like("container.id", "*"),
);

const emit = (condition: Condition, options: Record<string, string | number> = {}, version = "0.43") =>
  falco.emit(ruleOf(condition), { ...defaultsOf(falco.options), ...options }, version);

/** The condition of the rule that comes out, or the codes of the refusals. */
function conditionOf(condition: Condition, options: Record<string, string | number> = {}, version = "0.43"): string {
  const emission = emit(condition, options, version);
  if (!emission.ok) return emission.refusals.map((r) => r.code).join(", ");
  const items: unknown = parse(emission.artifacts[0]?.text ?? "");
  const rule = Array.isArray(items) ? items.find((i) => "rule" in i) : null;
  return String(rule?.condition).replaceAll(/\s+/g, " ");
}

describe("a rule on installed tools", () => {
  it("is over for the terminal alone", () => {
    const emission = emit(installation);
    expect(emission.ok && emission.deviations.map((d) => [d.code, d.direction])).toEqual([["falco/interactive-terminal", "over"]]);
  });

  it("asks for a successful exec, each argument by itself, and a container", () => {
    expect(conditionOf(installation, { "max-args": 1 })).toBe(
      [
        "evt.type in (execve, execveat) and evt.rawres = 0",
        'and ( (basename(proc.exepath) in ("apt", "yum") and (proc.exe = "install" or proc.args[0] = "install"))',
        'or (basename(proc.exepath) = "pacman" and (proc.exe glob "-*S*" or proc.args[0] glob "-*S*")) )',
        'and (proc.exe = "curl" or proc.exe startswith "python" or proc.args[0] = "curl" or proc.args[0] startswith "python")',
        "and proc.tty > 0 and container.id != host",
      ].join(" "),
    );
  });
});

describe("kinds of events", () => {
  it("reads a field by class of event", () => {
    const condition = b.and(is("event.category", "file"), oneOf("event.action", "creation", "rename"), is("file.name", "x"));
    expect(conditionOf(condition)).toBe(
      [
        '(evt.type in (open, openat, openat2) and evt.is_open_create = true and evt.rawres >= 0 and basename(fd.name) = "x")',
        'or (evt.type in (rename, renameat, renameat2) and evt.rawres = 0 and basename(fs.path.target) = "x")',
      ].join(" "),
    );
  });

  it("refuses what no system call stands for", () => {
    expect(conditionOf(is("event.category", "registry"))).toBe("falco/event");
    expect(conditionOf(b.and(exec, is("process.hash.sha256", "x")))).toBe("falco/field");
  });
});
