/**
 * `npm run demo`: every usage of the README, in order, against the local Cognito Identity service.
 *
 * `npm run demo -- --endpoint URL` or `-- --region REGION` (AWS itself, with your own credentials) run the read-only part.
 */
import { parseArgs } from "node:util";
import { CognitoIdentity, type CognitoIdentityClientConfig } from "../src/index.js";
import { startCognitoIdentity } from "../src/local/index.js";
import { Journal } from "./demo/Journal.js";
import { readOnlySteps } from "./demo/readOnlySteps.js";
import { steps } from "./demo/steps.js";

const { values } = parseArgs({
  options: { endpoint: { type: "string" }, region: { type: "string" }, help: { type: "boolean", short: "h" } },
});

if (values.help) {
  console.log(`npm run demo                            all usages, on the local service
npm run demo -- --endpoint URL          the read-only ones, on a service of yours
npm run demo -- --region eu-west-1      the read-only ones, on AWS, with the credentials of your environment`);
} else {
  process.exitCode = (await run()) ? 0 : 1;
}

/** @returns whether every step went as it should. */
async function run(): Promise<boolean> {
  const { endpoint, region } = values;
  if (endpoint === undefined && region === undefined) {
    await using service = await startCognitoIdentity();
    console.log(`A local Cognito Identity service listens at ${service.endpoint}\n`);
    return await runSteps(service.clientConfig(), steps);
  }
  return runSteps(
    { region: region ?? process.env.AWS_REGION ?? "us-east-1", ...(endpoint !== undefined && { endpoint }) },
    readOnlySteps,
  );
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
