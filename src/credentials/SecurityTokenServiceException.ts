/** STS refused to give credentials; `name` says why, in the names of AWS's client for STS. */
export class SecurityTokenServiceException extends Error {
  readonly $fault: "client" | "server";
  readonly $metadata: { httpStatusCode: number; requestId: string | undefined };

  constructor(name: string, message: string, statusCode: number, headers: Readonly<Record<string, string>>) {
    super(message);
    this.name = name;
    this.$fault = statusCode < 500 ? "client" : "server";
    this.$metadata = { httpStatusCode: statusCode, requestId: headers["x-amzn-requestid"] };
  }
}
