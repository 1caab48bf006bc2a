import type { Condition } from "../../../src/ir/condition.ts";
import { fieldName } from "../../../src/ir/field.ts";
import type { Fold } from "../../../src/ir/fold.ts";
import type { Limit } from "../../../src/ir/rule.ts";
import type { Literal, Scalar } from "../../../src/ir/scalar.ts";

type Names = ReadonlyMap<number, string>;

/**
 * IR in one line, for tables of cases: a leaf in braces, a field read from the index by its name, one read from doc values with `!`, a folding with `~`. Two binds of one field
 * are told apart by number.
 */
export function show(condition: Condition): string {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.operands.map((c) => (c.kind === "and" || c.kind === "or" ? `(${show(c)})` : show(c))).join(` ${condition.kind} `);
    case "not":
      return `not ${condition.operand.kind === "and" || condition.operand.kind === "or" ? `(${show(condition.operand)})` : show(condition.operand)}`;
    case "constant":
      return String(condition.value);
    case "exists":
      return `{exists ${fieldName(condition.field)}}`;
    case "nested":
      return `${condition.path.join(".")}[${show(condition.where)}]`;
    case "any": {
      const names = new Map<number, string>();
      for (const bind of condition.binds) {
        const name = `${fieldName(bind.field)}${bind.view === "index" ? "" : "!"}`;
        const same = [...names.values()].filter((n) => n.startsWith(name)).length;
        names.set(bind.variable, same === 0 ? name : `${name}${same + 1}`);
      }
      return `{${showScalar(condition.test, names)}}`;
    }
  }
}

const folding = (fold: Fold): string => (fold === "none" ? "" : `~${fold}`);

function showLiteral({ type, value }: Literal): string {
  if (type === "date" || type === "ip") return `${type} ${value}`;
  if (typeof value === "number") return Number.isInteger(value) ? `${value}.0` : String(value);
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function showScalar(s: Scalar, names: Names): string {
  const inner = (x: Scalar): string => {
    const text = showScalar(x, names);
    return x.kind === "literal" || x.kind === "bound" || x.kind === "call" || x.kind === "is-null" || x.kind === "affix"
      ? text
      : `(${text})`;
  };
  switch (s.kind) {
    case "literal":
      return showLiteral(s);
    case "bound":
      return names.get(s.variable) ?? "?";
    case "compare":
      return `${inner(s.left)} ${s.op}${folding(s.fold)} ${inner(s.right)}`;
    case "in-set":
      return `${inner(s.value)} in${folding(s.fold)} [${s.options.map(showLiteral).join(", ")}]`;
    case "in-range":
      return `${showLiteral(s.from)} ${s.fromIncluded ? "<=" : "<"} ${inner(s.value)} ${s.toIncluded ? "<=" : "<"} ${showLiteral(s.to)}`;
    case "wildcard": {
      const patterns = s.patterns.map((p) => p.parts.map((q) => (q.kind === "text" ? q.text : q.kind === "one" ? "?" : "*")).join(""));
      return `${inner(s.value)} like${folding(s.fold)}${s.lines === "stop" ? " in line" : ""} [${patterns.map((p) => JSON.stringify(p)).join(", ")}]`;
    }
    case "regex":
      return `${inner(s.value)} ${s.dialect}${folding(s.fold)} /${s.source}/`;
    case "cidr":
      return `${inner(s.value)} cidr [${s.networks.map((n) => `${n.text} = ${n.bytes.map((b) => b.toString(16).padStart(2, "0")).join("")}/${n.prefix}`).join(", ")}]`;
    case "affix":
      return `${s.where}${folding(s.fold)}(${showScalar(s.value, names)}, ${showScalar(s.needle, names)})`;
    case "is-null":
      return `isnull(${showScalar(s.operand, names)})`;
    case "arithmetic":
      return `${inner(s.left)} ${s.op} ${inner(s.right)}`;
    case "negate":
      return `-${inner(s.operand)}`;
    case "call":
      return `${s.fn}${folding(s.fold)}(${s.args.map((a) => showScalar(a, names)).join(", ")})`;
  }
}

export const showLimit = (limit: Limit | null): string | null =>
  limit === null ? null : `${limit.side} ${limit.count}${limit.offset === 0 ? "" : ` after ${limit.offset}`}`;
