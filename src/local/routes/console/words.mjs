// Texts of the console: durations, faults as sentences, claims of tokens. Nothing here accesses the page.

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** Up to two units, such as "1 day 2 hours". */
export function durationWords(milliseconds) {
  let rest = Math.abs(milliseconds);
  if (rest < 1_000) {
    return `${rest} ms`;
  }
  if (rest < 10_000 && rest % 1_000 !== 0) {
    return `${rest / 1_000} seconds`;
  }
  const words = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) {
      words.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
    }
  }
  return words.slice(0, 2).join(" ");
}

/** How the clock differs from that of the machine. `undefined` if it does not differ. */
export function clockWords({ offset, stopped }) {
  if (stopped) {
    return "Stopped";
  }
  // The clock of the machine advances between two readings.
  const rounded = Math.round(offset / 1_000) * 1_000;
  return rounded === 0 ? undefined : `${durationWords(rounded)} ${rounded > 0 ? "ahead" : "behind"}`;
}

/** The effect of each kind of fault, in the singular and the plural. */
const KINDS = {
  throttle: ["gets TooManyRequestsException", "get TooManyRequestsException"],
  error: ["fails with InternalErrorException", "fail with InternalErrorException"],
  unavailable: ["gets an HTML page with status 503", "get an HTML page with status 503"],
  cut: ["loses its connection", "lose their connection"],
  hang: ["gets no response", "get no response"],
  truncate: ["gets half of its response", "get half of their response"],
};

/** A fault as a sentence, such as "The next 2 requests of GetId get no response." */
export function faultSentence({ operation, times, latency, throttleAbove, kind, error, dateSkew }) {
  const isOne = times === undefined || times === 1;
  const effects = [];
  if (latency !== undefined) {
    effects.push(`${isOne ? "waits" : "wait"} ${durationWords(latency)}`);
  }
  if (dateSkew !== undefined) {
    const direction = dateSkew > 0 ? "ahead" : "behind";
    effects.push(`${isOne ? "gets" : "get"} a Date header that is ${durationWords(dateSkew)} ${direction}`);
  }
  if (throttleAbove !== undefined) {
    effects.push(`${isOne ? "is" : "are"} throttled above ${throttleAbove} per second`);
  }
  if (error !== undefined) {
    effects.push(`${isOne ? "fails" : "fail"} with ${error.code}`);
  }
  if (kind !== undefined) {
    effects.push(KINDS[kind][isOne ? 0 : 1]);
  }
  const requests = times === undefined ? "Every request" : isOne ? "The next request" : `The next ${times} requests`;
  return `${requests}${operation === undefined ? "" : ` of ${operation}`} ${effects.join(" and ")}.`;
}

/** A short label for the fault that affected a request. */
export const faultLabel = (fault) => ({ latency: "slowed down", dateSkew: "date skewed" })[fault] ?? `fault: ${fault}`;

/** Who signed a request. */
export const signerWords = ({ signed, accessKeyId }) => accessKeyId ?? (signed ? "unreadable key" : "public");

/** The user of an identity without logins. */
export function userWords({ disabled, parentId }) {
  if (parentId !== undefined) {
    return `merged into ${parentId}`;
  }
  return disabled ? "disabled, because its last login was removed" : "guest";
}

const TIMES = new Set(["exp", "iat", "nbf", "auth_time"]);

const decoded = (base64url) => {
  const base64 = base64url.replaceAll("-", "+").replaceAll("_", "/");
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
};

/** The claims of a token, as pairs of name and text. Empty for a token that only its provider can read. */
export function claimsOf(token) {
  try {
    const [, payload] = token.split(".");
    if (payload === undefined) {
      return [["SAML response", decoded(token)]];
    }
    return Object.entries(JSON.parse(decoded(payload))).map(([name, value]) => [name, claimText(name, value)]);
  } catch {
    return [];
  }
}

function claimText(name, value) {
  if (TIMES.has(name) && typeof value === "number") {
    return `${value} (${moment(value * 1_000)})`;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A time to the second, in UTC. */
export const moment = (milliseconds) => new Date(milliseconds).toISOString().replace("T", " ").slice(0, 19);
