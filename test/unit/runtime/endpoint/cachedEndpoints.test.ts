import { expect, test, vi } from "vitest";
import { cachedEndpoints } from "../../../../src/runtime/endpoint/endpoint.js";
import { endpoint } from "../../../../src/runtime/endpoint/endpointRules.js";

test("the same parameters result in the same object, which is resolved once", () => {
  const resolve = vi.fn(({ Region }: { Region?: string | undefined }) => endpoint(`https://${Region}.example`));
  const cached = cachedEndpoints(resolve);
  const first = cached({ Region: "a", UseFIPS: false });
  expect(cached({ Region: "a", UseFIPS: false })).toBe(first);
  expect(cached({ Region: "b", UseFIPS: false })).not.toBe(first);
  expect(resolve).toHaveBeenCalledTimes(2);
});

test.each([
  [{ Region: "a" }, { Region: "a", UseFIPS: true }],
  [{ Region: "a" }, { Region: "a", UseDualStack: true }],
  [{ Region: "a" }, { Region: "a", Endpoint: "https://x.example" }],
  [
    { Region: "a", UseFIPS: true },
    { Region: "a", UseDualStack: true },
  ],
])("%j is not %j", (one, other) => {
  const cached = cachedEndpoints(() => endpoint("https://h.example"));
  expect(cached(one)).not.toBe(cached(other));
});

test("a failure is not kept", () => {
  const resolve = vi
    .fn(() => endpoint("https://h.example"))
    .mockImplementationOnce(() => {
      throw new Error("once");
    });
  const cached = cachedEndpoints(resolve);
  expect(() => cached({})).toThrow("once");
  expect(cached({}).url.href).toBe("https://h.example/");
});

test("thousands of endpoints don't fill the memory", () => {
  const resolve = vi.fn(({ Region }: { Region?: string | undefined }) => endpoint(`https://${Region}.example`));
  const cached = cachedEndpoints(resolve);
  for (let count = 0; count < 1000; count++) {
    cached({ Region: `r${count}` });
  }
  resolve.mockClear();
  for (let count = 0; count < 1000; count++) {
    cached({ Region: `r${count}` });
  }
  expect(resolve.mock.calls.length).toBeGreaterThan(900);
});
