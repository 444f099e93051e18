import type { IdentityRecord } from "../../state/records.js";

export interface IdentityDescription {
  IdentityId: string;
  Logins?: string[];
  CreationDate: number;
  LastModifiedDate: number;
}

/** Logins are names of providers, each once, and never say who the user is there. A guest has no such member. */
export function describeRecord({ id, logins, createdAt, modifiedAt }: IdentityRecord): IdentityDescription {
  const providers = [...new Set(logins.map(({ provider }) => provider))];
  return {
    IdentityId: id,
    ...(providers.length > 0 && { Logins: providers }),
    CreationDate: createdAt,
    LastModifiedDate: modifiedAt,
  };
}
