import { expanded } from "../../src/target/capability.ts";
import { sqlTarget } from "../_shared/sql/target.ts";
import { duckdb as dialect } from "./dialect.ts";

export const duckdb = sqlTarget(
  dialect,
  {
    regex: { level: "native", note: "RE2" },
    ascii: expanded("translate()"),
    arithmetic: expanded("128-bit integers, so that overflow is null"),
  },
  ["1.3"],
);
