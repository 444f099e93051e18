import type { WeatherClient } from "./testService.js";

/** Counts the responses whose heads have arrived at a client. */
export function countHeads(client: WeatherClient): () => number {
  let heads = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      heads++;
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  return () => heads;
}
