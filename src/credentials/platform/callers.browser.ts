/** The code that differs between platforms. This file is for browsers and React Native, where bundle size matters. */
import type { Handler, Logger, StaticOperationSchema } from "@smithy/types";
import { createCaller } from "../../functions/createCaller.js";
import { outline } from "../../generated/functions.js";
import type { AnyStack, SerializeMiddleware } from "../../runtime/base/Middleware.js";
import { JOIN_LIMIT_MS, within } from "../../runtime/base/refresher.js";
import type { ClientConfig } from "../../runtime/client/ClientConfig.js";
import { type EndpointConfig, endpointFromConfiguration } from "../../runtime/endpoint/endpoint.js";
import { quietly } from "../../runtime/errors/thrown.js";
import { call } from "../../runtime/exchange.js";
import { isHttpResponse } from "../../runtime/http/httpMessages.js";
import { type AnyRequestHandler, isRequestHandler } from "../../runtime/http/RequestHandler.js";
import { type Answer, type CognitoIdentitySender, callContext, type OperationCaller } from "./OperationCaller.js";

/** Like the function in callers.ts, but without the command classes, which add a middleware stack and schemas (2 kB gzip). */
export function clientCaller(client: CognitoIdentitySender): OperationCaller {
  return {
    config: async () => client.config,
    async callOperation(schema, input) {
      let response: Answer["response"];
      const command = publicCommand(schema, input, (received) => {
        response = isHttpResponse(received) ? received : undefined;
      });
      const output = await client.send(command);
      return { output, response };
    },
  };
}

/** The part of the configuration of a client that sending a command needs. */
interface SendingConfig extends EndpointConfig {
  readonly logger?: Logger;
  readonly requestHandler: AnyRequestHandler;
}

/** The part of a command that clients of this package and of AWS use. */
function publicCommand(schema: StaticOperationSchema, input: object, received: (response: unknown) => void): object {
  // A new class for each call, because clients with `cacheMiddleware` would otherwise use the handler of the first operation for all.
  return new (class {
    /** As in every command of this package. The client does not sign those that have no `signer`. */
    readonly service = undefined;
    readonly schema: StaticOperationSchema = schema;
    readonly input: object = input;

    resolveMiddleware(clientStack: AnyStack, config: SendingConfig, options?: object): Handler<object, object> {
      const stack = clientStack.clone();
      const endpoint: SerializeMiddleware<object, object> = (next, context) => async (args) => {
        context.endpointV2 = await endpointFromConfiguration(config, context);
        return next(args);
      };
      stack.addRelativeTo(endpoint, {
        name: "endpointV2Middleware",
        relation: "before",
        toMiddleware: "serializerMiddleware",
        override: true,
      });
      const handler = stack.resolve(
        ({ request }) => config.requestHandler.handle(request, options),
        callContext(schema, config.logger, this),
      );
      return async (args) => {
        const result = await handler(args);
        received(result.response);
        return result;
      };
    }
  })();
}

/** The part of Web Locks that is used. Insecure contexts, sandboxed frames, and React Native do not have them. */
interface Scope {
  readonly navigator: { readonly locks: { request(name: string, callback: () => Promise<void>): Promise<void> } };
}

/**
 * Runs an action when no other tab is running one with the same name, or when that one takes too long.
 *
 * @param stored - resolves when the next tab can read what the action has stored. The caller does not wait for it.
 */
export async function inTurn<Result>(
  name: string | undefined,
  action: () => Promise<Result>,
  stored: () => Promise<unknown>,
): Promise<Result> {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const granted = new Promise<void>((resolve) => {
    const hold = (): Promise<void> => {
      resolve();
      return ended;
    };
    const { navigator }: Scope = Object(globalThis);
    void quietly(() => name && navigator.locks.request(name, hold)).then(() => resolve());
  });
  await within(JOIN_LIMIT_MS, granted, end);
  try {
    return await action();
  } finally {
    void stored().then(end);
  }
}

/** Browsers and React Native have no environment variables or config files. */
export async function configuredStsUrl(): Promise<string | undefined> {
  return undefined;
}

/**
 * Calls public operations with `fetch` and without a client. A provider needs two operations, so a page should not have to load
 * middleware, signing, and schemas. The code for rarely used options is a separate module that is loaded with the first call.
 */
export function ownCaller(given: ClientConfig): OperationCaller {
  const make = async (): Promise<OperationCaller> => {
    const { userAgentAppId } = given;
    // In AWS's clients that call a provider, it may be a function that returns undefined.
    const id = typeof userAgentAppId === "function" ? await userAgentAppId() : userAgentAppId;
    const config = { ...given, userAgentAppId: id };
    return plainCaller(config) ?? (await import("./configuredCaller.browser.js")).configuredCaller(config);
  };
  let made: Promise<OperationCaller> | undefined;
  const caller = (): Promise<OperationCaller> => {
    made ??= make().catch((error) => {
      // The next call tries again.
      made = undefined;
      throw error;
    });
    return made;
  };
  return {
    config: async () => (await caller()).config(),
    callOperation: async (schema, input) => (await caller()).callOperation(schema, input),
  };
}

const PLAIN_ENDPOINT = /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/;

/** Undefined if rarely used options, or rarely used values of options, need more code. */
function plainCaller({
  region,
  endpoint,
  useFipsEndpoint,
  useDualstackEndpoint,
  maxAttempts,
  requestHandler,
  // Profiles have no effect outside Node.js.
  profile: _,
  ...others
}: ClientConfig): OperationCaller | undefined {
  if (
    typeof region !== "string" ||
    // Pseudo-Regions have FIPS in their names.
    /fips|^$/.test(region) ||
    !(endpoint === undefined || (typeof endpoint === "string" && PLAIN_ENDPOINT.test(endpoint))) ||
    typeof useFipsEndpoint === "function" ||
    typeof useDualstackEndpoint === "function" ||
    typeof maxAttempts === "function" ||
    !(requestHandler === undefined || isRequestHandler(requestHandler)) ||
    Object.values(others).some((value) => value !== undefined)
  ) {
    return undefined;
  }
  const options = { region, endpoint, useFipsEndpoint, useDualstackEndpoint, requestHandler };
  const caller = createCaller({ ...options, maxAttempts: maxAttempts ?? undefined });
  return {
    config: async () => ({
      ...options,
      ...caller,
      ignoreConfiguredEndpointUrls: true,
      isCustomEndpoint: Boolean(endpoint),
    }),
    callOperation: async ([, , operation], input) => call(outline, caller, operation, input),
  };
}
