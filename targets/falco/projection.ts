import { baseName, type Expression, field } from "./condition.ts";
import { type EventClass, fileClasses, networkClasses } from "./event-classes.ts";
import type { Approximation } from "./saying.ts";
import type { Feature } from "./version.ts";

/**
 * How Falco holds a field. Each form says also what stands for a missing value, since most of Falco's fields are empty instead of missing.
 *
 * - `text`: one text. `absent`: what is read when the document lacks the field: `empty` ("" or not extracted), or that very text. `dotted`: a path that libsinsp has put together, in which it
 *   writes a dot for each byte that is no printable ASCII (unix_paths.cpp).
 * - `arguments`: argv, each element by itself.
 * - `command-line`: argv joined with blanks; `line` has a trailing blank when there are no arguments.
 * - `parent-command-line`, `parent-arguments`: the parent's argv[0], and the other arguments as one text.
 * - `words`: a set of words, written with blanks between them.
 * - `directory`: a text that always ends in a slash here and never in the document.
 * - `extension`: what follows the last dot of the file name in `path`.
 * - `number`: one number, `offset` more in the document than here. Never missing.
 * - `number-text`: the same, as a text in the document.
 * - `address`: one address.
 * - `container-id`: the first 12 digits of the document's id, or `host`.
 * - `terminal`: interactive if there is one.
 * - `environment`: NAME=value pairs, looked up by name.
 * - `truth`: a boolean.
 */
export type Form =
  | { readonly kind: "text"; readonly expression: Expression; readonly absent: "empty" | "<NA>"; readonly dotted: boolean }
  | { readonly kind: "arguments" }
  | { readonly kind: "command-line" }
  | { readonly kind: "parent-command-line" }
  | { readonly kind: "parent-arguments" }
  | { readonly kind: "words"; readonly expression: Expression }
  | { readonly kind: "directory"; readonly expression: Expression }
  | { readonly kind: "extension"; readonly path: Expression }
  | { readonly kind: "number"; readonly expression: Expression; readonly offset: bigint; readonly range: Range }
  | { readonly kind: "number-text"; readonly expression: Expression; readonly range: Range }
  | { readonly kind: "address"; readonly expression: Expression; readonly network: Expression }
  | { readonly kind: "container-id" }
  | { readonly kind: "terminal" }
  | { readonly kind: "environment" }
  | { readonly kind: "truth"; readonly expression: Expression };

/** The numbers that Falco's type of the field holds: its parser refuses greater ones, and wraps a negative one for an unsigned field. */
export interface Range {
  readonly from: bigint;
  readonly to: bigint;
}
const unsigned = (bits: bigint): Range => ({ from: 0n, to: 2n ** bits - 1n });
const int64: Range = { from: -(2n ** 63n), to: 2n ** 63n - 1n };

export interface FieldLine {
  /** The forms by class of event; a class that no entry names has no such field in its documents. */
  readonly forms: readonly { readonly classes: readonly EventClass[] | "all"; readonly form: Form }[];
  readonly approximation: Approximation | null;
  readonly needs: Feature | null;
  readonly reason: string;
}

/** A field, or a group of fields by prefix, that no system call event carries. `classes`: where documents have it; elsewhere it is missing. */
export interface UnavailableLine {
  readonly classes: readonly EventClass[] | "all";
  readonly reason: string;
}

const line = (form: Form, reason: string, more: Partial<FieldLine> = {}): FieldLine => ({
  forms: [{ classes: "all", form }],
  approximation: null,
  needs: null,
  reason,
  ...more,
});
const within = (
  forms: readonly (readonly [readonly EventClass[], Form])[],
  reason: string,
  approximation: Approximation | null = null,
): FieldLine => ({ forms: forms.map(([classes, form]) => ({ classes, form })), approximation, needs: null, reason });

const textOf = (expression: Expression): Form => ({ kind: "text", expression, absent: "empty", dotted: false });
const pathOf = (expression: Expression): Form => ({ kind: "text", expression, absent: "empty", dotted: true });
const nameOf = (name: string): Form => ({ kind: "text", expression: field(name), absent: "<NA>", dotted: false });
const numberOf = (name: string, range: Range, offset = 0n): Form => ({ kind: "number", expression: field(name), offset, range });
const account = (name: string): Form => ({ kind: "number-text", expression: field(name), range: unsigned(32n) });

const otherLeader = (what: string): Approximation => ({
  code: "falco/process-leader",
  direction: "incomparable",
  reason: `Falco takes the oldest ancestor in the ${what} for its leader, which may be another process when the leader is gone`,
});
const accountNames: Approximation = {
  code: "falco/account-name",
  direction: "incomparable",
  reason: "Falco looks the number up in the host's or the container's account file, which may name it otherwise than the agent does",
};
const terminal: Approximation = {
  code: "falco/interactive-terminal",
  direction: "over",
  reason: "Falco knows that a process has a terminal, not whether its standard input or error is that terminal",
};

/** The path that the event is about, by class. */
const pathByClass: readonly (readonly [readonly EventClass[], Expression])[] = [
  [["creation", "open", "modification"], field("fd.name")],
  [["rename"], field("fs.path.target")],
  [["deletion"], field("fs.path.name")],
];
const ofPath = (form: (path: Expression) => Form): readonly (readonly [readonly EventClass[], Form])[] =>
  pathByClass.map(([classes, path]) => [classes, form(path)]);
const renamedFrom = field("fs.path.source");
const extensionOf = (path: Expression): Form => ({ kind: "extension", path });

export const fieldLines: Readonly<Record<string, FieldLine>> = {
  "process.executable": line(textOf(field("proc.exepath")), "the kernel's own path of the image; empty where unknown"),
  "process.name": line(textOf(baseName(field("proc.exepath"))), "proc.name is the kernel's comm: 15 bytes, and the process may change it", {
    needs: "basename",
  }),
  "process.args": line(
    { kind: "arguments" },
    "proc.exe is argv[0], proc.args[i] what follows; proc.args joins elements and loses where they end",
  ),
  "process.args_count": line(numberOf("proc.cmdnargs", unsigned(64n), 1n), "proc.cmdnargs leaves argv[0] out"),
  "process.command_line": line(
    { kind: "command-line" },
    "proc.exeline is argv joined with blanks; proc.cmdline starts with comm instead of argv[0]",
  ),
  "process.pid": line(numberOf("proc.pid", int64), "the pid in the host's name space"),
  "process.parent.pid": line(numberOf("proc.ppid", int64), "the parent process in Falco's table"),
  "process.parent.executable": line(
    textOf(field("proc.pexepath")),
    "the image that the parent runs now; not extracted where the parent is not in Falco's table",
  ),
  "process.parent.name": line(textOf(baseName(field("proc.pexepath"))), "proc.pname is comm, as proc.name is", { needs: "basename" }),
  "process.parent.command_line": line({ kind: "parent-command-line" }, "proc.pexe and proc.aargs[1]; proc.pcmdline starts with comm", {
    needs: "argument-index",
  }),
  "process.parent.args": line({ kind: "parent-arguments" }, "proc.aargs[1] is one text; its elements cannot be told apart", {
    needs: "argument-index",
    approximation: {
      code: "falco/parent-arguments",
      direction: "over",
      reason: "the parent's arguments are one text in Falco, so an argument with blanks looks like several",
    },
  }),
  "process.working_directory": line({ kind: "directory", expression: field("proc.cwd") }, "proc.cwd always ends in a slash"),
  "process.interactive": line({ kind: "terminal" }, "proc.tty is the controlling terminal's number, 0 for none", {
    approximation: terminal,
  }),
  "process.env_vars": line({ kind: "environment" }, "proc.env[NAME] is the value, empty where unset"),
  "process.exit_code": within([[["end"], numberOf("evt.arg.ret", int64)]], "the argument of exit; `status` holds the signal as well"),
  "process.session_leader.executable": line(textOf(field("proc.sid.exepath")), "looked up among the ancestors", {
    approximation: otherLeader("session"),
  }),
  "process.session_leader.name": line(textOf(baseName(field("proc.sid.exepath"))), "looked up among the ancestors", {
    approximation: otherLeader("session"),
    needs: "basename",
  }),
  "process.group_leader.executable": line(textOf(field("proc.pgid.exepath")), "looked up among the ancestors", {
    approximation: otherLeader("process group"),
    needs: "process-group",
  }),
  "process.group_leader.name": line(textOf(baseName(field("proc.pgid.exepath"))), "looked up among the ancestors", {
    approximation: otherLeader("process group"),
    needs: "process-group",
  }),
  "process.thread.capabilities.effective": line(
    { kind: "words", expression: field("thread.cap_effective") },
    "names with blanks between them",
  ),
  "process.thread.capabilities.permitted": line(
    { kind: "words", expression: field("thread.cap_permitted") },
    "names with blanks between them",
  ),
  "user.id": line(account("user.uid"), "the effective user"),
  "user.effective.id": line(account("user.uid"), "the effective user"),
  "process.user.id": line(account("user.uid"), "the effective user"),
  "group.id": line(account("group.gid"), "the effective group"),
  "process.group.id": line(account("group.gid"), "the effective group"),
  "user.name": line(nameOf("user.name"), "an unknown one is the text <NA>", {
    approximation: accountNames,
  }),
  "group.name": line(nameOf("group.name"), "an unknown one is the text <NA>", {
    approximation: accountNames,
  }),
  "container.id": line({ kind: "container-id" }, "12 hexadecimal digits, and the text host outside of containers"),
  "container.name": line(textOf(field("container.name")), "from the container runtime", { approximation: metadata("container.name") }),
  "container.image.name": line(textOf(field("container.image.repository")), "from the container runtime", {
    approximation: metadata("container.image.repository"),
  }),
  "container.image.tag": line(textOf(field("container.image.tag")), "from the container runtime", {
    approximation: metadata("container.image.tag"),
  }),
  "container.security_context.privileged": line(
    { kind: "truth", expression: field("container.privileged") },
    "from the container runtime",
    {
      approximation: metadata("container.privileged"),
    },
  ),
  "orchestrator.resource.name": line(textOf(field("k8s.pod.name")), "the pod's name, from the container's labels", {
    approximation: metadata("k8s.pod.name"),
  }),
  "orchestrator.namespace": line(textOf(field("k8s.ns.name")), "from the container's labels", { approximation: metadata("k8s.ns.name") }),
  "file.path": within(ofPath(pathOf), "the path that the call names, resolved against the working directory"),
  "file.name": within(
    ofPath((path) => pathOf(baseName(path))),
    "fd.filename is there for regular files only",
  ),
  "file.extension": within(ofPath(extensionOf), "Falco has no such field; the end of the path says it"),
  "file.Ext.original.path": within([[["rename"], pathOf(renamedFrom)]], "fs.path.source of a rename"),
  "file.Ext.original.name": within([[["rename"], pathOf(baseName(renamedFrom))]], "fs.path.source of a rename"),
  "file.Ext.original.extension": within([[["rename"], extensionOf(renamedFrom)]], "fs.path.source of a rename"),
  "destination.ip": within(
    [[networkClasses, { kind: "address", expression: field("fd.sip"), network: field("fd.snet") }]],
    "the server's side; fd.net looks at the first network of a list only, fd.snet at each",
  ),
  "destination.port": within([[networkClasses, numberOf("fd.sport", unsigned(16n))]], "the server's side"),
  "source.ip": within(
    [[networkClasses, { kind: "address", expression: field("fd.cip"), network: field("fd.cnet") }]],
    "the client's side, of a call that connects or accepts",
  ),
  "source.port": within([[networkClasses, numberOf("fd.cport", unsigned(16n))]], "the client's side"),
};

function metadata(name: string): Approximation {
  return {
    code: "falco/container-metadata",
    direction: "incomparable",
    reason: `\`${name}\` comes from the container runtime a little after the container's first events, which lack it`,
  };
}

/** By name or by prefix with `.*`; the longest wins. What stands nowhere is refused too. */
export const unavailableLines: Readonly<Record<string, UnavailableLine>> = {
  "process.hash.*": { classes: "all", reason: "Falco hashes no files" },
  "process.code_signature.*": { classes: "all", reason: "Linux programs carry no signature that Falco reads" },
  "process.entry_leader.*": { classes: "all", reason: "Falco does not know how a session was entered" },
  "process.Ext.*": { classes: "all", reason: "an enrichment of the agent's own" },
  "process.previous.*": { classes: "all", reason: "Falco keeps no earlier images of a process" },
  "process.entity_id": { classes: "all", reason: "an identifier of the agent's own" },
  "process.real_user.*": { classes: "all", reason: "Falco has the effective user only" },
  "process.real_group.*": { classes: "all", reason: "Falco has the effective group only" },
  "process.parent.*": { classes: "all", reason: "of the parent Falco has the image, the arguments and the pid" },
  "user.Ext.*": { classes: "all", reason: "Falco has the effective user only" },
  "group.Ext.*": { classes: "all", reason: "Falco has the effective group only" },
  "file.*": { classes: fileClasses, reason: "of a file Falco has the path" },
  "destination.*": { classes: networkClasses, reason: "of a connection Falco has addresses and ports" },
  "source.*": { classes: networkClasses, reason: "of a connection Falco has addresses and ports" },
  "network.*": { classes: networkClasses, reason: "Falco learns the protocol from socket(), which may lie before the capture" },
  "dns.*": { classes: "all", reason: "Falco sees system calls, not what is in packets" },
  "url.*": { classes: "all", reason: "Falco sees system calls, not what is in packets" },
  "http.*": { classes: "all", reason: "Falco sees system calls, not what is in packets" },
  "registry.*": { classes: "all", reason: "Linux has no registry" },
  "dll.*": { classes: "all", reason: "Falco does not report loaded libraries" },
  "auditd.*": { classes: "all", reason: "the audit record is not what Falco reads; only the system call's name is known" },
  "host.*": { classes: "all", reason: "Falco's rules see one host and do not know its name in the SIEM" },
  "agent.*": { classes: "all", reason: "there is no Elastic agent behind a Falco event" },
};

export type FieldAnswer =
  | { readonly kind: "form"; readonly form: Form; readonly line: FieldLine }
  | { readonly kind: "absent" }
  | { readonly kind: "unavailable"; readonly reason: string };

const includes = (classes: readonly EventClass[] | "all", eventClass: EventClass): boolean =>
  classes === "all" || classes.includes(eventClass);

/** What a field is in a document of this class: a form, missing always, or nothing that Falco has. */
export function lookUp(name: string, eventClass: EventClass): FieldAnswer {
  const line = Object.hasOwn(fieldLines, name) ? fieldLines[name] : undefined;
  if (line !== undefined) {
    const entry = line.forms.find((f) => includes(f.classes, eventClass));
    return entry === undefined ? { kind: "absent" } : { kind: "form", form: entry.form, line };
  }
  const unavailable = unavailableLine(name);
  if (unavailable === null) return { kind: "unavailable", reason: "no system call event carries it" };
  return includes(unavailable.classes, eventClass) ? { kind: "unavailable", reason: unavailable.reason } : { kind: "absent" };
}

/** Does no class of events lack the field? */
export function isEverywhere(name: string): boolean {
  const line = Object.hasOwn(fieldLines, name) ? fieldLines[name] : undefined;
  if (line !== undefined) return line.forms.some((f) => f.classes === "all");
  const unavailable = unavailableLine(name);
  return unavailable === null || unavailable.classes === "all";
}

function unavailableLine(name: string): UnavailableLine | null {
  for (let prefix = name; prefix !== ""; prefix = prefix.includes(".") ? prefix.slice(0, prefix.lastIndexOf(".")) : "") {
    const key = prefix === name ? name : `${prefix}.*`;
    if (Object.hasOwn(unavailableLines, key)) return unavailableLines[key] ?? null;
  }
  return null;
}
