import { sqlTarget } from "../_shared/sql/target.ts";
import { duckdb as dialect } from "./dialect.ts";

export const duckdb = sqlTarget(dialect, ["1.3"]);
