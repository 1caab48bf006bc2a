import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nodeIds } from "../frontends/_shared/node-ids.ts";
import { readFilters } from "../frontends/filters/index.ts";
import type { Condition } from "../ir/condition.ts";
import { type Field, fieldName } from "../ir/field.ts";
import type { Source, SourceId } from "../ir/rule.ts";
import { conditionChildren, leaves, scalarsOf } from "../ir/walk.ts";
import type { FilterText } from "../rules/condition-text.ts";
import type { RuleDocument } from "../rules/rule-document.ts";
import type { Schema } from "../schema/schema.ts";

import type { Queried } from "./rule-type.ts";

type Sources = Readonly<Record<SourceId, Source>>;

/** `sources` is null exactly when a diagnostic is an error. Spans are those of the rule's condition text. */
export interface Filtered {
  readonly sources: Sources | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The rule's filters hold for every event that its query reads, the threat filters for the indicators that events are joined with: Kibana puts them into the requests beside
 * the queries.
 */
export function withFilters(typed: Queried, document: RuleDocument, schema: Schema): Filtered {
  const { sources, detection } = typed;
  const indicators = detection.kind === "indicator-join" ? detection.indicators : null;
  const events = Object.keys(sources).filter((id) => id !== indicators);
  const own = narrowed(sources, events, document.filters, { document, schema });
  if (own.sources === null || indicators === null) return own;
  const all = narrowed(own.sources, [indicators], document.threatFilters, { document, schema });
  return { ...all, diagnostics: [...own.diagnostics, ...all.diagnostics] };
}

interface About {
  readonly document: RuleDocument;
  readonly schema: Schema;
}

function narrowed(sources: Sources, which: readonly SourceId[], filters: readonly FilterText[], { document, schema }: About): Filtered {
  if (filters.length === 0) return { sources, diagnostics: [] };
  const known = knownFields(sources);
  let diagnostics: readonly Diagnostic[] = [];
  const next = nextIds(sources);
  const filtered: Record<SourceId, Source> = { ...sources };
  const ids = nodeIds(next);
  for (const id of which) {
    const source = sources[id];
    if (source === undefined) continue;
    // the first source tells; the others say the same
    const told = diagnostics.length > 0;
    const read = readFilters(filters, { text: document.metadata.conditionText, schema, known, ids });
    if (!told) diagnostics = read.diagnostics;
    if (read.diagnostics.some((d) => d.severity === "error")) return { sources: null, diagnostics };
    filtered[id] = read.condition === null ? source : { ...source, where: both(source.where, read.condition, ids.node()) };
  }
  return { sources: filtered, diagnostics };
}

function both(query: Condition, filters: Condition, id: number): Condition {
  const parts = (c: Condition): readonly Condition[] => (c.kind === "and" ? c.operands : [c]);
  if (query.kind === "constant" && query.value) return filters;
  return { kind: "and", id, span: query.span, operands: [...parts(query), ...parts(filters)] };
}

function knownFields(sources: Sources): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const { where } of Object.values(sources))
    for (const { leaf } of leaves(where))
      for (const field of leaf.kind === "exists" ? [leaf.field] : leaf.binds.map((b) => b.field)) fields.set(fieldName(field), field);
  return fields;
}

function nextIds(sources: Sources): { readonly node: number; readonly variable: number } {
  let node = 0;
  let variable = 0;
  const visit = (c: Condition): void => {
    node = Math.max(node, c.id + 1);
    if (c.kind === "any") {
      for (const bind of c.binds) variable = Math.max(variable, bind.variable + 1);
      for (const scalar of scalarsOf(c.test)) node = Math.max(node, scalar.id + 1);
    }
    for (const child of conditionChildren(c)) visit(child);
  };
  for (const { where } of Object.values(sources)) visit(where);
  return { node, variable };
}
