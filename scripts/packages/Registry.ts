import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchTarballs, integrityOf } from "./fetchTarballs.js";
import type { LockedPackage } from "./lockedPackages.js";
import { packTarball } from "./packTarball.js";
import type { Manifest } from "./project.js";

/** Long ago, so that no package manager rejects a version as too new. */
const PUBLISHED = "2020-01-01T00:00:00.000Z";

interface Release {
  manifest: Manifest;
  integrity: string;
  contents: Buffer;
}

/**
 * An npm registry on loopback with only these versions of this package and `others`, so that an open range always resolves to the same
 * version.
 */
export class Registry {
  static async start(others: readonly LockedPackage[]): Promise<Registry> {
    const { path, manifest } = await packTarball();
    const contents = await readFile(path);
    const tarballs = await fetchTarballs(others);
    const releases: Release[] = [{ manifest, integrity: integrityOf(contents), contents }];
    for (const { integrity, ...other } of others) {
      const tarball = tarballs.get(integrity);
      if (tarball !== undefined) releases.push({ manifest: other, integrity, contents: tarball });
    }
    const registry = new Registry(releases);
    await new Promise<void>((resolve) => registry.#server.listen(0, "127.0.0.1", resolve));
    return registry;
  }

  readonly #server: Server;
  readonly #documents = new Map<string, Release[]>();
  readonly #tarballs = new Map<string, Buffer>();

  private constructor(releases: readonly Release[]) {
    for (const release of releases) {
      const { name } = release.manifest;
      this.#documents.set(name, [...(this.#documents.get(name) ?? []), release]);
      this.#tarballs.set(tarballPath(release.manifest), release.contents);
    }
    this.#server = createServer(({ url = "/" }, response) => {
      const path = decodeURIComponent(url.slice(1));
      const document = this.#documents.get(path);
      const tarball = this.#tarballs.get(path);
      if (document !== undefined) {
        response.setHeader("content-type", "application/json").end(JSON.stringify(this.#packument(document)));
      } else if (tarball !== undefined) {
        response.setHeader("content-type", "application/octet-stream").end(tarball);
      } else {
        response.writeHead(404).end(JSON.stringify({ error: `${path} is not a package that a lock file names` }));
      }
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Entries of a lock file contain the data for resolution; package managers read everything else from the tarballs. */
  #packument(releases: readonly Release[]): object {
    const sorted = [...releases].sort(({ manifest: one }, { manifest: other }) =>
      one.version.localeCompare(other.version, "en", { numeric: true }),
    );
    const entries = sorted.map(({ manifest, integrity }) => {
      const dist = { tarball: `${this.url}${tarballPath(manifest)}`, integrity };
      return [manifest.version, { ...manifest, dist }] as const;
    });
    const versions = entries.map(([version]) => version);
    return {
      name: sorted[0]?.manifest.name,
      "dist-tags": { latest: versions.at(-1) },
      versions: Object.fromEntries(entries),
      modified: PUBLISHED,
      time: Object.fromEntries(["created", "modified", ...versions].map((event) => [event, PUBLISHED])),
    };
  }
}

const tarballPath = ({ name, version }: Manifest): string =>
  `${name}/-/${name.slice(name.indexOf("/") + 1)}-${version}.tgz`;
