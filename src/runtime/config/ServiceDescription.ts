/** What the runtime must know of a service to speak to it; the generated code supplies it. */
export interface ServiceDescription {
  /** The service's name as configuration spells it: `AWS_ENDPOINT_URL_COGNITO_IDENTITY` is made from it. */
  readonly serviceId: string;
  readonly apiVersion: string;
  /** The Smithy namespace of the service's shapes. */
  readonly namespace: string;
  /** The first half of the `X-Amz-Target` header. */
  readonly serviceTarget: string;
  /** The service's name in a signature's credential scope. */
  readonly signingName: string;
  readonly xmlNamespace?: string;
  /** The client class as it appears in log records and in the handler execution context. */
  readonly clientName: string;
}
