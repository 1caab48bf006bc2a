import { utf8Length } from "../../../src/source/utf8-length.ts";
import { type EventClass, fileClasses } from "../event-classes.ts";
import type { EventReader } from "./event-reader.ts";
import { isPlainPath } from "./picture-process.ts";

/** The path that the event is about, and for a rename the one before. */
export interface FilePaths {
  readonly path: string;
  readonly from: string;
}

export function pictureFile(reader: EventReader, eventClass: EventClass): FilePaths | null {
  if (!fileClasses.includes(eventClass)) return null;
  return { path: pathOf(reader, "file"), from: eventClass === "rename" ? pathOf(reader, "file.Ext.original") : "/tmp/before" };
}

/** What follows the last dot of a name, where something stands on both sides of it. */
function extensionOf(name: string): string | null {
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 ? name.slice(dot + 1) : null;
}

/** The path, or one that has the name and the extension. */
function pathOf(reader: EventReader, prefix: string): string {
  const { problems } = reader;
  const path = reader.text(`${prefix}.path`);
  const name = reader.text(`${prefix}.name`);
  const extension = reader.text(`${prefix}.extension`);
  if (reader.reads(`${prefix}.path`) && path === null) problems.push(`no \`${prefix}.path\`, which a file event always has`);
  if (!reader.reads(`${prefix}.path`) && reader.reads(`${prefix}.name`) && name === null)
    problems.push(`no \`${prefix}.name\`, which a file event always has`);
  const whole = path ?? `/tmp/${name ?? (extension === null ? "plain" : `file.${extension}`)}`;
  const base = whole.slice(whole.lastIndexOf("/") + 1);
  if (whole === "/" || !isPlainPath(whole) || utf8Length(whole) > 900) problems.push(`no plain absolute path for \`${prefix}\``);
  if (reader.reads(`${prefix}.name`) && name !== base) problems.push(`\`${prefix}.name\` is not the last part of \`${prefix}.path\``);
  if (reader.reads(`${prefix}.extension`) && extension !== extensionOf(base))
    problems.push(`\`${prefix}.extension\` is not the end of the file's name`);
  return whole;
}
