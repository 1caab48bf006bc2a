import { error } from "../../diagnostics/diagnostic.ts";
import type { Field } from "../../ir/field.ts";
import type { Network } from "../../ir/pattern.ts";
import type { Scalar } from "../../ir/scalar.ts";
import type { Span } from "../../source/span.ts";
import { networkOf } from "../_shared/network.ts";
import { booleanConstant, nullOf } from "./constant.ts";
import { any, bound, constantTerm, known, type LeafBinds, type Lowering, open, scalarTerm, type Term, type Truth } from "./lowering.ts";

/** The networks of `cidrMatch`. A null among them matches nothing. Null: one is no network, which is reported. */
export function networksOf(lowering: Lowering, terms: readonly Term[]): readonly Network[] | null {
  const networks: Network[] = [];
  for (const term of terms) {
    const text = term.kind === "constant" ? term.constant.value : null;
    if (typeof text !== "string") continue;
    const network = networkOf(text, term.span);
    if (network === null) {
      lowering.report(
        error("eql/network", `\`${text}\` is no network`, term.span, { help: 'write an address and a prefix, such as "10.0.0.0/8"' }),
      );
      return null;
    }
    networks.push(network);
  }
  return networks;
}

export function cidrField(lowering: Lowering, field: Field, at: Span, networks: readonly Network[], span: Span): Truth {
  if (networks.length === 0) return known(null);
  const leaf: LeafBinds = { binds: [] };
  const value = bound(lowering, field, "index", at, leaf);
  return open(any(lowering, leaf, cidrNode(lowering, value, networks, span)));
}

/** As a value, inside of another function. The address is a field or null, nothing else has the type. */
export function cidrTerm(lowering: Lowering, address: Term, terms: readonly Term[], span: Span): Term | null {
  const networks = networksOf(lowering, terms);
  if (networks === null) return null;
  if (address.kind === "constant") return constantTerm(nullOf(address.constant), span);
  if (networks.length === 0) return constantTerm(booleanConstant(false), span);
  return scalarTerm(cidrNode(lowering, address.scalar, networks, span));
}

const cidrNode = (lowering: Lowering, value: Scalar, networks: readonly Network[], span: Span): Scalar => ({
  kind: "cidr",
  id: lowering.ids.node(),
  span,
  type: "boolean",
  value,
  networks,
});
