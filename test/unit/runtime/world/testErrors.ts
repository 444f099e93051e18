import { classNamed } from "../../../../src/runtime/errors/namedErrors.js";
import type { ServiceErrors } from "../../../../src/runtime/errors/ServiceException.js";
import { ServiceException } from "../../../../src/runtime/errors/ServiceException.js";

export class WeatherException extends ServiceException {
  static override readonly shapeId: string = "smithy.ts.sdk.synthetic.example.weather#WeatherException";

  constructor(options: { name?: string; message?: string; $fault?: "client" | "server"; $metadata?: object }) {
    super({ name: "WeatherException", $fault: "client", $metadata: {}, ...options } as never);
  }
}

export class StormException extends WeatherException {
  static override readonly shapeId: string = "example.weather#StormException";
  override readonly name = "StormException";
  override readonly $fault = "server";
  declare Wind?: number;
}

export const serviceErrors: ServiceErrors = {
  base: WeatherException,
  declared: (name) => classNamed([StormException], name),
  sensitiveMembers: /Key|Token/i,
};
