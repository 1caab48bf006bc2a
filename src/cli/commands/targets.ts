import { targets as all } from "../../../targets/index.ts";
import { nearest } from "../../diagnostics/suggest.ts";
import { functions } from "../../functions/index.ts";
import type { Support } from "../../target/capability.ts";
import type { OptionSpec } from "../../target/options.ts";
import type { Target } from "../../target/target.ts";
import { exit, UsageError } from "../exit.ts";
import type { ReportFlags } from "../flags.ts";
import { matrixRows, supportDetail, supportWord } from "../matrix.ts";
import type { Word } from "../summary.ts";
import { table } from "../summary.ts";
import type { Terminal } from "../terminal.ts";

const legend = `native: the product says just that; expanded: written with other means, same meaning; over, under, incomparable: an approximation that may
match more, less, or both; none: refused. \`verdict targets NAME\` gives versions, options and reasons.
`;

/** `verdict targets`: how each target has everything that a rule can say; with a name, one target in full. `--format json` gives the same as data. */
export async function targets(name: string | undefined, flags: ReportFlags, terminal: Terminal): Promise<number> {
  const chosen = name === undefined ? all : all.filter((t) => t.id === name || t.family === name);
  if (chosen.length === 0) {
    const near = nearest(name ?? "", [...new Set(all.flatMap((t) => (t.family === null ? [t.id] : [t.id, t.family])))]);
    throw new UsageError(`unknown target \`${name}\``, near === null ? null : `a target with a similar name exists: \`${near}\``);
  }
  if (flags.format === "json") await terminal.print(`${JSON.stringify(chosen.map(asData), null, 2)}\n`);
  else if (name === undefined) await terminal.print(`${matrix(chosen, terminal)}\n${legend}`);
  else await terminal.print(chosen.map((t) => page(t, terminal)).join("\n"));
  return exit.ok;
}

const same = (text: string): string => text;

function cell(support: Support, terminal: Terminal): Word {
  const { outStyles } = terminal;
  const paint = support.level === "none" ? outStyles.error : support.level === "approximate" ? outStyles.warning : same;
  return { text: supportWord(support), paint };
}

function matrix(chosen: readonly Target[], terminal: Terminal): string {
  const { strong } = terminal.outStyles;
  const head: readonly Word[] = ["capability", ...chosen.map((t) => t.id)].map((text) => ({ text, paint: strong }));
  const rows = matrixRows(chosen, functions).map((row): readonly Word[] => [
    { text: `${row.group}:${row.name}`, paint: same },
    ...row.support.map((s) => cell(s, terminal)),
  ]);
  return table([head, ...rows]);
}

function optionWords(spec: OptionSpec): string {
  switch (spec.kind) {
    case "choice":
      return spec.choices.join("|");
    case "number":
      return `${spec.minimum}..${spec.maximum}`;
    case "boolean":
      return "true|false";
    case "text":
      return "text";
  }
}

function page(target: Target, terminal: Terminal): string {
  const { strong } = terminal.outStyles;
  const plainWord = (text: string): Word => ({ text, paint: same });
  const options = Object.entries(target.options).map(([option, spec]) => [
    plainWord(`  ${option}=${optionWords(spec)}`),
    plainWord(`default ${spec.default}`),
    plainWord(spec.summary),
  ]);
  const rows = matrixRows([target], functions).map((row): readonly Word[] => {
    const [support] = row.support;
    return [
      plainWord(`  ${row.group}:${row.name}`),
      ...(support === undefined ? [] : [cell(support, terminal), plainWord(supportDetail(support) ?? "")]),
    ];
  });
  const family = target.family === null ? "" : `, of the family ${target.family}`;
  return [
    `${strong(target.id)}: ${target.title}${family}\n`,
    `\n${strong("versions")} ${target.versions.join(", ")}\n`,
    options.length === 0 ? "" : `\n${strong("options")}\n${table(options)}`,
    `\n${strong("capabilities")}\n${table(rows)}`,
  ].join("");
}

const asData = (target: Target): object => ({
  id: target.id,
  title: target.title,
  family: target.family,
  versions: target.versions,
  options: target.options,
  capabilities: target.capabilities,
  functions: target.functions,
});
