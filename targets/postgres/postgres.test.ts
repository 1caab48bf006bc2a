import { proveDialect } from "../../test/sql/suite.ts";
import { postgresEngine } from "./engine.ts";
import { postgres } from "./target.ts";

await proveDialect(postgres, postgresEngine);
