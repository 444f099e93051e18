/**
 * `npm run demo`: every usage of the documentation, in order, against the local Cognito Identity service.
 *
 * `npm run demo -- --endpoint URL` or `-- --region REGION` (AWS itself, with your own credentials) run the read-only part.
 */
import { parseArgs } from "node:util";
import { CognitoIdentity, type CognitoIdentityClientConfig } from "../src/index.js";
import { startCognitoIdentity } from "../src/local/index.js";
import { Journal } from "./demo/Journal.js";
import { readOnlySteps } from "./demo/readOnlySteps.js";
import { steps } from "./demo/steps.js";

const USAGE = `npm run demo                            all usages, on the local service
npm run demo -- --endpoint URL          the read-only ones, on a service of yours
npm run demo -- --region eu-west-1      the read-only ones, on AWS, with the credentials of your environment`;

/** @returns the exit code: 0 when every step went as it should, 1 when not, 2 for a wrong command line. */
async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      options: { endpoint: { type: "string" }, region: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (!values.help) return (await run(values)) ? 0 : 1;
    console.log(USAGE);
    return 0;
  } catch (error) {
    // Options that do not exist, and an endpoint that is no URL.
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function run({ endpoint, region }: { endpoint?: string; region?: string }): Promise<boolean> {
  if (endpoint === undefined && region === undefined) {
    await using service = await startCognitoIdentity();
    console.log(`A local Cognito Identity service listens at ${service.endpoint}\n`);
    return await runSteps(service.clientConfig(), steps);
  }
  const config = {
    region: region ?? process.env.AWS_REGION ?? "us-east-1",
    ...(endpoint !== undefined && { endpoint }),
  };
  if (endpoint === undefined || !isOnThisMachine(endpoint) || hasOwnCredentials()) {
    return runSteps(config, readOnlySteps);
  }
  console.log(`On ${endpoint}, with the access key of local services: test / test\n`);
  return runSteps({ ...config, credentials: { accessKeyId: "test", secretAccessKey: "test" } }, readOnlySteps);
}

function isOnThisMachine(endpoint: string): boolean {
  const isUrl = URL.canParse(endpoint) && /^https?:\/\//.test(endpoint);
  if (!isUrl) throw new TypeError(`--endpoint must be a URL such as http://127.0.0.1:4545, not ${endpoint}`);
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}

function hasOwnCredentials(): boolean {
  return process.env.AWS_ACCESS_KEY_ID !== undefined || process.env.AWS_PROFILE !== undefined;
}

async function runSteps(
  config: CognitoIdentityClientConfig,
  run: (client: CognitoIdentity, journal: Journal) => Promise<void>,
): Promise<boolean> {
  const client = new CognitoIdentity(config);
  const journal = new Journal(client);
  try {
    await run(client, journal);
  } catch (error) {
    journal.surprise(error);
  } finally {
    client.destroy();
  }
  journal.print();
  return journal.isAsExpected;
}

process.exitCode = await main(process.argv.slice(2));
