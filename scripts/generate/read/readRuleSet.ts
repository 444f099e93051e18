import { ModelError } from "../ModelError.js";
import type { Condition, Expression, Parameter, Rule, RuleSet } from "../ruleSet.js";
import type { Node } from "./json.js";

/** True for every partition, so it is not in the runtime's table. */
const GIVEN_ATTRIBUTES = ["supportsFIPS", "supportsDualStack"];
/** Properties of a partition that are not in the runtime's table. */
const UNKNOWN_ATTRIBUTES = ["implicitGlobalRegion"];

/** The parameters of endpoint rules, by their names in the runtime. */
const builtIns: Readonly<Record<string, string>> = {
  Region: "AWS::Region",
  UseDualStack: "AWS::UseDualStack",
  UseFIPS: "AWS::UseFIPS",
  Endpoint: "SDK::Endpoint",
};

/** @throws ModelError on a parameter or function that is not supported. */
export function readRuleSet(node: Node, owner: string): RuleSet {
  return {
    parameters: node
      .get("parameters")
      .entries()
      .map(([name, parameter]) => readParameter(name, parameter, owner)),
    rules: readRules(node, owner),
  };
}

function readParameter(name: string, node: Node, owner: string): Parameter {
  if (!Object.hasOwn(builtIns, name) || node.get("builtIn").value !== builtIns[name]) {
    throw new ModelError(owner, `endpoint parameter ${name} is not supported`);
  }
  const { value } = node.get("default");
  return typeof value === "string" || typeof value === "boolean" ? { name, default: value } : { name };
}

function readRules(node: Node, owner: string): Rule[] {
  return node
    .get("rules")
    .items()
    .map((rule) => readRule(rule, owner));
}

function readRule(node: Node, owner: string): Rule {
  const conditions = node
    .get("conditions")
    .items()
    .map((condition) => readCondition(condition, owner));
  const type = node.get("type").oneOf(["tree", "error", "endpoint"]);
  switch (type) {
    case "tree":
      return { type, conditions, rules: readRules(node, owner) };
    case "error":
      return { type, conditions, error: readExpression(node.get("error"), owner) };
    case "endpoint": {
      const endpoint = node.get("endpoint");
      const headers = endpoint.get("headers").maybe((entries) => entries.entries()) ?? [];
      return {
        type,
        conditions,
        endpoint: {
          url: readExpression(endpoint.get("url"), owner),
          properties: endpoint.get("properties").maybe((properties) => properties.object()) ?? {},
          headers: Object.fromEntries(
            headers.map(([name, values]) => [name, values.items().map((value) => readExpression(value, owner))]),
          ),
        },
      };
    }
  }
}

function readCondition(node: Node, owner: string): Condition {
  const assign = node.get("assign").maybe((name) => name.string());
  return { test: readCall(node, owner), ...(assign && { assign }) };
}

function readExpression(node: Node, owner: string): Expression {
  if (typeof node.value === "boolean") {
    return { kind: "literal", value: node.value };
  }
  if (typeof node.value === "string") {
    return { kind: "template", text: node.value };
  }
  const reference = node.get("ref");
  return reference.exists ? { kind: "reference", name: reference.string() } : readCall(node, owner);
}

/** @throws ModelError on an unsupported function, or a wrong number of arguments. */
function readCall(node: Node, owner: string): Expression {
  const fn = node.get("fn").string();
  const [first, second, third] = node.get("argv").items();
  const one = first !== undefined && second === undefined;
  const two = second !== undefined && third === undefined;
  if (one && fn === "isSet") {
    return { kind: "isSet", of: readExpression(first, owner) };
  }
  if (one && fn === "not") {
    return { kind: "not", of: readExpression(first, owner) };
  }
  if (one && fn === "aws.partition") {
    return { kind: "partition", region: readExpression(first, owner) };
  }
  if (first !== undefined && two && (fn === "booleanEquals" || fn === "stringEquals")) {
    return { kind: "equals", left: readExpression(first, owner), right: readExpression(second, owner) };
  }
  // A list index would need brackets.
  if (first !== undefined && two && fn === "getAttr" && /^\w+(\.\w+)*$/.test(second.string())) {
    const path = second.string();
    if (UNKNOWN_ATTRIBUTES.includes(path)) {
      throw new ModelError(owner, `endpoint rule attribute ${path} is not supported`);
    }
    if (GIVEN_ATTRIBUTES.includes(path)) {
      return { kind: "literal", value: true };
    }
    return { kind: "attribute", of: readExpression(first, owner), path };
  }
  throw new ModelError(
    owner,
    `endpoint rule function ${fn} is not supported${first === undefined ? "" : " with these arguments"}`,
  );
}
