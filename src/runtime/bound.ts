/**
 * Marks what a client makes for itself from the rest of its configuration: in a configuration that is copied from it,
 * as in `new Client({ ...other.config, credentials })`, this does not count as given.
 */
export function bound<Option extends object>(option: Option): Option {
  return Object.assign(option, { clientBound: true });
}

/** The option, unless another client made it for itself. */
export function unlessBound<Option>(option: Option): Option | undefined {
  return (Object(option) as { clientBound?: boolean }).clientBound ? undefined : option;
}
