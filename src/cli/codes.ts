import type { CodeTable } from "../diagnostics/code.ts";

/** What the command line itself finds. */
export const cliCodes: CodeTable = {
  "cli/no-such-file": {
    summary: "a path on the command line leads nowhere",
    explain:
      "No file or folder has this name, or a glob matches none. Paths are relative to the working directory; quote globs so that the shell leaves them alone.",
    failing: "verdict check ruls/",
    fixed: "verdict check rules/",
  },
  "cli/unreadable": {
    summary: "a file cannot be read",
    explain:
      "The operating system refused to read the file, or it is no file (a socket, a device). The message has the system's own reason.",
  },
  "cli/not-text": {
    summary: "a file is not UTF-8 text",
    explain:
      "Rules and events are UTF-8. The message names the first byte that is not: the file is binary, or was saved in another encoding (UTF-16 is common on Windows).",
  },
  "cli/no-rules": {
    summary: "no rule document was found",
    explain:
      "A folder is searched, with its subfolders, for `.toml`, `.json` and `.ndjson` files; hidden folders, `node_modules` and `verdict.json` are left out.",
  },
  "cli/bad-event": {
    summary: "a line is no event",
    explain:
      "Events are read as NDJSON: each line one JSON object. A line that is none is skipped, counted and reported; the others are matched. Blank lines are ignored.",
    failing: '{"process": {"name": "cmd.exe"}',
    fixed: '{"process": {"name": "cmd.exe"}}',
  },
  "cli/no-indicators": {
    summary: "an indicator match rule is given no indicators",
    explain:
      "Such a rule matches events that share values with an indicator, a document of another index. `verdict match` reads them from `--indicators FILE`, one JSON object a line; without them it finds nothing.",
  },
  "cli/no-history": {
    summary: "no event lies in the history of a new terms rule",
    explain:
      "What is new is so in the rule's window, against a history before it. `verdict match` places both by the rule's schedule, for a run at the time of the newest event, or of `--now`; `--from` and `--to` place the window. Where no event given lies in the history, every value of the window is new.",
  },
  "cli/event-error": {
    summary: "a rule fails on an event at run time",
    explain:
      'The rule computes something that this event has no value for (`1 / 0`, `number("x")`). Elasticsearch would fail the search; the verdict is `error`, neither match nor no match.',
    failing: "process where 10 / process.exit_code == 2",
    fixed: "process where process.exit_code != 0 and 10 / process.exit_code == 2",
  },
  "cli/stale-output": {
    summary: "the output folder is not what the rules compile to",
    explain:
      "`verdict compile --check` compiles in memory and compares. A file is missing, has other bytes, or is left from a rule that no longer exists. Compile again with the same `--out` and commit the result.",
  },
  "cli/no-events": {
    summary: "a rule has no events beside it",
    explain:
      "`verdict test` reads `NAME.events.yaml` beside `NAME.toml`. Without events nothing shows that the rule does what its author meant.",
  },
  "cli/wrong-verdict": {
    summary: "an engine gives another verdict than the events file says",
    explain:
      "The case in the events file expects another verdict than the engine named in the message gave. If the oracle agrees with the file and the engine does not, it is a bug in Verdict; if the oracle does not agree either, the rule or the case is wrong: `verdict explain RULE --event FILE` shows which part of the rule decides.",
  },
  "cli/engine-failed": {
    summary: "an engine did not take an artefact",
    explain:
      "The engine was started but failed on the artefact as a whole, not on one event. That is a bug in Verdict or in the engine's setup; the message has the engine's own words.",
  },
  "cli/invalid-artefact": {
    summary: "a product rejects an artefact",
    explain: "`--validate` hands each artefact to the product that it is for. It was rejected: a bug in Verdict.",
  },
  "cli/event-left-out": {
    summary: "an event has no form in which the target's artefacts read it",
    explain:
      "`verdict project` loads events in a target's own form. An event that cannot be put into it without changing a rule's verdict (several values in a column for one, a NUL in PostgreSQL) is left out and named; the message has the reason. Another layout may hold it.",
  },
  "verify/never-matches": {
    summary: "no event can match the rule",
    explain:
      "`verdict verify` looks for an event that satisfies the rule and has a proof that there is none: two of its tests contradict each other. The rule is dead weight.",
    failing: "process where process.pid > 5 and not process.pid > 3",
    fixed: "process where process.pid > 5",
  },
  "verify/dead-test": {
    summary: "a test of the rule never decides the verdict",
    explain:
      "Whatever this test says of an event, the other tests have decided already; there is a proof that no event shows its effect. It does no harm, but its author meant it to do something.",
    failing: 'process where process.name == "cmd.exe" and process.name : "*.exe"',
    fixed: 'process where process.name == "cmd.exe"',
  },
  "verify/disagreement": {
    summary: "an engine does not do what the artefact's fidelity claims",
    explain:
      "On the event shown, the engine that ran the artefact gives another verdict than the rule, in a direction that no declared deviation covers. This is a bug in Verdict (or in the engine): please report it with the rule and the event.",
  },
  "verify/engine-failed": {
    summary: "an engine did not take an artefact",
    explain: "The engine was started but failed on the artefact as a whole, not on one event. The message has the engine's own words.",
  },
};
