// What a reader who is not signed in meets: every public page, without a script, on a phone, in both languages.
import type { Page } from "@playwright/test";
import { axe, expect, fitsPhone, open, shot, test } from "../support/test.ts";

const KINDS = ["quotes", "speakers", "outlets", "documents"] as const;

/** Paths of all public pages of a kind, as the sitemap tells crawlers. */
async function published(page: Page, kind: (typeof KINDS)[number]): Promise<string[]> {
  const xml = await (await page.request.get("/sitemap.xml")).text();
  const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url).pathname);
  return paths.filter((path) => path.startsWith(`/${kind}/`));
}

/** The first public page of a kind; the demo library has one of each. */
async function first(page: Page, kind: (typeof KINDS)[number]): Promise<string> {
  const [path] = await published(page, kind);
  expect(path, `the demo library has ${kind}`).toBeDefined();
  return path;
}

/** Notes every script and wasm that the page asks for from now on. */
function scriptsAskedFor(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script" || /\.(js|wasm)(\?|$)/.test(request.url())) {
      asked.push(request.url());
    }
  });
  return asked;
}

/** What holds for every public page. A quote's may have one small file, to copy a sentence. */
async function readsWell(page: Page, name: string): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/\S/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.getByRole("main")).toBeVisible();
  const scripts = page.locator("script:not([type='application/ld+json'])");
  await expect(scripts).toHaveCount(name === "quotes" ? 1 : 0);
  for (const script of await scripts.all()) {
    await expect(script).toHaveAttribute("src", /\/copy\.js$/);
    expect(await script.textContent()).toBe("");
  }
  await fitsPhone(page);
  await axe(page);
  await shot(page, name);
}

for (const [name, path] of [["home", "/"], ["browse", "/quotes"], ["search", "/search"], ["about", "/about"]]) {
  test(`the ${name} page reads well and asks for no script`, async ({ page }) => {
    const asked = scriptsAskedFor(page);
    await open(page, path);
    await readsWell(page, name);
    expect(asked).toEqual([]);
  });
}

for (const kind of KINDS) {
  test(`a page of ${kind} reads well and asks for no script but to copy a sentence`, async ({ page }) => {
    const asked = scriptsAskedFor(page);
    await open(page, await first(page, kind));
    await readsWell(page, kind);
    expect(asked.filter((url) => !(kind === "quotes" && url.endsWith("/copy.js")))).toEqual([]);
  });

  test(`all published ${kind} answer, by their permanent address`, async ({ page }) => {
    const paths = await published(page, kind);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const answer = await page.request.get(path, { maxRedirects: 0 });
      expect(answer.status(), path).toBe(200);
      expect(await answer.text(), path).toMatch(canonical(path));
    }
  });
}

test("an old slug leads on to the page for good", async ({ page }) => {
  const path = await first(page, "quotes");
  const id = path.split("/")[2];
  const answer = await page.request.get(`/quotes/${id}/an-older-slug`, { maxRedirects: 0 });
  expect(answer.status()).toBe(301);
  await open(page, `/quotes/${id}/an-older-slug`);
  expect(new URL(page.url()).pathname).toBe(path);
});

test("words stand in their own language and direction", async ({ page }) => {
  const directions = new Map<string, string>();
  for (const path of await published(page, "quotes")) {
    await open(page, path);
    const quotes = page.locator("blockquote, q");
    expect(await quotes.count(), `${path} shows its words`).toBeGreaterThan(0);
    for (const quote of await quotes.all()) {
      const lang = await quote.evaluate((element) => element.closest("[lang]")?.getAttribute("lang") ?? "");
      directions.set(lang, await quote.evaluate((element) => getComputedStyle(element).direction));
    }
  }
  expect(Object.fromEntries(directions)).toMatchObject({ id: "ltr", en: "ltr", ar: "rtl" });
});

test("the chain is a picture and the same in words", async ({ page }) => {
  await open(page, await first(page, "quotes"));
  const picture = page.locator("section.chain svg").filter({ visible: true });
  await expect(picture).toHaveCount(1);
  const cards = await picture.locator("a.chain-node[href^='#step-']").count();
  expect(cards).toBeGreaterThan(0);
  await expect(page.locator("section.steps ol > li[id^='step-']")).toHaveCount(cards);
});

test("a search from the front page finds the words", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("searchbox").first().fill("Kami siap bekerja sama");
  await page.getByRole("searchbox").first().press("Enter");
  await expect(page).toHaveURL(/\/search\?/);
  const found = page.getByRole("main").getByRole("link", { name: /siap bekerja sama/i }).first();
  await expect(found).toBeVisible();
  await fitsPhone(page);
  await axe(page);
  await shot(page, "search-found");
  await found.click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/^\/quotes\//);
});

test("a search that finds nothing says so and helps on", async ({ page }) => {
  await open(page, "/search?q=qwertzuiopasdf");
  await expect(page.getByRole("searchbox").first()).toHaveValue("qwertzuiopasdf");
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  await axe(page);
});

test("a page that does not exist helps on", async ({ page }) => {
  for (const path of ["/no-such-page", "/quotes/zzzzzz", "/speakers/not-an-id/x"]) {
    await open(page, path, 404);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("main").getByRole("searchbox")).toBeVisible();
    await expect(page.getByRole("link", { name: "Sanad", exact: true })).toHaveAttribute("href", "/");
    await fitsPhone(page);
    await axe(page);
  }
  await shot(page, "not-found");
});

test("the visitor's language comes first, and a choice stays", async ({ browser, baseURL }) => {
  const visitor = await browser.newContext({ baseURL, locale: "id-ID" });
  const page = await visitor.newPage();
  await open(page, "/");
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await open(page, "/about");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
  await expect(page).toHaveURL(/\/about$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "id");
  await visitor.close();
});

test("the keyboard reaches the words first", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: /skip/i });
  await expect(skip).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
});

test("the newsroom is closed to readers", async ({ page }) => {
  for (const path of ["/desk", "/desk/library", "/desk/quotes/new", "/desk/accounts"]) {
    await page.goto(path);
    expect(new URL(page.url()).pathname, path).toBe("/sign-in");
  }
  await fitsPhone(page);
  await axe(page);
  await shot(page, "sign-in");
});

/** The link that names a page's permanent address, whatever the order of its attributes. */
function canonical(path: string): RegExp {
  const address = `href="https?://[^/"]+${path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}"`;
  return new RegExp(`<link (?=[^>]*rel="canonical")[^>]*${address}`);
}
