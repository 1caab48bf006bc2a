import { proveDeployment } from "../../test/sql/deployment.ts";
import { proveJoined } from "../../test/sql/joined.ts";
import { proveDialect } from "../../test/sql/suite.ts";
import { duckdb as dialect } from "./dialect.ts";
import { duckdbColumnsEngine, duckdbEngine } from "./engine.ts";
import { openDuckdb } from "./engine-server.ts";
import { duckdb } from "./target.ts";

await proveDialect(duckdb, duckdbEngine);
await proveDialect(duckdb, duckdbColumnsEngine);
await proveJoined(duckdb, duckdbEngine);
await proveJoined(duckdb, duckdbColumnsEngine);
proveDeployment(duckdb, dialect, openDuckdb);
