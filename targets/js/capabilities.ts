import { approximate, type CapabilityTable, type FunctionTable, native, none } from "../../src/target/capability.ts";

const oneByOne = approximate("over", "a matcher sees one event at a time");
const unwritten = none("not written yet");

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
  "scalar:regex": unwritten,
  "scalar:cidr": unwritten,
  "scalar:affix": native,
  "scalar:is-null": native,
  "scalar:arithmetic": unwritten,
  "scalar:negate": unwritten,
  "scalar:call": unwritten,
  "fold:none": native,
  "fold:ascii": native,
  "fold:lucene-10": unwritten,
  "fold:java-root": native,
  "regex:empty": unwritten,
  "regex:nothing": unwritten,
  "regex:char": unwritten,
  "regex:any": unwritten,
  "regex:class": unwritten,
  "regex:concat": unwritten,
  "regex:choice": unwritten,
  "regex:repeat": unwritten,
  "regex:all": unwritten,
  "regex:except": unwritten,
  "regex:interval": unwritten,
};

export const functions: FunctionTable = {};
