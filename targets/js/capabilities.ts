import { approximate, type CapabilityTable, expanded, type FunctionTable, native } from "../../src/target/capability.ts";

const oneByOne = approximate("over", "a matcher sees one event at a time");
const table = expanded("a table that reads each character once");

export const capabilities: CapabilityTable = {
  "detection:filter": native,
  "limit:head": oneByOne,
  "limit:tail": oneByOne,
  "condition:constant": native,
  "condition:and": native,
  "condition:or": native,
  "condition:not": native,
  "condition:exists": native,
  "condition:any": native,
  "scalar:literal": native,
  "scalar:bound": native,
  "scalar:compare": native,
  "scalar:in-set": native,
  "scalar:wildcard": native,
  "scalar:regex": native,
  "scalar:cidr": native,
  "scalar:affix": native,
  "scalar:is-null": native,
  "scalar:arithmetic": native,
  "scalar:negate": native,
  "scalar:call": native,
  "fold:none": native,
  "fold:ascii": expanded("letters of both sides are made small, A to Z alone"),
  "fold:lucene-10": expanded("classes of the characters that fold together"),
  "fold:java-root": native,
  "regex:empty": native,
  "regex:nothing": native,
  "regex:char": native,
  "regex:any": native,
  "regex:class": native,
  "regex:concat": native,
  "regex:choice": native,
  "regex:repeat": native,
  "regex:all": table,
  "regex:except": table,
  "regex:interval": expanded("the decimal numbers written out"),
};

export const functions: FunctionTable = {
  between: native,
  concat: native,
  "index-of": native,
  length: native,
  number: native,
  string: native,
  substring: native,
};
