// The chain editor: every change with script and without, the whole way by keyboard, undo and redo, and the what-if
// page. Nothing that is saved here is looked at by other tests: this file has a library of its own.
import type { Locator, Page } from "@playwright/test";
import { type Sanad, startSanad } from "../support/sanad.ts";
import { DEMO, axe, expect, fitsPhone, open, scripted, shot, signIn, test as base } from "../support/test.ts";

const test = base.extend<object, { library: Sanad }>({
  library: [
    async ({}, use, info) => {
      const sanad = await startSanad(`chain-editor-${info.project.name}`, ["--demo"]);
      await use(sanad);
      await sanad.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ library }, use) => use(library.url),
});

/** The fields of a step on the working page. */
function step(page: Page, number: number): Locator {
  return page.getByRole("group", { name: new RegExp(`^Step ${number}:`) });
}

/** Waits for the editor to wake. */
async function awake(page: Page): Promise<void> {
  if (scripted()) {
    await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  }
}

/** A new quote with three steps, joined to nothing. */
async function threeSteps(page: Page): Promise<void> {
  await signIn(page, DEMO.checker.login, DEMO.checker.password);
  await open(page, "/desk/quotes/new");
  await awake(page);
  for (const [index, outlet] of ["Kabar Pesisir", "Harian Muara", "Radio Teluk"].entries()) {
    if (index > 0) {
      await page.getByRole("button", { name: "Add a step that is not joined yet" }).click();
    }
    await step(page, index + 1).getByLabel("Outlet", { exact: true }).fill(outlet);
  }
  await step(page, 1).getByLabel("The words, exactly as they stand there").fill("Dermaga dibuka 😀 besok");
}

/** Chooses steps under "Change the chain". */
async function choose(page: Page, first: number, second?: number): Promise<void> {
  await page.getByLabel("Step chosen", { exact: true }).selectOption({ value: String(first) });
  if (second !== undefined) {
    await page.getByLabel("Second step chosen").selectOption({ value: String(second) });
  }
}

/** The chain as its hops: "1<2" for a step 1 that took the words from step 2, by the keys of steps. */
async function hops(page: Page): Promise<string> {
  return page.locator("fieldset.step").evaluateAll((steps) =>
    steps
      .flatMap((one) =>
        [...one.querySelectorAll<HTMLSelectElement>("select[name$='[up]']")].map(
          (list) => `${one.id.replace("step-", "")}<${list.value}`,
        ),
      )
      .join(" "),
  );
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole("group", { name: "Change the chain" }).getByRole("button", { name }).click();
}

test.describe("the chain editor", () => {
  test.describe.configure({ timeout: 90_000 });

  test("two steps are chosen, joined, parted and put apart", async ({ page }) => {
    await threeSteps(page);
    await choose(page, 1, 2);
    await press(page, "Draw a hop");
    await expect.poll(() => hops(page)).toBe("1<2");
    await choose(page, 2, 1);
    await press(page, "Draw a hop");
    await expect.poll(() => hops(page), "a loop is allowed").toBe("1<2 2<1");
    await expect(page.locator("#chain-picture")).toContainText("circular");
    await choose(page, 2, 1);
    await press(page, "Drop the hop");
    // Both run between the two: the one from the step chosen is dropped.
    await expect.poll(() => hops(page)).toBe("1<2");
    await choose(page, 1, 2);
    await press(page, "Insert a step");
    await expect.poll(() => hops(page)).toBe("1<4 4<2");
    await choose(page, 2, 3);
    await press(page, "Join them");
    await expect.poll(() => hops(page)).toBe("1<4 4<2 2<5 3<5");
    await choose(page, 5);
    await press(page, "Branch");
    await expect.poll(() => hops(page)).toBe("1<4 4<2 2<5 3<5 5<6");
    await choose(page, 2);
    await press(page, "Mark as unknown");
    await expect(step(page, 3).getByLabel("Outlet", { exact: true })).toHaveValue("");
    await expect(step(page, 1).getByLabel("The words, exactly as they stand there")).toHaveValue("Dermaga dibuka 😀 besok");
    await expect(page.locator("#chain-picture a.chain-node")).toHaveCount(6);
    await page.evaluate(() => window.scrollTo(0, 0)).catch(() => undefined);
    await axe(page);
    await fitsPhone(page);
    await shot(page, "chain-editor");
    await page.getByRole("button", { name: "Save draft" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Saved as version 1" })).toBeVisible();
    await expect.poll(() => hops(page)).toBe("1<4 4<2 2<5 3<5 5<6");
    await expect(page.getByText("Next best action")).toBeVisible();
    await axe(page);
  });

  test("a press that can do nothing says why and loses nothing", async ({ page }) => {
    await threeSteps(page);
    await choose(page, 1, 1);
    await press(page, "Draw a hop");
    await expect(page.getByText("A step cannot take the words from itself").first()).toBeVisible();
    await expect(step(page, 1).getByLabel("The words, exactly as they stand there")).toHaveValue("Dermaga dibuka 😀 besok");
    await axe(page);
  });

  test("undo and redo bring whole steps back, with what was typed in them", async ({ page }) => {
    test.skip(!scripted(), "undo is for pages with script");
    await threeSteps(page);
    const words = step(page, 1).getByLabel("The words, exactly as they stand there");
    await choose(page, 1, 2);
    await press(page, "Draw a hop");
    await expect.poll(() => hops(page)).toBe("1<2");
    await choose(page, 1);
    await page.getByRole("button", { name: "Remove step 1" }).click();
    await expect(page.locator("fieldset.step")).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.locator("fieldset.step")).toHaveCount(3);
    await expect(words).toHaveValue("Dermaga dibuka 😀 besok");
    expect(await hops(page)).toBe("1<2");
    await expect(page.getByRole("status").filter({ hasText: "Undone." })).toBeVisible();
    await page.getByRole("button", { name: "Redo" }).click();
    await expect(page.locator("fieldset.step")).toHaveCount(2);
    await page.keyboard.press("Control+z");
    await expect(page.locator("fieldset.step")).toHaveCount(3);
    await page.keyboard.press("Control+z");
    await expect.poll(() => hops(page)).toBe("");
    await page.keyboard.press("Control+Shift+z");
    await expect.poll(() => hops(page)).toBe("1<2");
    // In a text field the keys are the field's own.
    await words.fill("Lain");
    await words.press("Control+z");
    expect(await hops(page)).toBe("1<2");
    // The islands that came with the answer are awake: a typed date is understood.
    await step(page, 1).getByText("More", { exact: true }).click();
    await step(page, 1).getByLabel("Published on").fill("7/8/2024");
    await expect(step(page, 1).getByText("Read as 7 August 2024")).toBeVisible();
    // The picture follows what is typed once the field is left.
    await step(page, 2).getByLabel("Outlet", { exact: true }).fill("Suara Dermaga");
    await step(page, 2).getByLabel("Cue", { exact: true }).focus();
    await expect(page.locator("#chain-picture")).toContainText("Suara Dermaga");
  });

  test("the keyboard alone is enough", async ({ page }) => {
    test.skip(!scripted(), "keys are for pages with script; without it every button is reached by Tab");
    await threeSteps(page);
    const card = (key: number) => page.locator(`#chain-picture a[href="#step-${key}"]`);
    await card(1).focus();
    await page.keyboard.press("Space");
    await expect(card(1)).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByRole("status").filter({ hasText: "Chosen: Step 1: Kabar Pesisir." })).toBeVisible();
    await page.keyboard.press("j");
    await expect(card(2)).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(card(3)).toBeFocused();
    await page.keyboard.press("k");
    await expect(card(2)).toBeFocused();
    await page.keyboard.press("h");
    await expect.poll(() => hops(page)).toBe("1<2");
    await expect(page.getByRole("status").filter({ hasText: /Step 1: Kabar Pesisir now took the words from Step 2/ })).toBeVisible();
    await expect(card(1), "the focus stays in the picture").toBeFocused();
    await page.keyboard.press("b");
    await expect.poll(() => hops(page)).toBe("1<2 1<4");
    await expect(card(4)).toBeFocused();
    await page.keyboard.press("u");
    await expect(page.getByRole("status").filter({ hasText: "names nobody any more" })).toBeVisible();
    await page.keyboard.press("r");
    await expect.poll(() => hops(page)).toBe("1<2");
    await page.keyboard.press("Escape");
    await card(1).focus();
    await page.keyboard.press("Enter");
    await card(2).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("i");
    await expect.poll(() => hops(page)).toBe("1<4 4<2");
    await page.keyboard.press("Control+z");
    await expect.poll(() => hops(page)).toBe("1<2");
    await page.keyboard.press("Control+z");
    await expect(page.locator("fieldset.step")).toHaveCount(4);
    await page.keyboard.press("Control+Shift+z");
    await expect(page.locator("fieldset.step")).toHaveCount(3);
    await card(2).focus();
    await page.keyboard.press("?");
    await expect(page.getByText(/h draws a hop, d drops it/)).toBeVisible();
    await page.keyboard.press("?");
    await page.keyboard.press("e");
    await expect(page.locator("#step-2")).toBeFocused();
  });

  test("the pointer chooses in the picture", async ({ page }) => {
    await threeSteps(page);
    await page.locator("#chain-change").getByRole("button", { name: "Draw the picture anew" }).click();
    const card = (key: number) => page.locator(`#chain-picture a[href="#step-${key}"]`);
    await expect(card(3)).toContainText("Radio Teluk");
    await card(1).click();
    if (scripted()) {
      await card(3).click();
      await expect(page.getByLabel("Second step chosen")).toHaveValue("3");
      await press(page, "Draw a hop");
      await expect.poll(() => hops(page)).toBe("1<3");
    } else {
      await expect(page, "without script a card leads to its fields").toHaveURL(/#step-1$/);
    }
  });

  test("what would be left is shown without saving", async ({ page, browser, library }) => {
    const visitor = await browser.newContext({ baseURL: library.url, locale: "en-GB" });
    const reader = await visitor.newPage();
    await open(reader, "/search?q=menghindari+korban+sipil");
    await reader.getByRole("main").getByRole("link", { name: /menghindari korban sipil/ }).first().click();
    await reader.getByRole("link", { name: "What if a step were left out?" }).click();
    await reader.getByRole("checkbox", { name: /^Step \d+ \(The Guardian\)$/ }).first().check();
    await reader.getByRole("button", { name: "Show what is left" }).click();
    await expect(reader).toHaveURL(/what-if\?without=/);
    await expect(reader.getByRole("columnheader", { name: "As it is" })).toBeVisible();
    await expect(reader.locator(".chain-picture .chain-hidden").first()).toBeAttached();
    await axe(reader);
    await fitsPhone(reader);
    await shot(reader, "what-if");
    const address = new URL(reader.url());
    await visitor.close();

    await signIn(page, DEMO.checker.login, DEMO.checker.password);
    const id = address.pathname.split("/")[2];
    await open(page, `/desk/quotes/${id}/what-if${address.search}`);
    await expect(page.getByRole("columnheader", { name: "As it is" })).toBeVisible();
    await axe(page);
    await fitsPhone(page);
  });
});
