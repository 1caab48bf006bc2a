import { adapterOf } from "../_shared/sql/verdicts.ts";
import { duckdb } from "./dialect.ts";
import { openDuckdb } from "./engine-server.ts";

export const duckdbEngine = adapterOf(duckdb, "document", openDuckdb);
export const duckdbColumnsEngine = adapterOf(duckdb, "columns", openDuckdb);
