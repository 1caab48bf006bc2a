import { sqlTarget } from "../_shared/sql/target.ts";
import { clickhouse as dialect } from "./dialect.ts";

export const clickhouse = sqlTarget(dialect, ["24.8"]);
