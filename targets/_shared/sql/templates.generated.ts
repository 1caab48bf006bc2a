// @ts-nocheck
// Made by scripts/templates.ts from templates/*.hbs. Do not edit: npm run templates
import type { TemplateSpec } from "../../../src/target/template.ts";

// biome-ignore format: generated
export const deploy: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "\n-- "
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":11,"column":5},"end":{"line":11,"column":14}} ), depth0))
    + ": every "
    + alias3(alias2(alias1(depth0, "interval", {"start":{"line":11,"column":26},"end":{"line":11,"column":39}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"query"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.program(3, data, 0),"data":data,"loc":{"start":{"line":12,"column":0},"end":{"line":20,"column":7}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "INSERT INTO verdict_alerts\nSELECT rule_id, alert_id, "
    + ((stack1 = alias2(alias1(depth0, "ruleName", {"start":{"line":14,"column":29},"end":{"line":14,"column":42}} ), depth0)) != null ? stack1 : "")
    + ", "
    + ((stack1 = alias2(alias1(depth0, "severity", {"start":{"line":14,"column":50},"end":{"line":14,"column":63}} ), depth0)) != null ? stack1 : "")
    + ", "
    + ((stack1 = alias2(alias1(depth0, "risk", {"start":{"line":14,"column":71},"end":{"line":14,"column":80}} ), depth0)) != null ? stack1 : "")
    + ", event_time, window_time, event_ids, event_keys\nFROM "
    + ((stack1 = alias2(alias1(depth0, "query", {"start":{"line":15,"column":8},"end":{"line":15,"column":18}} ), depth0)) != null ? stack1 : "")
    + " AS matches\nWHERE "
    + ((stack1 = alias2(alias1(depth0, "where", {"start":{"line":16,"column":9},"end":{"line":16,"column":19}} ), depth0)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"conflict"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":16,"column":22},"end":{"line":17,"column":26}}})) != null ? stack1 : "")
    + ";\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "\n"
    + ((stack1 = container.lambda(container.strict(depth0, "conflict", {"start":{"line":17,"column":3},"end":{"line":17,"column":16}} ), depth0)) != null ? stack1 : "");
},"3":function(container,depth0,helpers,partials,data) {
    return "-- "
    + container.escapeExpression(container.lambda(container.strict(depth0, "reason", {"start":{"line":19,"column":5},"end":{"line":19,"column":16}} ), depth0))
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "-- The table of alerts, and what fills it: run this file as often as the rules' shortest interval. An alert that is there already is not inserted again, so\n-- windows may overlap. Compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":2,"column":46},"end":{"line":2,"column":53}} ), depth0))
    + " for "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":2,"column":62},"end":{"line":2,"column":67}} ), depth0))
    + ".\n--\n-- First "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":4,"column":11},"end":{"line":4,"column":16}} ), depth0))
    + " needs schema.sql, and then the file of each rule.\n\nCREATE TABLE IF NOT EXISTS verdict_alerts (\n  "
    + ((stack1 = alias2(alias1(depth0, "columns", {"start":{"line":7,"column":5},"end":{"line":7,"column":12}} ), depth0)) != null ? stack1 : "")
    + "\n)"
    + ((stack1 = alias2(alias1(depth0, "end", {"start":{"line":8,"column":4},"end":{"line":8,"column":7}} ), depth0)) != null ? stack1 : "")
    + ";\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"inserts"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":21,"column":9}}})) != null ? stack1 : "");
},"useData":true};

// biome-ignore format: generated
export const facts: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "-- "
    + alias3(alias2(alias1(depth0, "label", {"start":{"line":2,"column":5},"end":{"line":2,"column":15}} ), depth0))
    + ": "
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":2,"column":21},"end":{"line":2,"column":30}} ), depth0))
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"facts"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":1,"column":0},"end":{"line":3,"column":9}}})) != null ? stack1 : "");
},"useData":true};

// biome-ignore format: generated
export const head: TemplateSpec = {"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "-- "
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":1,"column":5},"end":{"line":1,"column":9}} ), depth0))
    + "\n-- rule "
    + alias3(alias2(alias1(depth0, "ruleId", {"start":{"line":2,"column":10},"end":{"line":2,"column":16}} ), depth0))
    + ", version "
    + alias3(alias2(alias1(depth0, "version", {"start":{"line":2,"column":30},"end":{"line":2,"column":37}} ), depth0))
    + ", severity "
    + alias3(alias2(alias1(depth0, "severity", {"start":{"line":2,"column":52},"end":{"line":2,"column":60}} ), depth0))
    + ", risk score "
    + alias3(alias2(alias1(depth0, "riskScore", {"start":{"line":2,"column":77},"end":{"line":2,"column":86}} ), depth0))
    + "\n";
},"useData":true};

// biome-ignore format: generated
export const rule: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "--   "
    + alias3(alias2(alias1(depth0, "code", {"start":{"line":3,"column":7},"end":{"line":3,"column":16}} ), depth0))
    + " ("
    + alias3(alias2(alias1(depth0, "direction", {"start":{"line":3,"column":22},"end":{"line":3,"column":36}} ), depth0))
    + "): "
    + alias3(alias2(alias1(depth0, "reason", {"start":{"line":3,"column":43},"end":{"line":3,"column":54}} ), depth0))
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    return "-- "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"2":function(container,depth0,helpers,partials,data) {
    var stack1;

  return ((stack1 = container.lambda(container.strict(depth0, "before", {"start":{"line":10,"column":3},"end":{"line":10,"column":9}} ), depth0)) != null ? stack1 : "")
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = alias2(alias1(depth0, "head", {"start":{"line":1,"column":3},"end":{"line":1,"column":7}} ), depth0)) != null ? stack1 : "")
    + "-- fidelity: "
    + alias3(alias2(alias1(depth0, "fidelity", {"start":{"line":1,"column":25},"end":{"line":1,"column":33}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"deviations"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":2,"column":0},"end":{"line":4,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = alias2(alias1(depth0, "facts", {"start":{"line":5,"column":3},"end":{"line":5,"column":8}} ), depth0)) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"usage"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":5,"column":11},"end":{"line":6,"column":9}}})) != null ? stack1 : "")
    + "-- compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":6,"column":34},"end":{"line":6,"column":41}} ), depth0))
    + " for "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":6,"column":50},"end":{"line":6,"column":55}} ), depth0))
    + ", layout "
    + alias3(alias2(alias1(depth0, "layout", {"start":{"line":6,"column":68},"end":{"line":6,"column":74}} ), depth0))
    + ", from source sha256 "
    + alias3(alias2(alias1(depth0, "hash", {"start":{"line":6,"column":99},"end":{"line":6,"column":103}} ), depth0))
    + "\n--\n"
    + ((stack1 = alias2(alias1(depth0, "source", {"start":{"line":8,"column":3},"end":{"line":8,"column":9}} ), depth0)) != null ? stack1 : "")
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"before"),{"name":"if","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = alias2(alias1(depth0, "statement", {"start":{"line":12,"column":3},"end":{"line":12,"column":12}} ), depth0)) != null ? stack1 : "")
    + ((stack1 = alias2(alias1(depth0, "after", {"start":{"line":12,"column":18},"end":{"line":12,"column":23}} ), depth0)) != null ? stack1 : "")
    + ";\n";
},"useData":true};

// biome-ignore format: generated
export const schema: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    return "-- "
    + container.escapeExpression(container.lambda(depth0, depth0))
    + "\n";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "--\n-- What the rules read:\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"fields"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":9,"column":0},"end":{"line":11,"column":9}}})) != null ? stack1 : "");
},"2":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "--   "
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":10,"column":7},"end":{"line":10,"column":16}} ), depth0))
    + ": "
    + alias3(alias2(alias1(depth0, "readings", {"start":{"line":10,"column":22},"end":{"line":10,"column":35}} ), depth0))
    + "\n";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "\n"
    + ((stack1 = container.lambda(depth0, depth0)) != null ? stack1 : "")
    + ";\n";
},"4":function(container,depth0,helpers,partials,data) {
    var stack1;

  return "\n-- Indicators that rules match events with: id, the indicator's own; otherwise like events.\n"
    + ((stack1 = container.lambda(container.strict(depth0, "indicators", {"start":{"line":22,"column":3},"end":{"line":22,"column":13}} ), depth0)) != null ? stack1 : "")
    + ";\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "-- The table that the rules of this folder read, compiled by Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":1,"column":71},"end":{"line":1,"column":78}} ), depth0))
    + " for "
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":1,"column":87},"end":{"line":1,"column":92}} ), depth0))
    + ", layout "
    + alias3(alias2(alias1(depth0, "layout", {"start":{"line":1,"column":105},"end":{"line":1,"column":111}} ), depth0))
    + ".\n--\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"notes"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":3,"column":0},"end":{"line":5,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"fields"),{"name":"if","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":6,"column":0},"end":{"line":12,"column":7}}})) != null ? stack1 : "")
    + "\n"
    + ((stack1 = alias2(alias1(depth0, "table", {"start":{"line":14,"column":3},"end":{"line":14,"column":8}} ), depth0)) != null ? stack1 : "")
    + ";\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"indexes"),{"name":"each","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":15,"column":0},"end":{"line":18,"column":9}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(depth0,"indicators"),{"name":"if","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":19,"column":0},"end":{"line":23,"column":7}}})) != null ? stack1 : "");
},"useData":true};

// biome-ignore format: generated
export const source: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    return "--\n-- "
    + container.escapeExpression(container.lambda(container.strict(depth0, "guide", {"start":{"line":5,"column":5},"end":{"line":5,"column":10}} ), depth0))
    + "\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "-- The query, in "
    + alias3(alias2(alias1(depth0, "language", {"start":{"line":1,"column":19},"end":{"line":1,"column":27}} ), depth0))
    + ":\n--   "
    + alias3(alias2(alias1(depth0, "query", {"start":{"line":2,"column":7},"end":{"line":2,"column":12}} ), depth0))
    + "\n"
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"guide"),{"name":"if","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":3,"column":0},"end":{"line":6,"column":7}}})) != null ? stack1 : "");
},"useData":true};
