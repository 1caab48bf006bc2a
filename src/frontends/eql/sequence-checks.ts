import { type Diagnostic, error } from "../../diagnostics/diagnostic.ts";
import { cover, type Span } from "../../source/span.ts";
import type { Expression, Sample, Sequence, Stage } from "./ast.ts";

type Add = (d: Diagnostic) => void;

/** What Elasticsearch's parser demands of a sequence beyond its grammar. `keyword` is where it complains of the whole. */
export function checkSequence(sequence: Sequence, keyword: Span, add: Add): void {
  const { stages, until } = sequence;
  checkKeys(sequence.by, until === null ? stages : [...stages, until], add);
  const queries = stages.reduce((sum, stage) => sum + (stage.runs?.count ?? 1), 0);
  if (queries < 2)
    add(error("eql/too-few-stages", "a sequence needs at least two queries", keyword, { help: "add a second `[…]`, or `with runs=2`" }));
  else if (stages.every((s) => s.missing))
    add(error("eql/missing-event", "a sequence needs at least one query that is not a missing event", keyword));
  const missing = stages.find((s) => s.missing);
  if (missing !== undefined && sequence.maxspan === null)
    add(error("eql/missing-event", "a missing event needs `maxspan`", missing.span, { help: "write `sequence with maxspan=…`" }));
  if (until?.missing === true) add(error("eql/missing-event", "`until` cannot be a missing event", until.span));
}

/** A sample needs keys, and takes neither missing events nor `runs`. */
export function checkSample(sample: Sample, keyword: Span, add: Add): void {
  const { stages } = sample;
  checkKeys(sample.by, stages, add);
  if (stages.length < 2) add(error("eql/too-few-stages", "a sample needs at least two queries", keyword, { help: "add a second `[…]`" }));
  if (sample.by.length === 0 && stages.every((s) => s.by.length === 0))
    add(error("eql/join-key", "a sample needs a join key", keyword, { help: "write `sample by field […] […]`" }));
  for (const stage of stages) {
    if (stage.missing) add(error("eql/missing-event", "a sample has no missing events", stage.span));
    if (stage.runs !== null) add(error("eql/runs", "a sample has no `runs`", stage.runs.span));
  }
}

/** Join keys are plain fields, and each query has as many as the first. */
function checkKeys(common: readonly Expression[], stages: readonly Stage[], add: Add): void {
  for (const key of [...common, ...stages.flatMap((s) => s.by)])
    if (key.kind !== "field")
      add(error("eql/join-key", "a join key is a plain field", key.span, { help: "functions and values cannot be join keys" }));
  const [first] = stages;
  if (first === undefined) return;
  for (const stage of stages) {
    if (stage.by.length === first.by.length) continue;
    const [from = stage, ...more] = stage.by;
    add(
      error(
        "eql/join-key",
        `expected ${first.by.length} join key${first.by.length === 1 ? "" : "s"} but found ${stage.by.length}`,
        cover(from.span, (more.at(-1) ?? from).span),
        {
          secondary: [{ span: first.span, text: `${first.by.length} here` }],
          help: "each query of a sequence has the same number of join keys",
        },
      ),
    );
    return;
  }
}
