import { membersOf, shapeNamed } from "../../base/model.js";

const MASKED = "(masked)";

/** What STS calls secret: the model says nothing of it. */
const STS_SECRETS = ["WebIdentityToken", "SecretAccessKey", "SessionToken"];

/** A body as the shape says, with sensitive values masked. Members that the shape does not have may be anything: they are left out. */
export function withoutSecrets(shapeName: string | undefined, body: string): unknown {
  const value = parse(body);
  return shapeName === undefined || value === undefined ? undefined : masked(shapeName, value);
}

/** An error has a name and a message, which never hold a secret; that of a front end is a page. */
export const errorOf = (body: string): unknown => parse(body) ?? body;

export const formWithoutSecrets = (body: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, isStsSecret(name) ? MASKED : value]));

export const xmlWithoutSecrets = (body: string): string =>
  body.replace(/<(\w+)>[^<]*<\/\1>/g, (element, name: string) =>
    isStsSecret(name) ? `<${name}>${MASKED}</${name}>` : element,
  );

function masked(shapeName: string, value: unknown): unknown {
  const shape = shapeNamed(shapeName);
  if (shape.sensitive) return MASKED;
  if (shape.type === "structure") {
    const has = isObject(value) ? value : {};
    return Object.fromEntries(
      membersOf(shape)
        .filter(([name]) => Object.hasOwn(has, name))
        .map(([name, { target }]) => [name, masked(target, has[name])]),
    );
  }
  if (shape.type === "list") {
    return Array.isArray(value) ? value.map((element) => masked(shape.member ?? "", element)) : typeOf(value);
  }
  if (shape.type === "map") {
    if (!isObject(value)) return typeOf(value);
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, masked(shape.value ?? "", entry)]));
  }
  return typeof value === "object" && value !== null ? typeOf(value) : value;
}

/** Of what does not belong where it stands only this is shown: it may be a secret that has lost its way. */
const typeOf = (value: unknown): string => `(${Array.isArray(value) ? "list" : typeof value})`;

const isStsSecret = (name: string): boolean => STS_SECRETS.includes(name);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
