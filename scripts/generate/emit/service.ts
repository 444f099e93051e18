import type { Plan } from "../plan/plan.js";
import { comment } from "./docComment.js";
import { literal } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

export function emitService(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("models/service", plan, options);
  const { service, names } = plan;
  const description = literal({
    serviceId: service.sdkId,
    apiVersion: service.version,
    namespace: names.namespace,
    serviceTarget: names.serviceTarget,
    signingName: service.signingName,
    ...(service.xmlNamespace !== undefined && { xmlNamespace: service.xmlNamespace }),
    clientName: names.client,
  });
  const type = module.runtimeType("ServiceDescription", "base/ServiceDefinition");
  return module.finish(
    `${comment("The properties of the service that the runtime needs.")}export const service: ${type} = ${description};`,
  );
}
