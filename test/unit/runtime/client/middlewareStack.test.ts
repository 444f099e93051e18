import { constructStack } from "@smithy/middleware-stack";
import type { HandlerExecutionContext, MiddlewareStack, Pluggable } from "@smithy/types";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { middlewareStack } from "../../../../src/runtime/client/middlewareStack.js";

// biome-ignore lint/suspicious/noExplicitAny: middleware of every step.
type Stack = MiddlewareStack<any, any>;

/** Records in `trace` that a request passes it. */
const passing = (name: string, trace: string[]) =>
  ((next: (args: unknown) => Promise<unknown>) => (args: unknown) => {
    trace.push(name);
    return next(args);
  }) as never;

async function travel(stack: Stack, trace: string[], context: HandlerExecutionContext = {}): Promise<string[]> {
  trace.length = 0;
  await stack.resolve(async () => ({ response: {}, output: {} }), context)({ input: {} });
  return [...trace];
}

const step = fc.constantFrom("initialize", "serialize", "build", "finalizeRequest", "deserialize");
const operation = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("add"),
      step,
      priority: fc.constantFrom("low", "normal", "high", undefined),
      tag: fc.nat(3),
      named: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("addRelativeTo"),
      relation: fc.constantFrom("before", "after"),
      target: fc.nat(20),
      tag: fc.nat(3),
      named: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant("removeByName"), target: fc.nat(20) }),
  fc.record({ do: fc.constant("removeByReference"), target: fc.nat(20) }),
  fc.record({ do: fc.constant("removeByTag"), tag: fc.nat(3) }),
  fc.record({ do: fc.constant("travel") }),
  fc.record({ do: fc.constant("clone") }),
  fc.record({ do: fc.constant("concat"), step }),
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

/** Applies the same change to both stacks, and returns the resulting stacks. */
function apply(
  { do: what, ...options }: Operation,
  stacks: Stack[],
  traces: string[][],
  made: { name: string; middleware: never[] }[],
): Stack[] {
  const { step, priority, relation, target = 0, tag, named } = options as Record<string, never> & { target?: number };
  const chosen = made[target % Math.max(1, made.length)];
  const add = (place: (stack: Stack, middleware: never, common: object) => void) => {
    const name = `m${made.length}`;
    const middleware = traces.map((trace) => passing(name, trace));
    made.push({ name, middleware });
    stacks.forEach((stack, index) => {
      place(stack, middleware[index] as never, { ...(named ? { name } : {}), tags: [`tag${tag}`] });
    });
    return stacks;
  };
  switch (what) {
    case "add":
      return add((stack, middleware, common) =>
        stack.add(middleware, {
          ...common,
          step,
          priority,
          // Ignored by this method.
          ...(named ? { relation: "before", toMiddleware: "m0" } : {}),
        } as never),
      );
    case "addRelativeTo":
      // Smithy ignores a middleware relative to a missing one only if it is told to. This test is about existing names.
      return chosen === undefined
        ? stacks
        : add((stack, middleware, common) => {
            const there = stack.identify().some((line) => line.startsWith(`${chosen.name} `) || line === chosen.name);
            if (there) {
              stack.addRelativeTo(middleware, { ...common, relation, toMiddleware: chosen.name } as never);
            }
          });
    case "removeByName":
      stacks.forEach((stack) => {
        stack.remove(chosen?.name ?? "none");
      });
      return stacks;
    case "removeByReference":
      stacks.forEach((stack, index) => {
        stack.remove((chosen?.middleware[index] ?? (() => undefined)) as never);
      });
      return stacks;
    case "removeByTag":
      stacks.forEach((stack) => {
        stack.removeByTag(`tag${tag}`);
      });
      return stacks;
    case "clone":
      return stacks.map((stack) => stack.clone());
    case "concat":
      return stacks.map((stack, index) => {
        const other = constructStack<object, object>();
        other.add(passing("other", traces[index] ?? []), { step } as never);
        return stack.concat(other as never);
      });
    default:
      return stacks;
  }
}

async function outcome(stack: Stack, trace: string[]): Promise<unknown> {
  try {
    return await travel(stack, trace);
  } catch (error) {
    return (error as Error).message;
  }
}

describe("middlewareStack", () => {
  test("has the order of Smithy's stack after any changes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        const traces: string[][] = [[], []];
        const made: { name: string; middleware: never[] }[] = [];
        let stacks: Stack[] = [constructStack(), middlewareStack()];
        for (const one of operations) {
          stacks = apply(one, stacks, traces, made);
          if (one.do === "travel") {
            await outcome(stacks[1] as Stack, traces[1] as string[]);
          }
        }
        const [smithys, ours] = stacks as [Stack, Stack];
        const expected = await outcome(smithys, traces[0] as string[]);
        expect(await outcome(ours, traces[1] as string[])).toEqual(expected);
        // Again, now that the order is known.
        expect(await outcome(ours, traces[1] as string[])).toEqual(expected);
        expect(ours.identify()).toEqual(smithys.identify());
      }),
      { numRuns: 300 },
    );
  });

  test("applies added and removed middleware from the next send on", async () => {
    const trace: string[] = [];
    const stack: Stack = middlewareStack();
    const first = passing("first", trace);
    stack.add(first, { step: "build", name: "first", tags: ["gone"] });
    expect(await travel(stack, trace)).toEqual(["first"]);
    stack.add(passing("second", trace), { step: "initialize", name: "second" });
    expect(await travel(stack, trace)).toEqual(["second", "first"]);
    stack.addRelativeTo(passing("third", trace), { relation: "after", toMiddleware: "second" });
    expect(await travel(stack, trace)).toEqual(["second", "third", "first"]);
    expect(stack.remove("second")).toBe(true);
    expect(stack.remove("second")).toBe(false);
    await travel(stack, trace).catch(() => undefined);
    expect(stack.remove(first)).toBe(true);
    expect(stack.removeByTag("gone")).toBe(false);
  });

  test("passes itself to plugins, so that what they add takes effect", async () => {
    const trace: string[] = [];
    const stack: Stack = middlewareStack();
    await travel(stack, trace);
    let met: unknown;
    const plugin: Pluggable<object, object> = {
      applyToStack: (target) => {
        met = target;
        target.add(passing("plugged", trace), { step: "build" });
      },
    };
    stack.use(plugin);
    expect(met).toBe(stack);
    expect(await travel(stack, trace)).toEqual(["plugged"]);
  });

  test("can be changed later by a plugin that keeps it", async () => {
    const trace: string[] = [];
    const stack: Stack = middlewareStack();
    let kept: Stack | undefined;
    stack.use({
      applyToStack: (target) => {
        kept = target as Stack;
      },
    });
    expect(await travel(stack, trace)).toEqual([]);
    kept?.add(passing("late", trace), { step: "build" });
    expect(await travel(stack, trace)).toEqual(["late"]);
  });

  test("has independent clones", async () => {
    const trace: string[] = [];
    const stack: Stack = middlewareStack();
    stack.add(passing("shared", trace), { step: "build" });
    const clone = stack.clone();
    clone.add(passing("clone's", trace), { step: "build" });
    stack.add(passing("stack's", trace), { step: "build" });
    expect(await travel(stack, trace)).toEqual(["shared", "stack's"]);
    expect(await travel(clone, trace)).toEqual(["shared", "clone's"]);
  });

  test("doesn't change when it is concatenated", async () => {
    const trace: string[] = [];
    const one: Stack = middlewareStack();
    const other: Stack = middlewareStack();
    one.add(passing("one", trace), { step: "build" });
    other.add(passing("other", trace), { step: "initialize" });
    expect(await travel(one.concat(other), trace)).toEqual(["other", "one"]);
    expect(await travel(constructStack().concat(one as never) as Stack, trace)).toEqual(["one"]);
    expect(await travel(one, trace)).toEqual(["one"]);
    expect(await travel(other, trace)).toEqual(["other"]);
  });

  test("determines the order when the stack changes, not on every send", async () => {
    const stack: Stack = middlewareStack();
    const layer = vi.fn((next: never) => next);
    stack.add(layer as never, { step: "build" });
    const reads = vi.spyOn(Array.prototype, "sort");
    await travel(stack, []);
    reads.mockClear();
    await travel(stack, []);
    await travel(stack, []);
    expect(reads).not.toHaveBeenCalled();
    reads.mockRestore();
    expect(layer).toHaveBeenCalledTimes(3);
  });

  test("passes the context of each send to its middleware", async () => {
    const contexts: HandlerExecutionContext[] = [];
    const stack: Stack = middlewareStack();
    stack.add(
      ((next: never, context: HandlerExecutionContext) => {
        contexts.push(context);
        return next;
      }) as never,
      { step: "initialize" },
    );
    const [one, other] = [{ commandName: "one" }, { commandName: "other" }];
    await travel(stack, [], one);
    await travel(stack, [], other);
    expect(contexts).toHaveLength(2);
    expect(contexts[0]).toBe(one);
    expect(contexts[1]).toBe(other);
  });

  test("prints itself when it is resolved, if that is enabled", async () => {
    const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const stack: Stack = middlewareStack();
    stack.add(passing("printed", []), { step: "build", name: "printed" });
    stack.identifyOnResolve(true);
    await travel(stack, []);
    expect(print.mock.calls.flat().join("\n")).toContain("printed");
    print.mockRestore();
  });

  test("lets names be taken over with `override`, and only in the same position", () => {
    const next = ((handler: never) => handler) as never;
    const complaintsOf = (stack: Stack): string[] => {
      const complaints: string[] = [];
      const attempt = (change: () => void) => {
        try {
          change();
          complaints.push("fine");
        } catch (error) {
          complaints.push((error as Error).message);
        }
      };
      attempt(() => stack.add(next, { step: "build", name: "a", aliases: ["b"] }));
      attempt(() => stack.add(next, { step: "build", name: "a" }));
      attempt(() => stack.add(next, { step: "build", name: "c", aliases: ["b"] }));
      attempt(() => stack.add(next, { step: "initialize", name: "b", override: true }));
      attempt(() => stack.add(next, { step: "build", priority: "high", name: "b", aliases: ["z"], override: true }));
      attempt(() => stack.add(next, { step: "build", name: "b", aliases: ["d"], override: true }));
      attempt(() => stack.addRelativeTo(next, { relation: "after", toMiddleware: "d", name: "e", aliases: ["f"] }));
      attempt(() => stack.addRelativeTo(next, { relation: "after", toMiddleware: "d", name: "e" }));
      attempt(() => stack.addRelativeTo(next, { relation: "before", toMiddleware: "d", name: "f", override: true }));
      attempt(() => stack.addRelativeTo(next, { relation: "after", toMiddleware: "d", name: "f", override: true }));
      attempt(() => stack.addRelativeTo(next, { relation: "after", toMiddleware: "nothing", name: "g" }));
      attempt(() => stack.resolve((async () => ({ output: {} })) as never, {}));
      return [...complaints, ...stack.identify()];
    };
    expect(complaintsOf(middlewareStack())).toEqual(complaintsOf(constructStack()));
  });

  test.each([
    {},
    { relation: "before" },
    { toMiddleware: "anchor" },
    { relation: "beside", toMiddleware: "anchor" },
    { relation: "after", toMiddleware: "" },
    { relation: "after", toMiddleware: undefined },
    { relation: "after", toMiddleware: null },
  ])("leaves out middleware that is added relative to nothing: %j", async (options) => {
    const traces = [middlewareStack(), constructStack()].map(async (stack: Stack) => {
      const trace: string[] = [];
      stack.add(passing("anchor", trace), { step: "build", name: "anchor" });
      stack.addRelativeTo(passing("lost", trace), { name: "lost", ...options } as never);
      return [await travel(stack, trace), await travel(stack.clone(), trace), stack.identify()];
    });
    const [ours, theirs] = await Promise.all(traces);
    expect(ours?.[0]).toEqual(["anchor"]);
    expect(ours?.slice(0, 2)).toEqual(theirs?.slice(0, 2));
    expect(ours?.[2]).toEqual(theirs?.[2]);
  });

  test.each([undefined, null, {}, "logger"])("says that %j is not a middleware when it is added", (middleware) => {
    const stack: Stack = middlewareStack();
    const message = `A middleware must be a function, not of type ${typeof middleware}.`;
    expect(() => stack.add(middleware as never, { step: "build", name: "a" })).toThrow(message);
    expect(() => stack.addRelativeTo(middleware as never, { relation: "after", toMiddleware: "a" })).toThrow(message);
    expect(stack.identify()).toEqual([]);
  });

  test("runs hidden last middleware after all others, and copies go without it", async () => {
    const trace: string[] = [];
    const stack: Stack = middlewareStack({
      middleware: passing("last", trace),
      name: "last",
      relation: "before",
      toMiddleware: "anchor",
    });
    stack.add(passing("anchor", trace), { step: "build", name: "anchor" });
    stack.addRelativeTo(passing("added", trace), { relation: "before", toMiddleware: "anchor" });
    expect(await travel(stack, trace)).toEqual(["added", "last", "anchor"]);
    expect(await travel(stack.clone(), trace)).toEqual(["added", "anchor"]);
    expect(stack.identify()).toEqual(["anonymous - before anchor", "anchor - build"]);
    expect(() =>
      stack.addRelativeTo(passing("last", trace), { relation: "before", toMiddleware: "anchor" }),
    ).not.toThrow();
  });
});
