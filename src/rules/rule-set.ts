import { type Diagnostic, error, warning } from "../diagnostics/diagnostic.ts";
import type { JsonObject } from "../source/json.ts";
import { safePath, slug } from "../source/safe-path.ts";
import type { Origin } from "./origin.ts";
import type { Path } from "./read-fields.ts";
import type { RuleDocument } from "./rule-document.ts";
import { languageOf, ruleFromFields } from "./rule-from-fields.ts";

/** A rule whose fields have their types, in the API's shape. */
export interface RawRule {
  readonly origin: Origin;
  readonly base: Path;
  readonly fields: JsonObject;
}

const kql = ["kuery", "lucene"];
const languagesOfType: Readonly<Record<string, readonly (string | null)[]>> = {
  eql: ["eql"],
  esql: ["esql"],
  machine_learning: [null],
  new_terms: kql,
  query: kql,
  saved_query: kql,
  threat_match: kql,
  threshold: kql,
};
const withoutQuery = ["machine_learning", "saved_query"];

/** What no single field has wrong, but the rule as a whole. */
function checkRule({ origin, base, fields }: RawRule): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const at = (name: string) => {
    const place = origin.place([...base, name]) ?? origin.place([...base]);
    return place === null ? null : (place.key ?? place.value);
  };
  const type = String(fields["type"] ?? "");
  const language = languageOf(fields);
  const languages = languagesOfType[type] ?? [];
  if (languages.length > 0 && !languages.includes(language)) {
    const takes = languages.map((l) => (l === null ? "none" : `\`${l}\``)).join(" or ");
    diagnostics.push(
      error("rules/type-language", `a rule of type \`${type}\` cannot have language \`${language}\``, at("language"), {
        help: `its languages: ${takes}`,
      }),
    );
  }
  if (fields["query"] === undefined && type !== "" && !withoutQuery.includes(type)) {
    diagnostics.push(error("rules/missing-field", `a rule of type \`${type}\` needs a query`, at("type")));
  }
  const exceptions = fields["exceptions_list"];
  if (Array.isArray(exceptions) && exceptions.length > 0) {
    diagnostics.push(
      warning(
        "rules/exceptions",
        "the rule's exception lists are not compiled: artefacts match events that an exception would suppress",
        at("exceptions_list"),
        {
          help: "write what the exceptions say into the query, or apply them where the artefact runs",
        },
      ),
    );
  }
  return diagnostics.map((d) => ({ ...d, file: origin.source.name }));
}

/** Paths of the rules of one document: the document's own for a single rule, else one below it for each, from the rule's name. */
function pathsOf(raw: readonly RawRule[], documentPath: string, single: boolean): readonly string[] {
  const base = safePath(documentPath.replace(/\.(?:toml|json|ndjson)$/i, "")) || "rule";
  if (single) return [base];
  const names = raw.map(({ fields }) => slug(String(fields["name"] ?? "")) || "rule");
  return raw.map(({ fields }, i) => {
    const name = names[i] ?? "rule";
    const unique = names.filter((n) => n === name).length === 1;
    return `${base}/${unique ? name : `${name}-${slug(String(fields["rule_id"] ?? i + 1))}`}`;
  });
}

/** The documents of a file's rules, each checked as a whole. */
export function documentsOf(
  raw: readonly RawRule[],
  documentPath: string,
  single: boolean,
): { readonly rules: readonly RuleDocument[]; readonly diagnostics: readonly Diagnostic[] } {
  const paths = pathsOf(raw, documentPath, single);
  const rules: RuleDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [i, rule] of raw.entries()) {
    const found = checkRule(rule);
    diagnostics.push(...found);
    if (!found.some((d) => d.severity === "error")) rules.push(ruleFromFields({ ...rule, path: paths[i] ?? "rule" }));
  }
  return { rules, diagnostics };
}
