import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { DataFolderError, startCognitoIdentity } from "../../../src/local/index.js";
import { contentsOf, copyOf } from "./folders.js";

/** Written in format version 1 by a service that was killed while it deleted a pool. */
const FOLDER = fileURLToPath(new URL("../../fixtures/dataFolderVersion1", import.meta.url));

test("a folder of an older format is rejected with what to do to keep its state, and left unchanged", async () => {
  const dataFolder = copyOf(FOLDER);
  const error: unknown = await startCognitoIdentity({ dataFolder }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(DataFolderError);
  expect((error as Error).message).toBe(
    `The data folder ${dataFolder} has an older format; this service reads format version 3. To keep the state, start the version of cognito-identity-client that wrote it, call \`snapshot()\`, and pass the result to \`restore()\` of this version with another folder.`,
  );
  expect(contentsOf(dataFolder)).toEqual(contentsOf(FOLDER));
});
