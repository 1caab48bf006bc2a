import { isV4, parseAddress } from "../address.ts";
import { type EventClass, networkClasses } from "../event-classes.ts";
import type { EventReader } from "./event-reader.ts";
import type { Endpoint } from "./scap.ts";

export interface Connection {
  readonly v4: boolean;
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

const loopback = (v4: boolean): readonly number[] => parseAddress(v4 ? "127.0.0.1" : "::1") ?? [];

export function pictureConnection(reader: EventReader, eventClass: EventClass): Connection | null {
  if (!networkClasses.includes(eventClass)) return null;
  const source = addressOf(reader, "source.ip");
  const destination = addressOf(reader, "destination.ip");
  const [some] = [source, destination].filter((a) => a !== null);
  const v4 = some === undefined || isV4(some);
  if (source !== null && destination !== null && isV4(source) !== isV4(destination)) reader.problems.push("addresses of two families");
  return {
    v4,
    source: { address: source ?? loopback(v4), port: portOf(reader, "source.port", 40000) },
    destination: { address: destination ?? loopback(v4), port: portOf(reader, "destination.port", 443) },
  };
}

function addressOf(reader: EventReader, name: string): readonly number[] | null {
  if (!reader.reads(name)) return null;
  const text = reader.text(name);
  const bytes = text === null ? null : parseAddress(text);
  if (bytes === null) reader.problems.push(`no address in \`${name}\`, which a connection always has`);
  return bytes;
}

function portOf(reader: EventReader, name: string, otherwise: number): number {
  if (!reader.reads(name)) return otherwise;
  const port = reader.integer(name);
  if (port === null || port < 0n || port > 65535n) reader.problems.push(`no port in \`${name}\`, which a connection always has`);
  return Number(port ?? 0n);
}
