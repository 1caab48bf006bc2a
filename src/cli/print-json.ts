/** JSON of the AST or IR: integers are tagged, since they are not JSON's numbers; what is no finite number is tagged too. */
export function printJson(value: unknown): string {
  const text = JSON.stringify(
    value,
    (_, v: unknown) => {
      if (typeof v === "bigint") return { $integer: v.toString() };
      if (typeof v === "number" && !Number.isFinite(v)) return { $double: String(v) };
      return v;
    },
    2,
  );
  return `${text ?? "null"}\n`;
}
