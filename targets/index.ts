import type { Target } from "../src/target/target.ts";
import { clickhouse } from "./clickhouse/target.ts";
import { duckdb } from "./duckdb/target.ts";
import { elasticsearch } from "./elasticsearch/target.ts";
import { falco } from "./falco/target.ts";
import { js } from "./js/target.ts";
import { postgres } from "./postgres/target.ts";
import { sqlite } from "./sqlite/target.ts";

/** Every target, one line each, in the order in which they are shown. */
export const targets: readonly Target[] = [elasticsearch, falco, sqlite, duckdb, postgres, clickhouse, js];
