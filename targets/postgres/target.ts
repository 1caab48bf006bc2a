import { approximate } from "../../src/target/capability.ts";
import { sqlTarget } from "../_shared/sql/target.ts";
import { postgres as dialect } from "./dialect.ts";

export const postgres = sqlTarget(
  dialect,
  {
    regex: { level: "native", note: "advanced regular expressions" },
    ascii: { level: "native", note: 'lower() under the collation "C"' },
    arithmetic: approximate("under", "floating numbers near the ends of their range are left out, since PostgreSQL fails on overflow"),
  },
  ["14"],
);
