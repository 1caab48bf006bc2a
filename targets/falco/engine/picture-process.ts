import { utf8Length } from "../../../src/source/utf8-length.ts";
import { capabilityBits } from "./capabilities.ts";
import type { EventReader } from "./event-reader.ts";

/** What a process runs. `named`: the document says something of the image, so it is not free. */
export interface Image {
  readonly named: boolean;
  readonly exepath: string;
  /** Empty for a process without any known argv. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: readonly string[];
  readonly tty: number;
}

/** `free`: the rule does not look at the name. A null name is one that is in no account file. */
export interface AccountName {
  readonly free: boolean;
  readonly name: string | null;
}

export interface Owner {
  readonly pid: number | null;
  /** Null where the rule does not look at the number. */
  readonly uid: number | null;
  readonly gid: number | null;
  readonly userName: AccountName;
  readonly groupName: AccountName;
  /** The container's whole id. */
  readonly container: string | null;
  readonly effective: bigint;
  readonly permitted: bigint;
}

export interface Parent {
  readonly named: boolean;
  readonly pid: number | null;
  readonly exepath: string;
  readonly argv: readonly string[];
}

/** The driver keeps this much of argv and of the environment; libscap this much of a path. */
const argumentBytes = 4096;
const pathBytes = 1023;
const someTerminal = 34816;

export function pictureImage(reader: EventReader, mostArguments: number, hash: number): Image {
  const { problems } = reader;
  const exepath = executable(reader, "process");
  const argv = argumentsOf(reader, "process");
  if (argv.length - 1 > mostArguments) problems.push(`more than ${mostArguments} arguments after argv[0]`);
  return {
    named: reader.reads("process.executable") || reader.reads("process.name"),
    exepath,
    argv,
    cwd: workingDirectory(reader),
    env: environment(reader),
    tty: terminal(reader, hash),
  };
}

/** The path of the image, from `executable`, or one that has the `name`. */
function executable(reader: EventReader, prefix: string): string {
  const { problems } = reader;
  const path = reader.text(`${prefix}.executable`);
  const name = reader.text(`${prefix}.name`);
  if (name?.includes("/")) problems.push(`a slash in \`${prefix}.name\``);
  if (reader.reads(`${prefix}.executable`)) {
    if (path !== null && (utf8Length(path) > pathBytes || path.endsWith("/")))
      problems.push(`no path of a program in \`${prefix}.executable\``);
    const base = path === null ? null : path.slice(path.lastIndexOf("/") + 1);
    if (reader.reads(`${prefix}.name`) && base !== name)
      problems.push(`\`${prefix}.name\` is not the last part of \`${prefix}.executable\``);
    return path ?? "";
  }
  if (name !== null && utf8Length(name) > pathBytes - "/usr/bin/".length) problems.push(`\`${prefix}.name\` is too long`);
  return name === null ? "" : `/usr/bin/${name}`;
}

/** argv from `args`, or one that has the `command_line` and the `args_count`. */
function argumentsOf(reader: EventReader, prefix: string): readonly string[] {
  const { problems } = reader;
  const line = reader.text(`${prefix}.command_line`);
  const count = prefix === "process" && reader.reads("process.args_count") ? reader.integer("process.args_count") : null;
  if (prefix === "process" && reader.reads("process.args_count") && count === null)
    problems.push("no number of arguments, which a process always has");
  const given = reader.reads(`${prefix}.args`) ? reader.texts(`${prefix}.args`) : null;
  const argv = given ?? (line === null ? invented(count) : cut(line, count));
  if (reader.reads(`${prefix}.command_line`) && (argv.length === 0 ? null : argv.join(" ")) !== line && !(line === null && given === null))
    problems.push(`\`${prefix}.command_line\` is not \`${prefix}.args\` with blanks between`);
  if (reader.reads(`${prefix}.command_line`) && line === null && argv.length > 0)
    problems.push(`arguments without \`${prefix}.command_line\``);
  if (count !== null && BigInt(Math.max(argv.length, 1)) !== count) problems.push("`process.args_count` is not the number of arguments");
  if ((argv.length === 1 || argv.length === 2) && argv.at(-1) === "") problems.push("a lone empty argument, which Falco reads as none");
  if (prefix === "process.parent" && argv[0] === "")
    problems.push("an empty argv[0] of the parent, which Falco cannot tell from a missing one");
  if (argv.reduce((sum, a) => sum + utf8Length(a) + 1, 0) > argumentBytes) problems.push(`arguments of more than ${argumentBytes} bytes`);
  if (argv[0] !== undefined && utf8Length(argv[0]) > pathBytes) problems.push("a long argv[0]");
  return argv;
}

const invented = (count: bigint | null): readonly string[] =>
  count === null || count < 1n || count > 2000n ? [] : Array.from({ length: Number(count) }, (_, i) => (i === 0 ? "x" : `a${i}`));

/** A command line as the arguments between its blanks, the last of which takes what is left. */
function cut(line: string, count: bigint | null): readonly string[] {
  const parts = line.split(" ");
  const most = count === null ? parts.length : Number(count);
  if (most < 1 || most > parts.length) return parts;
  const argv = [...parts.slice(0, most - 1), parts.slice(most - 1).join(" ")];
  return argv.length === 2 && argv[1] === "" && count === null ? [line] : argv;
}

function workingDirectory(reader: EventReader): string {
  const name = "process.working_directory";
  if (!reader.reads(name)) return "/";
  const path = reader.text(name);
  const plain = path !== null && utf8Length(path) < pathBytes && isPlainPath(path);
  if (!plain) reader.problems.push("no absolute path without a slash at its end in `process.working_directory`");
  return path ?? "/";
}

/** As the kernel and libsinsp write one: printable ASCII, absolute, no empty, `.` or `..` step, no slash at the end but of `/`. */
export const isPlainPath = (path: string): boolean =>
  path === "/" ||
  (/^[ -~]*$/.test(path) &&
    path.startsWith("/") &&
    path
      .slice(1)
      .split("/")
      .every((step) => step !== "" && step !== "." && step !== ".."));

function environment(reader: EventReader): readonly string[] {
  const entries = reader.texts("process.env_vars");
  const names = entries.map((e) => e.slice(0, e.indexOf("=")));
  if (!entries.every((e) => /^[A-Za-z_][A-Za-z0-9_]*=/.test(e)) || new Set(names).size !== names.length)
    reader.problems.push("no NAME=value pairs with different names in `process.env_vars`");
  if (entries.reduce((sum, e) => sum + utf8Length(e) + 1, 0) > argumentBytes) reader.problems.push("a long environment");
  return entries;
}

/** Every process has a terminal or none. One that is not interactive may still have one, and Falco sees no difference: half of the documents get one. */
function terminal(reader: EventReader, hash: number): number {
  if (!reader.reads("process.interactive")) return 0;
  const interactive = reader.truth("process.interactive");
  if (interactive === null) reader.problems.push("nothing said of `process.interactive`, which every process is or is not");
  return interactive === true || hash % 2 === 1 ? someTerminal : 0;
}

const greatestId = 2n ** 32n - 2n;
const greatestPid = 4_000_000n;

export function pictureOwner(reader: EventReader): Owner {
  const { problems } = reader;
  const container = reader.text("container.id");
  if (container !== null && !/^[0-9a-f]{64}$/.test(container)) problems.push("no 64 hexadecimal digits in `container.id`");
  return {
    pid: pidOf(reader, "process.pid", true),
    uid: accountOf(reader, ["user.id", "user.effective.id", "process.user.id"]),
    gid: accountOf(reader, ["group.id", "process.group.id"]),
    userName: nameOf(reader, "user.name"),
    groupName: nameOf(reader, "group.name"),
    container,
    effective: capabilitiesOf(reader, "process.thread.capabilities.effective"),
    permitted: capabilitiesOf(reader, "process.thread.capabilities.permitted"),
  };
}

function pidOf(reader: EventReader, name: string, always: boolean): number | null {
  if (!reader.reads(name)) return null;
  const pid = reader.integer(name);
  if (pid === null ? always : pid < 2n || pid > greatestPid) reader.problems.push(`no number of a process in \`${name}\``);
  return pid === null ? null : Number(pid);
}

/** The one number that all names of the same thing give. */
function accountOf(reader: EventReader, names: readonly string[]): number | null {
  const texts = names.filter((n) => reader.reads(n)).map((n) => reader.text(n));
  const [first] = texts;
  if (first === undefined) return null;
  if (first === null || texts.some((t) => t !== first))
    reader.problems.push(`\`${names[0]}\` is missing or said twice, and every process has one`);
  const id = first !== null && /^(0|[1-9]\d{0,9})$/.test(first) ? BigInt(first) : null;
  if (id === null || id > greatestId) reader.problems.push(`no number of an account in \`${names[0]}\``);
  return id === null || id > greatestId ? 0 : Number(id);
}

function nameOf(reader: EventReader, name: string): AccountName {
  const text = reader.text(name);
  if (text === "<NA>") reader.problems.push("the name <NA>, which says in Falco that there is none");
  if (text !== null && utf8Length(text) > 255) reader.problems.push(`a long \`${name}\``);
  return { free: !reader.reads(name), name: text };
}

function capabilitiesOf(reader: EventReader, name: string): bigint {
  const bits = capabilityBits(reader.texts(name));
  if (bits === null) reader.problems.push(`an unknown capability in \`${name}\``);
  return bits ?? 0n;
}

/** Null if the document says nothing of a parent: then none is in Falco's table. */
export function pictureParent(reader: EventReader): Parent | null {
  const names = ["executable", "name", "args", "command_line", "pid"].map((n) => `process.parent.${n}`).filter((n) => reader.reads(n));
  const pid = pidOf(reader, "process.parent.pid", false);
  const exepath = executable(reader, "process.parent");
  const argv = argumentsOf(reader, "process.parent");
  if (pid === null && exepath === "" && argv.length === 0) return null;
  if (pid === null && reader.reads("process.parent.pid")) reader.problems.push("a parent without `process.parent.pid`");
  const named = names.some((n) => n.endsWith("executable") || n.endsWith("name"));
  return { named, pid, exepath, argv };
}
