// The language service imports JSON without the attribute that Node asks for: hand it over as a module.
import { readFile } from "node:fs/promises";

export async function load(url, context, next) {
  return url.endsWith(".json")
    ? { format: "module", shortCircuit: true, source: `export default ${await readFile(new URL(url), "utf8")}` }
    : next(url, context);
}
