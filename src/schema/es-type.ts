/** Elasticsearch field types, as mappings spell them. */
export type EsType =
  | "keyword"
  | "wildcard"
  | "constant_keyword"
  | "text"
  | "match_only_text"
  | "flattened"
  | "version"
  | "ip"
  | "boolean"
  | "date"
  | "date_nanos"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "unsigned_long"
  | "half_float"
  | "float"
  | "double"
  | "scaled_float"
  | "object"
  | "nested"
  | "geo_point"
  | "other";

/** How values of a type compare. `long` covers every integer type, `double` every floating one. */
export type Family = "string" | "long" | "double" | "boolean" | "date" | "ip" | "none";

export function familyOf(type: EsType): Family {
  switch (type) {
    case "keyword":
    case "wildcard":
    case "constant_keyword":
    case "text":
    case "match_only_text":
    case "flattened":
    case "version":
      return "string";
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "unsigned_long":
      return "long";
    case "half_float":
    case "float":
    case "double":
    case "scaled_float":
      return "double";
    case "boolean":
      return "boolean";
    case "date":
    case "date_nanos":
      return "date";
    case "ip":
      return "ip";
    case "object":
    case "nested":
    case "geo_point":
    case "other":
      return "none";
  }
}
