import { proveDialect } from "../../test/sql/suite.ts";
import { duckdbEngine } from "./engine.ts";
import { duckdb } from "./target.ts";

await proveDialect(duckdb, duckdbEngine);
