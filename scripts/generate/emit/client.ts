import type { Plan } from "../plan/plan.js";
import { comment, docComment } from "./docComment.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** The client that sends commands, and the types of its configuration. */
export function emitClient(plan: Plan, options: EmitOptions): SourceFile {
  const { client } = plan.names;
  const module = new Module(client, plan, options);
  const config = module.runtimeType("ClientConfig", "client/ClientConfig");
  const resolved = module.runtimeType("ResolvedClientConfig", "client/ClientConfig");
  return module.finish(
    `${comment("The input of any command.")}export type ServiceInputTypes = ${union("Input", module)};`,
    `${comment("The output of any command.")}export type ServiceOutputTypes = ${union("Output", module)};`,
    `${comment(`The members of {@link ${client}Config}.`)}export type ${client}ConfigType = ${config};`,
    `${comment(`The configuration of a {@link ${client}}. All members are optional.`)}export interface ${client}Config extends ${client}ConfigType {}`,
    `${comment(`The members of {@link ${client}ResolvedConfig}.`)}export type ${client}ResolvedConfigType = ${resolved};`,
    `${comment(`The configuration of a {@link ${client}} including all defaults.`)}export interface ${client}ResolvedConfig extends ${client}ResolvedConfigType {}`,
    clientClass(module),
  );
}

function union(side: "Input" | "Output", module: Module): string {
  return (
    module.plan.operations.map(({ command, home }) => module.type(`${command}${side}`, home)).join(" | ") || "never"
  );
}

function clientClass(module: Module): string {
  const { service, names } = module.plan;
  const base = module.runtimeValue("ServiceClient", "client/ServiceClient");
  const optional = module.packageType("CheckOptionalClientConfig", "@smithy/types");
  const definition = [
    module.value("service", "models/service"),
    module.value("serviceErrors", "models/serviceErrors"),
    module.value("codec", "codec"),
    module.value("resolveEndpoint", "endpoints"),
    module.value("publicOperations", "publicOperations"),
  ];
  const example = `@example\n\`\`\`ts\nconst client = new ${names.client}({ region: "us-east-1" });\n\`\`\``;
  return `${docComment(service.documentation, example)}export class ${names.client} extends ${base}<ServiceInputTypes, ServiceOutputTypes> {
  constructor(...[configuration]: ${optional}<${names.client}Config>) {
    super({ ${definition.join(", ")} }, configuration);
  }
}`;
}
