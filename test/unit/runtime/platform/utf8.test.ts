import { expect, onTestFinished, test, vi } from "vitest";
import { utf8Decoder } from "../../../../src/runtime/platform/index.browser.js";

test.each(["", "{}", "K\u00f6ln", "\u07ff\u0800\uffff", "\u{1f600}", "a\ud83d", "\ude00\ud83d\ude00"])(
  "without TextEncoder, %j has the same bytes as with it",
  (text) => {
    const expected = [...new TextEncoder().encode(text)];
    vi.stubGlobal("TextEncoder", undefined);
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    expect([...utf8Decoder(text)]).toEqual(expected);
  },
);
