import { proveDeployment } from "../../test/sql/deployment.ts";
import { proveJoined } from "../../test/sql/joined.ts";
import { proveDialect } from "../../test/sql/suite.ts";
import { clickhouse as dialect } from "./dialect.ts";
import { clickhouseColumnsEngine, clickhouseEngine } from "./engine.ts";
import { openClickhouse } from "./engine-server.ts";
import { clickhouse } from "./target.ts";

await proveDialect(clickhouse, clickhouseEngine);
await proveDialect(clickhouse, clickhouseColumnsEngine);
await proveJoined(clickhouse, clickhouseEngine);
await proveJoined(clickhouse, clickhouseColumnsEngine);
proveDeployment(clickhouse, dialect, openClickhouse);
