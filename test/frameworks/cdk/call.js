// Calls the functions that the CDK has bundled, in a folder without packages.
import { cpSync, mkdtempSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = readdirSync("out").filter((name) => name.startsWith("asset."));
const call = async (folder) => {
  const deployed = mkdtempSync(join(tmpdir(), "lambda-"));
  cpSync(join("out", folder), deployed, { recursive: true });
  const [file] = readdirSync(deployed).filter((name) => /^index\.m?js$/.test(name));
  const { handler } = await import(join(deployed, file));
  return handler();
};
createServer(async (_request, response) => {
  try {
    const results = await Promise.all(folders.map(call));
    const isSame = results.every((result) => JSON.stringify(result) === JSON.stringify(results[0]));
    response.end(JSON.stringify(isSame ? results[0] : results));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env.PORT), process.env.HOST);
