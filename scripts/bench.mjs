// `npm run bench`: measures what users run, the bundle, not the modules that it is made of.
import { bundle } from "./bundle-cli.mjs";

await bundle("bench/bench.ts", ".cache/bench");
await import("../.cache/bench/bench.js");
