import type { ServiceErrors } from "../../../../src/runtime/errors/ServiceErrors.js";
import { ServiceException } from "../../../../src/runtime/errors/ServiceException.js";

export class WeatherException extends ServiceException {
  constructor(options: { name?: string; message?: string; $fault?: "client" | "server"; $metadata?: object }) {
    super({ name: "WeatherException", $fault: "client", $metadata: {}, ...options } as never);
  }
}

export class StormException extends WeatherException {
  override readonly name = "StormException";
  override readonly $fault = "server";
  declare Wind?: number;
}

export const serviceErrors: ServiceErrors = {
  base: [[-3, "example.weather", "WeatherException", 0, [], []], WeatherException],
  modeled: [
    [[-3, "example.weather", "StormException", { error: "server" }, ["message", "Wind"], [0, 1]], StormException],
  ],
};
