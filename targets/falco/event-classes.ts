import { and, exists, type FalcoCondition, field, named, namedIn, number, or, text } from "./condition.ts";
import type { Approximation } from "./saying.ts";

/**
 * The events of an endpoint agent that a system call can stand for. A rule is compiled once for each class that it can be true for, since what a field means
 * depends on the class.
 */
export const eventClasses = [
  "exec",
  "fork",
  "end",
  "uid-change",
  "gid-change",
  "session-change",
  "creation",
  "rename",
  "deletion",
  "open",
  "modification",
  "connect",
  "accept",
  "init-module",
  "finit-module",
] as const;
export type EventClass = (typeof eventClasses)[number];

export const fileClasses: readonly EventClass[] = ["creation", "rename", "deletion", "open", "modification"];
export const networkClasses: readonly EventClass[] = ["connect", "accept"];

/**
 * One class: which system call events belong to it, and why exactly those. Since Falco 0.42 a system call is one event, at its exit; every condition on the result
 * also leaves out the enter events of older releases, which have none.
 */
export interface ClassLine {
  readonly condition: FalcoCondition;
  /** What suffices when the rule's condition reads no address. */
  readonly withoutAddress?: FalcoCondition;
  /** Fields of the condition's product that say who and what, for the rule's output line. */
  readonly output: readonly string[];
  readonly approximation: Approximation | null;
  readonly reason: string;
}

const type = field("evt.type");
const succeeded = number(field("evt.rawres"), "=", 0n);
const gaveDescriptor = number(field("evt.rawres"), ">=", 0n);
const isTrue = (name: string): FalcoCondition => named(field(name), "true");
const internet: FalcoCondition = { kind: "text-in", left: field("fd.typechar"), values: ["4", "6"] };
const opens = ["open", "openat", "openat2"];

const processOutput = ["user=%user.name", "process=%proc.exepath", "command=%proc.exeline", "parent=%proc.pexepath", "terminal=%proc.tty"];

export const classLines: { readonly [C in EventClass]: ClassLine } = {
  exec: {
    condition: and([namedIn(type, ["execve", "execveat"]), succeeded]),
    output: [],
    approximation: null,
    reason: "a failed execve still shows the caller, so only successful ones count; eBPF reports a successful execveat as execve",
  },
  fork: {
    condition: and([
      namedIn(type, ["clone", "clone3", "fork", "vfork"]),
      succeeded,
      { kind: "same", left: field("proc.pid"), right: field("thread.tid") },
    ]),
    output: [],
    approximation: null,
    reason: "the child's side of the call, which returns 0; a new thread returns 0 as well but is not its process's main thread",
  },
  end: {
    condition: and([named(type, "procexit"), isTrue("thread.ismain")]),
    output: [],
    approximation: null,
    reason: "procexit comes once for each thread",
  },
  "uid-change": {
    condition: and([namedIn(type, ["setuid", "setresuid", "setreuid"]), gaveDescriptor]),
    output: [],
    approximation: null,
    reason: "user.uid is already the new one",
  },
  "gid-change": {
    condition: and([namedIn(type, ["setgid", "setresgid", "setregid"]), gaveDescriptor]),
    output: [],
    approximation: null,
    reason: "group.gid is already the new one",
  },
  "session-change": {
    condition: and([named(type, "setsid"), gaveDescriptor]),
    output: [],
    approximation: null,
    reason: "setsid is the only way to change sessions",
  },
  creation: {
    condition: and([namedIn(type, opens), isTrue("evt.is_open_create"), gaveDescriptor]),
    output: ["file=%fd.name"],
    approximation: null,
    reason:
      "an open that made the file (the driver's O_F_CREATED bit); mkdir, mknod, link and symlink are taken to be no file creation of the agent's",
  },
  rename: {
    condition: and([namedIn(type, ["rename", "renameat", "renameat2"]), succeeded]),
    output: ["file=%fs.path.target", "from=%fs.path.source"],
    approximation: null,
    reason: "one event for each rename that succeeded",
  },
  deletion: {
    condition: and([namedIn(type, ["unlink", "unlinkat", "rmdir"]), succeeded]),
    output: ["file=%fs.path.name"],
    approximation: null,
    reason: "one event for each removal that succeeded",
  },
  open: {
    condition: and([namedIn(type, [...opens, "open_by_handle_at"]), gaveDescriptor]),
    output: ["file=%fd.name"],
    approximation: null,
    reason: "fd.name is there for failed opens too, so the result decides",
  },
  modification: {
    condition: and([namedIn(type, [...opens, "open_by_handle_at"]), isTrue("evt.is_open_write"), gaveDescriptor]),
    output: ["file=%fd.name"],
    approximation: {
      code: "falco/open-for-writing",
      direction: "over",
      reason: "Falco ignores write events by default, so a file opened for writing stands for a modified one",
    },
    reason: "write-type events are not collected by default (base_syscalls)",
  },
  connect: {
    condition: and([named(type, "connect"), internet, or([gaveDescriptor, text(field("evt.res"), "=", "EINPROGRESS")])]),
    withoutAddress: and([named(type, "connect"), internet, exists(field("evt.rawres"))]),
    output: ["connection=%fd.name"],
    approximation: {
      code: "falco/failed-connect",
      direction: "under",
      reason: "a refused connection has no addresses in Falco, so only connections that succeeded or are in progress are seen",
    },
    reason: "a connect that succeeded or does not block; fd.typechar leaves out unix sockets",
  },
  accept: {
    condition: and([namedIn(type, ["accept", "accept4"]), gaveDescriptor, internet]),
    output: ["connection=%fd.name"],
    approximation: null,
    reason: "one event for each connection taken from the queue",
  },
  "init-module": {
    condition: and([named(type, "init_module"), succeeded]),
    output: [],
    approximation: null,
    reason: "loads a module from memory",
  },
  "finit-module": {
    condition: and([named(type, "finit_module"), succeeded]),
    output: [],
    approximation: null,
    reason: "loads a module from a file",
  },
};

/** What every output line shows, whatever the class. */
export const commonOutput: readonly string[] = ["event=%evt.type", ...processOutput];

/** Without a module the field would stop the whole file from loading, so it is shown only where the condition needs it anyway. */
export const containerOutput: readonly string[] = ["container=%container.id", "image=%container.image.repository"];
