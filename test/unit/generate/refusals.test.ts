import { describe, expect, test } from "vitest";
import { generate } from "../../../scripts/generate/generate.js";
import { ignoredTraits } from "../../../scripts/generate/read/traits.js";
import { library, libraryWith } from "./library.js";

const options = { runtime: "../runtime" };
const SERVICE = "LibraryService_20240229";
const RULE_SET = `${SERVICE} traits smithy.rules#endpointRuleSet`;

/** A rule set with one error and one condition. */
const rule = (fn: string, ...argv: (string | boolean | { ref: string })[]) => ({
  [`${RULE_SET} rules`]: [{ type: "error", conditions: [{ fn, argv }], error: "" }],
});

describe("an unsupported feature causes an error that names its place", () => {
  test.each([
    [
      "a trait of a member",
      { "Book members title traits": { "smithy.api#mediaType": "text/plain" } },
      "example.library#Book$title: trait smithy.api#mediaType is not supported",
    ],
    [
      "a trait of a shape",
      { "Cover traits": { "smithy.api#streaming": {} } },
      "example.library#Cover: trait smithy.api#streaming is not supported",
    ],
    [
      "a trait of an operation",
      { "GetBook traits smithy.api#endpoint": { hostPrefix: "books." } },
      "example.library#GetBook: trait smithy.api#endpoint is not supported",
    ],
    [
      "a trait of the service",
      { [`${SERVICE} traits aws.protocols#awsQueryCompatible`]: {} },
      "example.library#LibraryService_20240229: trait aws.protocols#awsQueryCompatible is not supported",
    ],
    [
      "a trait of an enum's member",
      { "Mood members SAD traits example#gloomy": {} },
      "example.library#Mood$SAD: trait example#gloomy is not supported",
    ],
    [
      "a waiter",
      { "GetBook traits smithy.waiters#waitable": {} },
      "example.library#GetBook: trait smithy.waiters#waitable is not supported",
    ],
    [
      "a structure in an error",
      { "BookLentException members other target": "example.library#Book" },
      "example.library#BookLentException$other: a member of an error must be one of boolean, byte, enum, intEnum, " +
        "integer, long, short, string",
    ],
    ["a union", { "Cover type": "union" }, "example.library#Cover: shape type union is not supported"],
    ["a document", { "Cover type": "document" }, "example.library#Cover: shape type document is not supported"],
    ["a big number", { "Cover type": "bigDecimal" }, "example.library#Cover: shape type bigDecimal is not supported"],
    ["a mixin", { "Book mixins": [] }, "example.library#Book: mixins are not supported; flatten the model first"],
    [
      "an apply statement",
      { Elsewhere: { type: "apply", traits: {} } },
      "example.library#Elsewhere: apply statements are not supported; flatten the model first",
    ],
    [
      "an attribute of a partition that the runtime does not know",
      rule(
        "stringEquals",
        { fn: "getAttr", argv: [{ ref: "Partition" }, "implicitGlobalRegion"] } as never,
        "x" as never,
      ),
      "example.library#LibraryService_20240229: endpoint rule attribute implicitGlobalRegion is not supported",
    ],
    [
      "renamed shapes",
      { [`${SERVICE} rename`]: {} },
      "example.library#LibraryService_20240229: rename is not supported",
    ],
    [
      "another auth scheme",
      { "GetBook traits smithy.api#auth": ["smithy.api#httpBearerAuth"] },
      "example.library#GetBook: auth scheme smithy.api#httpBearerAuth is not supported",
    ],
    [
      "an endpoint parameter of the service's own",
      { [`${RULE_SET} parameters Shelf`]: { type: "String" } },
      "example.library#LibraryService_20240229: endpoint parameter Shelf is not supported",
    ],
    [
      "a function of endpoint rules",
      rule("isValidHostLabel", "a", true),
      "example.library#LibraryService_20240229: endpoint rule function isValidHostLabel is not supported",
    ],
    [
      "a path into a list",
      rule("getAttr", { ref: "Region" }, "parts[0]"),
      "example.library#LibraryService_20240229: endpoint rule function getAttr is not supported with these arguments",
    ],
  ])("%s", (_, changes, message) => {
    expect(() => generate(libraryWith(changes), options)).toThrow(message);
  });
});

describe("an invalid model causes an error that names the place", () => {
  test.each([
    [
      "a missing shape",
      { "GetBookInput members isbn target": "example.library#Nowhere" },
      "example.library#Nowhere: the model has no such shape",
    ],
    [
      "a value of the wrong type",
      { "Isbn traits smithy.api#pattern": 7 },
      "/shapes/example.library#Isbn/traits/smithy.api#pattern: expected a string, found 7",
    ],
    [
      "a value out of the question",
      { "IsoTime traits smithy.api#timestampFormat": "stardate" },
      "/shapes/example.library#IsoTime/traits/smithy.api#timestampFormat: expected one of date-time, http-date, " +
        'epoch-seconds, found "stardate"',
    ],
    [
      "pages without tokens",
      { [`${SERVICE} traits smithy.api#paginated`]: {} },
      "example.library#FindBooks: trait smithy.api#paginated names no inputToken or no outputToken",
    ],
    ["two services", { Second: { type: "service" } }, "/shapes: expected one service, found 2"],
    [
      "two exports of one name",
      {
        PingCommand: { type: "structure", members: {} },
        "GetBookInput members ping": { target: "example.library#PingCommand" },
      },
      "example.library#PingCommand: the name PingCommand is taken by example.library#Ping",
    ],
    [
      "another protocol",
      { [`${SERVICE} traits`]: { "aws.api#service": { sdkId: "Library" } } },
      "example.library#LibraryService_20240229: trait aws.protocols#awsJson1_1 is missing",
    ],
  ])("%s", (_, changes, message) => {
    expect(() => generate(libraryWith(changes), options)).toThrow(message);
  });

  test("another version of Smithy", () => {
    const model = { smithy: "1.0", shapes: {} };
    expect(() => generate(model, options)).toThrow("/smithy: version 1.0 is not supported, 2.0 is");
  });
});

test.each(Object.keys(ignoredTraits))("%s has no effect", (trait) => {
  const name = trait.endsWith("#") ? `${trait}anything` : trait;
  const model = libraryWith({ [`Book members title traits ${name}`]: {} });
  expect(generate(model, options)).toEqual(generate(library(), options));
});
