import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { eql } from "./src/frontends/eql/index.ts";
import { parseQuery } from "./src/frontends/eql/parser.ts";
import { lex } from "./src/frontends/eql/lexer.ts";
import { Report } from "./src/frontends/_shared/report.ts";
import { schemaOf } from "./src/schema/schema.ts";
const ctx={schema:schemaOf("t",{}),index:[],categoryField:"event.category",timestampField:"@timestamp",tiebreakerField:null};
const walk=(d:string):string[]=>readdirSync(d,{withFileTypes:true}).flatMap(e=>e.isDirectory()?walk(join(d,e.name)):e.name.endsWith(".toml")?[join(d,e.name)]:[]);
const qs:string[]=[];
for (const f of walk("/work/shared/corpus/elastic")) { const doc:any=parse(readFileSync(f,"utf8")); if (doc.rule?.language==="eql"&&doc.rule.query) qs.push(doc.rule.query); }
console.log(qs.length, qs.reduce((a,q)=>a+q.length,0)/qs.length);
for (let i=0;i<6;i++) { 
 let t=performance.now(); for (const q of qs) lex(q,()=>{}); const l=performance.now()-t;
 t=performance.now(); for (const q of qs) parseQuery(q,new Report()); const p=performance.now()-t;
 t=performance.now(); for (const q of qs) eql.read(q,ctx); const r=performance.now()-t; console.log(l.toFixed(0),p.toFixed(0),r.toFixed(0)); }
