import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { HttpHandlerOptions, HttpRequest } from "@smithy/types";
import { onTestFinished, vi } from "vitest";
import type { Storage } from "../../src/credentials/index.js";
import { CognitoIdentity, type CreateIdentityPoolInput } from "../../src/index.js";
import {
  type CognitoIdentityOptions,
  type CognitoIdentityService,
  startCognitoIdentity,
} from "../../src/local/index.js";

export const GOOGLE = "accounts.google.com";
export const FACEBOOK = "graph.facebook.com";
export const GUEST_ROLE = "arn:aws:iam::000000000000:role/Guest";
export const USER_ROLE = "arn:aws:iam::000000000000:role/User";
export const HOUR = 3_600_000;

export interface SentRequest {
  operation: string;
  input: Record<string, unknown>;
}

/** A local service with a pool that has roles, and a record of the providers' requests. All clocks are stopped. */
export interface World {
  service: CognitoIdentityService;
  admin: CognitoIdentity;
  identityPoolId: string;
  /** The configuration for the providers' own clients. */
  clientConfig: { endpoint: string; region: string; maxAttempts: number; requestHandler: NodeHttpHandler };
  /** Requests that were sent with `clientConfig`. */
  sent: SentRequest[];
  operations(): string[];
  /** Advances the clocks of the service and of a device that `fakeClock` has stopped. */
  pass(milliseconds: number): void;
}

export async function startServices(
  pool: Partial<CreateIdentityPoolInput> = {},
  options: CognitoIdentityOptions = {},
): Promise<World> {
  fakeClock();
  const service = await startCognitoIdentity({ clock: serviceClock, ...options });
  const admin = new CognitoIdentity({ ...service.clientConfig(), systemClockOffset: 0 });
  onTestFinished(() => {
    admin.destroy();
    return service.close();
  });
  const { IdentityPoolId = "" } = await admin.createIdentityPool({
    IdentityPoolName: "app",
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { [GOOGLE]: "google-client", [FACEBOOK]: "facebook-app" },
    DeveloperProviderName: "login.developer",
    ...pool,
  });
  await admin.setIdentityPoolRoles({
    IdentityPoolId,
    Roles: { unauthenticated: GUEST_ROLE, authenticated: USER_ROLE },
  });
  const sent: SentRequest[] = [];
  return {
    service,
    admin,
    identityPoolId: IdentityPoolId,
    clientConfig: {
      endpoint: service.endpoint,
      region: service.region,
      maxAttempts: 1,
      requestHandler: new RecordingHandler(sent),
    },
    sent,
    operations: () => sent.map(({ operation }) => operation),
    pass(milliseconds) {
      service.control.advanceTime(milliseconds);
      if (vi.isFakeTimers()) {
        vi.advanceTimersByTime(milliseconds);
      }
    },
  };
}

class RecordingHandler extends NodeHttpHandler {
  readonly #sent: SentRequest[];

  constructor(sent: SentRequest[]) {
    super();
    this.#sent = sent;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the handler's own type is internal to its package.
  override handle(request: any, options?: HttpHandlerOptions): any {
    const { headers, body } = request as HttpRequest;
    const [, operation = "STS"] = (headers["x-amz-target"] ?? "").split(".");
    const text = typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);
    this.#sent.push({
      operation,
      input: operation === "STS" ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text),
    });
    return super.handle(request, options);
  }
}

/** The time at which `fakeClock` stopped all clocks. */
let stoppedAt: number | undefined;

/** Independent of the device's clock, which tests set. It stops at the same time, so that time passes for both or for neither. */
const serviceClock = (): number => stoppedAt ?? vi.getRealSystemTime();

/**
 * Stops the clocks of the device and of the service. `pass` advances both. `set` changes only the device's wall clock, like its user.
 *
 * @param options - `fraction`: the milliseconds within a second at which they stop, because the service sends whole seconds; `timers`:
 * whether the device's timers fire as time passes.
 */
export function fakeClock(offset = 0, { fraction = 500, timers = false } = {}): { set(offset: number): void } {
  stoppedAt = Math.floor(Date.now() / 1000) * 1000 + fraction;
  const timerFunctions = timers ? (["setTimeout", "clearTimeout"] as const) : [];
  vi.useFakeTimers({ now: stoppedAt, toFake: ["Date", "performance", "hrtime", ...timerFunctions] });
  onTestFinished(() => {
    vi.useRealTimers();
    stoppedAt = undefined;
  });
  const set = (milliseconds: number): void => {
    vi.setSystemTime(Date.now() + milliseconds);
  };
  set(offset);
  return { set };
}

/** A storage whose contents tests can read. */
export function mapStorage(items = new Map<string, string>()): Storage & { items: Map<string, string> } {
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, data) => void items.set(key, data),
    removeItem: (key) => void items.delete(key),
  };
}

export function errorOf(promise: Promise<unknown>): Promise<Error> {
  return promise.then(
    () => {
      throw new Error("It was fulfilled.");
    },
    (error: Error) => error,
  );
}
