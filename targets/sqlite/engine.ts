import { adapterOf } from "../_shared/sql/verdicts.ts";
import { sqlite } from "./dialect.ts";
import { openSqlite } from "./engine-server.ts";

export const sqliteEngine = adapterOf(sqlite, "document", openSqlite);
export const sqliteColumnsEngine = adapterOf(sqlite, "columns", openSqlite);
