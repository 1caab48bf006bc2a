import type { CodeTable } from "../../src/diagnostics/code.ts";

export const codes: CodeTable = {
  "falco/detection": {
    summary: "a detection that no single event decides",
    explain:
      "Falco looks at each event by itself and keeps nothing between them: sequences, samples, counts, and `head` or `tail` have no form there.",
  },
  "falco/event": {
    summary: "no system call event can satisfy the rule",
    explain:
      "The rule asks for events (`event.category`, `event.type`, `event.action`) for which Falco has no system call: registry events, DNS lookups, sign-ins, processes that were already running.",
  },
  "falco/event-unseen": {
    summary: "the rule also asks for an action that Falco does not see",
    explain: "One of several actions that the rule names has no system call event. The Falco rule matches the others only.",
  },
  "falco/event-kind": {
    summary: "a test on the kind of event that is not decided here",
    explain:
      "`event.category`, `event.type`, `event.action` and the like are constants of each class of system call events; only comparisons, sets and wildcards on them are read.",
  },
  "falco/field": {
    summary: "a field that Falco does not have",
    explain: "The message says why. README.md of the falco target lists every field with its form in Falco.",
  },
  "falco/test": {
    summary: "a test for which Falco has no operator",
    explain:
      "Falco compares one field with constants: texts by equality, parts, globs and regular expressions, numbers by size, addresses by network.",
  },
  "falco/nested": {
    summary: "a test of one object in a list",
    explain: "Nested queries of KQL (`list: { a: 1 and b: 2 }`) ask for one object of a list. No field of Falco's is a list of objects.",
  },
  "falco/several-fields": {
    summary: "a test that computes with several fields",
    explain: "Falco's operators have one field on the left and a constant on the right.",
  },
  "falco/function": {
    summary: "a function that Falco does not have",
    explain: "Falco's transformers are `tolower`, `toupper`, `basename`, `b64`, `len`, and from 0.44 on `join` and `concat`.",
  },
  "falco/regex": {
    summary: "a regular expression that RE2 cannot hold",
    explain: "Falco's `regex` is RE2 in POSIX mode: no complement or intersection inside a pattern, and no repetition beyond 1,000.",
  },
  "falco/literal-too-long": {
    summary: "a constant of more than 255 bytes",
    explain:
      "Falco refuses to load a longer constant. Equality has other forms (`concat` from 0.44 on, both ends and the length before); parts, globs and regular expressions have none.",
  },
  "falco/too-deep": {
    summary: "more brackets around brackets than Falco's parser takes",
    explain: "Falco stops at a depth of 1,000, which is 198 brackets around each other.",
  },
  "falco/version": {
    summary: "something that a newer Falco has",
    explain: "The release asked for (`falco@VERSION`) lacks the field, transformer or operator.",
  },
  "falco/parent-command-line": {
    summary: "a test on the parent's command line that its two halves cannot answer",
    explain:
      "Falco has the parent's argv[0] and its other arguments as two texts, and joins texts from 0.44 on only. Wildcards are cut at each blank; a regular expression cannot be.",
  },
  "falco/interactive-terminal": {
    summary: "`process.interactive` is only known from the terminal",
    explain:
      "`proc.tty` says that a process has a controlling terminal. ECS also asks that standard input or error is that terminal, so `proc.tty > 0` holds for some processes that are not interactive.",
  },
  "falco/arguments-beyond": {
    summary: "arguments after the first N",
    explain:
      "`process.args` is tested as `proc.args[0]` to `proc.args[N-1]`; option `max-args` sets N. With option `args-beyond` set to `none` it is assumed that there are no more.",
  },
  "falco/arguments-joined": {
    summary: "arguments as one text",
    explain:
      "Before Falco 0.41 there is no `proc.args[i]`; the text of all arguments is searched, where `install` is also found in `reinstall` and inside one argument with blanks.",
  },
  "falco/parent-arguments": {
    summary: "the parent's arguments as one text",
    explain: "Falco has no single arguments of the parent (`proc.aargs[1]` is one text), so an argument with blanks looks like several.",
  },
  "falco/path-characters": {
    summary: "a character in a path that Falco writes as dots",
    explain:
      "libsinsp puts paths of files and working directories together and writes a dot for each byte that is no printable ASCII. A constant with such a character is compared with the dots.",
  },
  "falco/environment-joined": {
    summary: "the environment as one text",
    explain: "Only `NAME=value` tests can look a variable up; others search the text of all variables.",
  },
  "falco/length-in-bytes": {
    summary: "`length` counts bytes",
    explain: "Elasticsearch counts UTF-16 code units. For ASCII both agree; other texts are longer in Falco.",
  },
  "falco/container-id": {
    summary: "twelve digits of the container's id",
    explain:
      "`container.id` holds the first 12 hexadecimal digits. Whether a process is in a container, and the first digits, can be tested; a whole id is compared by its first 12.",
  },
  "falco/container-metadata": {
    summary: "metadata of the container that may not be there yet",
    explain: "The container plugin asks the runtime while events go on. The first events of a container have no name, image or pod.",
  },
  "falco/account-name": {
    summary: "names of users and groups",
    explain: "Falco looks numbers up in account files; an unknown number is `<NA>`, and a container has files of its own.",
  },
  "falco/process-leader": {
    summary: "leaders of sessions and process groups",
    explain: "Falco finds the leader among the ancestors that it knows.",
  },
  "falco/open-for-writing": {
    summary: "files opened for writing stand for modified ones",
    explain: "Falco does not collect write events by default. A file may be opened for writing and never written.",
  },
  "falco/failed-connect": {
    summary: "refused connections are not seen",
    explain:
      "`fd.sip` and its like are missing on a connect that failed, so a rule that reads addresses only sees connections that succeeded or are in progress.",
  },
  "falco/agent": {
    summary: "the rule is about the events of an agent, which Falco reads as system calls",
    explain:
      "A rule over an agent's index names its events as that agent does. The artefact is about the system calls that stand for them in this target's projection, which states what is assumed of the agent.",
  },
};
