import { fieldName } from "../../../src/ir/field.ts";
import type { Rule } from "../../../src/ir/rule.ts";
import { leaves } from "../../../src/ir/walk.ts";
import type { JsonObject } from "../../../src/source/json.ts";
import { patternsOf, unknownField, withKnownFields } from "../../../src/target/known-fields.ts";
import { chooseAgent } from "../agent-choice.ts";
import { type Agent, agentsFor, classesOf, kindFields } from "../agents.ts";
import type { EventClass } from "../event-classes.ts";
import { lookUp } from "../projection.ts";
import { type EventReader, readEvent } from "./event-reader.ts";
import { type Connection, pictureConnection } from "./picture-connection.ts";
import { type FilePaths, pictureFile } from "./picture-file.ts";
import { type Image, type Owner, type Parent, pictureImage, pictureOwner, pictureParent } from "./picture-process.ts";

/** The one system call event that an ECS document is a picture of. */
export interface Picture {
  readonly eventClass: EventClass;
  readonly image: Image;
  readonly owner: Owner;
  readonly parent: Parent | null;
  readonly file: FilePaths | null;
  readonly connection: Connection | null;
  readonly exitCode: bigint;
}

export type PictureResult = { readonly ok: true; readonly picture: Picture } | { readonly ok: false; readonly why: string };

const no = (why: string): PictureResult => ({ ok: false, why });

/** The fields that decide a rule's verdict; a picture must agree with the document on these and on nothing else. */
export function fieldsOf(rule: Rule): ReadonlySet<string> {
  const names = new Set<string>();
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where))
      for (const field of leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field))
        if (field.mapped) names.add(fieldName(field));
  return names;
}

/**
 * Strict: a document that no single system call event of the projection (agents.ts, event-classes.ts, projection.ts) gives, as far as the rule reads it, has no
 * picture. `mostArguments`: beyond argv[0], what the artefact looks at.
 */
export function pictureOf(given: Rule, event: JsonObject, mostArguments: number): PictureResult {
  const rule = withKnownFields(given);
  const unknown = unknownField(patternsOf(given), event);
  if (unknown !== null) return no(`\`${unknown}\` is no field of a system call event`);
  const [source] = Object.values(rule.sources);
  if (source === undefined) return no("the rule has no source");
  const choice = chooseAgent(source.where, source.index);
  const agent = choice?.agent ?? agentsFor(source.index)[0];
  if (agent === undefined) return no("no agent's documents are known");
  const reader = readEvent(event, fieldsOf(rule));
  const eventClass = classesOf(agent).find((c) => isOfClass(reader, agent, c));
  if (eventClass === undefined) return no(`no kind of event of the agent \`${agent.id}\``);
  const foreign = [...fieldsOf(rule)].find(
    (f) => !kindFields.has(f) && lookUp(f, eventClass).kind !== "form" && reader.texts(f).length > 0,
  );
  if (foreign !== undefined) return no(`\`${foreign}\` is no field of a \`${eventClass}\` event`);
  const free: Picture = {
    eventClass,
    image: pictureImage(reader, mostArguments, hash(event)),
    owner: pictureOwner(reader),
    parent: pictureParent(reader),
    file: pictureFile(reader, eventClass),
    connection: pictureConnection(reader, eventClass),
    exitCode: exitCode(reader, eventClass),
  };
  const picture = withOneImage(free, reader);
  const [problem] = reader.problems;
  return problem === undefined ? { ok: true, picture } : no(problem);
}

/** What the document says of its kind is just what documents of the class say. */
function isOfClass(reader: EventReader, agent: Agent, eventClass: EventClass): boolean {
  const kind = agent.kinds[eventClass] ?? {};
  return [...kindFields].every((name) => {
    if (!reader.reads(name)) return true;
    const said = new Set(reader.texts(name));
    const wanted = kind[name] ?? [];
    return said.size === wanted.length && wanted.every((v) => said.has(v));
  });
}

function exitCode(reader: EventReader, eventClass: EventClass): bigint {
  if (eventClass !== "end" || !reader.reads("process.exit_code")) return 0n;
  const code = reader.integer("process.exit_code");
  if (code === null) reader.problems.push("no exit code, which a process that ends always has");
  return code ?? 0n;
}

/** A child starts as a copy of its parent: the two have one image, which the document may give for either. */
function withOneImage(picture: Picture, reader: EventReader): Picture {
  const { parent, image } = picture;
  const { problems } = reader;
  if (picture.eventClass !== "fork") return picture;
  if (parent === null) {
    const said = ["executable", "name", "args", "command_line", "pid"].some((n) => reader.reads(`process.parent.${n}`));
    if (said) problems.push("a forked process without a parent");
    return { ...picture, parent: { named: false, pid: null, exepath: image.exepath, argv: image.argv } };
  }
  if (image.named && parent.named && parent.exepath !== image.exepath) problems.push("a forked process with another image than its parent");
  const exepath = image.named ? image.exepath : parent.exepath;
  return { ...picture, image: { ...image, exepath }, parent: { ...parent, exepath } };
}

/** Some number of the document, always the same: decides what the document leaves open. */
function hash(event: JsonObject): number {
  let h = 0;
  for (const c of JSON.stringify(event)) h = (h * 31 + c.charCodeAt(0)) | 0;
  return h >>> 0;
}
