import { adapterOf } from "../_shared/sql/verdicts.ts";
import { clickhouse } from "./dialect.ts";
import { openClickhouse } from "./engine-server.ts";

export const clickhouseEngine = adapterOf(clickhouse, "document", openClickhouse);
export const clickhouseColumnsEngine = adapterOf(clickhouse, "columns", openClickhouse);
