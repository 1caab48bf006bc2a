/** What OpenSearch does otherwise than Elasticsearch with the same search body. Each was seen on a running 3.8.0. */
import type { Regex } from "../../src/ir/pattern.ts";
import type { Rule } from "../../src/ir/rule.ts";
import type { Scalar } from "../../src/ir/scalar.ts";
import { leaves, scalarsOf } from "../../src/ir/walk.ts";

export interface Difference {
  readonly id: string;
  readonly summary: string;
  /** The rule meets the difference: its verdicts on OpenSearch are counted as not representable. */
  affects(rule: Rule): boolean;
}

function* scalars(rule: Rule): Generator<Scalar> {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) if (leaf.kind === "any") yield* scalarsOf(leaf.test);
}

const some = (rule: Rule, test: (scalar: Scalar) => boolean): boolean => {
  for (const scalar of scalars(rule)) if (test(scalar)) return true;
  return false;
};

function hasExcept(regex: Regex): boolean {
  switch (regex.kind) {
    case "except":
      return true;
    case "concat":
      return regex.parts.some(hasExcept);
    case "choice":
      return regex.options.some(hasExcept);
    case "repeat":
      return hasExcept(regex.of);
    case "all":
      return regex.operands.some(hasExcept);
    case "empty":
    case "nothing":
    case "char":
    case "any":
    case "class":
    case "interval":
      return false;
  }
}

/** An address test that is not a leaf by itself runs as a script. */
function cidrInScript(rule: Rule): boolean {
  for (const source of Object.values(rule.sources))
    for (const { leaf } of leaves(source.where)) {
      if (leaf.kind === "exists" || (leaf.test.kind === "cidr" && leaf.test.value.kind === "bound")) continue;
      for (const scalar of scalarsOf(leaf.test)) if (scalar.kind === "cidr") return true;
    }
  return false;
}

export const differences: readonly Difference[] = [
  {
    id: "complement",
    summary: "the complement `~` of a regular expression matches nothing",
    affects: (rule) => some(rule, (s) => s.kind === "regex" && hasExcept(s.pattern)),
  },
  {
    id: "cidr-in-scripts",
    summary: "scripts have no CIDR class: an address test inside a computation is refused",
    affects: cidrInScript,
  },
];
