import module from "node:module";
import { join } from "node:path";
import type { MetadataBearer } from "@smithy/types";
import { type Channel, channel, tracedSend } from "../platform/node/tracedSend.js";
import { Client, type ResolvedConfiguration } from "./Client.js";

type AnyConfiguration = ResolvedConfiguration<unknown>;

const EVENTS = ["start", "end", "asyncStart", "asyncEnd", "error"] as const;

/** The functions of Node.js's module loader at the last check. */
let known: readonly unknown[] | undefined;
/** Smithy's class, if a tool may have patched it. */
let smithyClient: SmithyClient | undefined;

/**
 * A client whose calls tools can watch, through the channel `tracing:cognito-identity-client:send`, or by patching `send` of Smithy's
 * `Client` while Node.js loads the file with that class.
 *
 * If a tool hooks the loader, or the file is already loaded at the first call, calls go through that method. Otherwise, nothing is loaded.
 * A tool may start at any time, so each call compares the loader's functions with those of the last check.
 */
export const WatchedClient = class WatchedClient extends Client<unknown, object, MetadataBearer, AnyConfiguration> {
  // biome-ignore lint/suspicious/noExplicitAny: the forms of `send` are those of the class above.
  override send(...call: any): any {
    const { _load, prototype } = loader;
    if (_load !== known?.[0] || prototype?.require !== known?.[1] || prototype?._compile !== known?.[2] || !known) {
      known = [_load, prototype?.require, prototype?._compile];
      smithyClient = smithyClientOf(known);
    }
    // Smithy's method deletes a property of the client, which fails for a sealed or frozen client. Values that are not commands are refused
    // by our method.
    const patched = Object.isSealed(this) || !call[0]?.resolveMiddleware ? undefined : smithyClient?.prototype.send;
    const send = patched ?? super.send;
    const traced = channel && (channel.hasSubscribers ?? hasSubscribers(channel)) ? tracedSend(channel, send) : send;
    return Reflect.apply(traced, this, call);
  }
} as typeof Client;

/** The channels of Bun and older versions of Node.js do not have this property for all five events. */
function hasSubscribers(channel: Channel): boolean {
  return EVENTS.some((event) => channel[event].hasSubscribers);
}

/** The functions of Node.js's module loader that tools replace, and the modules that it has loaded. */
interface Loader {
  readonly prototype?: { readonly require?: unknown; readonly _compile?: unknown };
  readonly _load?: unknown;
  readonly _cache?: Readonly<Record<string, { readonly exports?: unknown } | undefined>>;
}

/** The class that the clients of the AWS SDK extend. */
interface SmithyClient {
  // biome-ignore lint/suspicious/noExplicitAny: the forms of `send` are not ours.
  readonly prototype: { readonly send: (...call: any) => any };
}

const loader: Loader = module;

/** Where the class is, and where it was before `@smithy/core` 3.24. */
const PACKAGES = ["@smithy/core/client", "@smithy/smithy-client"];
const FILE =
  /[\\/]@smithy[\\/](?:core[\\/]dist-cjs[\\/]submodules[\\/]client|smithy-client[\\/]dist-cjs)[\\/]index\.js$/;

/** Each occurs in the source of one of the loader's functions, in Node.js 20 to 26 and in Deno. Bun's functions are native. */
const OWN_SOURCE = process.versions.bun ? /\[native code\]/ : /must be a non-empty string|updateChildren\(|wrapSafe\(/;

/** Smithy's class, if a tool may have patched it. If the loader's functions are replaced, loads it here, so that a tool can patch it. */
function smithyClientOf(functions: readonly unknown[]): SmithyClient | undefined {
  const isHooked = functions.some((one) => one !== undefined && !OWN_SOURCE.test(String(one)));
  return (isHooked ? installedClient() : undefined) ?? loadedClient();
}

/** Found from this file, or, in a bundle, from the program or the working directory. */
function installedClient(): SmithyClient | undefined {
  const places = [
    () => __filename,
    () => process.argv[1],
    // Fails if the folder has been deleted.
    () => join(process.cwd(), "bundle"),
  ];
  for (const place of places) {
    for (const name of PACKAGES) {
      try {
        const client = exportedClient(module.createRequire(`${place()}`)(name));
        if (client !== undefined) {
          return client;
        }
      } catch {
        // The folder does not exist, the package is not installed there, or it is an older version without this module.
      }
    }
  }
  return undefined;
}

function loadedClient(): SmithyClient | undefined {
  const { _cache = {} } = loader;
  const file = Object.keys(_cache).find((path) => FILE.test(path));
  return file === undefined ? undefined : exportedClient(_cache[file]?.exports);
}

function exportedClient(exports: unknown): SmithyClient | undefined {
  const { Client }: { Client?: SmithyClient } = Object(exports);
  return typeof Client?.prototype?.send === "function" ? Client : undefined;
}
