import { approximate, type CapabilityTable, expanded, type FunctionTable, native, type Support } from "../../../src/target/capability.ts";

/** What a dialect itself has; everything else is the same in all of them. */
export interface Means {
  readonly regex: Support;
  readonly ascii: Support;
  readonly arithmetic: Support;
}

export const capabilitiesOf = ({ regex, ascii, arithmetic }: Means): CapabilityTable => ({
  "detection:filter": native,
  "detection:sequence": expanded("one window function a stage"),
  "detection:sample": expanded("a join of the first events of each stage, up to five stages"),
  "detection:aggregate": native,
  "detection:new-terms": expanded("a query with a third parameter, the start of the history"),
  "detection:indicator-join": expanded("a join with a table of indicators"),
  "limit:head": native,
  "limit:tail": native,
  "condition:constant": native,
  "condition:and": native,
  "condition:or": native,
  "condition:not": expanded("every leaf is true or false, never null"),
  "condition:exists": native,
  "condition:any": expanded("one quantifier over the values of each field"),
  "condition:nested": expanded("a quantifier over the objects, which the layout of documents has by themselves; refused for columns"),
  "field:pattern": expanded("a document's fields are gone through by name; of a table of columns, those of the schema"),
  "scalar:literal": native,
  "scalar:bound": native,
  "scalar:compare": native,
  "scalar:in-set": native,
  "scalar:in-range": expanded("both comparisons of the same value"),
  "scalar:wildcard": native,
  "scalar:regex": regex,
  "scalar:cidr": expanded("addresses are 32 hex digits; a network is a range of them"),
  "scalar:affix": expanded("wildcards where the needle is a constant, else functions"),
  "scalar:is-null": expanded("found at compile time where it can be"),
  "scalar:arithmetic": arithmetic,
  "scalar:negate": arithmetic,
  "scalar:call": expanded("see the functions"),
  "fold:none": native,
  "fold:ascii": ascii,
  "fold:lucene-10": expanded("the characters that are equal, as classes"),
  "fold:java-root": expanded("the value lower-cased as far as the constants can tell; else read in lower case, as it was loaded"),
  "regex:empty": regex,
  "regex:nothing": regex,
  "regex:char": regex,
  "regex:any": regex,
  "regex:class": regex,
  "regex:concat": regex,
  "regex:choice": regex,
  "regex:repeat": regex,
  "regex:all": expanded("an automaton, within limits"),
  "regex:except": expanded("an automaton, within limits"),
  "regex:interval": expanded("its digits"),
});

const inUtf16 = expanded("on a text in which each character beyond U+FFFF counts twice");

export const functions: FunctionTable = {
  between: expanded("cuts between two constants; refused otherwise"),
  concat: native,
  "has-words": expanded("read from the words of a field, as they were loaded"),
  "index-of": expanded("counts in UTF-16 units"),
  length: inUtf16,
  number: approximate("under", "reads decimal numbers of ASCII digits, and base 16, in a comparison with a constant"),
  string: expanded("addresses and floating numbers are read as they were loaded"),
  substring: inUtf16,
};
