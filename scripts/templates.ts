// Precompiles targets/<target>/templates/*.hbs and src/cli/templates/*.hbs into templates.generated.ts beside them, so that nothing is read or compiled at run time.
// `--check` writes nothing and fails when a file is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";

const check = process.argv.includes("--check");
const folders = [
  ...readdirSync("targets", { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => join("targets", e.name)),
  "targets/_shared/sql",
  "src/cli",
];
let stale = 0;
for (const folder of folders) {
  const source = join(folder, "templates");
  if (!existsSync(source)) continue;
  const entries = readdirSync(source)
    .filter((f) => f.endsWith(".hbs"))
    .sort()
    .map((f) => {
      const name = f.slice(0, -4).replace(/-([a-z])/g, (_, c: string) => c.toUpperCase());
      const spec = Handlebars.precompile(readFileSync(join(source, f), "utf8"), {
        strict: true,
        knownHelpersOnly: true,
        preventIndent: true,
      });
      return `// biome-ignore format: generated\nexport const ${name}: TemplateSpec = ${String(spec)};\n`;
    });
  const up = folder
    .split("/")
    .map(() => "..")
    .join("/");
  const text = `// @ts-nocheck\n// Made by scripts/templates.ts from templates/*.hbs. Do not edit: npm run templates\nimport type { TemplateSpec } from "${up}/src/target/template.ts";\n\n${entries.join("\n")}`;
  const file = join(folder, "templates.generated.ts");
  if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
  stale++;
  if (check) console.error(`stale: ${file}`);
  else writeFileSync(file, text);
}
if (check && stale > 0) process.exit(1);
