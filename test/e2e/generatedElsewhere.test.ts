import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { constraints } from "../../src/generated/constraints.js";
import { CognitoIdentity } from "../../src/index.js";

const FOLDER = ".cache/generated-elsewhere";

/** The model in the form in which AWS publishes it: with documentation in HTML, and without additions of this project. */
function asPublishedByAws(): string {
  const model = JSON.parse(readFileSync("scripts/model/cognito-identity.json", "utf8"), (key, value: unknown) =>
    key === "smithy.api#documentation" ? `<p>${String(value).slice(0, 40)} <code>x</code></p>` : value,
  ) as { shapes: Record<string, { traits?: Record<string, unknown> }> };
  const added = {
    AccessKeyString: "smithy.api#sensitive",
    SessionTokenString: "smithy.api#sensitive",
    ListIdentities: "smithy.api#paginated",
    LookupDeveloperIdentity: "smithy.api#paginated",
  };
  for (const [name, trait] of Object.entries(added)) {
    delete model.shapes[`com.amazonaws.cognitoidentity#${name}`]?.traits?.[trait];
  }
  return JSON.stringify(model);
}

describe("a client generated from AWS's version of the model, into another folder", () => {
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${FOLDER}/model.json`, asPublishedByAws());
    writeFileSync(
      `${FOLDER}/tsconfig.json`,
      JSON.stringify({ extends: "../../tsconfig.json", include: ["generated"] }),
    );
    const words = ["scripts/generate.ts", "--model", `${FOLDER}/model.json`, "--out", `${FOLDER}/generated`];
    execFileSync(process.execPath, ["--import", "tsx", ...words], { stdio: "pipe" });
  });
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  test("type-checks", () => {
    expect(() =>
      execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", `${FOLDER}/tsconfig.json`], {
        stdio: "pipe",
      }),
    ).not.toThrow();
  });

  test("sends the same requests as ours, for all operations", async () => {
    const elsewhere = (await import(
      pathToFileURL(`${FOLDER}/generated/CognitoIdentity.ts`).href
    )) as typeof import("../../src/index.js");
    const theirs = await requestsOf(elsewhere.CognitoIdentity);
    expect(theirs).toHaveLength(23);
    expect(theirs).toEqual(await requestsOf(CognitoIdentity));
  });
});

type Method = (input: unknown) => Promise<unknown>;

async function requestsOf(clientConstructor: typeof CognitoIdentity): Promise<unknown[]> {
  const requests: unknown[] = [];
  const client = new clientConstructor({
    region: "eu-west-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    requestHandler: {
      handle: async ({ method, hostname, path, headers, body }: Record<string, unknown>) => {
        const { "x-amz-target": target, ...others } = headers as Record<string, string>;
        requests.push({ method, hostname, path, target, headers: Object.keys(others).sort(), body });
        return { response: { statusCode: 200, headers: {}, body: "{}" } };
      },
    },
  });
  for (const [operation, { input }] of Object.entries(constraints.operations)) {
    const method = operation[0]?.toLowerCase() + operation.slice(1);
    await (client as unknown as Record<string, Method>)[method]?.(sampleOf(input));
  }
  return requests;
}

/** A value of a shape with every member set, and text outside ASCII. */
function sampleOf(name = ""): unknown {
  const shape = constraints.shapes[name];
  switch (shape?.type) {
    case "structure":
      return Object.fromEntries(
        Object.entries(shape.members ?? {}).map(([member, { target }]) => [member, sampleOf(target)]),
      );
    case "list":
      return [sampleOf(shape.member), null];
    case "map":
      return { "clé 🔑": sampleOf(shape.value) };
    case "boolean":
      return true;
    case "integer":
    case "long":
      return 7;
    case "enum":
      return shape.values?.[0];
    default:
      return `${name} – ünïcode`;
  }
}
