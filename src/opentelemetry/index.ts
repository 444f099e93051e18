export {
  CognitoIdentityInstrumentation,
  type CognitoIdentityInstrumentationConfig,
} from "./CognitoIdentityInstrumentation.js";
