import { commandOptions, DEFAULT_PORT } from "./commandOptions.js";

/** The subcommands of `cognito-identity-client`. */
export const subcommands: readonly { name: string; help: string }[] = [
  { name: "local", help: "Start Amazon Cognito identity pools on this machine" },
  { name: "verify", help: "Compare an implementation of identity pools, local or AWS's, with what is known of AWS's" },
];

const GAP = "  ";

export const clientHelp = (): string => `cognito-identity-client <command> [options]

Commands:
${table(subcommands.map(({ name, help }) => [name, help]))}

cognito-identity-client <command> --help describes one.
`;

/** @param program - how the user called it */
export const localHelp = (program: string): string => `${program} [options]

Amazon Cognito identity pools (Federated Identities) on this machine: all 23 operations, offline.
It checks signatures, issues real tokens, and keeps its state in memory or in a folder.

Options:
${table(commandOptions.map(optionRow))}

Use it:
  Start it:
    ${program}
  AWS CLI:
    export AWS_ENDPOINT_URL_COGNITO_IDENTITY=http://127.0.0.1:${DEFAULT_PORT}
    export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
    export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
    aws cognito-identity create-identity-pool --identity-pool-name demo --allow-unauthenticated-identities
  JavaScript, with no variables set:
    new CognitoIdentityClient({
      endpoint: "http://127.0.0.1:${DEFAULT_PORT}", region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    })
  Recent AWS SDKs read AWS_ENDPOINT_URL_COGNITO_IDENTITY; all accept an endpoint in code, as above.

Login tokens: any with a valid form are accepted, unless their provider's keys (a JSON Web Key Set) are given:
  --verify-logins accounts.google.com=https://www.googleapis.com/oauth2/v3/certs
  --verify-logins login.example.com=./keys.json
  --verify-logins https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc/.well-known/jwks.json
  --verify-logins ./all.json         {"accounts.google.com":"https://…","login.example.com":"./keys.json"}

Faults, each a JSON object, for --fault and for POST /_control/faults:
  {"kind":"throttle","times":2}                  the next two requests get TooManyRequestsException
  {"throttleAbove":5}                            the same for requests over 5 a second
  {"operation":"GetId","latency":2000}           GetId takes two seconds longer
  {"kind":"unavailable"}                         an HTML page, status 503; also: error, cut, hang, truncate
  {"error":{"code":"LimitExceededException"}}    any error; also with message and status
  {"dateSkew":-600000}                           the Date header is ten minutes slow

Time and faults while it runs, with --control: open the console's address in a browser, or
  AUTH="Authorization: Bearer TOKEN"
  curl -H "$AUTH" http://127.0.0.1:${DEFAULT_PORT}/_control
  curl -H "$AUTH" -d '{"advance":3600000}' http://127.0.0.1:${DEFAULT_PORT}/_control/time
  curl -H "$AUTH" -d '{"kind":"hang","times":1}' http://127.0.0.1:${DEFAULT_PORT}/_control/faults
  curl -H "$AUTH" -X DELETE http://127.0.0.1:${DEFAULT_PORT}/_control/faults
  curl -H "$AUTH" -X POST http://127.0.0.1:${DEFAULT_PORT}/_control/reset
Address and token are printed at start. Only this machine has access, and only with the token.

Web pages can also call the service: --cors http://localhost:3000 admits only those of your application,
--credentials ID:SECRET replaces the default key, which every page knows.

Ctrl-C or SIGTERM ends it. Exit status: 0 ended by signal, 1 could not start, 2 wrong arguments.
`;

function optionRow({ name, short, value, repeatable, help }: (typeof commandOptions)[number]): [string, string] {
  const left = `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
  return [left, repeatable ? `${help} (repeatable)` : help];
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${GAP}${left.padEnd(width)}${GAP}${right}`).join("\n");
}
