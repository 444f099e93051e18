import type { $SchemaRef, StaticSchema } from "@smithy/types";

/** A value with every member of a schema, derived from the members' names. `wire` returns its form in JSON. */
export function sample(reference: $SchemaRef, name: string, wire: boolean): unknown {
  if (typeof reference === "function") {
    return sample(reference() as $SchemaRef, name, wire);
  }
  if (typeof reference === "number") {
    return simple(reference, name, wire);
  }
  if (!Array.isArray(reference)) {
    return {};
  }
  if (reference.length === 2) {
    return sample(reference[0] as $SchemaRef, name, wire);
  }
  const schema = reference as StaticSchema;
  switch (schema[0]) {
    case 0:
      return sample(schema[4] as $SchemaRef, name, wire);
    case 1:
      return [sample(schema[4] as $SchemaRef, `${name} 1`, wire), sample(schema[4] as $SchemaRef, `${name} 2`, wire)];
    case 2:
      return { [`${name} key`]: sample(schema[5] as $SchemaRef, `${name} value`, wire) };
    default: {
      const [, , , , names, members] = schema as unknown as [0, "", "", 0, string[], $SchemaRef[]];
      return Object.fromEntries(
        names.map((member, index) => [member, sample(members[index] ?? 0, member, wire)] as const),
      );
    }
  }
}

function simple(type: number, name: string, wire: boolean): unknown {
  if (type >= 128) {
    return { [`${name} key`]: simple(type - 128, `${name} value`, wire) };
  }
  if (type >= 64) {
    return [simple(type - 64, `${name} 1`, wire), simple(type - 64, `${name} 2`, wire)];
  }
  switch (type) {
    case 1:
      return 7;
    case 2:
      return true;
    case 4:
      return wire ? 1_700_000_000.123 : new Date(1_700_000_000_123);
    default:
      return `the ${name}`;
  }
}
