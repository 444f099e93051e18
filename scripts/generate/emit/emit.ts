import type { Plan } from "../plan/plan.js";
import { emitAggregatedClient } from "./aggregatedClient.js";
import { emitClient } from "./client.js";
import { emitCodec } from "./codec.js";
import { emitCommand } from "./command.js";
import { emitConstraints } from "./constraints.js";
import { emitEndpoints } from "./endpoints.js";
import { emitEnums } from "./enums.js";
import { emitErrors } from "./errors.js";
import { emitErrorTypeRegistries } from "./errorTypeRegistries.js";
import { emitFunctions } from "./functions.js";
import type { EmitOptions } from "./Module.js";
import { emitPagination } from "./pagination.js";
import { emitPublicOperations } from "./publicOperations.js";
import type { SourceFile } from "./SourceFile.js";
import { emitService } from "./service.js";
import { emitShapes } from "./shapes.js";

/** Creates all files of a service, unformatted. */
export function emit(plan: Plan, options: EmitOptions): SourceFile[] {
  return [
    emitService(plan, options),
    ...emitPublicOperations(plan, options),
    emitEndpoints(plan, options),
    emitEnums(plan, options),
    emitShapes(plan, options),
    ...emitErrors(plan, options),
    emitCodec(plan, options),
    emitErrorTypeRegistries(plan, options),
    ...plan.operations.map((operation) => emitCommand(operation, plan, options)),
    ...emitFunctions(plan, options),
    emitClient(plan, options),
    emitAggregatedClient(plan, options),
    emitPagination(plan, options),
    ...emitConstraints(plan, options),
  ];
}
