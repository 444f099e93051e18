import type { CognitoIdentityCredentials } from "cognito-identity-client/credentials";
import type { Failure } from "./failure.js";
import type { CallRecord } from "./recordCalls.js";

/** The number of recent calls that are shown. */
const CALLS_SHOWN = 12;
const NONE = "–";
const clockTime = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

/** Returns an element of index.html. */
export function element<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`index.html has no element #${id}.`);
  return found as Kind;
}

export function showPerson(who: string, note: string, letter: string, identityId?: string): void {
  element("who").textContent = who;
  element("note").textContent = note;
  const mark = element("mark");
  mark.textContent = letter;
  mark.classList.toggle("known", identityId !== undefined);
  if (identityId !== undefined) mark.style.setProperty("--hue", String(hueOf(identityId)));
  element("status").textContent = `${who}. ${note}`;
}

/** Without credentials, removes those that were shown before. */
export function showCredentials(credentials: CognitoIdentityCredentials | undefined): void {
  const isKnown = credentials !== undefined;
  element("guest").hidden = isKnown;
  element("renew").hidden = !isKnown;
  element("sign-out").hidden = !isKnown;
  element("identity").textContent = credentials?.identityId ?? NONE;
  element("key").textContent = isKnown ? masked(credentials.accessKeyId) : NONE;
  element("expires").textContent = isKnown ? clockTime.format(credentials.expiration) : NONE;
  element<HTMLTimeElement>("expires").dateTime = credentials?.expiration?.toISOString() ?? "";
  if (!isKnown) showTimeLeft(undefined, 1);
}

export function showTimeLeft(milliseconds: number | undefined, lifetime: number): void {
  const left = element("left");
  const isOver = milliseconds !== undefined && milliseconds <= 0;
  left.textContent = milliseconds === undefined ? "" : isOver ? "expired" : `in ${minutesAndSeconds(milliseconds)}`;
  left.classList.toggle("over", isOver);
  element<HTMLProgressElement>("bar").value = Math.max(0, (milliseconds ?? 0) / lifetime);
}

export function showFailure(failure: Failure | undefined): void {
  element("failure").hidden = failure === undefined;
  element("summary").textContent = failure?.summary ?? "";
  element("detail").textContent = failure?.detail ?? "";
}

export function showCall({ operation, outcome, isError, attempts, milliseconds }: CallRecord): void {
  element("no-calls").hidden = true;
  const item = document.createElement("li");
  item.classList.toggle("bad", isError);
  const texts = [
    operation,
    attempts > 1 ? `${outcome}, ${attempts} attempts` : outcome,
    `${Math.round(milliseconds)} ms`,
  ];
  for (const text of texts) item.appendChild(document.createElement("span")).textContent = text;
  const calls = element("calls");
  calls.prepend(item);
  calls.children[CALLS_SHOWN]?.remove();
}

/** Not `disabled`, because keyboard users would lose the focus. */
export function showBusy(isBusy: boolean): void {
  for (const button of document.querySelectorAll("button")) button.setAttribute("aria-disabled", String(isBusy));
}

/** An access key ID is not a secret, but it need not be shown in full. */
const masked = (accessKeyId: string): string => `${accessKeyId.slice(0, 4)} •••• •••• ${accessKeyId.slice(-4)}`;

function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A color for the identity, derived from the last digits of its ID. */
const hueOf = (identityId: string): number => Number.parseInt(identityId.slice(-4), 16) % 360;
