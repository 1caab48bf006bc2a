import { expanded, native } from "../../src/target/capability.ts";
import { sqlTarget } from "../_shared/sql/target.ts";
import { sqlite as dialect } from "./dialect.ts";

export const sqlite = sqlTarget(
  dialect,
  {
    regex: expanded("GLOB, or the pattern's automaton as a recursive query"),
    ascii: { level: "native", note: "LIKE and NOCASE" },
    arithmetic: native,
  },
  ["3.38"],
);
