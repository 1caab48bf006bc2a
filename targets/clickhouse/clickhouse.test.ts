import { proveDialect } from "../../test/sql/suite.ts";
import { clickhouseEngine } from "./engine.ts";
import { clickhouse } from "./target.ts";

await proveDialect(clickhouse, clickhouseEngine);
