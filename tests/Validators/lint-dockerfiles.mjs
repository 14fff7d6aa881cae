// Lints Dockerfiles: node lint-dockerfiles.mjs FILE...; prints one line a problem and nothing when there is none.
// dockerlinter has the rules of hadolint, dockerfile-utils knows the language, and ShellCheck reads each script in them, as hadolint has it do.
import { execFileSync, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { DockerfileParser } = require("dockerfile-ast");
const { validate } = require("dockerfile-utils");
// It takes quotes that JSON escapes for others than JSON's; here each such list is read as JSON.
const misread = "EJ0001";
const linter = require.resolve("dockerlinter/bin/dockerfilelinter");

/** The words of an instruction that is a program and its arguments; none of another. */
function wordsOf(instruction) {
  const content = instruction.getRawArgumentsContent() ?? "";
  return content.endsWith("]") ? JSON.parse(content.slice(content.indexOf("["))) : [];
}

/** The script of an instruction, and the shell that reads it; null where it has none. */
function scriptOf(instruction, shell) {
  if (instruction.getKeyword() === "RUN") return { shell, script: instruction.getRawArgumentsContent().replaceAll("\\\n", "") };
  const words = wordsOf(instruction);
  const at = words.indexOf("-c");
  return at > 0 && at + 1 < words.length ? { shell: words[0].split("/").at(-1), script: words[at + 1] } : null;
}

function* rules(path) {
  const output = execFileSync(process.execPath, [linter, "-f", path, "-s", "none", "-i", misread], { encoding: "utf8" });
  let line = 0;
  for (const text of output.split("\n").filter((text) => text.trim()))
    if (/^Line [0-9]+:$/.test(text)) line = text.slice(5, -1);
    else yield `${line}: dockerlinter: ${text.trim()}`;
}

function* scripts(text) {
  let shell = "sh";
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    if (instruction.getKeyword() === "FROM") shell = "sh";
    if (instruction.getKeyword() === "SHELL") shell = wordsOf(instruction)[0].split("/").at(-1);
    const found = scriptOf(instruction, shell);
    if (!found) continue;
    const check = spawnSync("shellcheck", ["--shell", found.shell, "--format", "gcc", "-"], { input: found.script + "\n", encoding: "utf8" });
    if (check.error) throw check.error;
    for (const problem of check.stdout.split("\n").filter((problem) => problem))
      yield `${instruction.getRange().start.line + 1}: shellcheck: ${problem.split(": ").slice(1).join(": ")}`;
  }
}

for (const path of process.argv.slice(2)) {
  const text = await readFile(path, "utf8");
  const problems = [...rules(path), ...validate(text).map((problem) => `${problem.range.start.line + 1}: dockerfile-utils: ${problem.message}`), ...scripts(text)];
  for (const problem of problems) console.log(`${path}:${problem}`);
}
