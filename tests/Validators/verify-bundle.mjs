// Verifies a sigstore bundle by a public key and prints the statement: node verify-bundle.mjs BUNDLE PUBLIC_KEY
// No certificate and no transparency log takes part. Ends with 1 and says why when the signature does not verify.
import { createPublicKey } from "node:crypto";
import { readFile } from "node:fs/promises";
import { bundleFromJSON } from "@sigstore/bundle";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";

const [bundlePath, keyPath] = process.argv.slice(2);
const bundle = bundleFromJSON(JSON.parse(await readFile(bundlePath, "utf8")));
const key = createPublicKey(await readFile(keyPath, "utf8"));
const noAuthorities = { certificateAuthorities: [], ctlogs: [], tlogs: [], timestampAuthorities: [] };
const trust = toTrustMaterial(noAuthorities, () => ({ publicKey: key, validFor: () => true }));
try {
  new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(toSignedEntity(bundle));
  console.log(bundle.content.dsseEnvelope.payload.toString("utf8"));
} catch (error) {
  console.error(`${error.code ?? error.name}: ${error.message}`);
  process.exit(1);
}
