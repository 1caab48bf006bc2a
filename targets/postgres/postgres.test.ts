import { proveDeployment } from "../../test/sql/deployment.ts";
import { proveJoined } from "../../test/sql/joined.ts";
import { proveDialect } from "../../test/sql/suite.ts";
import { postgres as dialect } from "./dialect.ts";
import { postgresColumnsEngine, postgresEngine } from "./engine.ts";
import { openPostgres } from "./engine-server.ts";
import { postgres } from "./target.ts";

await proveDialect(postgres, postgresEngine);
await proveDialect(postgres, postgresColumnsEngine);
await proveJoined(postgres, postgresEngine);
await proveJoined(postgres, postgresColumnsEngine);
proveDeployment(postgres, dialect, openPostgres);
