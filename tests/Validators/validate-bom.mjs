// Validates CycloneDX documents by the strict schema of their version: node validate-bom.mjs FILE...
// Prints one line a problem and nothing when there is none.
import { readFile } from "node:fs/promises";
import { Validation } from "@cyclonedx/cyclonedx-library";

for (const path of process.argv.slice(2)) {
  const text = await readFile(path, "utf8");
  const problems = await new Validation.JsonStrictValidator(JSON.parse(text).specVersion).validate(text);
  for (const problem of problems ?? []) console.log(`${path}: ${problem.instancePath} ${problem.message} ${JSON.stringify(problem.params)}`);
}
