import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { expect, it } from "vitest";

/** What is used of playwright-core, as its documentation has it. Functions for the page are texts: the project's types know no DOM. */
export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  click(selector: string): Promise<void>;
  focus(selector: string): Promise<void>;
  readonly keyboard: { press(key: string): Promise<void> };
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  emulateMedia(media: { readonly colorScheme: "light" | "dark" }): Promise<void>;
  route(url: string, handle: (route: Route) => Promise<void>): Promise<void>;
  on(event: "console", listen: (message: { text(): string }) => void): void;
  on(event: "pageerror", listen: (error: Error) => void): void;
  on(event: "dialog", listen: (dialog: { message(): string; dismiss(): Promise<void> }) => void): void;
  on(event: "request", listen: (request: { url(): string }) => void): void;
}

export interface Route {
  request(): { url(): string };
  fulfill(answer: { readonly status?: number; readonly contentType?: string; readonly body: string }): Promise<void>;
  abort(): Promise<void>;
}

export interface Browser {
  version(): string;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface Driver {
  readonly chromium: {
    launch(options: {
      readonly executablePath: string;
      readonly args: readonly string[];
      readonly env: Record<string, string | undefined>;
    }): Promise<Browser>;
  };
}

const folder = resolve("test/browser/node_modules");
const program = resolve(folder, ".chromium/chromium");

/** Why there is no browser; null: there is one. */
export const browserMissing: string | null = existsSync(program) ? null : "not installed: npm run browser";

/** Headless Chromium, without its sandbox: what it opens here is our own, and root has none. */
export async function startBrowser(): Promise<Browser> {
  // a package of test/browser, which the project does not install
  const { chromium } = createRequire(resolve(folder, "../package.json"))("playwright-core") as Driver;
  const libraries = resolve(folder, ".chromium/lib");
  return chromium.launch({
    executablePath: program,
    args: ["--no-sandbox", "--disable-gpu"],
    env: { ...process.env, LD_LIBRARY_PATH: libraries },
  });
}

/** Where engines are required, a browser is too: a skipped test would look like a passed one. */
export const requireBrowser = (): void => {
  if (process.env["VERDICT_REQUIRE_ENGINES"] === "1") it("has a browser", () => expect(browserMissing).toBeNull());
};

/** For the name of what is skipped without one. */
export const inBrowser = browserMissing === null ? "in a browser" : `in a browser (${browserMissing})`;
