import { isDeepStrictEqual } from "node:util";
import type { Plan } from "../plan/plan.js";
import type { Condition, EndpointTemplate, Expression, Rule, RuleSet } from "../ruleSet.js";
import { comment } from "./docComment.js";
import { expression, property } from "./endpointExpressions.js";
import { literal, propertyKey } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** How to write rules. */
interface Output {
  readonly module: Module;
  /** Endpoints are written as their URLs, because they have nothing else. */
  readonly onlyUrls?: boolean;
}

/** The endpoint rule set as one expression: its conditions are conditional expressions, in the order of the rules. */
export function emitEndpoints(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("endpoints", plan, options);
  const { endpointRules } = plan.service;
  const resolver = module.runtimeType("EndpointResolver", "endpoint/endpointRules");
  const errors = "@throws EndpointError when there is no endpoint for the parameters.";
  const regional = regionalRules(endpointRules);
  if (regional !== undefined) {
    const ofPartition = new RegExp(`\\b${regional.partition}\\.`, "g");
    const body = firstOf(regional.rules, { module, onlyUrls: true }).replace(ofPartition, "");
    return module.finish(
      `${comment("The URL of the service in a Region, by the rules of the model.")}export const regionalUrl: ${module.runtimeType("RegionalUrl", "endpoint/endpointRules")} = (Region, [name, dnsSuffix, dualStackDnsSuffix], UseFIPS, UseDualStack) => ${body};`,
      `${comment("The service's endpoint.", errors)}export const resolveEndpoint: ${resolver} = (parameters) => ${module.runtimeValue("regionalEndpoint", "endpoint/endpointRules")}(regionalUrl, parameters);`,
    );
  }
  const body = firstOf(endpointRules.rules, { module });
  const names = endpointRules.parameters
    .filter(({ name }) => uses(body, name))
    .map((parameter) =>
      parameter.default === undefined ? parameter.name : `${parameter.name} = ${literal(parameter.default)}`,
    );
  const doc = comment("The service's endpoint rules, in the order of the model.", errors);
  return module.finish(`${doc}export const resolveEndpoint: ${resolver} = ({ ${names.join(", ")} }) => ${body};`);
}

function uses(body: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(body);
}

/**
 * The rules for a Region, if those for custom endpoints and for a missing Region are the ones of all AWS services, which the runtime
 * contains.
 */
function regionalRules({ parameters, rules }: RuleSet): { partition: string; rules: readonly Rule[] } | undefined {
  const [custom, withRegion, missing, ...others] = rules;
  const [inPartition, another] = withRegion?.type === "tree" ? withRegion.rules : [];
  const [condition, secondCondition] = inPartition?.conditions ?? [];
  const isStandard =
    isDeepStrictEqual([custom, missing, others], [CUSTOM_ENDPOINT, MISSING_REGION, []]) &&
    isDeepStrictEqual(withRegion?.conditions, [
      { test: { kind: "isSet", of: { kind: "reference", name: "Region" } } },
    ]) &&
    isDeepStrictEqual(condition?.test, { kind: "partition", region: { kind: "reference", name: "Region" } }) &&
    parameters.every((parameter) => (parameter.default ?? false) === false);
  const isPlain = inPartition?.type === "tree" && inPartition.rules.every(hasOnlyUrls);
  return isStandard && isPlain && condition?.assign && another === undefined && secondCondition === undefined
    ? { partition: condition.assign, rules: inPartition.rules }
    : undefined;
}

function hasOnlyUrls(rule: Rule): boolean {
  switch (rule.type) {
    case "tree":
      return rule.rules.every(hasOnlyUrls);
    case "error":
      return true;
    case "endpoint":
      return Object.keys({ ...rule.endpoint.properties, ...rule.endpoint.headers }).length === 0;
  }
}

const errorIf = (flag: string, message: string): Rule => ({
  type: "error",
  conditions: [
    { test: { kind: "equals", left: { kind: "reference", name: flag }, right: { kind: "literal", value: true } } },
  ],
  error: { kind: "template", text: message },
});

const CUSTOM_ENDPOINT: Rule = {
  type: "tree",
  conditions: [{ test: { kind: "isSet", of: { kind: "reference", name: "Endpoint" } } }],
  rules: [
    errorIf("UseFIPS", "Invalid Configuration: FIPS and custom endpoint are not supported"),
    errorIf("UseDualStack", "Invalid Configuration: Dualstack and custom endpoint are not supported"),
    {
      type: "endpoint",
      conditions: [],
      endpoint: { url: { kind: "reference", name: "Endpoint" }, properties: {}, headers: {} },
    },
  ],
};

const MISSING_REGION: Rule = {
  type: "error",
  conditions: [],
  error: { kind: "template", text: "Invalid Configuration: Missing Region" },
};

/** The result of the first rule that applies. */
function firstOf([rule, ...rest]: readonly Rule[], output: Output): string {
  if (rule === undefined) {
    return outcomeOfError('"Rules evaluation failed"', output);
  }
  if (rule.conditions.some((condition) => constant(condition) === false)) {
    return firstOf(rest, output);
  }
  const conditions = rule.conditions.filter((condition) => constant(condition) === undefined);
  const outcome = outcomeOf(rule, output);
  if (conditions.length === 0) {
    return outcome;
  }
  const [similar, others] = similarRules(rule, rest);
  if (similar !== undefined) {
    const { name, values, endpoint } = similar;
    return `[${values.map(literal).join(", ")}].includes(${name}) ? ${outcomeOfEndpoint(endpoint, output)} : ${firstOf(others, output)}`;
  }
  if (conditions.every(({ assign }) => assign === undefined)) {
    return `${conditions.map(({ test }) => expression(test, output.module)).join(" && ")} ? ${outcome} : ${firstOf(rest, output)}`;
  }
  const [only, second] = conditions;
  if (only !== undefined && second === undefined && alwaysHolds(only)) {
    return bind(only, outcome, output);
  }
  return `(${whenAllHold(conditions, outcome, output)}) ?? (${firstOf(rest, output)})`;
}

interface SimilarRules {
  name: string;
  values: string[];
  endpoint: EndpointTemplate;
}

/** Rules for single values, such as Regions, whose URLs differ only in that value; and the rules after them. */
function similarRules(rule: Rule, rest: readonly Rule[]): [SimilarRules | undefined, readonly Rule[]] {
  const first = ruleOfValue(rule);
  const isSimilar = (other: Rule) => {
    const { name, url } = ruleOfValue(other) ?? {};
    return first !== undefined && name === first.name && url === first.url;
  };
  const end = rest.findIndex((other) => !isSimilar(other));
  const similar = end < 0 ? rest : rest.slice(0, end);
  if (first === undefined || similar.length === 0) {
    return [undefined, rest];
  }
  const values = [rule, ...similar].map((one) => ruleOfValue(one)?.value ?? "");
  const endpoint: EndpointTemplate = { url: { kind: "template", text: first.url }, properties: {}, headers: {} };
  return [{ name: first.name, values, endpoint }, rest.slice(similar.length)];
}

/** A rule for one value of a parameter, with the parameter in place of the value in its URL. */
function ruleOfValue(rule: Rule): { name: string; value: string; url: string } | undefined {
  const [condition, another] = rule.conditions;
  if (rule.type !== "endpoint" || condition === undefined || another !== undefined || condition.assign !== undefined) {
    return undefined;
  }
  const { test } = condition;
  const { url, properties, headers } = rule.endpoint;
  const isPlain = Object.keys({ ...properties, ...headers }).length === 0;
  if (test.kind !== "equals" || test.left.kind !== "reference" || test.right.kind !== "template" || !isPlain) {
    return undefined;
  }
  const { name } = test.left;
  const value = test.right.text;
  const isValue = value !== "" && !/[{}]/.test(value);
  return isValue && url.kind === "template" ? { name, value, url: url.text.replaceAll(value, `{${name}}`) } : undefined;
}

/** The result, or `undefined` if a condition is false. A value is available after the condition that finds it. */
function whenAllHold([first, ...rest]: readonly Condition[], outcome: string, output: Output): string {
  if (first === undefined) {
    return outcome;
  }
  const inner = whenAllHold(rest, outcome, output);
  if (first.assign === undefined) {
    return `${expression(first.test, output.module)} ? ${inner} : undefined`;
  }
  return bind(first, alwaysHolds(first) ? inner : `${first.assign} ? ${inner} : undefined`, output);
}

/** Whether a condition is true, if that is the same for all requests. */
function constant({ test, assign }: Condition): boolean | undefined {
  return assign === undefined ? constantValue(test) : undefined;
}

function constantValue(value: Expression): boolean | undefined {
  if (value.kind !== "equals") {
    return value.kind === "literal" ? value.value : undefined;
  }
  const [left, right] = [constantValue(value.left), constantValue(value.right)];
  return left === undefined || right === undefined ? undefined : left === right;
}

/** Every Region has a partition. */
function alwaysHolds({ test }: Condition): boolean {
  return test.kind === "partition";
}

function bind({ test, assign }: Condition, body: string, output: Output): string {
  const withValue = output.module.runtimeValue("withValue", "endpoint/endpointRules");
  return `${withValue}(${expression(test, output.module)}, (${assign}) => ${body})`;
}

function outcomeOf(rule: Rule, output: Output): string {
  switch (rule.type) {
    case "tree":
      return `(${firstOf(rule.rules, output)})`;
    case "error":
      return outcomeOfError(expression(rule.error, output.module), output);
    case "endpoint":
      return outcomeOfEndpoint(rule.endpoint, output);
  }
}

function outcomeOfError(message: string, output: Output): string {
  return `${output.module.runtimeValue("endpointError", "endpoint/endpointRules")}(${message})`;
}

function outcomeOfEndpoint({ url, properties, headers }: EndpointTemplate, output: Output): string {
  if (output.onlyUrls) {
    return expression(url, output.module);
  }
  const propertyEntries = Object.entries(properties).map(([name, value]) => `${propertyKey(name)}: ${property(value)}`);
  const headerEntries = Object.entries(headers).map(
    ([name, values]) => `${propertyKey(name)}: [${values.map((value) => expression(value, output.module)).join(", ")}]`,
  );
  const more = [propertyEntries, headerEntries].map((entries) => `{${entries.join(", ")}}`);
  while (more.at(-1) === "{}") {
    more.pop();
  }
  const endpoint = output.module.runtimeValue("endpoint", "endpoint/endpointRules");
  return `${endpoint}(${[expression(url, output.module), ...more].join(", ")})`;
}
