// @ts-nocheck
// Made by scripts/templates.ts from templates/*.hbs. Do not edit: npm run templates
import type { TemplateSpec } from "../../src/target/template.ts";

// biome-ignore format: generated
export const bundleDeclaration: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var stack1;

  return ((stack1 = container.lambda(container.strict(depth0, "matchOptions", {"start":{"line":7,"column":3},"end":{"line":7,"column":15}} ), depth0)) != null ? stack1 : "")
    + "\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    return ", options?: MatchOptions";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "// "
    + alias3(alias2(alias1(depth0, "summary", {"start":{"line":1,"column":5},"end":{"line":1,"column":12}} ), depth0))
    + "\n// Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":25},"end":{"line":2,"column":32}} ), depth0))
    + ": edit the rules, not this file.\n\n"
    + ((stack1 = alias2(alias1(depth0, "types", {"start":{"line":4,"column":3},"end":{"line":4,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":9,"column":7}}})) != null ? stack1 : "")
    + "/** A rule that judges single events, with its matcher. */\nexport interface Entry {\n  readonly rule: Rule;\n  /** Does this event match the rule? What is no event does not; nothing throws. */\n  match(event: unknown"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":22},"end":{"line":14,"column":66}}})) != null ? stack1 : "")
    + "): boolean;\n}\n\n/** Every rule that judges single events, in order of its path. */\nexport declare const rules: readonly Entry[];\n\n"
    + ((stack1 = alias2(alias1(depth0, "matcherTypes", {"start":{"line":20,"column":3},"end":{"line":20,"column":15}} ), depth0)) != null ? stack1 : "")
    + "\n\n/** A rule that joins events. */\nexport interface JoiningEntry {\n  readonly rule: Rule;\n  /** A matcher of its own for one stream of events, parsed JSON documents. Throws a RangeError for options that make no sense; the matcher itself throws nothing. */\n  createMatcher<Event = unknown>(options?: MatcherOptions): Matcher<Event>;\n}\n\n/** Every rule that joins events, in order of its path. */\nexport declare const joiningRules: readonly JoiningEntry[];\n\n/** The rules of `rules` that this event, a parsed JSON document, matches. */\nexport declare function matchAll(event: unknown"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":33,"column":47},"end":{"line":33,"column":91}}})) != null ? stack1 : "")
    + "): Rule[];\n";
},"useData":true};

// biome-ignore format: generated
export const bundle: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    return ", options";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n// "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":16,"column":5},"end":{"line":16,"column":10}} ), depth0))
    + "\n// "
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":17,"column":5},"end":{"line":17,"column":9}} ), depth0))
    + "\n//\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"query"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":19,"column":0},"end":{"line":21,"column":9}}})) != null ? stack1 : "")
    + "//\n// "
    + alias3(alias2(alias1(depth0, "fidelity", {"start":{"line":23,"column":5},"end":{"line":23,"column":13}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"deviations"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":24,"column":0},"end":{"line":26,"column":9}}})) != null ? stack1 : "")
    + "{\n  "
    + ((stack1 = alias2(alias1(depth0, "metadata", {"start":{"line":28,"column":5},"end":{"line":28,"column":13}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"constants"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":29,"column":0},"end":{"line":31,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"conditions"),{"name":"each","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":32,"column":0},"end":{"line":39,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"match"),{"name":"if","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":40,"column":0},"end":{"line":45,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"matcher"),{"name":"if","hash":{},"fn":container.program(10, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":46,"column":0},"end":{"line":51,"column":7}}})) != null ? stack1 : "")
    + "}\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "//"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":20,"column":2},"end":{"line":20,"column":32}}})) != null ? stack1 : "")
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    return "   "
    + container.escapeExpression(container.lambda(depth0, depth0));
},"4":function(container,depth0,helpers,partials,data) {
    return "// - "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1;

  return ((stack1 = container.lambda(container.strict(depth0, "constants", {"start":{"line":30,"column":3},"end":{"line":30,"column":12}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), alias2=container.strict, alias3=container.lambda, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"text"),{"name":"if","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":33,"column":0},"end":{"line":35,"column":7}}})) != null ? stack1 : "")
    + "  function "
    + ((stack1 = alias3(alias2(depth0, "name", {"start":{"line":36,"column":14},"end":{"line":36,"column":18}} ), depth0)) != null ? stack1 : "")
    + "(event"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":36,"column":27},"end":{"line":36,"column":52}}})) != null ? stack1 : "")
    + ") {\n"
    + ((stack1 = alias3(alias2(depth0, "body", {"start":{"line":37,"column":3},"end":{"line":37,"column":7}} ), depth0)) != null ? stack1 : "")
    + "\n  }\n";
},"7":function(container,depth0,helpers,partials,data) {
    return "  // "
    + container.escapeExpression(container.lambda(container.strict(depth0, "text", {"start":{"line":34,"column":7},"end":{"line":34,"column":11}} ), depth0))
    + "\n";
},"8":function(container,depth0,helpers,partials,data) {
    return ", now";
},"9":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "  const match = (event"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":41,"column":22},"end":{"line":41,"column":51}}})) != null ? stack1 : "")
    + ") => {\n"
    + ((stack1 = container.lambda(container.strict(depth0, "match", {"start":{"line":42,"column":3},"end":{"line":42,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\n  };\n  rules.push({ rule, match });\n";
},"10":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "  const createMatcher = (options = {}) => {\n"
    + ((stack1 = container.lambda(container.strict(depth0, "matcher", {"start":{"line":48,"column":3},"end":{"line":48,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n  };\n  joiningRules.push({ rule, createMatcher });\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "// "
    + alias3(alias2(alias1(depth0, "summary", {"start":{"line":1,"column":5},"end":{"line":1,"column":12}} ), depth0))
    + "\n// Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":25},"end":{"line":2,"column":32}} ), depth0))
    + ": edit the rules, not this file.\n\n/** Every rule that judges single events, in order of its path: `rule` says what it is, `match(event)` whether an event matches it. */\nexport const rules = [];\n\n/** Every rule that joins events, in order of its path: `createMatcher(options)` makes a matcher for one stream. */\nexport const joiningRules = [];\n\n/** The rules of `rules` that this event, a parsed JSON document, matches. */\nexport function matchAll(event"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":11,"column":30},"end":{"line":11,"column":59}}})) != null ? stack1 : "")
    + ") {\n  return rules.filter((entry) => entry.match(event"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":12,"column":50},"end":{"line":12,"column":79}}})) != null ? stack1 : "")
    + ")).map((entry) => entry.rule);\n}\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"blocks"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":0},"end":{"line":53,"column":9}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = alias2(alias1(depth0, "helpers", {"start":{"line":55,"column":3},"end":{"line":55,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"useData":true};

// biome-ignore format: generated
export const declaration: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var stack1;

  return ((stack1 = container.lambda(container.strict(depth0, "matchOptions", {"start":{"line":9,"column":3},"end":{"line":9,"column":15}} ), depth0)) != null ? stack1 : "")
    + "\n\n";
},"1":function(container,depth0,helpers,partials,data) {
    return ", options?: MatchOptions";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n"
    + ((stack1 = container.lambda(container.strict(depth0, "explain", {"start":{"line":16,"column":3},"end":{"line":16,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n\n/** As `match`, with the truth of every part of the condition; null for what is no event. */\nexport declare function explain(event: unknown"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":19,"column":46},"end":{"line":19,"column":90}}})) != null ? stack1 : "")
    + "): Explanation | null;\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "// "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":1,"column":5},"end":{"line":1,"column":10}} ), depth0))
    + "\n// Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":25},"end":{"line":2,"column":32}} ), depth0))
    + " from "
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":2,"column":42},"end":{"line":2,"column":46}} ), depth0))
    + ": edit the rule, not this file.\n\n"
    + ((stack1 = alias2(alias1(depth0, "types", {"start":{"line":4,"column":3},"end":{"line":4,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\n\nexport declare const rule: Rule;\n\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":8,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + "/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws. */\nexport declare function match(event: unknown"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":13,"column":44},"end":{"line":13,"column":88}}})) != null ? stack1 : "")
    + "): boolean;\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"explain"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":0},"end":{"line":20,"column":7}}})) != null ? stack1 : "");
},"useData":true};

// biome-ignore format: generated
export const joinedDeclaration: TemplateSpec = {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "// "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":1,"column":5},"end":{"line":1,"column":10}} ), depth0))
    + "\n// Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":25},"end":{"line":2,"column":32}} ), depth0))
    + " from "
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":2,"column":42},"end":{"line":2,"column":46}} ), depth0))
    + ": edit the rule, not this file.\n\n"
    + ((stack1 = alias2(alias1(depth0, "types", {"start":{"line":4,"column":3},"end":{"line":4,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\n\nexport declare const rule: Rule;\n\n"
    + ((stack1 = alias2(alias1(depth0, "matcherTypes", {"start":{"line":8,"column":3},"end":{"line":8,"column":15}} ), depth0)) != null ? stack1 : "")
    + "\n\n/** A matcher of its own for one stream of events, parsed JSON documents. Throws a RangeError for options that make no sense; the matcher itself throws nothing. */\nexport declare function createMatcher<Event = unknown>(options?: MatcherOptions): Matcher<Event>;\n";
},"useData":true};

// biome-ignore format: generated
export const joined: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "//"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":5,"column":2},"end":{"line":5,"column":32}}})) != null ? stack1 : "")
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    return "   "
    + container.escapeExpression(container.lambda(depth0, depth0));
},"2":function(container,depth0,helpers,partials,data) {
    return "// - "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    return " `options.now` says what `now` in the rule's dates means, epoch milliseconds or a function that gives them; by default it is Date.now.";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "\n"
    + ((stack1 = container.lambda(container.strict(depth0, "constants", {"start":{"line":21,"column":3},"end":{"line":21,"column":12}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"5":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=depth0 != null ? depth0 : (container.nullContext || {}), alias2=container.strict, alias3=container.lambda, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"text"),{"name":"if","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":25,"column":0},"end":{"line":27,"column":7}}})) != null ? stack1 : "")
    + "function "
    + ((stack1 = alias3(alias2(depth0, "name", {"start":{"line":28,"column":12},"end":{"line":28,"column":16}} ), depth0)) != null ? stack1 : "")
    + "(event"
    + ((stack1 = lookupProperty(helpers,"if").call(alias1,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":28,"column":25},"end":{"line":28,"column":50}}})) != null ? stack1 : "")
    + ") {\n"
    + ((stack1 = alias3(alias2(depth0, "body", {"start":{"line":29,"column":3},"end":{"line":29,"column":7}} ), depth0)) != null ? stack1 : "")
    + "\n}\n";
},"6":function(container,depth0,helpers,partials,data) {
    return "// "
    + container.escapeExpression(container.lambda(container.strict(depth0, "text", {"start":{"line":26,"column":5},"end":{"line":26,"column":9}} ), depth0))
    + "\n";
},"7":function(container,depth0,helpers,partials,data) {
    return ", now";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "// "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":1,"column":5},"end":{"line":1,"column":10}} ), depth0))
    + "\n// Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":25},"end":{"line":2,"column":32}} ), depth0))
    + " from "
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":2,"column":42},"end":{"line":2,"column":46}} ), depth0))
    + ": edit the rule, not this file.\n//\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"query"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":4,"column":0},"end":{"line":6,"column":9}}})) != null ? stack1 : "")
    + "//\n// "
    + alias3(alias2(alias1(depth0, "fidelity", {"start":{"line":8,"column":5},"end":{"line":8,"column":13}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"deviations"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "")
    + "\nexport "
    + ((stack1 = alias2(alias1(depth0, "metadata", {"start":{"line":13,"column":10},"end":{"line":13,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n\n/** A matcher of its own, for one stream of events: push(event), advance(time), flush(), state()."
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":15,"column":97},"end":{"line":15,"column":251}}})) != null ? stack1 : "")
    + " */\nexport function createMatcher(options = {}) {\n"
    + ((stack1 = alias2(alias1(depth0, "matcher", {"start":{"line":17,"column":3},"end":{"line":17,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n}\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"constants"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":19,"column":0},"end":{"line":22,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"conditions"),{"name":"each","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":23,"column":0},"end":{"line":31,"column":9}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = alias2(alias1(depth0, "helpers", {"start":{"line":33,"column":3},"end":{"line":33,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"useData":true};

// biome-ignore format: generated
export const module: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "//"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),depth0,{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":5,"column":2},"end":{"line":5,"column":32}}})) != null ? stack1 : "")
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    return "   "
    + container.escapeExpression(container.lambda(depth0, depth0));
},"2":function(container,depth0,helpers,partials,data) {
    return "// - "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "\n"
    + ((stack1 = container.lambda(container.strict(depth0, "constants", {"start":{"line":16,"column":3},"end":{"line":16,"column":12}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"4":function(container,depth0,helpers,partials,data) {
    return " `options.now` says what `now` in the rule's dates means, epoch milliseconds or a function that gives them; by default it is Date.now.";
},"5":function(container,depth0,helpers,partials,data) {
    return ", options";
},"6":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n/** As `match`, with the truth of every part of the condition; null for what is no event. */\nexport function explain(event"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":26,"column":29},"end":{"line":26,"column":58}}})) != null ? stack1 : "")
    + ") {\n"
    + ((stack1 = container.lambda(container.strict(depth0, "explain", {"start":{"line":27,"column":3},"end":{"line":27,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n}\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "// "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":1,"column":5},"end":{"line":1,"column":10}} ), depth0))
    + "\n// Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":25},"end":{"line":2,"column":32}} ), depth0))
    + " from "
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":2,"column":42},"end":{"line":2,"column":46}} ), depth0))
    + ": edit the rule, not this file.\n//\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"query"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":4,"column":0},"end":{"line":6,"column":9}}})) != null ? stack1 : "")
    + "//\n// "
    + alias3(alias2(alias1(depth0, "fidelity", {"start":{"line":8,"column":5},"end":{"line":8,"column":13}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"deviations"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "")
    + "\nexport "
    + ((stack1 = alias2(alias1(depth0, "metadata", {"start":{"line":13,"column":10},"end":{"line":13,"column":18}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"constants"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":0},"end":{"line":17,"column":7}}})) != null ? stack1 : "")
    + "\n/** Does this event, a parsed JSON document, match the rule? What is no event does not; nothing throws."
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":19,"column":103},"end":{"line":19,"column":257}}})) != null ? stack1 : "")
    + " */\nexport function match(event"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"clock"),{"name":"if","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":20,"column":27},"end":{"line":20,"column":56}}})) != null ? stack1 : "")
    + ") {\n"
    + ((stack1 = alias2(alias1(depth0, "match", {"start":{"line":21,"column":3},"end":{"line":21,"column":8}} ), depth0)) != null ? stack1 : "")
    + "\n}\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"explain"),{"name":"if","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":23,"column":0},"end":{"line":29,"column":7}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = alias2(alias1(depth0, "helpers", {"start":{"line":31,"column":3},"end":{"line":31,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"useData":true};
