import { assertNever } from "../../../src/source/assert-never.ts";
import type { Picture } from "./picture.ts";
import type { AccountName } from "./picture-process.ts";
import {
  type Capture,
  currentDirectory,
  i64,
  openFlags,
  type ScapEvent,
  type ScapProcess,
  socketAddress,
  socketTuple,
  text,
  texts,
  u8,
  u32,
  u64,
} from "./scap.ts";

/** A capture that shows several pictures, each by a process of its own. `times`: when the event of each picture happens, by the picture's number. */
export interface PicturedCapture {
  readonly capture: Capture;
  readonly times: ReadonlyMap<string, number>;
}

/** Numbers that no document has: beyond the greatest pid of Linux, and far up among accounts. */
const firstOwnPid = 5_000_000;
const firstOwnAccount = 3_000_000_000;
const start = 1_700_000_000_000_000_000n;
const step = 1_000_000n;

/**
 * Lays pictures out over as few captures as can be: two documents that name the same process, or the same account differently, cannot be in one.
 */
export function captures(pictures: readonly { readonly index: number; readonly picture: Picture }[]): readonly PicturedCapture[] {
  const open: { readonly claims: Map<string, string>; readonly members: { index: number; picture: Picture }[] }[] = [];
  for (const member of pictures) {
    const claims = claimsOf(member.picture);
    let place = open.find((o) =>
      claims.every(([key, value]) => (value !== exclusive && (o.claims.get(key) ?? value) === value) || !o.claims.has(key)),
    );
    if (place === undefined) {
      place = { claims: new Map(), members: [] };
      open.push(place);
    }
    for (const [key, value] of claims) place.claims.set(key, value);
    place.members.push(member);
  }
  return open.map((o) => captureOf(o.members));
}

const exclusive = "!";

function claimsOf({ owner, parent }: Picture): readonly (readonly [string, string])[] {
  const pids = [owner.pid, parent?.pid ?? null].flatMap((pid) => (pid === null ? [] : [[`pid ${pid}`, exclusive] as const]));
  const account = (kind: string, id: number | null, name: AccountName): readonly (readonly [string, string])[] =>
    id === null || name.free ? [] : [[`${kind} ${id}`, name.name ?? ""]];
  return [...pids, ...account("user", owner.uid, owner.userName), ...account("group", owner.gid, owner.groupName)];
}

function captureOf(members: readonly { readonly index: number; readonly picture: Picture }[]): PicturedCapture {
  const users = new Map<number, string>();
  const groups = new Map<number, string>();
  const processes: ScapProcess[] = [];
  const events: ScapEvent[] = [];
  const times = new Map<string, number>();
  for (const [place, { index, picture }] of members.entries()) {
    const { owner } = picture;
    const time = start + step * BigInt(place);
    times.set(String(time), index);
    const own: Numbers = {
      pid: owner.pid ?? firstOwnPid + 2 * place,
      parent: picture.parent === null ? 0 : (picture.parent.pid ?? firstOwnPid + 2 * place + 1),
      uid: owner.uid ?? (owner.userName.free ? 0 : firstOwnAccount + place),
      gid: owner.gid ?? (owner.groupName.free ? 0 : firstOwnAccount + place),
      time,
    };
    if (owner.userName.name !== null) users.set(own.uid, owner.userName.name);
    if (owner.groupName.name !== null) groups.set(own.gid, owner.groupName.name);
    processes.push(...processesOf(picture, own));
    events.push(...eventsOf(picture, own));
  }
  const accounts = (map: ReadonlyMap<number, string>) => [...map].map(([id, name]) => ({ id, name }));
  return {
    capture: {
      users: accounts(users).map(({ id, name }) => ({ uid: id, name })),
      groups: accounts(groups).map(({ id, name }) => ({ gid: id, name })),
      processes,
      events,
    },
    times,
  };
}

interface Numbers {
  readonly pid: number;
  readonly parent: number;
  readonly uid: number;
  readonly gid: number;
  readonly time: bigint;
}

/** What the kernel calls the process: 15 bytes of the program's name. */
const commOf = (exepath: string): string =>
  Buffer.from(exepath.slice(exepath.lastIndexOf("/") + 1), "utf8")
    .subarray(0, 15)
    .toString("utf8")
    .replaceAll("\ufffd", "");

const controllers = [
  "cpuset",
  "cpu",
  "cpuacct",
  "io",
  "memory",
  "devices",
  "freezer",
  "net_cls",
  "perf_event",
  "net_prio",
  "hugetlb",
  "pids",
];
const cgroupsOf = (container: string | null): readonly string[] =>
  controllers.map((c) => `${c}=${container === null ? "/" : `/docker/${container}`}`);

/** The process as it is before its event, and its parent. A process that is forked is not there yet. */
function processesOf({ eventClass, image, owner, parent }: Picture, own: Numbers): readonly ScapProcess[] {
  const common = {
    session: own.pid,
    group: own.pid,
    cwd: image.cwd,
    env: image.env,
    uid: eventClass === "uid-change" ? 0 : own.uid,
    gid: eventClass === "gid-change" ? 0 : own.gid,
    tty: image.tty,
    cgroups: cgroupsOf(owner.container),
    capabilities: { effective: owner.effective, permitted: owner.permitted },
  };
  const parents: readonly ScapProcess[] =
    parent === null
      ? []
      : [
          {
            ...common,
            pid: own.parent,
            parent: 0,
            comm: commOf(parent.exepath),
            exe: parent.argv[0] ?? "",
            args: parent.argv.slice(1),
            exepath: parent.exepath,
          },
        ];
  if (eventClass === "fork") return parents;
  const before =
    eventClass === "exec" ? { comm: "before", exe: "before", args: ["before"], exepath: "/bin/before", env: ["BEFORE=1"] } : null;
  const self = { comm: commOf(image.exepath), exe: image.argv[0] ?? "", args: image.argv.slice(1), exepath: image.exepath };
  return [...parents, { ...common, ...self, ...before, pid: own.pid, parent: own.parent }];
}

function eventsOf(picture: Picture, own: Numbers): readonly ScapEvent[] {
  const { eventClass, file, connection } = picture;
  const event = (type: ScapEvent["type"], parameters: readonly Buffer[], before = 0n): ScapEvent => ({
    time: own.time - before,
    thread: own.pid,
    type,
    parameters,
  });
  const opened = (flags: number): ScapEvent =>
    event("openat", [i64(3), i64(currentDirectory), text(file?.path ?? ""), u32(flags), u32(0), u32(0), u64(0n)]);
  switch (eventClass) {
    case "exec":
      return [event("execve", execveParameters(picture, own))];
    case "fork":
      return [event("clone", cloneParameters(picture, own))];
    case "end":
      return [event("procexit", [i64(0), i64(picture.exitCode), u8(0), u8(0), i64(0)])];
    case "uid-change":
      return [event("setuid", [i64(0), u32(own.uid)])];
    case "gid-change":
      return [event("setgid", [i64(0), u32(own.gid)])];
    case "session-change":
      return [event("setsid", [i64(own.pid)])];
    case "creation":
      return [opened(openFlags.writeOnly | openFlags.create | openFlags.created)];
    case "open":
      return [opened(openFlags.readOnly)];
    case "modification":
      return [opened(openFlags.writeOnly)];
    case "rename":
      return [event("rename", [i64(0), text(file?.from ?? ""), text(file?.path ?? "")])];
    case "deletion":
      return [event("unlinkat", [i64(0), i64(currentDirectory), text(file?.path ?? ""), u32(0)])];
    case "connect":
    case "accept":
      return connection === null ? [] : connectionEvents(event, connection, eventClass);
    case "init-module":
      return [event("initModule", [i64(0), Buffer.from("module"), u64(6n), text("")])];
    case "finit-module":
      return [event("finitModule", [i64(0), i64(3), text(""), u32(0)])];
    default:
      return assertNever(eventClass);
  }
}

type MakeEvent = (type: ScapEvent["type"], parameters: readonly Buffer[], before?: bigint) => ScapEvent;

/** A connect needs the socket that it connects; before libs 0.24 both come as two events, which newer ones still read. */
function connectionEvents(
  event: MakeEvent,
  connection: NonNullable<Picture["connection"]>,
  eventClass: "connect" | "accept",
): readonly ScapEvent[] {
  const { v4, source, destination } = connection;
  const tuple = socketTuple(v4, source, destination);
  if (eventClass === "accept") return [event("accept4", [i64(6), tuple, u8(0), u32(0), u32(0), u32(0)])];
  return [
    event("socketEnter", [u32(v4 ? 2 : 10), u32(1), u32(6)], 4n),
    event("socket", [i64(5)], 3n),
    event("connectEnter", [i64(5), socketAddress(v4, destination)], 2n),
    event("connect", [i64(0), tuple, i64(5)]),
  ];
}

/** What execve and clone say alike: who the process is now. */
function processParameters({ image, owner }: Picture, own: Numbers): readonly Buffer[] {
  return [
    i64(0),
    text(image.argv[0] ?? ""),
    texts(image.argv.slice(1)),
    i64(own.pid),
    i64(own.pid),
    i64(own.parent),
    text(""),
    u64(1024n),
    u64(0n),
    u64(0n),
    u32(0),
    u32(0),
    u32(0),
    text(commOf(image.exepath)),
    texts(cgroupsOf(owner.container)),
  ];
}

function execveParameters(picture: Picture, own: Numbers): readonly Buffer[] {
  const { image, owner } = picture;
  return [
    ...processParameters(picture, own),
    texts(image.env),
    u32(image.tty),
    i64(own.pid),
    u32(0xffffffff),
    u32(0),
    u64(0n),
    u64(owner.permitted),
    u64(owner.effective),
    u64(0n),
    u64(0n),
    u64(0n),
    u32(own.uid),
    text(image.exepath),
    i64(own.pid),
    u32(own.gid),
    text(image.exepath),
  ];
}

const cloneParameters = (picture: Picture, own: Numbers): readonly Buffer[] => [
  ...processParameters(picture, own),
  u32(0),
  u32(own.uid),
  u32(own.gid),
  i64(own.pid),
  i64(own.pid),
  u64(0n),
];
