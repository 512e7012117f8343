// page.mjs - the search page and the article page, as people use them
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from "node:assert/strict";
import http from "node:http";
import test from "node:test";
import { commit, compose, hangulSteps, launch, pressEnterComposing, screenshot,
    seriousFaults, sticksOut, typeHangul } from "./browser.mjs";
import { startDaemon } from "./daemon.mjs";

const LANGUAGES = ["en", "ar", "de", "ja", "ko", "pt-BR", "th", "zh-CN",
    "zh-TW"];

const browser = await launch();
const daemon = await startDaemon();
const at = way => new URL(way, `${daemon.url}/`).href;
const query = page => new URL(page.url()).searchParams.get("q");
const total = page => page.textContent("#summary b");
const hits = page => page.locator(".hit").count();
const focused = page => page.evaluate(() => document.activeElement.id);

// Waits until the results are those of a query that is typed.
const shows = (page, text) => page.waitForFunction(
    text => document.title.startsWith(`${text} \u2013`), text);

async function withPage(way, options, check) {
    const page = await browser.open(at(way), options);
    try {
        await check(page);
        assert.deepEqual(page.faults, [], "nothing goes wrong in the page");
    } finally {
        await page.context().close();
    }
}

test("page", async t => {
    t.after(async () => {
        await browser.close();
        assert.equal(await daemon.stop(), daemon.child ? 0 : undefined);
    });

    await t.test("results follow what an IME composes; Enter is the IME's",
        () => withPage("", {}, async page => {
            const searches = [];
            page.on("request", request => {
                const address = new URL(request.url());
                if (address.searchParams.has("q") && address.pathname === "/")
                    searches.push(address.searchParams.get("typing"));
            });
            assert.equal(await focused(page), "q");
            await compose(page, hangulSteps("구"));
            await shows(page, "구");
            assert.ok(await hits(page) > 0, "구 is the beginning of a word");
            assert.equal(query(page), "구");
            const entries = await page.evaluate(() => history.length);
            await pressEnterComposing(page);
            await page.waitForTimeout(300);
            assert.ok(searches.every(typing => typing === "1"),
                "Enter has not searched");
            assert.equal(await page.evaluate(() => history.length), entries);
            await commit(page, "구");
            await compose(page, hangulSteps("독"));
            await commit(page, "독");
            await shows(page, "구독");
            assert.match(await total(page), /^\d+ segments$/);
            assert.equal(await focused(page), "q");
            assert.equal(await page.evaluate(() => history.length), entries,
                "what is typed has one entry of the history");
            await page.keyboard.press("Enter");
            await page.waitForFunction(() => document.getElementById("options")
                .hidden);
            assert.equal(query(page), "구독");
            await page.goBack();
            await page.waitForFunction(() => document.body.className ===
                "start");
            assert.equal(await page.inputValue("#q"), "");
            await page.goForward();
            await shows(page, "구독");
            assert.equal(await page.inputValue("#q"), "구독");
        }));

    await t.test("what is still being composed is completed", () =>
        withPage("", {}, async page => {
            await compose(page, ["ㄱ", "구", "굳"]);
            await shows(page, "굳");
            await page.waitForTimeout(200);
            await compose(page, ["구도"]);
            await shows(page, "구도");
            assert.ok(await hits(page) > 0);
        }));

    await t.test("the summary is announced once typing rests", () =>
        withPage("", {}, async page => {
            await typeHangul(page, "구독");
            await page.waitForFunction(() => /^\d+ /.test(
                document.getElementById("said").textContent));
            assert.equal(await page.textContent("#said"), await total(page));
            assert.equal(await page.getAttribute("#said", "role"), "status");
        }));

    await t.test("suggestions by the keyboard", () =>
        withPage("", {}, async page => {
            const box = page.locator("#q");
            const active = () => box.getAttribute("aria-activedescendant");
            assert.equal(await box.getAttribute("role"), "combobox");
            assert.equal(await box.getAttribute("aria-expanded"), "false");
            await typeHangul(page, "구");
            await page.waitForSelector("#options [role=option]");
            assert.equal(await box.getAttribute("aria-expanded"), "true");
            assert.equal(await box.getAttribute("aria-controls"), "options");
            assert.ok(await page.locator("#options [role=group]").count() > 0);
            assert.equal(await active(), null);
            await page.keyboard.press("ArrowDown");
            assert.equal(await active(), "option-0");
            assert.equal(await page.getAttribute("#option-0", "aria-selected"),
                "true");
            await screenshot(page, "suggestions");
            assert.deepEqual(await seriousFaults(page), []);
            await page.keyboard.press("ArrowUp");
            assert.equal(await active(), null, "back in the box");
            await page.keyboard.press("ArrowUp");
            const n = await page.locator("#options [role=option]").count();
            assert.equal(await active(), `option-${n - 1}`, "and around");
            await page.keyboard.press("Home");
            assert.equal(await active(), null);
            await page.keyboard.press("Escape");
            assert.ok(await page.locator("#options").isHidden());
            assert.equal(await box.inputValue(), "구", "Escape keeps the text");
            await page.keyboard.press("ArrowDown");
            await page.waitForSelector("#options [role=option]");
            await page.keyboard.press("ArrowDown");
            const text = await page.textContent("#option-0 bdi");
            await page.keyboard.press("Enter");
            await shows(page, text);
            assert.equal(await box.inputValue(), text);
            assert.equal(await focused(page), "q");
            assert.equal(await box.getAttribute("aria-expanded"), "false");
            await page.keyboard.press("Tab");
            assert.ok(await page.locator("#options").isHidden());
        }));

    await t.test("an answer that comes late is passed over", () =>
        withPage("", {}, async page => {
            await page.route(/q=in&typing/, async route => {
                await new Promise(resolve => setTimeout(resolve, 600));
                await route.continue().catch(() => {});
            });
            await page.keyboard.type("in");
            await page.waitForTimeout(200);
            await page.keyboard.type("voice");
            await shows(page, "invoice");
            await page.waitForTimeout(700);
            assert.match(await page.title(), /^invoice /);
        }));

    await t.test("everything by the keyboard alone", () =>
        withPage("?q=invoice", {}, async page => {
            await page.keyboard.press("Tab");
            assert.equal(await page.evaluate(() => document.activeElement
                .className), "skip");
            await page.keyboard.press("/");
            assert.equal(await focused(page), "q");
            const seen = new Set();
            for (let i = 0; i < 80; i++) {
                await page.keyboard.press("Tab");
                seen.add(await page.evaluate(() => {
                    const it = document.activeElement;
                    const style = getComputedStyle(it.matches(
                        ".chips input, .group input") ? it.parentElement : it);
                    return `${it.tagName} ${it.type || it.className || it.rel}${
                        style.outlineStyle === "none" ? " without outline"
                            : ""}`;
                }));
            }
            for (const wanted of ["INPUT checkbox", "INPUT radio", "SUMMARY ",
                "A next", "A "])
                assert.ok([...seen].some(name => name.startsWith(wanted)),
                    `${wanted} is reached: ${[...seen].join(", ")}`);
            assert.deepEqual([...seen].filter(name =>
                name.endsWith("without outline") && !/^BODY|search/.test(name)),
            [], "focus is seen, of the box by the frame around it");
        }));

    await t.test("filters keep the focus, and are in the address", () =>
        withPage("?q=invoice", {}, async page => {
            const before = await total(page);
            const box = page.locator("#facets input[name=topic]").first();
            const value = await box.getAttribute("value");
            const n = await box.locator("xpath=..").locator(".n").textContent();
            await box.focus();
            await page.keyboard.press("Space");
            await page.waitForFunction(before => document.querySelector(
                "#summary b").textContent !== before, before);
            assert.equal(await total(page), `${n} segments`,
                "a count is what one gets");
            const state = new URL(page.url()).searchParams;
            assert.deepEqual(state.getAll("topic"), [value]);
            assert.equal(await page.evaluate(() => document.activeElement
                .value), value);
            assert.ok(await page.locator("#facets input[name=topic]").count() >
                1, "a choice can be widened");
            await page.goBack();
            await page.waitForFunction(before => document.querySelector(
                "#summary b").textContent === before, before);
            assert.ok(!await box.isChecked());
        }));

    await t.test("a deep link says all of it, also without a script", async () => {
        const way = "?q=invoice&locale=de-DE&locale=ko-KR&product=" +
            "nordlicht-billing&group=article&ui=de";
        for (const script of [true, false])
            await withPage(way, { script }, async page => {
                assert.equal(await page.inputValue("#q"), "invoice");
                assert.deepEqual(await page.locator("input:checked")
                    .evaluateAll(all => all.map(one => one.value).sort()),
                ["article", "de-DE", "ko-KR", "nordlicht-billing"]);
                assert.equal(await page.getAttribute("html", "lang"), "de");
                assert.deepEqual([...new Set(await page.locator(".hit .tag")
                    .allTextContents())].sort(), ["de-DE", "ko-KR"]);
            });
    });

    await t.test("without a script", () =>
        withPage("", { script: false }, async page => {
            await page.fill("#q", "구독");
            await page.keyboard.press("Enter");
            await page.waitForSelector(".hit");
            assert.equal(query(page), "구독");
            await page.locator(".hit details summary").first().click();
            assert.ok(await page.locator(".hit details .pair").first()
                .isVisible(), "context unfolds");
            await page.click("a[rel=next]");
            await page.waitForSelector("a[rel=prev]");
            assert.equal(new URL(page.url()).searchParams.get("page"), "2");
            await page.locator("#facets input[name=topic]").first().check();
            await page.click("#facets noscript button, #facets button");
            await page.waitForSelector(".hit");
            assert.ok(new URL(page.url()).searchParams.get("topic"));
            assert.equal(new URL(page.url()).searchParams.get("page"), null);
            await page.locator(".hit h3 a").first().click();
            await page.waitForSelector(".rows .row");
            assert.ok(await page.locator(".row.match mark").count() > 0);
            await page.click(".back a");
            await page.waitForSelector(".hit");
            assert.equal(query(page), "구독");
        }));

    await t.test("an article, side by side, in all its languages", () =>
        withPage("?q=청구서&locale=ko-KR", {}, async page => {
            await page.locator(".hit .foot a").first().click();
            await page.waitForSelector(".row:target");
            assert.ok(await page.locator(".row:target mark").count() > 0,
                "it opens where the hit stands");
            const row = page.locator(".row").first();
            assert.equal(await row.locator("h2").getAttribute("lang"), "ko-KR");
            assert.equal(await row.locator("p").getAttribute("lang"), "en");
            await page.click(".others summary");
            assert.equal(await page.locator(".others a").count(), 7);
            await page.click(".others a:has([lang=de-DE])");
            await page.waitForSelector("h1[lang=de-DE]");
            await page.locator(".sides a").nth(2).click();
            await page.waitForSelector(".rows:not(.both)");
            assert.equal(await page.locator(".row [lang=de-DE]").count(), 0);
            assert.deepEqual(await seriousFaults(page), []);
        }));

    await t.test("every page in every language is without serious faults",
        async () => {
            const ways = ["?", "?q=구독&", "articles/ko-KR/faq.md?q=구독&",
                "articles/ar-SA/faq.md?", "?q=zzzzqqq&"];
            // Each language with two pages, each page light and dark, wide
            // and narrow.
            for (let i = 0; i < 2 * LANGUAGES.length; i++) {
                const way = ways[i % ways.length];
                const ui = LANGUAGES[i % LANGUAGES.length];
                await withPage(`${way}ui=${ui}`, { dark: i % 2 > 0,
                    width: i % 4 > 1 ? 1280 : 360 }, async page => {
                    const name = `${ui} ${way}`;
                    assert.deepEqual(await seriousFaults(page), [], name);
                    assert.deepEqual(await sticksOut(page), [], name);
                    assert.equal(await page.getAttribute("html", "lang"), ui);
                    assert.equal(await page.getAttribute("html", "dir"),
                        ui === "ar" ? "rtl" : "ltr");
                });
            }
        });

    await t.test("wide, narrow, dark, right to left: it fits", async () => {
        for (const [ui, width, dark] of [["en", 360, true], ["en", 640, false],
            ["ar", 360, false], ["ar", 1280, true]])
            await withPage(`?q=invoice&ui=${ui}`, { width, dark }, async page => {
                assert.deepEqual(await sticksOut(page), []);
                const [local, english] = await page.locator(".pair").first()
                    .locator("p").evaluateAll(all => all.map(one =>
                        one.getBoundingClientRect().toJSON()));
                if (width < 600)
                    assert.ok(english.top >= local.bottom);
                else
                    assert.equal(english.left > local.right, ui === "en");
                await screenshot(page, `found-${ui}-${width}`);
            });
    });

    await t.test("what can be touched is 24 pixels large", () =>
        withPage("?q=invoice", { width: 360 }, async page => {
            await page.click("#facets > summary");
            const small = await page.locator("button, summary, label, .foot a, " +
                ".pager a, .clear, .home").evaluateAll(all => all.filter(
                one => one.checkVisibility() && one.getClientRects().length &&
                    one.getBoundingClientRect().height < 24 &&
                    !one.matches(".sr")).map(one => one.outerHTML));
            assert.deepEqual(small, []);
        }));

    await t.test("a first page of ten hits is less than 60 KB in all",
        async () => {
            let largest = 0;
            for (const way of ["?q=invoice", "?q=구독", "?q=الاشتراك&ui=ar",
                "?q=subscription&group=article&ui=th"])
                await withPage(way, {}, async page => {
                    const bytes = await page.evaluate(() => performance
                        .getEntriesByType("navigation").concat(performance
                            .getEntriesByType("resource")).reduce((sum, one) =>
                            sum + one.decodedBodySize, 0));
                    assert.equal(await hits(page), 10);
                    assert.ok(bytes > 20000, "all of it is counted");
                    largest = Math.max(largest, bytes);
                });
            t.diagnostic(`${largest} bytes`);
            assert.ok(largest < 60000, `${largest} bytes`);
        });

    await t.test("below a prefix that a proxy has", async () => {
        const port = new URL(daemon.url).port;
        const proxy = http.createServer((request, response) => {
            if (!request.url.startsWith("/help/search/")) {
                response.writeHead(404).end();
                return;
            }
            request.pipe(http.request({ host: "127.0.0.1", port,
                path: request.url.slice("/help/search".length),
                headers: { ...request.headers, host: `127.0.0.1:${port}` } },
            answer => {
                response.writeHead(answer.statusCode, answer.headers);
                answer.pipe(response);
            }));
        });
        await new Promise(ready => proxy.listen(0, "127.0.0.1", ready));
        const own = `http://127.0.0.1:${proxy.address().port}/help/search/`;
        const page = await browser.open(own);
        await typeHangul(page, "구독");
        await shows(page, "구독");
        await page.waitForSelector("#options [role=option]");
        await page.keyboard.press("Enter");
        await page.locator(".hit .foot a").first().click();
        await page.waitForSelector(".row:target");
        await page.locator(".others summary").click();
        await page.locator(".others a").first().click();
        await page.waitForSelector("h1[lang=ar-SA]");
        await page.click(".back a");
        await page.waitForSelector(".hit");
        await page.click(".home");
        await page.waitForSelector("body.start");
        assert.ok(page.url().startsWith(own), page.url());
        assert.deepEqual(page.faults, []);
        await page.context().close();
        proxy.closeAllConnections();
        proxy.close();
    });

    await t.test("what is not there is a page for people", () =>
        withPage("", {}, async page => {
            for (const way of ["articles/ko-KR/none.md?ui=de", "none/at/all?ui=de",
                "articles/xx-XX/faq.md?ui=de"]) {
                const response = await page.goto(at(way));
                assert.equal(response.status(), 404, way);
                assert.equal(await page.getAttribute("html", "lang"), "de");
                assert.deepEqual(await seriousFaults(page), []);
                await page.fill("#q", "Rechnung");
                await page.keyboard.press("Enter");
                await page.waitForSelector(".hit");
                assert.equal(new URL(page.url()).searchParams.get("ui"), "de");
            }
            page.faults = page.faults.filter(fault => !fault.includes("404"));
        }));

    await t.test("a search that does not answer is told of", () =>
        withPage("?q=invoice", {}, async page => {
            await page.route(/q=invoices/, route => route.abort());
            await page.focus("#q");
            await page.keyboard.press("End");
            await page.keyboard.type("s");
            await page.waitForSelector("#said.trouble");
            page.faults.length = 0;
            assert.ok(await hits(page) > 0, "what was found stays");
        }));
});

