/** The conformance suite, which needs only `fetch`, timers, and AbortController. */
import type { CognitoIdentity } from "../../../src/index.js";
import { ADMIN } from "./accessKeys.js";
import type { Case, Control, Environment, Functions, Local, Providers, Sdk, Settings, Validation } from "./Case.js";
import { cases } from "./cases.js";

export { ADMIN } from "./accessKeys.js";
export { dataFolderCases } from "./dataFolder.js";
export { bundledServiceCases, serverBundleCases } from "./serverBundle.js";

export interface Result {
  readonly group: string;
  readonly title: string;
  readonly ms: number;
  /** Missing if the case has passed. */
  readonly failure?: string;
}

/** A case that takes longer counts as hanging, however busy the machine. */
const CASE_LIMIT_MS = 200_000;

/** Runs cases, by default all of them, with the package's exports, and reports the results to `reportUrl`. */
export async function conform(
  sdk: Sdk,
  settings: Settings & { reportUrl: string },
  providers: Providers,
  {
    chosen = cases,
    local,
    functions,
    validation,
  }: { chosen?: readonly Case[]; local?: Local; functions?: Functions; validation?: Validation } = {},
): Promise<void> {
  const results: Result[] = [];
  for (const { group, title, run } of chosen) {
    const clients: CognitoIdentity[] = [];
    const startedAt = Date.now();
    const environment = environmentOf({ sdk, providers, local, functions, validation, settings, clients });
    const outcome = await outcomeOf(run(environment));
    for (const client of clients) {
      client.destroy();
    }
    results.push({ group, title, ms: Date.now() - startedAt, ...outcome });
  }
  const response = await fetch(settings.reportUrl, { method: "POST", body: JSON.stringify(results) });
  await response.text();
}

function environmentOf({
  sdk,
  providers,
  local,
  functions,
  validation,
  settings,
  clients,
}: {
  sdk: Sdk;
  providers: Providers;
  local: Local | undefined;
  functions: Functions | undefined;
  validation: Validation | undefined;
  settings: Settings;
  clients: CognitoIdentity[];
}): Environment {
  const create = (configuration: object): CognitoIdentity => {
    const client = new sdk.CognitoIdentity({ region: "eu-west-1", endpoint: settings.endpoint, ...configuration });
    clients.push(client);
    return client;
  };
  return {
    ...settings,
    sdk,
    providers,
    local,
    functions,
    validation,
    control: controlAt(settings.controlUrl),
    admin: (configuration) => create({ credentials: ADMIN, ...configuration }),
    app: (configuration = {}) => create(configuration),
  };
}

const controlAt =
  (url: string): Control =>
  async (method, path, body) => {
    const response = await fetch(`${url}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status !== 200) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return JSON.parse(text);
  };

async function outcomeOf(run: Promise<void>): Promise<Pick<Result, "failure">> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${CASE_LIMIT_MS} ms`)), CASE_LIMIT_MS);
  });
  try {
    await Promise.race([run, limit]);
    return {};
  } catch (error) {
    return {
      failure: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ""}` : String(error),
    };
  } finally {
    clearTimeout(timer);
  }
}
