/**
 * What the clients in this folder share with the package's client. In Node.js, they are in a file of their own, which gets these from the main
 * file instead of repeating them (`scripts/build/runtimeIsShared.ts`).
 */
export { resolveSchema } from "../runtime/base/schema.js";
export { Command } from "../runtime/client/Command.js";
export { ServiceClient } from "../runtime/client/ServiceClient.js";
export { SignedCommand } from "../runtime/client/SignedCommand.js";
export { endpoint, namedUrl, regionalEndpoint } from "../runtime/endpoint/endpointRules.js";
export { escapeUri, HttpRequest, metadataOf } from "../runtime/http/httpMessages.js";
export { AwsJson1_1Protocol, readBody, readResponse } from "../runtime/protocol/AwsJson1_1Protocol.js";
export { jsonCodec, numeric } from "../runtime/protocol/codec.js";
export { errorOf } from "../runtime/protocol/errorOf.js";
