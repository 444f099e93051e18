import type { MetadataBearer } from "@smithy/types";
import { loader, type SmithyClient, smithyClientOf } from "../platform/node/smithyClient.js";
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
