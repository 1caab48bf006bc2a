// @ts-nocheck
// Made by scripts/templates.ts from templates/*.hbs. Do not edit: npm run templates
import type { TemplateSpec } from "../../src/target/template.ts";

// biome-ignore format: generated
export const portfolio: TemplateSpec = {"0":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"counts"),{"name":"each","hash":{},"fn":container.program(1, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":25,"column":17},"end":{"line":26,"column":9}}})) != null ? stack1 : "");
},"1":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "body:has(#show-"
    + alias3(alias2(alias1(depth0, "key", {"start":{"line":25,"column":55},"end":{"line":25,"column":63}} ), depth0))
    + ":checked) .rule:not(."
    + alias3(alias2(alias1(depth0, "key", {"start":{"line":25,"column":88},"end":{"line":25,"column":96}} ), depth0))
    + ", :target) { display: none; }\n";
},"2":function(container,depth0,helpers,partials,data) {
    var alias1=container.lambda, alias2=container.escapeExpression;

  return "<th scope=\"col\" class=\"n "
    + alias2(alias1(depth0, depth0))
    + "\">"
    + alias2(alias1(depth0, depth0))
    + "</th>";
},"3":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr><th scope=\"row\">"
    + alias3(alias2(alias1(depth0, "id", {"start":{"line":36,"column":22},"end":{"line":36,"column":29}} ), depth0))
    + " <small>"
    + alias3(alias2(alias1(depth0, "version", {"start":{"line":36,"column":41},"end":{"line":36,"column":53}} ), depth0))
    + "</small></th>"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"counts"),{"name":"each","hash":{},"fn":container.program(4, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":36,"column":68},"end":{"line":36,"column":352}}})) != null ? stack1 : "")
    + "</tr>\n";
},"4":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"count"),{"name":"if","hash":{},"fn":container.program(5, data, 0, blockParams, depths),"inverse":container.program(6, data, 0, blockParams, depths),"data":data,"loc":{"start":{"line":36,"column":89},"end":{"line":36,"column":343}}})) != null ? stack1 : "");
},"5":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<td class=\"n "
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":36,"column":122},"end":{"line":36,"column":134}} ), depth0))
    + "\"><label><input type=\"radio\" name=\"show\" id=\"show-"
    + alias3(alias2(alias1(depth0, "key", {"start":{"line":36,"column":188},"end":{"line":36,"column":196}} ), depth0))
    + "\" aria-label=\"show the "
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":36,"column":223},"end":{"line":36,"column":233}} ), depth0))
    + " that are "
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":36,"column":247},"end":{"line":36,"column":259}} ), depth0))
    + " on "
    + alias3(alias2(alias1(depths[1], "id", {"start":{"line":36,"column":267},"end":{"line":36,"column":272}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":36,"column":278},"end":{"line":36,"column":288}} ), depth0))
    + "</label></td>";
},"6":function(container,depth0,helpers,partials,data) {
    return "<td class=\"n none\">0</td>";
},"7":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<h2>Why</h2>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"causes"),{"name":"each","hash":{},"fn":container.program(8, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":43,"column":0},"end":{"line":48,"column":9}}})) != null ? stack1 : "");
},"8":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<details><summary><b class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":44,"column":30},"end":{"line":44,"column":42}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":44,"column":48},"end":{"line":44,"column":58}} ), depth0))
    + "</b>, "
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":44,"column":68},"end":{"line":44,"column":78}} ), depth0))
    + "</summary>\n<ul>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"reasons"),{"name":"each","hash":{},"fn":container.program(9, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":45,"column":4},"end":{"line":45,"column":89}}})) != null ? stack1 : "")
    + "</ul>\n<p>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"rules"),{"name":"each","hash":{},"fn":container.program(10, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":46,"column":3},"end":{"line":46,"column":74}}})) != null ? stack1 : "")
    + "</p>\n</details>\n";
},"9":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<li>"
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":45,"column":32},"end":{"line":45,"column":41}} ), depth0))
    + " <small>("
    + alias3(alias2(alias1(depth0, "count", {"start":{"line":45,"column":54},"end":{"line":45,"column":64}} ), depth0))
    + ")</small></li>";
},"10":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<a href=\""
    + alias3(alias2(alias1(depth0, "href", {"start":{"line":46,"column":34},"end":{"line":46,"column":43}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":46,"column":49},"end":{"line":46,"column":58}} ), depth0))
    + "</a> ";
},"11":function(container,depth0,helpers,partials,data) {
    return "<th scope=\"col\">"
    + container.escapeExpression(container.lambda(container.strict(depth0, "id", {"start":{"line":53,"column":71},"end":{"line":53,"column":78}} ), depth0))
    + "</th>";
},"12":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<tr class=\"rule "
    + alias3(alias2(alias1(depth0, "classes", {"start":{"line":56,"column":18},"end":{"line":56,"column":30}} ), depth0))
    + "\"><th scope=\"row\"><a href=\""
    + alias3(alias2(alias1(depth0, "href", {"start":{"line":56,"column":61},"end":{"line":56,"column":70}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "path", {"start":{"line":56,"column":76},"end":{"line":56,"column":85}} ), depth0))
    + "</a></th>"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"cells"),{"name":"each","hash":{},"fn":container.program(13, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":56,"column":96},"end":{"line":56,"column":175}}})) != null ? stack1 : "")
    + "</tr>\n";
},"13":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<td class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":56,"column":129},"end":{"line":56,"column":141}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":56,"column":147},"end":{"line":56,"column":159}} ), depth0))
    + "</td>";
},"14":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<section id=\""
    + alias3(alias2(alias1(depth0, "id", {"start":{"line":61,"column":15},"end":{"line":61,"column":22}} ), depth0))
    + "\" class=\"rule "
    + alias3(alias2(alias1(depth0, "classes", {"start":{"line":61,"column":40},"end":{"line":61,"column":52}} ), depth0))
    + "\">\n<h3>"
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":62,"column":6},"end":{"line":62,"column":15}} ), depth0))
    + "</h3> <small>"
    + alias3(alias2(alias1(depth0, "file", {"start":{"line":62,"column":32},"end":{"line":62,"column":41}} ), depth0))
    + ":"
    + alias3(alias2(alias1(depth0, "line", {"start":{"line":62,"column":46},"end":{"line":62,"column":55}} ), depth0))
    + ", "
    + alias3(alias2(alias1(depth0, "kind", {"start":{"line":62,"column":61},"end":{"line":62,"column":70}} ), depth0))
    + " <a href=\"#all-rules\">all rules</a></small>\n<pre class=\"rule-text\">"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"source"),{"name":"each","hash":{},"fn":container.program(15, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":63,"column":23},"end":{"line":63,"column":226}}})) != null ? stack1 : "")
    + "</pre>\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(lookupProperty(depth0,"findings"),"length"),{"name":"if","hash":{},"fn":container.program(19, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":64,"column":0},"end":{"line":66,"column":7}}})) != null ? stack1 : "")
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(lookupProperty(depth0,"artefacts"),"length"),{"name":"if","hash":{},"fn":container.program(21, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":67,"column":0},"end":{"line":73,"column":7}}})) != null ? stack1 : "")
    + "</section>\n";
},"15":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"title"),{"name":"if","hash":{},"fn":container.program(16, data, 0),"inverse":container.program(18, data, 0),"data":data,"loc":{"start":{"line":63,"column":44},"end":{"line":63,"column":217}}})) != null ? stack1 : "");
},"16":function(container,depth0,helpers,partials,data) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<mark class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":63,"column":77},"end":{"line":63,"column":89}} ), depth0))
    + "\" title=\""
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":63,"column":102},"end":{"line":63,"column":112}} ), depth0))
    + "\""
    + ((stack1 = lookupProperty(helpers,"if").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"numbers"),{"name":"if","hash":{},"fn":container.program(17, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":63,"column":115},"end":{"line":63,"column":168}}})) != null ? stack1 : "")
    + ">"
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":63,"column":171},"end":{"line":63,"column":180}} ), depth0))
    + "</mark>";
},"17":function(container,depth0,helpers,partials,data) {
    return " data-n=\""
    + container.escapeExpression(container.lambda(container.strict(depth0, "numbers", {"start":{"line":63,"column":146},"end":{"line":63,"column":158}} ), depth0))
    + "\"";
},"18":function(container,depth0,helpers,partials,data) {
    return container.escapeExpression(container.lambda(container.strict(depth0, "text", {"start":{"line":63,"column":199},"end":{"line":63,"column":208}} ), depth0));
},"19":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<ol>"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"findings"),{"name":"each","hash":{},"fn":container.program(20, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":65,"column":4},"end":{"line":65,"column":149}}})) != null ? stack1 : "")
    + "</ol>\n";
},"20":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<li><b class=\""
    + alias3(alias2(alias1(depth0, "outcome", {"start":{"line":65,"column":43},"end":{"line":65,"column":55}} ), depth0))
    + "\">"
    + alias3(alias2(alias1(depth0, "title", {"start":{"line":65,"column":61},"end":{"line":65,"column":71}} ), depth0))
    + "</b>: "
    + alias3(alias2(alias1(depth0, "reason", {"start":{"line":65,"column":81},"end":{"line":65,"column":92}} ), depth0))
    + " <small>"
    + alias3(alias2(alias1(depth0, "code", {"start":{"line":65,"column":104},"end":{"line":65,"column":113}} ), depth0))
    + " "
    + alias3(alias2(alias1(depth0, "at", {"start":{"line":65,"column":118},"end":{"line":65,"column":125}} ), depth0))
    + "</small></li>";
},"21":function(container,depth0,helpers,partials,data) {
    var stack1, lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<details><summary>"
    + container.escapeExpression(container.lambda(container.strict(depth0, "made", {"start":{"line":68,"column":20},"end":{"line":68,"column":29}} ), depth0))
    + "</summary><div class=\"side\">\n"
    + ((stack1 = lookupProperty(helpers,"each").call(depth0 != null ? depth0 : (container.nullContext || {}),lookupProperty(depth0,"artefacts"),{"name":"each","hash":{},"fn":container.program(22, data, 0),"inverse":container.noop,"data":data,"loc":{"start":{"line":69,"column":0},"end":{"line":71,"column":9}}})) != null ? stack1 : "")
    + "</div></details>\n";
},"22":function(container,depth0,helpers,partials,data) {
    var alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression;

  return "<figure><figcaption>"
    + alias3(alias2(alias1(depth0, "name", {"start":{"line":70,"column":22},"end":{"line":70,"column":31}} ), depth0))
    + "</figcaption><pre tabindex=\"0\">"
    + alias3(alias2(alias1(depth0, "text", {"start":{"line":70,"column":66},"end":{"line":70,"column":75}} ), depth0))
    + "</pre></figure>\n";
},"compiler":[8,">= 4.3.0"],"main":function(container,depth0,helpers,partials,data,blockParams,depths) {
    var stack1, alias1=container.strict, alias2=container.lambda, alias3=container.escapeExpression, alias4=depth0 != null ? depth0 : (container.nullContext || {}), lookupProperty = container.lookupProperty || function(parent, propertyName) {
        if (Object.prototype.hasOwnProperty.call(parent, propertyName)) {
          return parent[propertyName];
        }
        return undefined
    };

  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Verdict: "
    + alias3(alias2(alias1(depth0, "total", {"start":{"line":7,"column":18},"end":{"line":7,"column":23}} ), depth0))
    + "</title>\n<style>\n:root { color-scheme: light dark; --page: #fff; --text: #1a1a1a; --quiet: #595959; --line: #d5d5d5; --link: #0b57a4; --focus: #0b57a4; --exact: #1b6e24; --over: #855000; --under: #0f5aa8; --incomparable: #7b1fa2; --refused: #b3261e; --error: #b3261e; }\n@media (prefers-color-scheme: dark) { :root { --page: #141414; --text: #e8e8e8; --quiet: #ababab; --line: #3d3d3d; --link: #8ab8f5; --focus: #8ab8f5; --exact: #7ecb84; --over: #f0b35c; --under: #85b9f7; --incomparable: #d7a0f2; --refused: #ff8f85; --error: #ff8f85; } }\nbody { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 90rem; background: var(--page); color: var(--text); overflow-wrap: anywhere; }\na { color: var(--link); } :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }\nh1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; } h3 { font-size: 1rem; margin: 0; display: inline; }\nsmall, figcaption, .none { color: var(--quiet); font-weight: normal; }\ntable { border-collapse: separate; border-spacing: 0; overflow-wrap: normal; } th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: left; } .n { text-align: right; font-variant-numeric: tabular-nums; }\n.wide { width: fit-content; max-width: 100%; } .wide thead th { position: sticky; top: 0; background: var(--page); z-index: 1; } .wide tbody th { font-weight: normal; max-width: 30rem; overflow-wrap: anywhere; } .counts tbody th { font-weight: bold; }\n@media (max-width: 75rem) { .wide { overflow: auto; max-height: 85vh; } .wide th:first-child { position: sticky; left: 0; background: var(--page); } .wide thead th:first-child { z-index: 2; } .wide tbody th { min-width: 9.5rem; max-width: 40vw; box-sizing: border-box; } }\n.exact { color: var(--exact); } .over { color: var(--over); } .under { color: var(--under); } .incomparable { color: var(--incomparable); } .refused { color: var(--refused); } .error { color: var(--error); } td.none { color: var(--quiet); }\nlabel { cursor: pointer; } td label { display: inline-flex; gap: .4rem; align-items: center; } input { accent-color: var(--link); margin: 0; } .show label { margin-right: 1.5rem; }\npre { overflow: auto; max-height: 40rem; padding: .7rem; border: 1px solid var(--line); border-radius: 4px; font: 13px/1.6 ui-monospace, monospace; margin: .5rem 0; overflow-wrap: normal; } pre.rule-text { white-space: pre-wrap; overflow-wrap: anywhere; }\nmark[class] { background: none; color: inherit; text-decoration: underline wavy currentcolor; text-decoration-skip-ink: none; text-underline-offset: 3px; } mark.over { text-decoration-color: var(--over); } mark.under { text-decoration-color: var(--under); } mark.incomparable { text-decoration-color: var(--incomparable); } mark.refused, mark.error { text-decoration-color: var(--refused); }\nmark[data-n]::after { content: attr(data-n); display: inline-block; font-size: 10px; line-height: 1; vertical-align: super; margin-left: 2px; color: var(--quiet); }\n.side { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(30rem, 100%), 1fr)); gap: 1rem; } .side figure { margin: 0; min-width: 0; }\ndetails { margin: .4rem 0; } summary { cursor: pointer; } section { border-top: 1px solid var(--line); padding: .8rem 0; } section:target h3 { border-left: .3rem solid var(--focus); padding-left: .5rem; } ul, ol { padding-left: 1.6rem; }\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"targets"),{"name":"each","hash":{},"fn":container.program(0, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":25,"column":0},"end":{"line":26,"column":18}}})) != null ? stack1 : "")
    + "body:has(#show-deviating:checked) .rule:not(.deviating, :target) { display: none; }\n</style>\n</head>\n<body>\n<h1>"
    + alias3(alias2(alias1(depth0, "total", {"start":{"line":30,"column":6},"end":{"line":30,"column":11}} ), depth0))
    + ": what they compile to</h1>\n<p>"
    + alias3(alias2(alias1(depth0, "unread", {"start":{"line":31,"column":5},"end":{"line":31,"column":11}} ), depth0))
    + " "
    + alias3(alias2(alias1(depth0, "withoutArtefacts", {"start":{"line":31,"column":16},"end":{"line":31,"column":32}} ), depth0))
    + " <small>Verdict "
    + alias3(alias2(alias1(depth0, "verdict", {"start":{"line":31,"column":52},"end":{"line":31,"column":59}} ), depth0))
    + "</small></p>\n<div class=\"wide counts\" tabindex=\"0\" role=\"region\" aria-label=\"rules by target and outcome\"><table>\n<thead><tr><th scope=\"col\">target</th>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"outcomes"),{"name":"each","hash":{},"fn":container.program(2, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":33,"column":38},"end":{"line":33,"column":113}}})) != null ? stack1 : "")
    + "</tr></thead>\n<tbody>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"targets"),{"name":"each","hash":{},"fn":container.program(3, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":35,"column":0},"end":{"line":37,"column":9}}})) != null ? stack1 : "")
    + "</tbody>\n</table></div>\n<p><b class=\"exact\">exact</b>: matches what the rule matches. <b class=\"over\">over</b>, <b class=\"under\">under</b>: may match more, or less. <b class=\"incomparable\">incomparable</b>: both. <b class=\"refused\">refused</b>: the target cannot say it. <b class=\"error\">error</b>: the rule does not compile.</p>\n"
    + ((stack1 = lookupProperty(helpers,"if").call(alias4,lookupProperty(lookupProperty(depth0,"causes"),"length"),{"name":"if","hash":{},"fn":container.program(7, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":41,"column":0},"end":{"line":49,"column":7}}})) != null ? stack1 : "")
    + "<h2 id=\"all-rules\">Rules</h2>\n<p class=\"show\"><label><input type=\"radio\" name=\"show\" id=\"show-all\" checked> all of them</label> <label><input type=\"radio\" name=\"show\" id=\"show-deviating\"> those that are not exact on every target ("
    + alias3(alias2(alias1(depth0, "deviating", {"start":{"line":51,"column":202},"end":{"line":51,"column":211}} ), depth0))
    + ")</label> <small>or choose a number in the table above</small></p>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"rules by target\"><table>\n<thead><tr><th scope=\"col\">rule</th>"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"targets"),{"name":"each","hash":{},"fn":container.program(11, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":53,"column":36},"end":{"line":53,"column":94}}})) != null ? stack1 : "")
    + "</tr></thead>\n<tbody>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"rules"),{"name":"each","hash":{},"fn":container.program(12, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":55,"column":0},"end":{"line":57,"column":9}}})) != null ? stack1 : "")
    + "</tbody>\n</table></div>\n"
    + ((stack1 = lookupProperty(helpers,"each").call(alias4,lookupProperty(depth0,"rules"),{"name":"each","hash":{},"fn":container.program(14, data, 0, blockParams, depths),"inverse":container.noop,"data":data,"loc":{"start":{"line":60,"column":0},"end":{"line":75,"column":9}}})) != null ? stack1 : "")
    + "</body>\n</html>\n";
},"useData":true,"useDepths":true};
