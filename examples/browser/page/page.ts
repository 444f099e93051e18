import type { CognitoIdentityCredentials } from "cognito-identity-client/credentials";
import { failureOf } from "./failure.js";
import { recordCalls } from "./recordCalls.js";
import { Session, type Settings } from "./session.js";
import { element, showBusy, showCall, showCredentials, showFailure, showPerson, showTimeLeft } from "./view.js";

const session = new Session(await ask<Settings>("GET", "/settings"));
recordCalls(session.client, showCall);

let credentials: CognitoIdentityCredentials | undefined;
/** Milliseconds since the epoch. */
let expiration = 0;
let lifetime = 0;
/** The login of the user who is signed in; guests have none. */
let loginToken: string | undefined;
let isBusy = false;

whenAsked("guest", "click", async () => {
  receive(await session.continueAsGuest());
  element("renew").focus(); // The button that had the focus is gone.
  showPerson("Guest", "Not signed in. After a reload you are the same guest.", "?", credentials?.identityId);
});

whenAsked("sign-in", "submit", async () => {
  const name = element<HTMLInputElement>("name").value.trim();
  const before = credentials?.identityId;
  const wasGuest = credentials !== undefined && loginToken === undefined;
  const token = await signInWithProvider(name, element<HTMLInputElement>("expired").checked);
  const received = await session.signIn(token);
  loginToken = token;
  receive(received);
  const note = !wasGuest
    ? "Signed in."
    : before === credentials?.identityId
      ? "Signed in: the guest's identity is now yours."
      : "Signed in: welcome back to the identity you had before.";
  showPerson(name, note, name.slice(0, 1).toUpperCase(), credentials?.identityId);
});

whenAsked("renew", "click", async () => {
  receive(await (loginToken === undefined ? session.continueAsGuest() : session.signIn(loginToken)));
});

whenAsked("sign-out", "click", async () => {
  await session.signOut();
  const what = loginToken === undefined ? "The guest is forgotten." : "Signed out.";
  loginToken = undefined;
  receive(undefined);
  showPerson("Nobody yet", `${what} The next guest is a new one.`, "");
  element("guest").focus();
});

element("stopped").addEventListener("change", ({ target }) =>
  ask("POST", "/service", { isRunning: !(target as HTMLInputElement).checked }),
);

setInterval(tick, 1000);

function receive(received: CognitoIdentityCredentials | undefined): void {
  element("sign-out").textContent = loginToken === undefined ? "Forget this guest" : "Sign out";
  credentials = received;
  expiration = received?.expiration?.getTime() ?? 0;
  lifetime = expiration - Date.now();
  showCredentials(received);
  tick();
}

function tick(): void {
  if (credentials !== undefined) showTimeLeft(expiration - Date.now(), lifetime);
}

/** Runs one action at a time, and shows its error, if any. Then the page is usable again. */
function whenAsked(id: string, event: "click" | "submit", action: () => Promise<void>): void {
  element(id).addEventListener(event, async (happening) => {
    happening.preventDefault();
    if (isBusy) return;
    isBusy = true;
    showBusy(true);
    showFailure(undefined);
    try {
      await action();
    } catch (error) {
      showFailure(failureOf(error));
    } finally {
      isBusy = false;
      showBusy(false);
    }
  });
}

/** In your application, use the login provider's library instead. */
async function signInWithProvider(name: string, isExpired: boolean): Promise<string> {
  return (await ask<{ token: string }>("POST", "/login", { name, isExpired })).token;
}

async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}.`);
  return response.json() as Promise<Answer>;
}
