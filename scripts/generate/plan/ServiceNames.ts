import type { Service } from "../model.js";
import { nameOf, namespaceOf } from "../model.js";

/** The names that AWS's SDKs derive from a service's ID. */
export interface ServiceNames {
  /** `CognitoIdentity`: the name of the aggregated client, and the prefix of other names. */
  readonly service: string;
  readonly client: string;
  readonly baseError: string;
  /** The namespace of the base error, which no model has. */
  readonly syntheticNamespace: string;
  readonly namespace: string;
  readonly serviceTarget: string;
}

export function serviceNames({ id, sdkId }: Service): ServiceNames {
  const words = sdkId.split(/[^A-Za-z0-9]+/);
  const service = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return {
    service,
    client: `${service}Client`,
    baseError: `${service}ServiceException`,
    syntheticNamespace: `smithy.ts.sdk.synthetic.${namespaceOf(id)}`,
    namespace: namespaceOf(id),
    serviceTarget: nameOf(id),
  };
}
