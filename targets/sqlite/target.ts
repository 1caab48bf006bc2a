import { sqlTarget } from "../_shared/sql/target.ts";
import { sqlite as dialect } from "./dialect.ts";

export const sqlite = sqlTarget(dialect, ["3.38"]);
