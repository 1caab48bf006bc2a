import { remember } from "../../src/source/remember.ts";
import { type EventClass, eventClasses } from "./event-classes.ts";

/** What a document of this kind says of itself, by ECS field. A list is the whole set of values; a field that is not here is missing. */
export type Kind = Readonly<Record<string, readonly string[]>>;

/**
 * An agent whose documents the system call events stand for: the same call is `exec` to one and `executed` to another. A rule is read with the first agent that
 * its index patterns name and that has an event which it can match, else with the first of all that has one.
 */
export interface Agent {
  readonly id: string;
  readonly index: RegExp;
  readonly kinds: { readonly [C in EventClass]?: Kind };
  readonly reason: string;
}

/** True of every event, whatever the agent: Falco's system call source is Linux, and an event that is seen has succeeded. */
const everywhere: Kind = { "host.os.type": ["linux"], "event.kind": ["event"], "event.outcome": ["success"] };

const kind = (category: string, type: readonly string[], action: string, extra: Kind = {}): Kind => ({
  ...everywhere,
  "event.category": [category],
  "event.type": type,
  "event.action": [action],
  ...extra,
});

const dataset = (module: string, name: string): Kind => ({
  "event.module": [module],
  "event.dataset": [name],
  "data_stream.dataset": [name],
  "data_stream.type": ["logs"],
  "agent.type": [module],
});

const defend = (name: string): Kind => dataset("endpoint", `endpoint.events.${name}`);
const cloud = (name: string): Kind => dataset("cloud_defend", `cloud_defend.${name}`);
const auditd = (syscall: string | null): Kind => ({
  ...dataset("auditd_manager", "auditd_manager.auditd"),
  ...(syscall === null ? {} : { "auditd.data.syscall": [syscall] }),
});

export const agents: readonly Agent[] = [
  {
    id: "elastic-defend",
    index: /^logs-endpoint/,
    reason: "the spelling in which most rules for Linux are written",
    kinds: {
      exec: kind("process", ["start"], "exec", defend("process")),
      fork: kind("process", ["start"], "fork", defend("process")),
      end: kind("process", ["end"], "end", defend("process")),
      "uid-change": kind("process", ["change"], "uid_change", defend("process")),
      "gid-change": kind("process", ["change"], "gid_change", defend("process")),
      "session-change": kind("process", ["change"], "session_id_change", defend("process")),
      creation: kind("file", ["creation"], "creation", defend("file")),
      rename: kind("file", ["change"], "rename", defend("file")),
      deletion: kind("file", ["deletion"], "deletion", defend("file")),
      modification: kind("file", ["change"], "modification", defend("file")),
      connect: kind("network", ["start"], "connection_attempted", defend("network")),
      accept: kind("network", ["start"], "connection_accepted", defend("network")),
      "init-module": kind("process", ["start"], "load_module", defend("process")),
      "finit-module": kind("process", ["start"], "load_module", defend("process")),
    },
  },
  {
    id: "cloud-defend",
    index: /^logs-cloud_defend/,
    reason: "Elastic Defend for Containers, which also reports files that are opened",
    kinds: {
      exec: kind("process", ["start"], "exec", cloud("process")),
      fork: kind("process", ["start"], "fork", cloud("process")),
      end: kind("process", ["end"], "end", cloud("process")),
      creation: kind("file", ["creation"], "creation", cloud("file")),
      rename: kind("file", ["change"], "rename", cloud("file")),
      deletion: kind("file", ["deletion"], "deletion", cloud("file")),
      modification: kind("file", ["change"], "modification", cloud("file")),
      open: kind("file", ["change"], "open", cloud("file")),
    },
  },
  {
    id: "auditd",
    index: /^(logs-auditd_manager|auditbeat-)/,
    reason: "the audit subsystem's names for the same calls",
    kinds: {
      exec: kind("process", ["start"], "executed", auditd("execve")),
      connect: kind("network", ["connection", "start"], "connected-to", auditd("connect")),
      "init-module": kind("driver", ["start"], "loaded-kernel-module", auditd("init_module")),
      "finit-module": kind("driver", ["start"], "loaded-kernel-module", auditd("finit_module")),
    },
  },
  {
    id: "endgame",
    index: /^endgame-/,
    reason: "Elastic Endgame's names",
    kinds: {
      exec: kind("process", ["start"], "exec_event"),
      fork: kind("process", ["start"], "fork_event"),
      creation: kind("file", ["creation"], "file_create_event"),
      rename: kind("file", ["change"], "file_rename_event"),
    },
  },
  {
    id: "auditbeat-system",
    index: /^auditbeat-/,
    reason: "Auditbeat's system module",
    kinds: { exec: kind("process", ["start"], "process_started") },
  },
  {
    id: "sentinel-one",
    index: /^logs-sentinel_one/,
    reason: "SentinelOne's name for an executed program",
    kinds: { exec: kind("process", ["start"], "start") },
  },
  {
    id: "crowdstrike",
    index: /^logs-crowdstrike/,
    reason: "CrowdStrike's name for an executed program",
    kinds: { exec: kind("process", ["start"], "ProcessRollup2") },
  },
];

/** Fields that say what kind of event a document is: constant within a class. */
export const kindFields: ReadonlySet<string> = new Set(agents.flatMap((a) => Object.values(a.kinds).flatMap((k) => Object.keys(k))));

/** Every value that some agent has for a kind field. */
export const knownKindValues = (field: string): ReadonlySet<string> =>
  new Set(agents.flatMap((a) => Object.values(a.kinds).flatMap((k) => k[field] ?? [])));

/** In the order in which a rule on these index patterns tries them. */
export function agentsFor(index: readonly string[]): readonly Agent[] {
  const named = agents.filter((a) => index.some((pattern) => a.index.test(pattern)));
  return [...named, ...agents.filter((a) => !named.includes(a))];
}

export const classesOf = remember((agent: Agent): readonly EventClass[] => eventClasses.filter((c) => agent.kinds[c] !== undefined));
