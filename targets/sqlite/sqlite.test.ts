import { proveDialect } from "../../test/sql/suite.ts";
import { sqliteEngine } from "./engine.ts";
import { sqlite } from "./target.ts";

await proveDialect(sqlite, sqliteEngine);
