import { adapterOf } from "../_shared/sql/verdicts.ts";
import { postgres } from "./dialect.ts";
import { openPostgres } from "./engine-server.ts";

export const postgresEngine = adapterOf(postgres, "document", openPostgres);
export const postgresColumnsEngine = adapterOf(postgres, "columns", openPostgres);
