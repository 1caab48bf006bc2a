// @ts-nocheck
// Made by scripts/templates.ts from templates/*.hbs. Do not edit: npm run templates
import type { TemplateSpec } from "../../src/target/template.ts";

// biome-ignore format: generated
export const portfolio: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var alias1=container.lambda, alias2=container.escapeExpression;

  return "<th class=\"n "
    + alias2(alias1(depth0, depth0))
    + "\">"
    + alias2(alias1(depth0, depth0))
    + "</th>";
},"1":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr><th>"
    + alias3(alias2(alias1(depth0, "id", {"start":{"line":28,"column":10},"end":{"line":28,"column":17}} ), depth0))
    + " <small>"
    + alias3(alias2(alias1(depth0, "version", {"start":{"line":28,"column":29},"end":{"line":28,"column":41}} ), depth0))
    + "</small></th>"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"counts"),{"name":"each","hash":{},"fn":container.program(2, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":28,"column":56},"end":{"line":28,"column":136}}})) != null ? stack1 : "")
    + "</tr>\n";
},"2":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<td class=\"n "
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":28,"column":92},"end":{"line":28,"column":104}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":28,"column":110},"end":{"line":28,"column":120}} ), depth0))
    + "</td>";
},"3":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<h2>Why</h2>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"causes"),{"name":"each","hash":{},"fn":container.program(4, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":34,"column":0},"end":{"line":39,"column":9}}})) != null ? stack1 : "");
},"4":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<details><summary><b class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":35,"column":30},"end":{"line":35,"column":42}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":35,"column":48},"end":{"line":35,"column":58}} ), depth0))
    + "</b>, "
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":35,"column":68},"end":{"line":35,"column":78}} ), depth0))
    + "</summary>\n<ul>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"reasons"),{"name":"each","hash":{},"fn":container.program(5, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":36,"column":4},"end":{"line":36,"column":89}}})) != null ? stack1 : "")
    + "</ul>\n<p>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"rules"),{"name":"each","hash":{},"fn":container.program(6, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":37,"column":3},"end":{"line":37,"column":65}}})) != null ? stack1 : "")
    + "</p>\n</details>\n";
},"5":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<li>"
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":36,"column":32},"end":{"line":36,"column":41}} ), depth0))
    + " <small>("
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":36,"column":54},"end":{"line":36,"column":64}} ), depth0))
    + ")</small></li>";
},"6":function(container,depth0,helpers,partials,data) {
    var alias1=container.lambda, alias2=container.escapeExpression;

  return "<a href=\"#"
    + alias2(alias1(depth0, depth0))
    + "\">"
    + alias2(alias1(depth0, depth0))
    + "</a> ";
},"7":function(container,depth0,helpers,partials,data) {
    return "<th>"
    + container.escapeExpression(container.lambda(container.strict(depth0, "id", {"start":{"line":43,"column":40},"end":{"line":43,"column":47}} ), depth0))
    + "</th>";
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr><td><a href=\"#"
    + alias3(alias2(alias1(depth0, "id", {"start":{"line":45,"column":20},"end":{"line":45,"column":27}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":45,"column":33},"end":{"line":45,"column":42}} ), depth0))
    + "</a></td>"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"cells"),{"name":"each","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":45,"column":53},"end":{"line":45,"column":132}}})) != null ? stack1 : "")
    + "</tr>\n";
},"9":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<td class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":45,"column":86},"end":{"line":45,"column":98}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":45,"column":104},"end":{"line":45,"column":116}} ), depth0))
    + "</td>";
},"10":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<section id=\""
    + alias3(alias2(alias1(depth0, "id", {"start":{"line":49,"column":15},"end":{"line":49,"column":22}} ), depth0))
    + "\">\n<h3>"
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":50,"column":6},"end":{"line":50,"column":15}} ), depth0))
    + "</h3> <small>"
    + alias3(alias2(alias1(depth0, "file", {"start":{"line":50,"column":32},"end":{"line":50,"column":41}} ), depth0))
    + ", "
    + alias3(alias2(alias1(depth0, "type", {"start":{"line":50,"column":47},"end":{"line":50,"column":56}} ), depth0))
    + " "
    + alias3(alias2(alias1(depth0, "language", {"start":{"line":50,"column":61},"end":{"line":50,"column":74}} ), depth0))
    + "</small>\n<pre>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"source"),{"name":"each","hash":{},"fn":container.program(11, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":51,"column":5},"end":{"line":51,"column":130}}})) != null ? stack1 : "")
    + "</pre>\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(lookupProperty(depth0,"findings"),"length"),{"name":"if","hash":{},"fn":container.program(14, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":52,"column":0},"end":{"line":54,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(lookupProperty(depth0,"artefacts"),"length"),{"name":"if","hash":{},"fn":container.program(16, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":55,"column":0},"end":{"line":61,"column":7}}})) != null ? stack1 : "")
    + "</section>\n";
},"11":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"title"),{"name":"if","hash":{},"fn":container.program(12, data, 0),"inverse":container.program(13, data, 0),"data":data,"loc":{"start":{"line":51,"column":26},"end":{"line":51,"column":121}}})) != null ? stack1 : "");
},"12":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<mark title=\""
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":51,"column":59},"end":{"line":51,"column":69}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":51,"column":75},"end":{"line":51,"column":84}} ), depth0))
    + "</mark>";
},"13":function(container,depth0,helpers,partials,data) {
    return container.escapeExpression(container.lambda(container.strict(depth0, "text", {"start":{"line":51,"column":103},"end":{"line":51,"column":112}} ), depth0));
},"14":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<ul>"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"findings"),{"name":"each","hash":{},"fn":container.program(15, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":53,"column":4},"end":{"line":53,"column":167}}})) != null ? stack1 : "")
    + "</ul>\n";
},"15":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<li><b class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":53,"column":43},"end":{"line":53,"column":55}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "target", {"start":{"line":53,"column":61},"end":{"line":53,"column":72}} ), depth0))
    + " "
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":53,"column":77},"end":{"line":53,"column":89}} ), depth0))
    + "</b>: "
    + alias3(alias2(alias1(depth0, "reason", {"start":{"line":53,"column":99},"end":{"line":53,"column":110}} ), depth0))
    + " <small>"
    + alias3(alias2(alias1(depth0, "code", {"start":{"line":53,"column":122},"end":{"line":53,"column":131}} ), depth0))
    + " "
    + alias3(alias2(alias1(depth0, "at", {"start":{"line":53,"column":136},"end":{"line":53,"column":143}} ), depth0))
    + "</small></li>";
},"16":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<details><summary>artefacts</summary><div class=\"side\">\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"artefacts"),{"name":"each","hash":{},"fn":container.program(17, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":57,"column":0},"end":{"line":59,"column":9}}})) != null ? stack1 : "")
    + "</div></details>\n";
},"17":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<figure><figcaption>"
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":58,"column":22},"end":{"line":58,"column":31}} ), depth0))
    + "</figcaption><pre>"
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":58,"column":53},"end":{"line":58,"column":62}} ), depth0))
    + "</pre></figure>\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Verdict: "
    + alias3(alias2(alias1(depth0, "total", {"start":{"line":7,"column":18},"end":{"line":7,"column":23}} ), depth0))
    + "</title>\n<style>\n:root { color-scheme: light dark; --line: #8884; --exact: #2e7d32; --over: #b26a00; --under: #1565c0; --incomparable: #7b1fa2; --refused: #c62828; --error: #c62828; }\nbody { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 90rem; }\nh1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; margin: 0; display: inline; }\ntable { border-collapse: collapse; } th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: left; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }\n.wide { overflow-x: auto; }\n.exact { color: var(--exact); } .over { color: var(--over); } .under { color: var(--under); } .incomparable { color: var(--incomparable); } .refused, .error { color: var(--refused); }\npre { overflow: auto; max-height: 40rem; padding: .7rem; border: 1px solid var(--line); border-radius: 4px; font: 13px/1.45 ui-monospace, monospace; margin: .5rem 0; }\nmark { background: none; color: inherit; text-decoration: underline wavy var(--refused); text-underline-offset: 3px; }\n.side { display: grid; grid-template-columns: repeat(auto-fit, minmax(30rem, 1fr)); gap: 1rem; }\n.side figure { margin: 0; min-width: 0; } figcaption, small { opacity: .75; }\ndetails { margin: .4rem 0; } summary { cursor: pointer; } section { border-top: 1px solid var(--line); padding: .6rem 0; }\n</style>\n</head>\n<body>\n<h1>"
    + alias3(alias2(alias1(depth0, "total", {"start":{"line":23,"column":6},"end":{"line":23,"column":11}} ), depth0))
    + ": what they compile to</h1>\n<p>"
    + alias3(alias2(alias1(depth0, "unread", {"start":{"line":24,"column":5},"end":{"line":24,"column":11}} ), depth0))
    + " "
    + alias3(alias2(alias1(depth0, "withoutArtefacts", {"start":{"line":24,"column":16},"end":{"line":24,"column":32}} ), depth0))
    + " <small>Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":24,"column":52},"end":{"line":24,"column":59}} ), depth0))
    + "</small></p>\n<table>\n<tr><th>target</th>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"outcomes"),{"name":"each","hash":{},"fn":container.program(0, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":26,"column":19},"end":{"line":26,"column":82}}})) != null ? stack1 : "")
    + "</tr>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"targets"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":27,"column":0},"end":{"line":29,"column":9}}})) != null ? stack1 : "")
    + "</table>\n<p><b class=\"exact\">exact</b>: matches what the rule matches. <b class=\"over\">over</b>, <b class=\"under\">under</b>: may match more, or less. <b class=\"incomparable\">incomparable</b>: both. <b class=\"refused\">refused</b>: the target cannot say it. <b class=\"error\">error</b>: the rule does not compile.</p>\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(lookupProperty(depth0,"causes"),"length"),{"name":"if","hash":{},"fn":container.program(3, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":32,"column":0},"end":{"line":40,"column":7}}})) != null ? stack1 : "")
    + "<h2>Rules</h2>\n<div class=\"wide\"><table>\n<tr><th>rule</th>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"targets"),{"name":"each","hash":{},"fn":container.program(7, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":43,"column":17},"end":{"line":43,"column":63}}})) != null ? stack1 : "")
    + "</tr>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"rules"),{"name":"each","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":44,"column":0},"end":{"line":46,"column":9}}})) != null ? stack1 : "")
    + "</table></div>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"rules"),{"name":"each","hash":{},"fn":container.program(10, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":48,"column":0},"end":{"line":63,"column":9}}})) != null ? stack1 : "")
    + "</body>\n</html>\n";
},"useData":true};
