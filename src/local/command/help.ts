import { environmentVariables } from "../base/environmentVariables.js";
import { commandOptions, DEFAULT_PORT } from "./commandOptions.js";

/** The subcommands of `cognito-identity-client`. */
export const subcommands: readonly { name: string; help: string }[] = [
  { name: "local", help: "Start Amazon Cognito identity pools on this machine" },
  { name: "verify", help: "Compare an implementation of identity pools with what is known about AWS's" },
];

const GAP = "  ";

export const clientHelp = (): string => `cognito-identity-client <command> [options]

Commands:
${table(subcommands.map(({ name, help }) => [name, help]))}

Run cognito-identity-client <command> --help to see the options of a command.
`;

/** @param program - how the user called it */
export const localHelp = (program: string): string => `${program} [options]

Amazon Cognito identity pools (Federated Identities) on this machine: all 23 operations, offline.
The service checks signatures, issues real tokens, and keeps its state in memory or in a folder.

Options:
${table(commandOptions.map(optionRow))}

Usage:
  Start the service:
    ${program}
  AWS CLI:
    ${environmentVariables(`http://127.0.0.1:${DEFAULT_PORT}`, "us-east-1", true).join("\n    ")}
    aws cognito-identity create-identity-pool --identity-pool-name demo --allow-unauthenticated-identities
  JavaScript, without environment variables:
    new CognitoIdentityClient({
      endpoint: "http://127.0.0.1:${DEFAULT_PORT}", region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    })
  Recent AWS SDKs read AWS_ENDPOINT_URL_COGNITO_IDENTITY. All of them accept an endpoint in code, as above.

Login tokens: well-formed tokens are accepted unless you pass keys of their provider (a JSON Web Key Set):
  --verify-logins accounts.google.com=https://www.googleapis.com/oauth2/v3/certs
  --verify-logins login.example.com=./keys.json
  --verify-logins https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Abc/.well-known/jwks.json
  --verify-logins ./all.json         {"accounts.google.com":"https://…","login.example.com":"./keys.json"}
                                     (paths relative to this file)

Faults for --fault and for POST /_control/faults, each a JSON object:
  {"kind":"throttle","times":2}                  the next two requests get TooManyRequestsException
  {"throttleAbove":5}                            the same for more than 5 requests per second
  {"operation":"GetId","latency":2000}           GetId takes two seconds longer
  {"kind":"unavailable"}                         an HTML page, status 503; also: error, cut, hang, truncate
  {"error":{"code":"LimitExceededException"}}    any error; message and status are optional
  {"dateSkew":-600000}                           the Date header is ten minutes behind

To change time and faults at run time, pass --control, and open the console in a browser, or use
  AUTH="Authorization: Bearer TOKEN"
  curl -H "$AUTH" http://127.0.0.1:${DEFAULT_PORT}/_control
  curl -H "$AUTH" -d '{"advance":3600000}' http://127.0.0.1:${DEFAULT_PORT}/_control/time
  curl -H "$AUTH" -d '{"kind":"hang","times":1}' http://127.0.0.1:${DEFAULT_PORT}/_control/faults
  curl -H "$AUTH" -X DELETE http://127.0.0.1:${DEFAULT_PORT}/_control/faults
  curl -H "$AUTH" -X POST http://127.0.0.1:${DEFAULT_PORT}/_control/reset
The service prints the address and the token when it starts. Only this machine has access, with the token.

Web pages can also call the service. --cors http://localhost:3000 allows only those of your application, and
--credentials ID:SECRET replaces the default key, which every page knows.

Ctrl-C or SIGTERM stops it. Exit status: 0 stopped by a signal, 1 could not start, 2 invalid arguments.
`;

function optionRow({ name, short, value, repeatable, help }: (typeof commandOptions)[number]): [string, string] {
  const left = `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
  return [left, repeatable ? `${help} (repeatable)` : help];
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${GAP}${left.padEnd(width)}${GAP}${right}`).join("\n");
}
