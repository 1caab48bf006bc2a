import { approximate, type CapabilityTable, expanded, type FunctionTable, native, none, since } from "../../src/target/capability.ts";

const oneEvent = "Falco decides each event by itself";

export const capabilities: CapabilityTable = {
  "detection:filter": native,
  "limit:head": none(oneEvent),
  "limit:tail": none(oneEvent),
  "condition:constant": expanded("left out of the condition"),
  "condition:and": native,
  "condition:or": native,
  "condition:not": native,
  "condition:exists": expanded("a comparison with what stands for a missing value"),
  "condition:any": native,
  "scalar:literal": native,
  "scalar:bound": native,
  "scalar:compare": native,
  "scalar:in-set": native,
  "scalar:wildcard": expanded("startswith, endswith, contains, glob, or a regular expression for `?`"),
  "scalar:regex": since("0.39"),
  "scalar:cidr": native,
  "scalar:affix": native,
  "scalar:is-null": expanded("a comparison with what stands for a missing value"),
  "scalar:arithmetic": none("Falco computes nothing"),
  "scalar:negate": none("Falco computes nothing"),
  "scalar:call": none("only the functions below"),
  "fold:none": native,
  "fold:ascii": expanded("tolower() on the field, the constant in lower case"),
  "fold:lucene-10": expanded("classes of letters in a regular expression"),
  "fold:java-root": expanded("classes of letters in a regular expression"),
  "regex:empty": native,
  "regex:nothing": expanded("left out of the pattern"),
  "regex:char": native,
  "regex:any": expanded("`(.|\\n)`"),
  "regex:class": native,
  "regex:concat": native,
  "regex:choice": native,
  "regex:repeat": native,
  "regex:all": expanded("several conditions, at the top of a pattern only"),
  "regex:except": expanded("a negated condition, at the top of a pattern only"),
  "regex:interval": expanded("the numbers one by one, up to 500"),
};

export const functions: FunctionTable = {
  length: approximate("incomparable", "`len` counts bytes; longer than and shorter than err to one side only"),
};
