/**
 * `npm run demo`: every usage of the documentation, as one story, against the local Cognito Identity service.
 *
 * `npm run demo -- --endpoint URL` or `-- --region REGION` (AWS itself, with your own credentials) run the read-only part.
 */
import { parseArgs } from "node:util";
import { CognitoIdentity, type CognitoIdentityClientConfig } from "../src/index.js";
import { startCognitoIdentity } from "../src/local/index.js";
import { Journal } from "./demo/Journal.js";
import { readOnlySteps } from "./demo/readOnlySteps.js";
import { story } from "./demo/story/index.js";

const USAGE = `npm run demo                            the whole story, on the local service
npm run demo -- --verbose               the same, with requests and responses; secrets are masked
npm run demo -- --endpoint URL          the read-only part, on a service of yours
npm run demo -- --region eu-west-1      the read-only part, on AWS, with the credentials of your environment`;

const NEXT = `
Try next:
  npm run demo -- --verbose     the same, with every request and response
  npm run example:browser       a page on which guests become signed-in users
  npm run build && node dist/local/command/cognito-identity-local.cjs --control
                                the local service for any SDK, with a console
  docs/getting-started-aws.md   create a pool and its roles on AWS
  docs/credentials.md           get AWS credentials in your application`;

interface Options {
  readonly endpoint?: string;
  readonly region?: string;
  readonly verbose?: boolean;
}

/** @returns the exit code: 0 if all steps passed, 1 if not, 2 for an invalid command line. */
async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      options: {
        endpoint: { type: "string" },
        region: { type: "string" },
        verbose: { type: "boolean", short: "v" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (!values.help) return (await run(values)) ? 0 : 1;
    console.log(USAGE);
    return 0;
  } catch (error) {
    // Unknown options, and an endpoint that is not a URL.
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

async function run({ endpoint, region, verbose = false }: Options): Promise<boolean> {
  if (endpoint === undefined && region === undefined) {
    await using service = await startCognitoIdentity();
    console.log(`A local Cognito Identity service listens at ${service.endpoint}`);
    const isPassed = await watch(service.clientConfig(), verbose, (client, journal) =>
      story({ client, service, journal }),
    );
    if (isPassed) console.log(NEXT);
    return isPassed;
  }
  const config = {
    region: region ?? process.env.AWS_REGION ?? "us-east-1",
    ...(endpoint !== undefined && { endpoint }),
  };
  if (endpoint === undefined || !isOnThisMachine(endpoint) || hasOwnCredentials()) {
    return watch(config, verbose, readOnlySteps);
  }
  console.log(`At ${endpoint}, with the access key of local services: test / test`);
  return watch({ ...config, credentials: { accessKeyId: "test", secretAccessKey: "test" } }, verbose, readOnlySteps);
}

function isOnThisMachine(endpoint: string): boolean {
  const isUrl = URL.canParse(endpoint) && /^https?:\/\//.test(endpoint);
  if (!isUrl) throw new TypeError(`--endpoint must be a URL such as http://127.0.0.1:4545, not ${endpoint}`);
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(endpoint).hostname);
}

function hasOwnCredentials(): boolean {
  return process.env.AWS_ACCESS_KEY_ID !== undefined || process.env.AWS_PROFILE !== undefined;
}

async function watch(
  config: CognitoIdentityClientConfig,
  isVerbose: boolean,
  steps: (client: CognitoIdentity, journal: Journal) => Promise<void>,
): Promise<boolean> {
  const client = new CognitoIdentity(config);
  const journal = new Journal(client, { isVerbose });
  try {
    await steps(client, journal);
  } catch (error) {
    journal.unexpectedError(error);
  } finally {
    client.destroy();
  }
  return journal.finish();
}

// The reader of a pipe may leave early, as `head` does.
process.stdout.once("error", () => process.exit(0));
process.exitCode = await main(process.argv.slice(2));
