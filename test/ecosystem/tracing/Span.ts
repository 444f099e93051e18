import { decode } from "@msgpack/msgpack";
import type { Received } from "./Collector.js";

/** A span from any tool. */
export interface Span {
  id: string;
  parent: string | undefined;
  name: string;
  facts: Record<string, unknown>;
  isError: boolean;
}

type Json = Record<string, unknown>;
const json = (body: Buffer | string): Json => JSON.parse(body.toString()) as Json;
const list = (value: unknown): Json[] => (value ?? []) as Json[];

/** OTLP over HTTP, as JSON. */
export function readOtlp(received: Received[]): Span[] {
  const resources = received
    .filter(({ path }) => path === "/v1/traces")
    .flatMap(({ body }) => list(json(body).resourceSpans));
  const spans = resources.flatMap(({ scopeSpans }) => list(scopeSpans)).flatMap(({ spans }) => list(spans));
  return spans.map((span) => ({
    id: String(span.spanId),
    parent: (span.parentSpanId as string) || undefined,
    name: String(span.name),
    facts: {
      kind: span.kind,
      ...Object.fromEntries(
        list(span.attributes).map(({ key, value }) => [key, Object.values(value as object)[0]] as [string, unknown]),
      ),
      status: (span.status as Json).code,
      message: (span.status as Json).message,
      events: list(span.events).map(({ name }) => name),
    },
    isError: (span.status as Json).code === 2,
  }));
}

/** Envelopes: lines of JSON, alternating between headers and items. */
export function readSentry(received: Received[]): Span[] {
  const lines = received
    .filter(({ path }) => path.includes("/envelope"))
    .flatMap(({ body }) => body.toString().split("\n"));
  const spans = lines
    .filter(Boolean)
    .map(json)
    .flatMap(({ items }) => list(items))
    .filter((item) => item.span_id !== undefined);
  return spans.map(({ span_id: id, parent_span_id: parent, name, status, attributes }) => ({
    id: String(id),
    parent: parent as string | undefined,
    name: String(name),
    facts: {
      status,
      ...Object.fromEntries(Object.entries(attributes as Json).map(([key, value]) => [key, (value as Json).value])),
    },
    isError: status !== "ok",
  }));
}

export function readDatadog(received: Received[]): Span[] {
  const traces = received
    .filter(({ path }) => path === "/v0.4/traces")
    .flatMap(({ body }) => decode(body, { useBigInt64: true }) as Json[][]);
  return traces.flat().map((span) => ({
    id: String(span.span_id),
    parent: span.parent_id ? String(span.parent_id) : undefined,
    name: String(span.name),
    facts: { resource: span.resource, service: span.service, type: span.type, ...(span.meta as Json) },
    isError: Number(span.error) === 1,
  }));
}

export function readNewRelic(received: Received[]): Span[] {
  const events = received
    .filter(({ path }) => path.includes("method=span_event_data"))
    .flatMap(({ body }) => (JSON.parse(body.toString()) as [unknown, unknown, [Json, Json, Json][]])[2]);
  return events.map(([intrinsics, user, agent]) => ({
    id: String(intrinsics.guid),
    parent: intrinsics.parentId as string | undefined,
    name: String(intrinsics.name),
    facts: { ...intrinsics, ...user, ...agent },
    isError: agent["error.class"] !== undefined,
  }));
}

/** Lines of JSON, each with one property that names its kind. */
export function readElastic(received: Received[]): Span[] {
  const lines = received
    .filter(({ path }) => path.startsWith("/intake"))
    .flatMap(({ body }) => body.toString().split("\n").filter(Boolean).map(json));
  return lines.flatMap(({ transaction, span }) => {
    const found = (transaction ?? span) as Json | undefined;
    if (found === undefined) return [];
    const { id, parent_id: parent, name, outcome, ...facts } = found;
    return [
      {
        id: String(id),
        parent: parent as string | undefined,
        name: String(name),
        facts: { outcome, ...facts },
        isError: outcome === "failure",
      },
    ];
  });
}

/** X-Ray documents, each after a line with the format. Segments contain their subsegments, or those are sent separately. */
export function readXray(received: Received[]): Span[] {
  const documents = received
    .filter(({ path }) => path === "udp")
    .map(({ body }) => json(body.toString().split("\n")[1] ?? "{}"));
  const flat = (document: Json, parent?: string): Span[] => {
    const { id, name, subsegments, aws, http, ...rest } = document;
    const operation = (aws as Json | undefined)?.operation;
    const span = {
      id: String(id),
      parent: parent ?? (document.parent_id as string | undefined),
      name: operation === undefined ? String(name) : `${name}.${operation}`,
      facts: {
        namespace: rest.namespace,
        throttle: rest.throttle,
        error: rest.error,
        ...(aws as Json),
        ...(http as { response?: Json })?.response,
      },
      isError: rest.fault === true,
    };
    return [span, ...list(subsegments).flatMap((one) => flat(one, String(id)))];
  };
  return documents.flatMap((document) => flat(document));
}
