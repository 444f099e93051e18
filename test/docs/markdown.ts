import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
export const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** Every Markdown file in the repository, and llms.txt, which is Markdown as well. */
export const documents: readonly string[] = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md", "llms.txt"],
  { cwd: ROOT, encoding: "utf8" },
)
  .split("\0")
  .filter((path) => path !== "" && existsSync(join(ROOT, path)));

/** The pages for users, whose snippets are checked. */
export const pages: readonly string[] = documents.filter((path) => /^(?:README|docs\/[\w-]+)\.md$/.test(path));

/** Text without fenced code. */
export const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, "");

/** The fragments of a page's headings, as GitHub generates them. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, title = ""] of withoutCode(text).matchAll(/^#+ +(.+?) *$/gm)) {
    const slug = title
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) {
      anchor = `${slug}-${count}`;
    }
    anchors.add(anchor);
  }
  return anchors;
}

/** Targets of links and images, in Markdown and in HTML. */
export function linksOf(text: string): string[] {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, "``");
  return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(
    ([, markdown, html]) => markdown ?? html ?? "",
  );
}

/** A fenced block of code. */
export interface Snippet {
  readonly page: string;
  /** The heading above it, as a fragment. */
  readonly section: string;
  /** `page#section`, and the number within the section from the second on. */
  readonly name: string;
  readonly language: string;
  /** The words after the language: `continues` appends the snippet to the previous one of its page that does not have this word. */
  readonly isContinued: boolean;
  readonly code: string;
}

export function snippetsOf(page: string): Snippet[] {
  const snippets: Snippet[] = [];
  let section = "";
  const counts = new Map<string, number>();
  for (const match of read(page).matchAll(/^```(\w*)(?: (.*))?\n([\s\S]*?)^```$|^#+ +.+$/gm)) {
    const [whole, language, info = "", code = ""] = match;
    if (language === undefined) {
      section = [...anchorsOf(whole)][0] ?? "";
      continue;
    }
    const count = (counts.get(section) ?? 0) + 1;
    counts.set(section, count);
    const name = `${page}#${section}${count > 1 ? `:${count}` : ""}`;
    snippets.push({ page, section, name, language, isContinued: info === "continues", code });
  }
  return snippets;
}

/** JavaScript and TypeScript, each complete. */
export const programs: readonly Snippet[] = pages.flatMap((page) => {
  let base = "";
  return snippetsOf(page)
    .filter(({ language }) => language === "js" || language === "ts")
    .map((snippet) => {
      if (!snippet.isContinued) {
        base = snippet.code;
        return snippet;
      }
      return { ...snippet, code: `${base}\n${snippet.code}` };
    });
});

/** Modules of an application next to the package. Only their names are checked. */
export const surroundings = `declare module "@aws-sdk/client-s3";
declare module "@react-native-async-storage/async-storage";
declare module "aws-amplify";
declare module "aws-amplify/auth";
declare module "aws-amplify/utils";
declare module "aws-cdk-lib";
declare module "aws-cdk-lib/aws-cognito";
declare module "aws-cdk-lib/aws-cognito-identitypool";
declare module "aws-cdk-lib/aws-s3";
declare module "aws-sdk-client-mock";
declare module "next/headers";
declare module "react" {
  export function cache<Result>(create: () => Result): () => Result;
  export function useEffect(effect: () => () => void, dependencies: unknown[]): void;
  export function useState<State>(): [State | undefined, (state: State) => void];
}
interface ImportMeta {
  readonly env: Record<string, any>;
}
`;
