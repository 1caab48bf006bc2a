import { proveDeployment } from "../../test/sql/deployment.ts";
import { proveJoined } from "../../test/sql/joined.ts";
import { proveDialect } from "../../test/sql/suite.ts";
import { sqlite as dialect } from "./dialect.ts";
import { sqliteColumnsEngine, sqliteEngine } from "./engine.ts";
import { openSqlite } from "./engine-server.ts";
import { sqlite } from "./target.ts";

await proveDialect(sqlite, sqliteEngine);
await proveDialect(sqlite, sqliteColumnsEngine);
await proveJoined(sqlite, sqliteEngine);
await proveJoined(sqlite, sqliteColumnsEngine);
proveDeployment(sqlite, dialect, openSqlite);
