import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EndpointError, parseEndpoint } from "../../../../src/runtime/http/parseEndpoint.js";

const host = fc.oneof(
  fc.domain(),
  fc.ipV4(),
  fc.ipV6().map((address) => `[${address}]`),
  fc.constant("localhost"),
  fc.constant("bücher.example"),
);
const segment = fc.stringMatching(/^[\w .~!$&'()*+,;=:@%ü-]{0,8}$/).map((text) => text.replaceAll("%", ""));
const url = fc
  .record({
    scheme: fc.constantFrom("http", "https", "HTTPS"),
    user: fc.constantFrom("", "user@", "user:word@"),
    host,
    port: fc.constantFrom("", ":80", ":443", ":8080", ":65535"),
    path: fc.array(segment, { maxLength: 4 }).map((segments) => segments.map((text) => `/${text}`).join("")),
    query: fc.array(fc.tuple(fc.stringMatching(/^[a-z_]{1,5}$/), fc.option(fc.string({ maxLength: 5 }))), {
      maxLength: 3,
    }),
    hash: fc.constantFrom("", "#part"),
  })
  .map(({ scheme, user, host, port, path, query, hash }) => {
    const pairs = query.map(([name, value]) => (value === null ? name : `${name}=${encodeURIComponent(value)}`));
    return `${scheme}://${user}${host}${port}${path}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}${hash}`;
  });

describe("parseEndpoint", () => {
  test("splits a URL as `URL` does", () => {
    fc.assert(
      fc.property(url, (text) => {
        fc.pre(URL.canParse(text));
        const expected = new URL(text);
        const parsed = parseEndpoint(text);
        expect(parsed).toMatchObject({
          protocol: expected.protocol,
          hostname: expected.hostname,
          path: expected.pathname,
        });
        expect(parsed.port).toBe(expected.port === "" ? undefined : Number(expected.port));
        const given = new Map<string, string[]>();
        for (const [name, value] of expected.searchParams) {
          given.set(name, [...(given.get(name) ?? []), value]);
        }
        expect(Object.keys(parsed.query ?? {}).sort()).toEqual([...given.keys()].sort());
        for (const [name, values] of given) {
          expect([parsed.query?.[name]].flat().map((value) => value ?? "")).toEqual(values);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("rejects anything that isn't a URL", () => {
    for (const text of ["localhost", "", "127.0.0.1:4545", "localhost:4545", "htps://localhost", "http://"]) {
      expect(() => parseEndpoint(text)).toThrow(
        new EndpointError(
          `The endpoint "${text}" is not an http: or https: URL. Write it like http://localhost:8000 or https://example.com.`,
        ),
      );
    }
  });

  test("names the type of a value that isn't a string, and shows no password", () => {
    expect(() => parseEndpoint({} as never)).toThrow("The endpoint of type object is not");
    expect(() => parseEndpoint(undefined as never)).toThrow("The endpoint of type undefined is not");
    expect(() => parseEndpoint("ftp://me:secret@localhost/")).toThrow('The endpoint "ftp://***@localhost/" is not');
    expect(() => parseEndpoint({ protocol: "http", hostname: "h", path: "/" })).toThrow('The endpoint "http//h/" is');
  });

  test("accepts parts unchanged", () => {
    const parts = { protocol: "https:", hostname: "h", path: "/" };
    expect(parseEndpoint(parts)).toBe(parts);
  });

  test("accepts a URL object, and an endpoint object whose `url` is a string", () => {
    const parts = { protocol: "http:", hostname: "h", port: 1, path: "/p" };
    expect(parseEndpoint(new URL("http://h:1/p") as never)).toEqual(parts);
    expect(parseEndpoint({ url: "http://h:1/p" } as never)).toEqual(parts);
  });

  test("accepts an endpoint from the rules, with joined headers", () => {
    expect(parseEndpoint({ url: new URL("https://h:1/p"), headers: { "X-One": ["a", "b"] } })).toEqual({
      protocol: "https:",
      hostname: "h",
      port: 1,
      path: "/p",
      headers: { "x-one": "a, b" },
    });
  });

  test("distinguishes a name without a value from one with an empty value, and keeps repeated names", () => {
    expect(parseEndpoint("https://h/?a&b=&c=1&c=2").query).toEqual({ a: null, b: "", c: ["1", "2"] });
  });

  test("accepts a query parameter named `__proto__`", () => {
    const { query } = parseEndpoint("https://h/?__proto__=x&a=1");
    expect(Object.getPrototypeOf(query)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});
