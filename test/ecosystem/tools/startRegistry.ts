import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

const execute = promisify(execFile);

export interface Registry {
  url: string;
  close(): void;
}

/** An npm registry that has the package in `tarball`, and sends npm on to the registry it is set up for with all else. */
export async function startRegistry(tarball: string, manifest: { name: string; version: string }): Promise<Registry> {
  const { stdout: upstream } = await execute("npm", ["config", "get", "registry"]);
  const contents = await readFile(tarball);
  const integrity = `sha512-${createHash("sha512").update(contents).digest("base64")}`;
  const server = createServer(({ url: path = "/", headers }, answer) => {
    if (path === `/${manifest.name}.tgz`) {
      answer.end(contents);
    } else if (path === `/${manifest.name}`) {
      const dist = { tarball: `http://${headers.host}/${manifest.name}.tgz`, integrity };
      const versions = { [manifest.version]: { ...manifest, dist } };
      answer.end(JSON.stringify({ name: manifest.name, "dist-tags": { latest: manifest.version }, versions }));
    } else {
      answer.writeHead(302, { location: new URL(path.slice(1), upstream.trim()).href }).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
