/**
 * The environment variables with which AWS SDKs and the AWS CLI call this service, as shell commands. Version 1 of the AWS CLI
 * reads only `AWS_DEFAULT_REGION`.
 *
 * @param hasDefaultKey whether the access key is `test` with the secret `test`; others are not printed
 */
export function environmentVariables(endpoint: string, region: string, hasDefaultKey: boolean): readonly string[] {
  return [
    `export AWS_ENDPOINT_URL_COGNITO_IDENTITY=${endpoint}`,
    `export AWS_ENDPOINT_URL_STS=${endpoint}`,
    `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
    ...(hasDefaultKey ? ["export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test"] : []),
  ];
}
