import type { CodeTable } from "../../diagnostics/code.ts";
import { fieldCodes } from "../_shared/field-codes.ts";

/** What the lexer and the parser say. */
const syntax: CodeTable = {
  "eql/unexpected-character": {
    summary: "a character that starts no token",
    explain: "Outside of strings and backquoted names EQL is ASCII. A field name with other characters is written in backquotes.",
    failing: "any where ?größe == null",
    fixed: "any where ?`größe` == null",
  },
  "eql/unexpected-token": {
    summary: "something else was expected here",
    explain: "The query does not follow the grammar of EQL at this place. The message lists what could stand there.",
    failing: "process where process.name ==",
    fixed: 'process where process.name == "cmd.exe"',
  },
  "eql/unbalanced": {
    summary: "a bracket that closes nothing",
    explain: "Every `)` needs its `(`.",
    failing: "any where process.pid == 1)",
    fixed: "any where (process.pid == 1)",
  },
  "eql/too-deep": {
    summary: "the query is nested too deep",
    explain:
      "Brackets, calls, `not`, signs, sums and the parts of a field name may be 200 levels deep. Chains of `and` and `or` cost nothing, however long they are.",
  },
  "eql/keyword-case": {
    summary: "a keyword in capitals",
    explain: "EQL is case-sensitive: `AND` is the name of a field.",
    failing: "process where process.pid == 1 AND process.name == null",
    fixed: "process where process.pid == 1 and process.name == null",
  },
  "eql/reserved-word": {
    summary: "a keyword inside of a field name",
    explain: "A part of a field name that is a keyword of EQL is written in backquotes.",
    failing: "any where event.sequence == 1",
    fixed: "any where event.`sequence` == 1",
  },
  "eql/unterminated-string": {
    summary: "a string without its closing quotes",
    explain: "Strings and raw strings end in the line that they start in.",
    failing: 'any where process.name == "cmd.exe',
    fixed: 'any where process.name == "cmd.exe"',
  },
  "eql/unterminated-name": {
    summary: "a backquoted name without its closing backquote",
    explain: "A backquote inside of a name is doubled.",
    failing: "any where ?`a-b == null",
    fixed: "any where ?`a-b` == null",
  },
  "eql/unterminated-comment": {
    summary: "a comment without its end",
    explain: "Comments nest: `/* a /* b */` is still open.",
    failing: "any where true /* a",
    fixed: "any where true /* a */",
  },
  "eql/single-quotes": {
    summary: "a string in single quotes",
    explain: "Elasticsearch's EQL writes strings in double quotes.",
    failing: "process where process.name == 'cmd.exe'",
    fixed: 'process where process.name == "cmd.exe"',
  },
  "eql/old-raw-string": {
    summary: "a raw string of Endgame's EQL",
    explain: 'Raw strings are written """…""", not ?"…".',
    failing: 'process where process.name == ?"cmd.exe"',
    fixed: 'process where process.name == """cmd.exe"""',
  },
  "eql/bad-escape": {
    summary: "a backslash that starts no escape",
    explain:
      'The escapes are \\b \\t \\n \\f \\r \\" \\\' \\\\ and \\u{…} with 2 to 8 hexadecimal digits. A backslash of a path is doubled, or the string is raw: """C:\\Windows""".',
    failing: 'file where file.path : "C:\\Windows\\*"',
    fixed: 'file where file.path : "C:\\\\Windows\\\\*"',
  },
  "eql/number-too-large": {
    summary: "a number beyond the range of doubles",
    explain: "Whole numbers of up to 64 bits are exact, larger ones are doubles, and those end at about 1.8e308.",
    failing: "any where process.pid < 1e999",
    fixed: "any where process.pid < 1e9",
  },
  "eql/single-equals": {
    summary: "`=` in place of `==`",
    explain:
      "`==` compares exactly, `:` without regard to case and with the wildcards `*` and `?`. `=` only stands in `maxspan=…` and `runs=…`.",
    failing: 'process where process.name = "cmd.exe"',
    fixed: 'process where process.name == "cmd.exe"',
  },
  "eql/no-such-operator": {
    summary: "an operator of another language",
    explain: "EQL has `and`, `or`, `not`, `==`, `!=`, `<`, `<=`, `>`, `>=`, `:`, `in`, `in~`, `like`, `like~`, `regex` and `regex~`.",
    failing: "process where process.pid == 1 && process.name == null",
    fixed: "process where process.pid == 1 and process.name == null",
  },
  "eql/infix-not": {
    summary: "`not` before an operator that does not take it",
    explain: "Only `in` and `in~` have a negated form. Any other test is negated by a `not` in front of all of it.",
    failing: 'process where process.name not like "cmd*"',
    fixed: 'process where not process.name like "cmd*"',
  },
  "eql/chained-comparison": {
    summary: "a comparison of a comparison",
    explain: "`a < b < c` is no test in EQL.",
    failing: "process where 1 < process.pid < 9",
    fixed: "process where 1 < process.pid and process.pid < 9",
  },
  "eql/empty-list": {
    summary: "a list without values",
    explain: "`in`, `:`, `like` and `regex` need at least one value.",
    failing: "process where process.name in ()",
    fixed: 'process where process.name in ("cmd.exe")',
  },
  "eql/pattern-not-constant": {
    summary: "a pattern that is no string",
    explain: "On the right of `:`, `like` and `regex` stand strings alone, one or a list.",
    failing: "process where process.name : process.executable",
    fixed: 'process where process.name : "cmd*"',
  },
  "eql/array-index": {
    summary: "an array index",
    explain: "Elasticsearch keeps no order of a field's values. A test holds if any value satisfies it.",
    failing: 'process where process.args[0] == "-c"',
    fixed: 'process where process.args == "-c"',
  },
  "eql/process-relation": {
    summary: "`child of`, `descendant of`, `event of`",
    explain: "These relations of Endgame's EQL do not exist in Elasticsearch.",
    failing: "file where child of [process where true]",
    fixed: 'file where process.parent.name == "cmd.exe"',
  },
  "eql/backquoted-category": {
    summary: "a category in backquotes",
    explain: "A category is a name or a string.",
    failing: "`process` where true",
    fixed: "process where true",
  },
  "eql/join": {
    summary: "`join` of Endgame's EQL",
    explain: "Elasticsearch has `sequence` for events in order and `sample` for events in any order.",
    failing: "join by user.name [process where true] [file where true]",
  },
  "eql/unsupported-pipe": {
    summary: "a pipe of Endgame's EQL",
    explain: "Elasticsearch's pipes are `head` and `tail`.",
    failing: "process where true | unique process.name",
    fixed: "process where true | head 10",
  },
  "eql/unknown-pipe": {
    summary: "a pipe that does not exist",
    explain: "Elasticsearch's pipes are `head` and `tail`.",
    failing: "process where true | heads 10",
    fixed: "process where true | head 10",
  },
  "eql/pipe-arguments": {
    summary: "a pipe with too few or too many arguments",
    explain: "`head` and `tail` take one number.",
    failing: "process where true | head",
    fixed: "process where true | head 10",
  },
  "eql/pipe-count": {
    summary: "a pipe whose argument is no whole number",
    explain: "`head` and `tail` take a whole number from 0 on.",
    failing: "process where true | head -1",
    fixed: "process where true | head 1",
  },
};

/** What is said of sequences and samples. */
const sequences: CodeTable = {
  "eql/by-after-with": {
    summary: "`by` after `with`",
    explain: "The keys of a sequence come before its options.",
    failing: "sequence with maxspan=1s by user.name [process where true] [file where true]",
  },
  "eql/maxspan": {
    summary: "`maxspan` without a unit, or out of range",
    explain: "`maxspan` is a positive whole number with one of the units ms, s, m, h, d.",
    failing: "sequence with maxspan=30 [process where true] [file where true]",
  },
  "eql/runs": {
    summary: "`runs` out of range, or where it cannot stand",
    explain: "`with runs=3` after a stage of a sequence stands for the same stage three times; 100 at most.",
    failing: "sequence [process where true] with runs=0 [file where true]",
  },
  "eql/missing-event": {
    summary: "a missing event where it cannot stand",
    explain: "`![…]` needs a `maxspan` and at least one event that is not missing; samples and `until` have none.",
    failing: "sequence [process where true] ![file where true]",
  },
  "eql/join-key": {
    summary: "join keys that do not fit",
    explain:
      "Join keys are plain fields, as many in each stage as in the others, of the same kind at the same place. A sample needs at least one.",
    failing: "sequence [process where true] by user.name [file where true]",
  },
  "eql/too-few-stages": {
    summary: "a sequence or sample of one query",
    explain: "There must be two, `runs` counted.",
    failing: "sequence [process where true]",
  },
};

/** What the lowering says. */
const meaning: CodeTable = {
  "eql/unknown-function": {
    summary: "a function that Elasticsearch's EQL does not have",
    explain: "Names may be written in any case. Some functions of Endgame's EQL are gone; the help says what to write instead.",
    failing: 'process where startWith(process.name, "cmd")',
    fixed: 'process where startsWith(process.name, "cmd")',
  },
  "eql/argument-count": {
    summary: "too few or too many arguments",
    explain: "docs/functions.md lists the arguments of each function.",
    failing: "process where length() > 1",
    fixed: "process where length(process.name) > 1",
  },
  "eql/argument-type": {
    summary: "an operator or function is given a value of the wrong type",
    explain: "`:`, `like`, `regex` and most functions take strings, arithmetic takes numbers, `cidrMatch` an address.",
    failing: 'process where process.pid : "12*"',
    fixed: 'process where string(process.pid) : "12*"',
  },
  "eql/argument-constant": {
    summary: "an argument that must be constant depends on the event",
    explain: "Networks and patterns are written in the rule.",
    failing: "process where wildcard(process.name, process.executable)",
    fixed: 'process where wildcard(process.name, "cmd*")',
  },
  "eql/no-insensitive-form": {
    summary: "`~` after a function that ignores no case",
    explain: "Only functions that compare strings have a form with `~`.",
    failing: "process where length~(process.name) > 1",
    fixed: "process where length(process.name) > 1",
  },
  "eql/field-comparison": {
    summary: "fields are compared with each other",
    explain: "Elasticsearch compares with constants only, through functions too. Inside of one function or sum several fields are fine.",
    failing: "process where process.pid == process.parent.pid",
    fixed: "process where process.pid - process.parent.pid == 0",
  },
  "eql/type-mismatch": {
    summary: "values of different kinds are compared",
    explain: "Elasticsearch refuses this, now or when the query runs.",
    failing: 'process where process.pid == "abc"',
    fixed: "process where process.pid == 123",
  },
  "eql/not-boolean": {
    summary: "a value stands where a condition should",
    explain: "A condition is a test, a boolean field, or a function that gives true or false.",
    failing: "process where process.name",
    fixed: "process where process.name != null",
  },
  "eql/not-bare-field": {
    summary: "`not` before a boolean field",
    explain:
      "Elasticsearch reads a bare field as `field == true`, except after `not`, where it then cannot translate the query. The two ways to say it differ where the field is missing.",
    failing: "process where not process.interactive",
    fixed: "process where process.interactive != true",
  },
  "eql/network": {
    summary: "a string that is no network",
    explain: "`cidrMatch` takes addresses with a prefix, IPv4 or IPv6. Host bits may be set.",
    failing: 'network where cidrMatch(source.ip, "10.0.0/8")',
    fixed: 'network where cidrMatch(source.ip, "10.0.0.0/8")',
  },
  "eql/regex": {
    summary: "a regular expression that cannot be read",
    explain:
      'On fields `regex` takes the expressions of Lucene, on computed values those of Java; it matches the whole value. In Lucene `~ & @ # < > "` are operators, `^` and `$` are ordinary characters, and there are neither groups with `(?…)` nor references.',
    failing: 'process where process.name regex "a{2,1}"',
    fixed: 'process where process.name regex "a{1,2}"',
  },
  "eql/constant-arithmetic": {
    summary: "a calculation that cannot be done",
    explain: "Whole numbers are 32 or 64 bits wide, as in Java, and cannot be divided by zero. Elasticsearch fails on such a query.",
    failing: "process where process.pid == 2147483647 + 1",
    fixed: "process where process.pid == 2147483648",
  },
  "eql/constant-call": {
    summary: "a function that fails on constants",
    explain: "Elasticsearch fails on such a query whatever the events are.",
    failing: 'process where process.pid == number("abc")',
    fixed: 'process where process.pid == number("123")',
  },
  "eql/unsupported": {
    summary: "Elasticsearch accepts this form but does not run it",
    explain: "`and` and `or` cannot be arguments of functions or sides of comparisons, except compared with `true` and `false`.",
    failing: 'process where string(process.pid > 1 and process.pid < 9) == "true"',
    fixed: "process where process.pid > 1 and process.pid < 9",
  },
  "eql/constant-condition": {
    summary: "no event decides the condition",
    explain:
      "The whole condition is known from the rule alone: it matches every event or none. A comparison with null is null, which matches nothing.",
    failing: "process where null > 1",
  },
  "eql/only-null": {
    summary: "a list of nothing but nulls",
    explain: "Nulls in a list match nothing.",
    failing: "process where process.name in (null) or process.pid == 1",
    fixed: "process where process.name == null or process.pid == 1",
  },
  "eql/literal-wildcard": {
    summary: "a star in a comparison that knows no wildcards",
    explain: "`==` and `!=` compare the whole string as it stands. With a star in it such a test hardly ever holds.",
    failing: 'process where process.name == "cmd*"',
    fixed: 'process where process.name like "cmd*"',
  },
  "eql/needle-wildcards": {
    summary: "a wildcard in `endsWith` or `stringContains`",
    explain:
      "These functions look for the string as it stands. Elasticsearch turns them into a wildcard query without escaping the string in some versions, where `*`, `?` and `\\` would act as a pattern.",
    failing: 'process where stringContains(process.command_line, "*")',
    fixed: 'process where process.command_line regex """.*\\*.*"""',
  },
  "eql/may-fail": {
    summary: "the test fails on some events",
    explain:
      "Elasticsearch fails the whole search on an event for which this cannot be computed. Such an event has the verdict `error`; the artefacts take the test as false for it.",
    failing: "process where 100 / process.pid > 1",
    fixed: "process where process.pid < 100",
  },
};

export const eqlCodes: CodeTable = { ...syntax, ...sequences, ...meaning, ...fieldCodes };
