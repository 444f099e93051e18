import { describe, expect, test } from "vitest";
import { comment, docComment } from "../../../scripts/generate/emit/docComment.js";
import { toMarkdown, wrap } from "../../../scripts/generate/emit/markdown.js";

describe("HTML is converted to Markdown", () => {
  test.each([
    ["paragraphs", "<p>One.</p>\n   <p>Two\n   lines.</p>", "One.\n\nTwo lines."],
    ["marks", "<p><code> x </code>, <b>b</b>, <i>i</i></p>", "`x`, **b**, *i*"],
    [
      "links",
      '<p><a href="https://a.example/b">that\n page</a> and <a>GetId</a></p>',
      "[that page](https://a.example/b) and `GetId`",
    ],
    ["lists", "<p>A:</p><ul><li><p>one</p></li><li>two</li></ul><p>B</p>", "A:\n\n- one\n- two\n\nB"],
    ["definitions", "<dl><dt>Term</dt><dd><p>Meaning</p></dd></dl>", "- Term: Meaning"],
    ["notes", "<note><p>Mind the gap.</p></note>", "**Note:** Mind the gap."],
    ["entities, once", "<p>a &lt; b &amp;lt; c</p>", "a < b &lt; c"],
    ["tags that say nothing", '<p><span class="x">plain</span></p>', "plain"],
  ])("%s", (_, html, markdown) => {
    expect(toMarkdown(html)).toBe(markdown);
  });

  test("Markdown is unchanged, including angle brackets", () => {
    const markdown = "A `Map<string>` of <provider> names.\n\n- one\n- two";
    expect(toMarkdown(markdown)).toBe(markdown);
  });
});

describe("long lines are wrapped", () => {
  test("between words, after the lines of a paragraph have been joined", () => {
    expect(wrap("one two\nthree four", 13)).toEqual(["one two three", "four"]);
  });

  test("in a list item, indented to its first word", () => {
    expect(wrap("- one two three\n- four", 9)).toEqual(["- one two", "  three", "- four"]);
  });

  test("but not within code, a TSDoc link, a table, or a title", () => {
    expect(wrap("a `b c d`", 4)).toEqual(["a", "`b c d`"]);
    expect(wrap("a {@link B}", 4)).toEqual(["a", "{@link B}"]);
    expect(wrap("# a b c\n| a | b |\n```\na b c d e\n```", 3)).toEqual([
      "# a b c",
      "| a | b |",
      "```",
      "a b c d e",
      "```",
    ]);
  });
});

describe("docstrings", () => {
  const nothing = { text: "", unstable: false, links: [] };

  test("are missing if there is nothing to say", () => {
    expect(docComment(nothing)).toBe("");
  });

  test("with one sentence take one line", () => {
    expect(comment("A sentence.")).toBe("/** A sentence. */\n");
  });

  test("can't be ended by their text", () => {
    expect(comment("a */ b")).toBe("/** a *\\/ b */\n");
  });

  test("have tags together after the text, and the example separate from them", () => {
    expect(comment("Text.", "@example\nx", "@throws A", "@throws B")).toBe(
      "/**\n * Text.\n *\n * @example x\n *\n * @throws A\n * @throws B\n */\n",
    );
  });

  test("have tags for traits", () => {
    const documentation = {
      text: "Text.",
      unstable: true,
      since: "1.1",
      deprecated: { message: "Use <code>B</code>.", since: "1.2" },
      links: [["Guide", "https://example.com"]] as const,
    };
    expect(docComment(documentation).split("\n").slice(3, -2)).toEqual([
      " * @see [Guide](https://example.com)",
      " * @since 1.1",
      " * @experimental It may change.",
      " * @deprecated Since 1.2. Use `B`.",
    ]);
  });
});
