/** How events lie in the table: one JSON document, or one column a field. */
export type Layout =
  | { readonly kind: "document" }
  | {
      readonly kind: "columns";
      columnOf(field: string): string;
      /** Why this field has no column name. */
      problem(field: string): string | null;
    };

export const document: Layout = { kind: "document" };
