// Microsofts eigen controle van een manifest, zonder netwerk: een lege lijst is goed.
import { AppManifestUtils } from "@microsoft/app-manifest";

let ruw = "";
for await (const stuk of process.stdin) ruw += stuk;
const fouten = await AppManifestUtils.validateAgainstSchema(JSON.parse(ruw));
console.log(JSON.stringify(fouten));
