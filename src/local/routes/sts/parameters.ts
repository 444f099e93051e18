import { validationError } from "./StsFault.js";

export interface AssumeRoleWithWebIdentityParameters {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly webIdentityToken: string;
  readonly policy: string | undefined;
  readonly durationSeconds: number | undefined;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly pattern?: RegExp;
}

/** As the API reference gives them. */
const TEXT_BOUNDS: Readonly<Record<"roleArn" | "roleSessionName" | "webIdentityToken" | "policy", Bounds>> = {
  roleArn: { min: 20, max: 2048 },
  roleSessionName: { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ },
  webIdentityToken: { min: 4, max: 20_000 },
  policy: { min: 1, max: 2048 },
};
const DURATION_BOUNDS: Bounds = { min: 900, max: 43_200 };

/** @throws ServiceFault ValidationError that lists every violation. */
export function parametersOf(form: URLSearchParams): AssumeRoleWithWebIdentityParameters {
  const text = (name: keyof typeof TEXT_BOUNDS): string | undefined => form.get(capitalized(name)) ?? undefined;
  const duration = form.get("DurationSeconds") ?? undefined;
  const [roleArn, roleSessionName, webIdentityToken] = [
    text("roleArn"),
    text("roleSessionName"),
    text("webIdentityToken"),
  ];
  const violations = [
    ...textViolations("roleArn", roleArn, true),
    ...textViolations("roleSessionName", roleSessionName, true),
    ...textViolations("webIdentityToken", webIdentityToken, true),
    ...textViolations("policy", text("policy"), false),
    ...durationViolations(duration),
  ];
  if (
    violations.length > 0 ||
    roleArn === undefined ||
    roleSessionName === undefined ||
    webIdentityToken === undefined
  ) {
    const count = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: `;
    throw validationError(count + violations.join("; "));
  }
  return {
    roleArn,
    roleSessionName,
    webIdentityToken,
    policy: text("policy"),
    durationSeconds: duration === undefined ? undefined : Number(duration),
  };
}

function textViolations(name: keyof typeof TEXT_BOUNDS, value: string | undefined, required: boolean): string[] {
  if (value === undefined) {
    return required ? [violation("null", name, "Member must not be null")] : [];
  }
  const { min, max, pattern } = TEXT_BOUNDS[name];
  // The token is a secret, and a policy is too long to be of use in a message.
  const shown = name === "webIdentityToken" || name === "policy" ? "''" : `'${value}'`;
  const bare = pattern?.source.replace(/^\^|\$$/g, "");
  return [
    value.length > max ? violation(shown, name, `Member must have length less than or equal to ${max}`) : "",
    value.length < min ? violation(shown, name, `Member must have length greater than or equal to ${min}`) : "",
    pattern?.test(value) === false
      ? violation(shown, name, `Member must satisfy regular expression pattern: ${bare}`)
      : "",
  ].filter((text) => text !== "");
}

function durationViolations(value: string | undefined): string[] {
  const { min, max } = DURATION_BOUNDS;
  const seconds = value === undefined ? min : Number(value);
  if (!/^[+-]?\d+$/.test(value ?? "0"))
    throw validationError(`Value '${value}' at 'durationSeconds' is not an integer.`);
  if (seconds > max)
    return [violation(`'${value}'`, "durationSeconds", `Member must have value less than or equal to ${max}`)];
  if (seconds < min)
    return [violation(`'${value}'`, "durationSeconds", `Member must have value greater than or equal to ${min}`)];
  return [];
}

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const violation = (value: string, name: string, constraint: string): string =>
  `Value ${value} at '${name}' failed to satisfy constraint: ${constraint}`;
