// @ts-nocheck
// Made by scripts/templates.ts from templates/*.hbs. Do not edit: npm run templates
import type { TemplateSpec } from "../../src/target/template.ts";

// biome-ignore format: generated
export const module: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    return "//   "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    return "// - "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "\n"
    + ((stack1 = container.lambda(container.strict(depth0, "constants", {"start":{"line":16,"column":3},"end":{"line":16,"column":12}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "// "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":1,"column":5},"end":{"line":1,"column":10}} ), depth0))
    + "\n// Compiled by Verdict from "
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":2,"column":30},"end":{"line":2,"column":34}} ), depth0))
    + ": edit the rule, not this file.\n//\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"query"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":4,"column":0},"end":{"line":6,"column":9}}})) != null ? stack1 : "")
    + "//\n// "
    + alias3(alias2(alias1(depth0, "fidelity", {"start":{"line":8,"column":5},"end":{"line":8,"column":13}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"deviations"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = alias2(alias1(depth0, "metadata", {"start":{"line":13,"column":3},"end":{"line":13,"column":11}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"constants"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":14,"column":0},"end":{"line":17,"column":7}}})) != null ? stack1 : "")
    + "\n/** Does this event, a parsed JSON document, match the rule? Anything that is no event does not; nothing throws. */\nexport function match(event) {\n"
    + ((stack1 = alias2(alias1(depth0, "body", {"start":{"line":21,"column":3},"end":{"line":21,"column":7}} ), depth0)) != null ? stack1 : "")
    + "\n}\n\n"
    + ((stack1 = alias2(alias1(depth0, "helpers", {"start":{"line":24,"column":3},"end":{"line":24,"column":10}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"useData":true};
