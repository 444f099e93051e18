/** The environment of a client, and its options in code. */
export interface Case {
  environment?: Record<string, string>;
  code?: object;
}

export const keys = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "s" };
export const inEnvironment = { AWS_REGION: "eu-west-1", ...keys };

export const environmentCases: Record<string, Case> = {
  "nothing at all": {},
  "a region": { environment: { AWS_REGION: "eu-west-1" } },
  "an empty region": { environment: { AWS_REGION: "" } },
  AWS_DEFAULT_REGION: { environment: { AWS_DEFAULT_REGION: "eu-west-1" } },
  "region and credentials": { environment: inEnvironment },
  "region in code over environment": { environment: inEnvironment, code: { region: "us-west-2" } },
  "a session token": {
    environment: {
      ...inEnvironment,
      AWS_SESSION_TOKEN: "t",
      AWS_CREDENTIAL_SCOPE: "x",
      AWS_ACCOUNT_ID: "123456789012",
    },
  },
  "a session token without keys": { environment: { AWS_REGION: "eu-west-1", AWS_SESSION_TOKEN: "t" } },
  "one of the two keys": { environment: { AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "AKIAENV" } },
  "empty keys": { environment: { ...inEnvironment, AWS_SECRET_ACCESS_KEY: "" } },
  "empty variables in addition to the keys": {
    environment: {
      ...inEnvironment,
      AWS_SESSION_TOKEN: "",
      AWS_CREDENTIAL_SCOPE: "",
      AWS_ACCOUNT_ID: "",
      AWS_CREDENTIAL_EXPIRATION: "",
    },
  },
  "keys that expire": { environment: { ...inEnvironment, AWS_CREDENTIAL_EXPIRATION: "2099-01-01T00:00:00Z" } },
  "keys with an invalid expiration": {
    environment: { ...inEnvironment, AWS_CREDENTIAL_EXPIRATION: "tomorrow" },
  },
  "keys, and a profile in code": { environment: inEnvironment, code: { profile: "absent" } },
  "keys, and an empty profile": { environment: { ...inEnvironment, AWS_PROFILE: "" } },
  "keys, and an empty profile in code": {
    environment: { ...inEnvironment, AWS_PROFILE: "absent" },
    code: { profile: "" },
  },
  "credentials in code": {
    environment: inEnvironment,
    code: { credentials: { accessKeyId: "AKIACODE", secretAccessKey: "s" } },
  },
  "maximum attempts": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "7" } },
  "maximum attempts that are not a number": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "many" } },
  "maximum attempts with a unit": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "5x" } },
  "maximum attempts in hexadecimal": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "0x2" } },
  "empty maximum attempts": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "" } },
  "no attempt": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "0" } },
  "maximum attempts in code": { environment: { ...inEnvironment, AWS_MAX_ATTEMPTS: "7" }, code: { maxAttempts: 2 } },
  "adaptive mode": { environment: { ...inEnvironment, AWS_RETRY_MODE: "adaptive" } },
  "unknown retry mode": { environment: { ...inEnvironment, AWS_RETRY_MODE: "mine" } },
  "empty retry mode": { environment: { ...inEnvironment, AWS_RETRY_MODE: "" } },
  "retry mode in capitals": { environment: { ...inEnvironment, AWS_RETRY_MODE: "ADAPTIVE" } },
  "retry mode in code": {
    environment: { ...inEnvironment, AWS_RETRY_MODE: "adaptive" },
    code: { retryMode: "standard" },
  },
  FIPS: { environment: { ...inEnvironment, AWS_USE_FIPS_ENDPOINT: "true" } },
  "FIPS off": { environment: { ...inEnvironment, AWS_USE_FIPS_ENDPOINT: "false" } },
  "FIPS with an invalid value": { environment: { ...inEnvironment, AWS_USE_FIPS_ENDPOINT: "yes" } },
  "FIPS with an empty value": { environment: { ...inEnvironment, AWS_USE_FIPS_ENDPOINT: "" } },
  "FIPS in code": {
    environment: { ...inEnvironment, AWS_USE_FIPS_ENDPOINT: "true" },
    code: { useFipsEndpoint: false },
  },
  "dual stack": { environment: { ...inEnvironment, AWS_USE_DUALSTACK_ENDPOINT: "true" } },
  "dual stack with an invalid value": { environment: { ...inEnvironment, AWS_USE_DUALSTACK_ENDPOINT: "1" } },
  "FIPS and dual stack": {
    environment: { ...inEnvironment, AWS_USE_FIPS_ENDPOINT: "true", AWS_USE_DUALSTACK_ENDPOINT: "true" },
  },
  "an application id": { environment: { ...inEnvironment, AWS_SDK_UA_APP_ID: "my app/1" } },
  "a long application id": { environment: { ...inEnvironment, AWS_SDK_UA_APP_ID: "a".repeat(60) } },
  "an empty application id": { environment: { ...inEnvironment, AWS_SDK_UA_APP_ID: "" } },
  "an application id in code": {
    environment: { ...inEnvironment, AWS_SDK_UA_APP_ID: "env" },
    code: { userAgentAppId: "code" },
  },
  "an execution environment": { environment: { ...inEnvironment, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" } },
  "a URL for all services": { environment: { ...inEnvironment, AWS_ENDPOINT_URL: "http://localhost:1/all" } },
  "a URL for this service": {
    environment: {
      ...inEnvironment,
      AWS_ENDPOINT_URL: "http://localhost:1/all",
      AWS_ENDPOINT_URL_COGNITO_IDENTITY: "http://localhost:2/own",
    },
  },
  "an empty URL": { environment: { ...inEnvironment, AWS_ENDPOINT_URL: "" } },
  "a URL and FIPS": {
    environment: { ...inEnvironment, AWS_ENDPOINT_URL: "http://localhost:1", AWS_USE_FIPS_ENDPOINT: "true" },
  },
  "a URL in code": {
    environment: { ...inEnvironment, AWS_ENDPOINT_URL: "http://localhost:1/" },
    code: { endpoint: "http://localhost:3/" },
  },
  "URLs to be ignored": {
    environment: {
      ...inEnvironment,
      AWS_ENDPOINT_URL: "http://localhost:1/",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true",
    },
  },
  "URLs not to be ignored": {
    environment: {
      ...inEnvironment,
      AWS_ENDPOINT_URL: "http://localhost:1/",
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false",
    },
  },
  "URLs to be ignored, says code": {
    environment: { ...inEnvironment, AWS_ENDPOINT_URL: "http://localhost:1/" },
    code: { ignoreConfiguredEndpointUrls: true },
  },
  "a defaults mode": { environment: { ...inEnvironment, AWS_DEFAULTS_MODE: "in-region" } },
  "a defaults mode in capitals": { environment: { ...inEnvironment, AWS_DEFAULTS_MODE: "Cross-Region" } },
  "an unknown defaults mode": { environment: { ...inEnvironment, AWS_DEFAULTS_MODE: "mine" } },
  "an unknown defaults mode in code": { environment: inEnvironment, code: { defaultsMode: "mine" } },
  auto: { environment: { ...inEnvironment, AWS_DEFAULTS_MODE: "auto" } },
  "auto within AWS": { environment: { ...inEnvironment, AWS_DEFAULTS_MODE: "auto", AWS_EXECUTION_ENV: "x" } },
  "auto within AWS, elsewhere": {
    environment: { ...inEnvironment, AWS_DEFAULTS_MODE: "auto", AWS_EXECUTION_ENV: "x" },
    code: { region: "us-west-2" },
  },
  "auth schemes": { environment: { ...inEnvironment, AWS_AUTH_SCHEME_PREFERENCE: "sigv4a, sigv4" } },
  "no auth scheme": { environment: { ...inEnvironment, AWS_AUTH_SCHEME_PREFERENCE: "" } },
  "a missing profile": { environment: { ...inEnvironment, AWS_PROFILE: "absent" } },
};

/** The shared config file, and the credentials file next to it. */
export const configFile = `
[default]
region = eu-central-1
max_attempts = 4
retry_mode = adaptive
use_fips_endpoint = false
sdk_ua_app_id = default-app
defaults_mode = in-region
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = s

[profile other]
region=ap-south-1
max_attempts=2
use_dualstack_endpoint = true
sdk-ua-app-id = other-app
auth_scheme_preference = sigv4, sigv4a
disable_clock_skew_correction = true
aws_access_key_id = AKIAOTHER
aws_secret_access_key = s
aws_session_token = t

[profile urls]
region = eu-west-1
endpoint_url = http://localhost:4/profile
aws_access_key_id = AKIAURLS
aws_secret_access_key = s

[profile services]
region = eu-west-1
services = mine
endpoint_url = http://localhost:4/profile

[profile ignoring]
region = eu-west-1
ignore_configured_endpoint_urls = true
endpoint_url = http://localhost:4/profile

[profile lost]
region = eu-west-1
services = absent

[profile wrong]
region = eu-west-1
use_fips_endpoint = maybe
max_attempts = lots
defaults_mode = mine
retry_mode = mine

[profile role]
role_arn = arn:aws:iam::1:role/r
source_profile = absent

[services mine]
cognito_identity =
  endpoint_url = http://localhost:5/service
s3 =
  endpoint_url = http://localhost:6/s3
`;
export const credentialsFile = `
[other]
region = sa-east-1
aws_access_key_id = AKIAOTHERFILE
aws_secret_access_key = s
[only]
aws_access_key_id = AKIAONLY
aws_secret_access_key = s
max_attempts = 6
`;
