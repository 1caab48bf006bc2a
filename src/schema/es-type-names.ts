import type { EsType } from "./es-type.ts";

/** Total, so that a new type cannot be forgotten. */
const known: Readonly<Record<EsType, true>> = {
  keyword: true,
  wildcard: true,
  constant_keyword: true,
  text: true,
  match_only_text: true,
  flattened: true,
  version: true,
  ip: true,
  boolean: true,
  date: true,
  date_nanos: true,
  byte: true,
  short: true,
  integer: true,
  long: true,
  unsigned_long: true,
  half_float: true,
  float: true,
  double: true,
  scaled_float: true,
  object: true,
  nested: true,
  geo_point: true,
  other: true,
};

export const esTypeNames: readonly string[] = Object.keys(known).filter((n) => n !== "other");

/** A type by its name in a mapping; null when there is none of that name. */
export const esTypeOf = (name: string): EsType | null => (Object.keys(known) as readonly EsType[]).find((t) => t === name) ?? null;

/** Types that mappings may have and rules cannot test: they are known, so that nobody is warned of a misspelling. */
export const untestable: readonly string[] = [
  "aggregate_metric_double",
  "alias",
  "annotated_text",
  "binary",
  "completion",
  "date_range",
  "dense_vector",
  "double_range",
  "float_range",
  "geo_shape",
  "histogram",
  "integer_range",
  "ip_range",
  "join",
  "long_range",
  "passthrough",
  "percolator",
  "point",
  "rank_feature",
  "rank_features",
  "search_as_you_type",
  "semantic_text",
  "shape",
  "sparse_vector",
  "token_count",
];
