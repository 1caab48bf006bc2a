import type { Nested } from "../../src/ir/condition.ts";
import { readValues } from "./field.ts";
import { arrow, call, helper, type Js, member, method, name, string } from "./js-tree.ts";
import type { Module } from "./module.ts";

/** The objects of a list, and a module whose fields are read from one of them, where they are asked for. */
interface Objects {
  readonly all: Js;
  readonly variable: string;
  readonly within: Module;
}

/** `module` may be that of an object itself: lists in objects of a list. */
function objectsOf(module: Module, nested: Nested): Objects {
  const path = nested.path.join(".");
  const relative = (full: string): string => {
    const outer = module.within === null ? "" : `${module.within.path}.`;
    return full.slice(outer.length);
  };
  const variable = module.object(nested.path.at(-1) ?? path);
  const inner: Module = {
    ...module,
    within: { path, variable },
    field(field, form) {
      const placeOf = (full: string): Js => {
        const below = full.slice(path.length + 1);
        return module.constant(below, helper("path", string(below)));
      };
      const values = readValues(field, placeOf, name(variable));
      if (form === "plain") return values;
      const folded =
        form === "ascii" ? ({ kind: "helper", name: "asciiLower" } as const) : arrow(["value"], method(name("value"), "toLowerCase"));
      return call(member(values, "map"), folded);
    },
  };
  const all = helper("objects", name(module.within?.variable ?? "event"), string(relative(path)));
  return { all, variable, within: inner };
}

/** Does one of the objects pass? */
export function nestedTest(module: Module, nested: Nested, test: (module: Module) => Js): Js {
  const { all, variable, within } = objectsOf(module, nested);
  return method(all, "some", arrow([variable], test(within)));
}

/** What `explain` says of each of the objects. */
export function nestedExplanations(module: Module, nested: Nested, explain: (module: Module) => Js): Js {
  const { all, variable, within } = objectsOf(module, nested);
  return method(all, "map", arrow([variable], explain(within)));
}
