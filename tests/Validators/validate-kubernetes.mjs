// Validates rendered Kubernetes objects by kubernetes-models: node validate-kubernetes.mjs FILE...
// Prints one line a problem and nothing when there is none: what the schemas refuse, and fields that the declared types do not have, which schemas let pass.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";

const require = createRequire(import.meta.url);
const packages = dirname(dirname(require.resolve("kubernetes-models/package.json")));

/** The fields that a file of declarations gives its first interface: by name, the file of their own type, or null where it has no fields of ours. */
const known = new Map();
async function fieldsOf(file) {
  if (!known.has(file)) {
    const text = await readFile(file, "utf8");
    const files = new Map([...text.matchAll(/^import \{ (\w+) \} from "([^"]+)";$/gm)].map(([, type, path]) =>
      [type, path.startsWith(".") ? join(dirname(file), path + ".d.ts") : join(packages, path + ".d.ts")]));
    const body = text.slice(text.indexOf("export interface"), text.indexOf("\n}"));
    known.set(file, new Map([...body.matchAll(/^ {4}"([^"]+)"\??: (?:Array<)?(\w*)/gm)].map(([, name, type]) => [name, files.get(type) ?? null])));
  }
  return known.get(file);
}

async function* unknownFields(value, file, place) {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* unknownFields(item, file, `${place}/${at}`);
  } else if (value !== null && typeof value === "object") {
    const fields = await fieldsOf(file);
    for (const [name, inner] of Object.entries(value))
      if (!fields.has(name)) yield `${place}/${name} is no field`;
      else if (fields.get(name)) yield* unknownFields(inner, fields.get(name), `${place}/${name}`);
  }
}

async function* problems(object) {
  const kind = `kubernetes-models/${object.apiVersion}/${object.kind}`;
  const file = join(packages, kind + ".d.ts");
  if (!existsSync(file)) {
    yield `no schema for ${object.apiVersion} ${object.kind}`;
    return;
  }
  try {
    new (require(kind)[object.kind])(object).validate();
  } catch (error) {
    yield error.message;
  }
  yield* unknownFields(object, file, "");
}

for (const path of process.argv.slice(2)) {
  const documents = parseAllDocuments(await readFile(path, "utf8"), { version: "1.1" });
  if (documents.length === 0) console.log(`${path}: no object`);
  for (const document of documents) {
    for (const error of [...document.errors, ...document.warnings]) console.log(`${path}: ${error.message}`);
    const object = document.toJS();
    for await (const problem of problems(object)) console.log(`${path}: ${object.kind} ${object.metadata?.name}: ${problem}`);
  }
}
