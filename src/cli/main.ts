#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { verdictVersion } from "../source/verdict-version.ts";
import { exit, UsageError } from "./exit.ts";
import { addReportFlags, addRuleFlags, addTargetFlags, collect, type ReportFlags } from "./flags.ts";
import { openTerminal, type Terminal, tolerateClosedPipes } from "./terminal.ts";

/**
 * The program: which commands there are. Each command's code is loaded only when it runs, so that `--help` is quick. Every command gives its exit code; what is thrown is
 * a usage error or a bug.
 */
function program(done: (code: number) => void): Command {
  const root = new Command("verdict")
    .description("Compiles a detection rule into rules for other engines that give the same verdict.")
    .version(verdictVersion)
    .exitOverride()
    .showHelpAfterError("(see verdict --help)")
    .addHelpText(
      "after",
      "\nExit codes: 0 ok, 1 findings, 2 a rule could not be read or compiled, 3 usage or configuration, 70 a bug in Verdict.",
    );
  /** Wraps a command's body for commander: opens the terminal, hands on the exit code. */
  const run =
    <Args extends readonly unknown[], Flags extends ReportFlags>(
      body: (terminal: Terminal, flags: Flags, ...args: Args) => Promise<number>,
    ) =>
    async (...given: readonly unknown[]): Promise<void> => {
      // commander gives the declared arguments, then the options that the same declaration describes, then itself
      const args = given.slice(0, -2) as unknown as Args;
      const flags = given.at(-2) as Flags;
      done(await body(openTerminal(flags), flags, ...args));
    };

  const command = (name: string, description: string): Command => root.command(name).description(description);

  addTargetFlags(
    addRuleFlags(command("compile", "compile rules to targets").argument("[paths...]", "files, folders or globs; - is standard input")),
  )
    .option("-o, --out <dir>", "write artefacts and manifest.json here")
    .option("--stdout", "write artefacts to standard output", false)
    .option("--allow <directions>", "accept deviations for this run: over,under,incomparable", collect, [])
    .addOption(
      new Option("--emit <tree>", "print the syntax tree, the IR as lowered, or the IR after the passes").choices([
        "ast",
        "ir",
        "ir-lowered",
      ]),
    )
    .addOption(
      new Option("--report <form>", "print how many rules come out on each target, and why not more").choices(["table", "json", "html"]),
    )
    .option("--validate", "hand each artefact to its own product where that is at hand", false)
    .option("--check", "write nothing; fail when --out (default: out) is stale or fidelity is not what verdict.json accepts", false)
    .action(
      run(async (terminal, flags: import("./commands/compile.ts").CompileFlags, paths: readonly string[]) =>
        (await import("./commands/compile.ts")).compile(paths, flags, terminal),
      ),
    );

  addRuleFlags(
    command("match", "say which rules match which events").argument("[paths...]", "files, folders or globs; - is standard input"),
  )
    .requiredOption("-e, --events <file>", "events, one JSON object a line; - is standard input")
    .option("--indicators <file>", "for indicator match rules: the indicators, one JSON object a line; - is standard input")
    .option(
      "--from <time>",
      "only events from this time on; of new terms rules the start of the window (default: all; for new terms as scheduled)",
    )
    .option("--to <time>", "only events until this time (default: all; for new terms as scheduled, for a run at the newest event)")
    .option(
      "--now <time>",
      "what now means in the rules' dates, in --from and --to, and when the run is due (default: the machine's clock)",
    )
    .addOption(new Option("--engine <engine>", "what evaluates the rules").choices(["oracle", "js"]).default("oracle"))
    .addHelpText(
      "after",
      `
A time is written as 2026-01-31T12:00:00Z or 2026-01-31, as milliseconds since
1970, or as date math such as now-7d/d; both ends count. Times of events are
those that the rule orders them by, @timestamp unless it says otherwise. Rules
that join events are matched when the events end. A new terms rule needs the
events of its history too: that counts back from the end of its window, as the
rule says; what lies before it is left out.`,
    )
    .action(
      run(async (terminal, flags: import("./commands/match.ts").MatchFlags, paths: readonly string[]) =>
        (await import("./commands/match.ts")).match(paths, flags, terminal),
      ),
    );

  addRuleFlags(
    command("check", "check rules: syntax, types, schema, metadata").argument("[paths...]", "files, folders or globs; - is standard input"),
  ).action(
    run(async (terminal, flags: import("./flags.ts").RuleFlags, paths: readonly string[]) =>
      (await import("./commands/check.ts")).check(paths, flags, terminal),
    ),
  );

  addRuleFlags(
    command("test", "run the events beside rules on every engine that is there").argument("[paths...]", "files, folders or globs"),
  )
    .option("--engine <names>", "only these engines, comma-separated or repeated; oracle is one", collect, [])
    .action(
      run(async (terminal, flags: import("./commands/test.ts").TestFlags, paths: readonly string[]) =>
        (await import("./commands/test.ts")).test(paths, flags, terminal),
      ),
    );

  addRuleFlags(
    command("verify", "make events, run every artefact on its engine, compare with the oracle").argument(
      "[paths...]",
      "files, folders or globs",
    ),
  )
    .option("--engine <names>", "only these engines, comma-separated or repeated", collect, [])
    .addOption(new Option("--events <n>", "events for each rule").argParser(wholeNumber).default(60))
    .addOption(new Option("--seed <n>", "which of many possible events").argParser(wholeNumber).default(1))
    .addOption(new Option("--jobs <n>", "engines that work at the same time").argParser(wholeNumber).default(2))
    .option("--json", "the whole result as JSON on stdout", false)
    .option("--junit", "the result as JUnit XML on stdout", false)
    .action(
      run(async (terminal, flags: import("./commands/verify.ts").VerifyFlags, paths: readonly string[]) =>
        (await import("./commands/verify.ts")).verify(paths, flags, terminal),
      ),
    );

  addTargetFlags(
    addRuleFlags(
      command("project", "write events in the form in which a target's artefacts read them").argument(
        "[paths...]",
        "files, folders or globs",
      ),
    ),
  )
    .requiredOption("-e, --events <file>", "events, one JSON object a line; - is standard input")
    .action(
      run(async (terminal, flags: import("./commands/project.ts").ProjectFlags, paths: readonly string[]) =>
        (await import("./commands/project.ts")).project(paths, flags, terminal),
      ),
    );

  addRuleFlags(
    command("generate", "write events for rules as NDJSON, each with the verdict it must get").argument(
      "[paths...]",
      "files, folders or globs",
    ),
  )
    .addOption(new Option("--events <n>", "events for each rule").argParser(wholeNumber).default(60))
    .addOption(new Option("--seed <n>", "which of many possible events").argParser(wholeNumber).default(1))
    .action(
      run(async (terminal, flags: import("./commands/generate.ts").GenerateFlags, paths: readonly string[]) =>
        (await import("./commands/generate.ts")).generateEvents(paths, flags, terminal),
      ),
    );

  addRuleFlags(command("explain", "show which parts of a rule hold on an event, and why").argument("[rule]", "a file; - is standard input"))
    .requiredOption("-e, --event <file>", "an event as JSON, several one a line, or a NAME.events.yaml; - is standard input")
    .action(
      run(async (terminal, flags: import("./commands/explain.ts").ExplainFlags, rule: string | undefined) =>
        (await import("./commands/explain.ts")).explain(rule, flags, terminal),
      ),
    );

  addReportFlags(
    command("explain-code", "explain a diagnostic's code").argument("[code]", "as in error[eql/unknown-function]; all codes if left out"),
  ).action(
    run(async (terminal, _flags: ReportFlags, code: string | undefined) =>
      (await import("./commands/explain-code.ts")).explainCode(code, terminal),
    ),
  );

  addReportFlags(command("targets", "show what each target can say").argument("[name]", "one target or family, in full")).action(
    run(async (terminal, flags: ReportFlags, name: string | undefined) =>
      (await import("./commands/targets.ts")).targets(name, flags, terminal),
    ),
  );

  addReportFlags(
    command("init", "write a starter folder: a rule, its events, settings, a CI workflow").argument("[dir]", "where", "."),
  ).action(run(async (terminal, _flags: ReportFlags, dir: string) => (await import("./commands/init.ts")).init(dir, terminal)));
  return root;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("not a whole number");
  return Number(text);
}

async function main(argv: readonly string[]): Promise<number> {
  let code: number = exit.ok;
  try {
    await program((c) => {
      code = c;
    }).parseAsync(argv);
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exit.ok : exit.usage;
    if (thrown instanceof UsageError) {
      process.stderr.write(`verdict: ${thrown.message}\n${thrown.help === null ? "" : `  = help: ${thrown.help}\n`}`);
      return exit.usage;
    }
    const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    process.stderr.write(`verdict: a bug in Verdict; please report it with what was run\n${stack}\n`);
    return exit.bug;
  }
}

tolerateClosedPipes();
// not process.exit: what is still on its way to a pipe would be lost
process.exitCode = await main(process.argv);
