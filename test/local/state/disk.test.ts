import { execFile, execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { startCognitoIdentity } from "../../../src/local/index.js";
import { diskProblem } from "../../../src/local/state/DataFolderError.js";
import { createPool, startService } from "../harness.js";
import { bundledProgram, bundledService } from "./childService.js";
import { temporaryFolder } from "./folders.js";

const execute = promisify(execFile);
const UNSHARE = ["--user", "--map-root-user", "--mount", "sh", "-c"];

/** Linux lets all users mount disks in their own namespace, unless configured otherwise. */
const canMount = ((): boolean => {
  try {
    execFileSync("unshare", [...UNSHARE, "mount -t tmpfs tmpfs /mnt"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

/** Runs a program on a separate disk, which is mounted at the folder. */
async function runOnDisk(program: string, folder: string, mount: string): Promise<{ stdout: string; stderr: string }> {
  const { path, env } = await bundledProgram(program);
  const script = `${mount} && exec "$0" "$1" "$2"`;
  return execute("unshare", [...UNSHARE, script, process.execPath, path, folder], { env: { ...env, FOLDER: folder } });
}

describe("problems with the disk are reported as such, and not as damage:", () => {
  test.skipIf(!canMount)(
    "a full disk rejects changes until there is room, and loses nothing that was acknowledged",
    async () => {
      const folder = temporaryFolder();
      const { stdout } = await runOnDisk("diskProgram.ts", folder, 'mount -t tmpfs -o size=8m tmpfs "$FOLDER"');
      const found = JSON.parse(stdout) as Record<string, never>;
      const full = "the disk is full. Free some space on it";
      const refusal = { status: 500, message: `The local Cognito Identity service cannot store changes: ${full}.` };
      expect(found).toMatchObject({
        lost: 0,
        invented: 0,
        failure: refusal,
        whileFull: { change: refusal, readStatuses: [200, 200, 200], identitiesInSnapshot: true },
        onFullDisk: `DataFolderError: The data folder ${folder}/data cannot be used: ${full}. Its contents are not damaged.`,
        newOnFullDisk: `DataFolderError: The data folder ${folder}/new cannot be used: ${full}. Its contents are not damaged.`,
      });
      expect(found.acknowledged).toBeGreaterThan(100);
      expect(found.warnings).toEqual([
        expect.stringContaining(
          `The state cannot be written to ${join(folder, "data", "level")}: ${full}. Acknowledged changes are safe. Changes are refused until it can be written again`,
        ),
      ]);
      expect(JSON.stringify(found)).not.toMatch(/whole in its place/);
    },
  );

  test.skipIf(!canMount)("a read-only disk, with a store on it and without", async () => {
    const folder = temporaryFolder();
    await (await startCognitoIdentity({ dataFolder: join(folder, "data") })).close();
    const readOnly = 'mount --bind "$FOLDER" "$FOLDER" && mount -o remount,bind,ro "$FOLDER"';
    for (const name of ["data", "new"]) {
      const { path, env } = await bundledService();
      const script = `${readOnly} && exec "$0" "$1" "$2"`;
      const words = [...UNSHARE, script, process.execPath, path, join(folder, name)];
      const { stderr } = await execute("unshare", words, { env: { ...env, FOLDER: folder } }).catch(
        (error: { stderr: string }) => error,
      );
      expect(stderr).toBe(
        `The data folder ${folder}/${name} cannot be used: the file system is read-only. Mount it for writing, or name another folder. Its contents are not damaged.\n`,
      );
    }
  });

  test.skipIf(process.platform === "win32")("files that this user can't read", async () => {
    const dataFolder = join(temporaryFolder(), "data");
    await (await startCognitoIdentity({ dataFolder })).close();
    const { path, env } = await bundledService();
    // Permissions do not apply to the superuser, so the program runs as another user.
    const isRoot = process.getuid?.() === 0;
    const other = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    if (isRoot) for (const folder of [join(dataFolder, ".."), dirname(path)]) chmodSync(folder, 0o755);
    for (const [locked, mode] of [
      [dataFolder, 0o000],
      [join(dataFolder, "level", "CURRENT"), 0o000],
      [join(dataFolder, "level"), 0o000],
    ] as const) {
      const before = statSync(locked).mode;
      if (isRoot) chmodSync(dataFolder, 0o755);
      chmodSync(locked, mode);
      const { stderr } = await execute(process.execPath, [path, dataFolder], { env, ...other }).catch(
        (error: { stderr: string }) => error,
      );
      chmodSync(locked, before);
      expect(stderr, locked).toBe(
        `The data folder ${dataFolder} cannot be used: this user may not access it. Change its permissions, or name another folder. Its contents are not damaged.\n`,
      );
    }
  });

  test.each([
    [Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }), /full/],
    [
      new Error("Database failed to open", { cause: new Error("IO error: /a/LOCK: Read-only file system") }),
      /read-only/,
    ],
    [
      new Error("x", {
        cause: Object.assign(new Error("IO error: /a/1.log: No space left on device"), { code: "LEVEL_IO_ERROR" }),
      }),
      /full/,
    ],
    [Object.assign(new Error("EMFILE"), { code: "EMFILE" }), /open files/],
  ])("%s", (error, expected) => {
    expect(diskProblem(error)).toMatch(expected);
  });

  test.each([
    new Error("Corruption: bad block"),
    Object.assign(new Error("x"), { code: "toString" }),
    "text",
    undefined,
  ])("%s is not one of these", (error) => {
    expect(diskProblem(error)).toBe(undefined);
  });
});

describe.skipIf(process.platform === "win32")("only the owner can access the folder and its contents,", () => {
  const modesOf = (folder: string): Record<string, string> => ({
    ".": (statSync(folder).mode & 0o777).toString(8),
    ...Object.fromEntries(
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => [
        name,
        (statSync(join(folder, name)).mode & 0o777).toString(8),
      ]),
    ),
  });
  const expectPrivate = (folder: string): void => {
    for (const [name, mode] of Object.entries(modesOf(folder))) {
      expect(mode, name).toBe(name === "." || name === "level" ? "700" : "600");
    }
  };

  test("whether the folder is new or not", async () => {
    for (const mode of [undefined, 0o755, 0o777]) {
      const dataFolder = join(temporaryFolder(), "data");
      if (mode !== undefined) {
        mkdirSync(dataFolder);
        chmodSync(dataFolder, mode);
      }
      const service = await startService({ dataFolder });
      await createPool(service);
      expectPrivate(dataFolder);
      await service.close();
      expectPrivate(dataFolder);
    }
  });

  test("even if its files were readable by all users before", async () => {
    const dataFolder = join(temporaryFolder(), "data");
    await (await startCognitoIdentity({ dataFolder })).close();
    for (const name of [".", ...readdirSync(dataFolder, { recursive: true, encoding: "utf8" })]) {
      chmodSync(join(dataFolder, name), 0o777);
    }
    const service = await startService({ dataFolder });
    expectPrivate(dataFolder);
    await service.close();
    expectPrivate(dataFolder);
  });
});

describe("errors don't quote unexpected files:", () => {
  const SECRET = "hush-hush-hush";

  const texts: [string, string][] = [
    ["an INI file", `[default]\naws_secret_access_key = ${SECRET}\n`],
    ["half of a JSON file", `{"key": "${SECRET}", }`],
    ["a secret alone", SECRET],
    [
      "a label with a secret in it",
      JSON.stringify({ format: "cognito-identity-client local service", version: SECRET }),
    ],
    [
      "a label with a secret as region",
      JSON.stringify({
        format: "cognito-identity-client local service",
        version: 1,
        region: `${SECRET} `,
        accountId: SECRET,
        state: SECRET,
      }),
    ],
  ];

  test.each(texts)("%s instead of a store, a seed, or keys", async (_, text) => {
    const folder = temporaryFolder();
    const file = join(folder, "file");
    writeFileSync(file, text);
    const dataFolder = join(folder, "data");
    mkdirSync(dataFolder);
    cpSync(file, join(dataFolder, "store.json"));
    for (const options of [
      { dataFolder },
      { seed: file },
      { verifyLogins: { "a.example": file } },
      { https: { key: file, cert: file } },
    ]) {
      const error: unknown = await startCognitoIdentity(options).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(Error);
      for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
        expect(`${cause.message}\n${cause.stack}`).not.toContain("hush");
      }
    }
  });

  test("errors in a file that is almost JSON are reported with their position", async () => {
    const file = join(temporaryFolder(), "seed.json");
    for (const [text, line] of [
      ['{\n  "$schema": "./seed.schema.json",\n  "loginProviders": {},\n  "pools": [,]\n}\n', 4],
      ['{"pools": [\n  { "IdentityPoolName": "pool" }\n  { "IdentityPoolName": "other" }\n]}', 3],
      ["\n{}\n\n\n\n\n\n[]\n\n\n\n\n\n\n\n\n", 8],
    ] as const) {
      writeFileSync(file, text);
      await expect(startCognitoIdentity({ seed: file })).rejects.toThrow(`is not JSON (line ${line})`);
    }
  });
});
