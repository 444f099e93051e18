import type {
  AwsCredentialIdentity,
  ChecksumConstructor,
  DateInput,
  HashConstructor,
  HeaderBag,
  HttpRequest as IHttpRequest,
  Provider,
  RequestSigner,
  RequestSigningArguments,
} from "@smithy/types";
import { hinted } from "../../hints/hinted.js";
import { escapeUri, HttpRequest, queryText } from "../http/httpMessages.js";

export interface SignatureV4Options {
  credentials: Provider<AwsCredentialIdentity>;
  region: Provider<string> | string;
  /** The service's name in the credential scope. */
  service: string;
  sha256: ChecksumConstructor | HashConstructor;
  utf8Decoder: (text: string) => Uint8Array;
  /** Escape the path twice, as all services except S3 require. */
  uriEscapePath: boolean;
  /** Send the hash of the body in a separate header. Default: true. */
  applyChecksum?: boolean;
}

export const ALGORITHM = "AWS4-HMAC-SHA256";
export const BODY_HASH = "x-amz-content-sha256";
const HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/** Headers that the signer always writes, replacing those of the request. */
const GENERATED: readonly string[] = ["authorization", "x-amz-date", "date"];
/** Headers that proxies and runtimes may change. */
const UNSIGNABLE =
  /^(?:authorization|cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|(?:proxy|sec)-.*)$/;
const HEX = "0123456789abcdef";

/** Signs HTTP requests with AWS Signature Version 4. The steps have the names from AWS's description. */
export class SignatureV4 implements RequestSigner {
  private readonly options: SignatureV4Options;
  private readonly signingKey: SigningKey;

  constructor(options: SignatureV4Options) {
    this.options = options;
    this.signingKey = lastSigningKey((data, key) => this.hash(data, key));
  }

  /**
   * Returns a signed copy of the request.
   *
   * @throws Error if the credentials lack the access key ID or the secret.
   */
  async sign(request: IHttpRequest, given: RequestSigningArguments = {}): Promise<HttpRequest> {
    const { applyChecksum = true, credentials: provider, region, service } = this.options;
    const { accessKeyId, secretAccessKey, sessionToken } = usableCredentials(await provider());
    const dateTime = dateTimeOf(given.signingDate);
    const scopeRegion = given.signingRegion ?? (typeof region === "string" ? region : await region());
    const scope = `${dateTime.slice(0, 8)}/${scopeRegion}/${given.signingService ?? service}/aws4_request`;

    const signed = HttpRequest.clone(request);
    const headers = withoutGenerated(request.headers);
    signed.headers = headers;
    headers["x-amz-date"] = dateTime;
    if (sessionToken) {
      headers["x-amz-security-token"] = sessionToken;
    }
    const givenHash = Object.keys(headers).find((name) => name.toLowerCase() === BODY_HASH);
    const bodyHash = givenHash === undefined ? await this.bodyHash(signed.body) : (headers[givenHash] ?? "");
    if (givenHash === undefined && applyChecksum) {
      headers[BODY_HASH] = bodyHash;
    }
    const canonical = canonicalHeaders(headers, given);
    const signedHeaders = [...canonical.keys()].join(";");
    const canonicalRequest = this.canonicalRequest(signed, canonical, signedHeaders, bodyHash);
    const stringToSign = `${ALGORITHM}\n${dateTime}\n${scope}\n${hexOf(await this.hash(canonicalRequest))}`;
    const signature = hexOf(await this.hash(stringToSign, await this.signingKey(secretAccessKey, scope)));
    headers.authorization = `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    return signed;
  }

  private canonicalRequest(
    { method, path, query }: HttpRequest,
    headers: ReadonlyMap<string, string>,
    signedHeaders: string,
    bodyHash: string,
  ): string {
    let lines = "";
    for (const [name, value] of headers) {
      lines += `${name}:${value}\n`;
    }
    const canonicalUri = this.options.uriEscapePath ? canonicalPath(path) : path;
    return `${method}\n${canonicalUri}\n${queryText(query)}\n${lines}\n${signedHeaders}\n${bodyHash}`;
  }

  private async bodyHash(body: unknown): Promise<string> {
    if (body == null) {
      return HASH_OF_NOTHING;
    }
    const content = ArrayBuffer.isView(body)
      ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
      : body instanceof ArrayBuffer
        ? new Uint8Array(body)
        : body;
    const isHashable = typeof content === "string" || content instanceof Uint8Array;
    return isHashable ? hexOf(await this.hash(content)) : "UNSIGNED-PAYLOAD";
  }

  /** SHA-256, or HMAC-SHA-256 with a key. */
  private async hash(data: string | Uint8Array, key?: string | Uint8Array): Promise<Uint8Array> {
    const bytesOf = this.options.utf8Decoder;
    const hash = new this.options.sha256(typeof key === "string" ? bytesOf(key) : key);
    hash.update(typeof data === "string" ? bytesOf(data) : data);
    return hash.digest();
  }
}

/** Derives the key of a scope. */
type SigningKey = (secret: string, scope: string) => Promise<string | Uint8Array>;

/**
 * Keeps the last key, which is valid for a day, because deriving one takes four hashes. It is in a closure, so that printing the signer
 * does not show it.
 */
export function lastSigningKey(
  hash: (data: string, key?: string | Uint8Array) => Promise<Uint8Array> | Uint8Array,
): SigningKey {
  let last: { secret: string; scope: string; key: string | Uint8Array } | undefined;
  return async (secret, scope) => {
    if (last?.secret === secret && last.scope === scope) {
      return last.key;
    }
    let key: string | Uint8Array = `AWS4${secret}`;
    for (const part of scope.split("/")) {
      key = await hash(part, key);
    }
    last = { secret, scope, key };
    return last.key;
  };
}

export function usableCredentials(credentials: AwsCredentialIdentity): AwsCredentialIdentity {
  if (typeof credentials?.accessKeyId !== "string" || typeof credentials.secretAccessKey !== "string") {
    throw hinted(new Error("Resolved credential object is not valid"));
  }
  return credentials;
}

/** `2026-01-02T03:04:05.678Z` → `20260102T030405Z` */
export function dateTimeOf(date: DateInput = new Date()): string {
  return new Date(date).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function withoutGenerated(headers: HeaderBag): HeaderBag {
  const others: HeaderBag = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!GENERATED.includes(name.toLowerCase())) {
      others[name] = value;
    }
  }
  return others;
}

/** The signed headers: names in lowercase and sorted, values with single spaces. */
function canonicalHeaders(
  headers: HeaderBag,
  { signableHeaders, unsignableHeaders }: RequestSigningArguments,
): Map<string, string> {
  const canonical = new Map<string, string>();
  const names = Object.keys(headers).sort();
  for (const name of names) {
    const lowerCase = name.toLowerCase();
    const isUnsignable = UNSIGNABLE.test(lowerCase) || unsignableHeaders?.has(lowerCase);
    if (headers[name] != null && (!isUnsignable || signableHeaders?.has(lowerCase))) {
      canonical.set(lowerCase, String(headers[name]).replace(/\s+/g, " ").trim());
    }
  }
  return names.some((name) => name !== name.toLowerCase()) ? new Map([...canonical].sort(byName)) : canonical;
}

function byName([one]: [string, string], [other]: [string, string]): number {
  return one < other ? -1 : 1;
}

/** The path without `.`, `..`, and empty segments. Each segment is escaped. */
export function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") {
      segments.pop();
    } else if (segment !== "" && segment !== ".") {
      segments.push(escapeUri(segment));
    }
  }
  return `/${segments.join("/")}${segments.length > 0 && path.endsWith("/") ? "/" : ""}`;
}

export function hexOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    text += `${HEX[byte >> 4]}${HEX[byte & 15]}`;
  }
  return text;
}
