import { expanded } from "../../src/target/capability.ts";
import { sqlTarget } from "../_shared/sql/target.ts";
import { clickhouse as dialect } from "./dialect.ts";

export const clickhouse = sqlTarget(
  dialect,
  {
    regex: { level: "native", note: "RE2" },
    ascii: { level: "native", note: "lower()" },
    arithmetic: expanded("128-bit integers, so that overflow is null"),
  },
  ["24.8"],
);
