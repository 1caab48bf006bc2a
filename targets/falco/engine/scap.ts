/**
 * A writer of .scap captures (format 1.2, little endian), which libsinsp, sysdig and Falco replay: a process list, users and groups, and system call events at their
 * exit. Written from libscap's description of the format (scap_savefile.h, event_table.c). Pure: gives the bytes.
 */

const blocks = { section: 0x0a0d0d0a, machine: 0x201, processes: 0x215, event: 0x216, interfaces: 0x219, users: 0x220 } as const;
const sectionMagic = 0x1a2b3c4d;

/** Event types by number (ppm_events_public.h; numbers are only ever appended). */
export const eventTypes = {
  openat: 307,
  open: 3,
  connectEnter: 22,
  connect: 23,
  socketEnter: 18,
  socket: 19,
  rename: 175,
  procexit: 186,
  setuid: 199,
  setgid: 201,
  clone: 223,
  accept4: 389,
  setsid: 275,
  rmdir: 279,
  execve: 293,
  unlinkat: 303,
  initModule: 411,
  finitModule: 413,
} as const;

/** Flags of an open as the driver gives them, which are not the host's. */
export const openFlags = { readOnly: 1, writeOnly: 2, readWrite: 3, create: 4, created: 0x4000 } as const;
export const currentDirectory = -100n;

export interface ScapProcess {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  readonly group: number;
  readonly comm: string;
  readonly exe: string;
  /** Without argv[0], which is `exe`. */
  readonly args: readonly string[];
  readonly exepath: string;
  readonly cwd: string;
  readonly env: readonly string[];
  readonly uid: number;
  readonly gid: number;
  readonly tty: number;
  readonly cgroups: readonly string[];
  readonly capabilities: { readonly effective: bigint; readonly permitted: bigint };
}

export interface ScapEvent {
  /** Nanoseconds; what a verdict is known by. */
  readonly time: bigint;
  readonly thread: number;
  readonly type: keyof typeof eventTypes;
  readonly parameters: readonly Buffer[];
}

export interface Capture {
  readonly users: readonly { readonly uid: number; readonly name: string }[];
  readonly groups: readonly { readonly gid: number; readonly name: string }[];
  readonly processes: readonly ScapProcess[];
  /** In the order of time. */
  readonly events: readonly ScapEvent[];
}

const empty = Buffer.alloc(0);
const fixed = (size: number, write: (b: Buffer) => void): Buffer => {
  const b = Buffer.alloc(size);
  write(b);
  return b;
};
export const u8 = (n: number): Buffer => fixed(1, (b) => b.writeUInt8(n));
export const u16 = (n: number): Buffer => fixed(2, (b) => b.writeUInt16LE(n));
export const u32 = (n: number): Buffer => fixed(4, (b) => b.writeUInt32LE(n));
export const u64 = (n: bigint): Buffer => fixed(8, (b) => b.writeBigUInt64LE(BigInt.asUintN(64, n)));
export const i64 = (n: bigint | number): Buffer => fixed(8, (b) => b.writeBigInt64LE(BigInt(n)));
/** Text that ends in NUL. */
export const text = (s: string): Buffer => Buffer.concat([Buffer.from(s, "utf8"), u8(0)]);
export const texts = (items: readonly string[]): Buffer => Buffer.concat(items.map(text));
const sized = (b: Buffer): Buffer => Buffer.concat([u16(b.length), b]);
const sizedText = (s: string): Buffer => sized(Buffer.from(s, "utf8"));

/** An address as its family has it: 4 or 16 of the 16 bytes. */
const own = (bytes: readonly number[], v4: boolean): Buffer => Buffer.from(v4 ? bytes.slice(12) : bytes);
const family = (v4: boolean): Buffer => u8(v4 ? 2 : 10);

export interface Endpoint {
  readonly address: readonly number[];
  readonly port: number;
}

export const socketTuple = (v4: boolean, source: Endpoint, destination: Endpoint): Buffer =>
  Buffer.concat([family(v4), own(source.address, v4), u16(source.port), own(destination.address, v4), u16(destination.port)]);
export const socketAddress = (v4: boolean, to: Endpoint): Buffer => Buffer.concat([family(v4), own(to.address, v4), u16(to.port)]);

function block(type: number, body: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (body.length % 4)) % 4);
  const total = u32(12 + body.length + padding.length);
  return Buffer.concat([u32(type), total, body, padding, total]);
}

function processEntry(p: ScapProcess): Buffer {
  const pid = BigInt(p.pid);
  const body = Buffer.concat([
    ...[pid, pid, BigInt(p.parent), BigInt(p.session), BigInt(p.group)].map(u64),
    ...[p.comm, p.exe, p.exepath].map(sizedText),
    sized(texts(p.args)),
    sizedText(p.cwd),
    u64(1024n),
    ...[0, p.uid, p.gid, 0, 0, 0].map(u32),
    u64(0n),
    u64(0n),
    sized(texts(p.env)),
    i64(pid),
    i64(pid),
    sized(texts(p.cgroups)),
    sizedText("/"),
    u64(0n),
    u32(p.tty),
    u32(0xffffffff),
    u8(0),
    u64(0n),
    u64(p.capabilities.permitted),
    u64(p.capabilities.effective),
    u8(0),
    u64(0n),
    u64(0n),
    u64(0n),
    u8(0),
    u8(0),
    i64(p.group),
  ]);
  return Buffer.concat([u32(body.length + 4), body]);
}

function eventBlock(event: ScapEvent): Buffer {
  const lengths = Buffer.concat(event.parameters.map((p) => u16(p.length)));
  const data = Buffer.concat(event.parameters);
  const header = [
    u64(event.time),
    u64(BigInt(event.thread)),
    u32(26 + lengths.length + data.length),
    u16(eventTypes[event.type]),
    u32(event.parameters.length),
  ];
  return block(blocks.event, Buffer.concat([u16(0), ...header, lengths, data]));
}

const withLength = (parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 4), body]);
};

export function writeCapture(capture: Capture): Buffer {
  const machine = Buffer.concat([
    u32(1),
    u64(1n << 34n),
    u64(4194304n),
    fixed(128, (b) => b.write("verdict")),
    u64(1600000000000000000n),
    u64(0n),
    u64(0n),
    u64(0n),
  ]);
  const users = capture.users.map((x) =>
    withLength([u8(0), u32(x.uid), u32(x.uid), sizedText(x.name), sizedText("/"), sizedText("/bin/sh")]),
  );
  const groups = capture.groups.map((x) => withLength([u8(1), u32(x.gid), sizedText(x.name)]));
  return Buffer.concat([
    block(blocks.section, Buffer.concat([u32(sectionMagic), u16(1), u16(2), u64(-1n)])),
    block(blocks.machine, machine),
    block(blocks.interfaces, empty),
    block(blocks.users, Buffer.concat([...users, ...groups])),
    block(blocks.processes, Buffer.concat(capture.processes.map(processEntry))),
    ...capture.events.map(eventBlock),
  ]);
}
