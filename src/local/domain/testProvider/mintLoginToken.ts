import type { Call } from "../Context.js";
import { defaultAudience } from "./defaultAudience.js";
import { type LoginTokenRequest, loginToken } from "./loginToken.js";

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface Member {
  /** Goes into the message after "must be". */
  readonly must: string;
  readonly holds: (value: unknown) => boolean;
}

const TEXT: Member = { must: "text", holds: isText };
const TEXT_LIST: Member = { must: "a list of texts", holds: isTextList };
const MEMBERS: Readonly<Record<keyof LoginTokenRequest, Member>> = {
  provider: TEXT,
  subject: TEXT,
  audience: TEXT,
  identityPoolId: TEXT,
  groups: TEXT_LIST,
  roles: TEXT_LIST,
  preferredRole: TEXT,
  claims: { must: "an object", holds: isObject },
  expiresIn: {
    must: "a whole number of seconds, at most ten years",
    holds: (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 315_360_000,
  },
};

/**
 * A login token as code or JSON asks for it, for the client that a pool has of the provider.
 *
 * @throws TypeError that names the member that is wrong, or says that no pool has the provider.
 */
export async function mintLoginToken({ service, now }: Call, request: unknown): Promise<string> {
  const checked = checkRequest(request);
  const audience = checked.audience ?? (await defaultAudience(service, checked));
  const { provider } = checked;
  const samlIssuer = Object.hasOwn(service.loginProviders, provider)
    ? service.loginProviders[provider]?.issuer
    : undefined;
  return loginToken(checked, { now, signOuts: service.signOuts, audience, samlIssuer });
}

function checkRequest(request: unknown): LoginTokenRequest {
  if (!isObject(request)) throw new TypeError("A login token needs an object with provider and subject.");
  const known: Readonly<Record<string, Member>> = MEMBERS;
  for (const [name, value] of Object.entries(request)) {
    const member = Object.hasOwn(known, name) ? known[name] : undefined;
    if (member === undefined) {
      throw new TypeError(`A login token has no member ${name}. It has ${Object.keys(MEMBERS).join(", ")}.`);
    }
    if (value !== undefined && !member.holds(value)) throw new TypeError(`${name} must be ${member.must}.`);
  }
  const checked = request as Partial<LoginTokenRequest>;
  const { provider, subject } = checked;
  if (provider === undefined || subject === undefined) {
    throw new TypeError(`A login token needs ${provider === undefined ? "provider" : "subject"}.`);
  }
  return { ...checked, provider, subject };
}
