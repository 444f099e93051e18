/** There are neither environment variables nor files here. */
export function configuredEndpoint(): undefined {
  return undefined;
}
