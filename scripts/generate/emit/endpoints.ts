import type { Plan } from "../plan/plan.js";
import type { Condition, EndpointTemplate, Expression, Rule } from "../ruleSet.js";
import { comment } from "./docComment.js";
import { expression, property } from "./endpointExpressions.js";
import { literal, propertyKey } from "./literal.js";
import { type EmitOptions, Module } from "./Module.js";
import type { SourceFile } from "./SourceFile.js";

/** The endpoint rule set as one expression: its conditions are conditional expressions, in the order of the rules. */
export function emitEndpoints(plan: Plan, options: EmitOptions): SourceFile {
  const module = new Module("endpoints", plan, options);
  const { parameters, rules } = plan.service.endpointRules;
  const resolver = module.runtimeType("EndpointResolver", "endpoint/endpointRules");
  const body = firstOf(rules, module);
  const names = parameters.map((parameter) =>
    parameter.default === undefined ? parameter.name : `${parameter.name} = ${literal(parameter.default)}`,
  );
  const used = names.filter((name) => new RegExp(`\\b${name.split(" ")[0]}\\b`).test(body));
  const doc = comment(
    `The service's endpoint rules, in the order of the model.`,
    "@throws EndpointError when there is no endpoint for the parameters.",
  );
  return module.finish(`${doc}export const resolveEndpoint: ${resolver} = ({ ${used.join(", ")} }) => ${body};`);
}

/** The result of the first rule that applies. */
function firstOf([rule, ...rest]: readonly Rule[], module: Module): string {
  if (rule === undefined) {
    return outcomeOfError('"Rules evaluation failed"', module);
  }
  if (rule.conditions.some((condition) => constant(condition) === false)) {
    return firstOf(rest, module);
  }
  const conditions = rule.conditions.filter((condition) => constant(condition) === undefined);
  const outcome = outcomeOf(rule, module);
  if (conditions.length === 0) {
    return outcome;
  }
  const [similar, others] = similarRules(rule, rest);
  if (similar !== undefined) {
    const { name, values, endpoint } = similar;
    return `[${values.map(literal).join(", ")}].includes(${name}) ? ${outcomeOfEndpoint(endpoint, module)} : ${firstOf(others, module)}`;
  }
  if (conditions.every(({ assign }) => assign === undefined)) {
    return `${conditions.map(({ test }) => expression(test, module)).join(" && ")} ? ${outcome} : ${firstOf(rest, module)}`;
  }
  const [only, second] = conditions;
  if (only !== undefined && second === undefined && alwaysHolds(only)) {
    return bind(only, outcome, module);
  }
  return `(${whenAllHold(conditions, outcome, module)}) ?? (${firstOf(rest, module)})`;
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
function whenAllHold([first, ...rest]: readonly Condition[], outcome: string, module: Module): string {
  if (first === undefined) {
    return outcome;
  }
  const inner = whenAllHold(rest, outcome, module);
  if (first.assign === undefined) {
    return `${expression(first.test, module)} ? ${inner} : undefined`;
  }
  return bind(first, alwaysHolds(first) ? inner : `${first.assign} ? ${inner} : undefined`, module);
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

function bind({ test, assign }: Condition, body: string, module: Module): string {
  const withValue = module.runtimeValue("withValue", "endpoint/endpointRules");
  return `${withValue}(${expression(test, module)}, (${assign}) => ${body})`;
}

function outcomeOf(rule: Rule, module: Module): string {
  switch (rule.type) {
    case "tree":
      return `(${firstOf(rule.rules, module)})`;
    case "error":
      return outcomeOfError(expression(rule.error, module), module);
    case "endpoint":
      return outcomeOfEndpoint(rule.endpoint, module);
  }
}

function outcomeOfError(message: string, module: Module): string {
  return `${module.runtimeValue("endpointError", "endpoint/endpointRules")}(${message})`;
}

function outcomeOfEndpoint({ url, properties, headers }: EndpointTemplate, module: Module): string {
  const propertyEntries = Object.entries(properties).map(([name, value]) => `${propertyKey(name)}: ${property(value)}`);
  const headerEntries = Object.entries(headers).map(
    ([name, values]) => `${propertyKey(name)}: [${values.map((value) => expression(value, module)).join(", ")}]`,
  );
  const more = [propertyEntries, headerEntries].map((entries) => `{${entries.join(", ")}}`);
  while (more.at(-1) === "{}") {
    more.pop();
  }
  const endpoint = module.runtimeValue("endpoint", "endpoint/endpointRules");
  return `${endpoint}(${[expression(url, module), ...more].join(", ")})`;
}
