import { type Case, group } from "./Case.js";
import { check, checkEqual, present } from "./check.js";
import { poolFor } from "./operations.js";

export const calls: Case[] = group("calls", {
  "commands can be sent, with promises that can be chained": async ({ sdk, admin }) => {
    const status = await admin()
      .send(new sdk.ListIdentityPoolsCommand({ MaxResults: 1 }))
      .then(({ $metadata }) => $metadata.httpStatusCode)
      .finally(() => {});
    checkEqual(status, 200, "status");
  },

  "send calls a callback with the output or the error": async ({ sdk, admin }) => {
    const cognito = admin();
    const data = await new Promise((resolve, reject) => {
      cognito.send(new sdk.ListIdentityPoolsCommand({ MaxResults: 1 }), (error, output) =>
        error ? reject(error) : resolve(output?.$metadata.httpStatusCode),
      );
    });
    checkEqual(data, 200, "status");
    const error = await new Promise<Error>((resolve) => {
      cognito.send(new sdk.DescribeIdentityPoolCommand({ IdentityPoolId: "no pool" }), {}, resolve);
    });
    checkEqual(error.name, "ValidationException", "name");
  },

  "the aggregated client has a method for every operation, with a promise or a callback": async ({ sdk, admin }) => {
    const cognito = admin();
    const operations = Object.keys(sdk).flatMap((name) => /^([A-Z]\w+)Command$/.exec(name)?.[1] ?? []);
    for (const name of operations) {
      const method = `${name.charAt(0).toLowerCase()}${name.slice(1)}` as keyof typeof cognito;
      check(typeof cognito[method] === "function", `there is no method ${method}`);
    }
    const data = await new Promise<{ $metadata: { httpStatusCode?: number } } | undefined>((resolve, reject) => {
      cognito.listIdentityPools({ MaxResults: 1 }, (error, output) => (error ? reject(error) : resolve(output)));
    });
    checkEqual(data?.$metadata.httpStatusCode, 200, "status");
  },

  "a paginator requests all pages, and no more": async (environment) => {
    const { sdk, app, admin } = environment;
    const { IdentityPoolId } = await poolFor(environment);
    const guest = app();
    const ids = await Promise.all(Array.from({ length: 5 }, () => guest.getId({ IdentityPoolId })));
    const pages: (string | undefined)[][] = [];
    for await (const { Identities = [] } of sdk.paginateListIdentities(
      { client: admin(), pageSize: 2 },
      { IdentityPoolId, MaxResults: undefined },
    )) {
      pages.push(Identities.map(({ IdentityId }) => IdentityId));
    }
    checkEqual(
      pages.map((page) => page.length),
      [2, 2, 1],
      "sizes of pages",
    );
    checkEqual(pages.flat().sort(), ids.map(({ IdentityId }) => present(IdentityId)).sort(), "identities");
  },

  "added middleware sees the request and the response": async ({ admin }) => {
    const cognito = admin();
    const seen: unknown[] = [];
    cognito.middlewareStack.add(
      (next) => async (args) => {
        const { headers } = args.request as { headers: Record<string, string> };
        seen.push(headers["x-amz-target"]);
        const result = await next(args);
        seen.push((result.response as { statusCode: number }).statusCode);
        return result;
      },
      { step: "finalizeRequest", name: "witness" },
    );
    await cognito.listIdentityPools({ MaxResults: 1 });
    checkEqual(seen, ["AWSCognitoIdentityService.ListIdentityPools", 200], "what the middleware saw");
  },

  "clients and commands work behind proxies, as prototypes, and copied": async ({ sdk, admin }) => {
    const wrappers: (<Value extends object>(value: Value) => Value)[] = [
      (value) => new Proxy(value, {}),
      (value) => Object.create(value),
      (value) => Object.assign(Object.create(Object.getPrototypeOf(value)), value),
    ];
    for (const wrap of wrappers) {
      const command = wrap(new sdk.ListIdentityPoolsCommand({ MaxResults: 1 }));
      let runs = 0;
      command.middlewareStack.add(
        (next) => (args) => {
          runs++;
          return next(args);
        },
        { step: "build" },
      );
      const { $metadata } = await wrap(admin()).send(command);
      checkEqual([$metadata.httpStatusCode, runs], [200, 1], "status, and how often the middleware ran");
    }
  },

  "destroying a client causes no errors, and doesn't affect another one": async ({ admin }) => {
    const cognito = admin();
    await cognito.listIdentityPools({ MaxResults: 1 });
    cognito.destroy();
    await admin().listIdentityPools({ MaxResults: 1 });
  },
});
