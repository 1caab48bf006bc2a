import { targets } from "../../targets/index.ts";
import type { CodeTable } from "../diagnostics/code.ts";
import { driverCodes } from "../driver/codes.ts";
import { filterCodes } from "../frontends/filters/index.ts";
import { frontEnds } from "../frontends/index.ts";
import { ruleCodes } from "../rules/codes.ts";
import { schemaCodes } from "../schema/codes.ts";
import { detectionCodes } from "../target/detection-refusal.ts";
import { cliCodes } from "./codes.ts";

/** Every area's codes, in the order in which docs/errors.md shows them. */
export const codeAreas: readonly CodeTable[] = [
  ...frontEnds.map((f) => f.codes),
  filterCodes,
  schemaCodes,
  ruleCodes,
  driverCodes,
  detectionCodes,
  ...targets.map((t) => t.codes),
  cliCodes,
];

/** Every code of Verdict, explained. */
export const allCodes: CodeTable = Object.assign({}, ...codeAreas);
