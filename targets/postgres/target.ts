import { sqlTarget } from "../_shared/sql/target.ts";
import { postgres as dialect } from "./dialect.ts";

export const postgres = sqlTarget(dialect, ["14"]);
