// harness.mjs - the browser, its IME and axe-core do what tests rely on
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from "node:assert/strict";
import test from "node:test";
import { cancel, commit, compose, composeText, hangulSteps, launch,
    pressEnterComposing, seriousFaults, sticksOut, typeHangul }
    from "./browser.mjs";
import { startDaemon, status } from "./daemon.mjs";

// A form that writes down the events of its field.
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Harness</title>
<main><h1>Harness</h1><form><label for="q">Words</label> <input id="q"></form>
</main><script>
window.seen = [];
const field = document.getElementById("q");
for (const type of ["compositionstart", "compositionupdate", "compositionend",
                    "input", "keydown"])
    field.addEventListener(type, event => seen.push(
        [type, event.data ?? event.key ?? "", event.isComposing === true]));
document.forms[0].addEventListener("submit", event => {
    event.preventDefault();
    seen.push(["submit", field.value, false]);
});
</script></html>`;

const urlOf = html => "data:text/html;charset=utf-8," + encodeURIComponent(html);
const seen = page => page.evaluate(() => window.seen.splice(0));
const value = page => page.inputValue("#q");

test("browser", async t => {
    const browser = await launch();
    const page = await browser.open(urlOf(PAGE));
    await page.focus("#q");

    await t.test("a composition shows each step, then what is committed",
        async () => {
            await composeText(page, ["ㅎ", "하", "한"], "한");
            assert.equal(await value(page), "한");
            const events = await seen(page);
            assert.deepEqual(events.filter(([type]) => type ===
                "compositionupdate").map(([, data]) => data).slice(0, 3),
            ["ㅎ", "하", "한"]);
            assert.equal(events[0][0], "compositionstart");
            assert.ok(events.some(([type, , composing]) => type === "input" &&
                composing), "an input event while composing");
            assert.ok(events.some(([type]) => type === "compositionend"));
        });

    await t.test("Enter while composing is no Enter", async () => {
        await compose(page, ["ㄱ", "그"]);
        await seen(page);
        await pressEnterComposing(page);
        const during = await seen(page);
        assert.deepEqual(during.filter(([type]) => type === "keydown"),
            [["keydown", "Process", true]]);
        assert.ok(!during.some(([type]) => type === "submit"));
        await commit(page, "그");
        await seen(page);
        await page.keyboard.press("Enter");
        assert.deepEqual((await seen(page)).map(([type, data]) => [type, data]),
            [["keydown", "Enter"], ["submit", "한그"]]);
    });

    await t.test("a composition that is given up leaves nothing", async () => {
        await page.fill("#q", "");
        await compose(page, ["ㄴ", "나"]);
        assert.equal(await value(page), "나");
        await cancel(page);
        assert.equal(await value(page), "");
    });

    await t.test("Korean is typed syllable by syllable", async () => {
        assert.deepEqual(hangulSteps("한"), ["ㅎ", "하", "한"]);
        assert.deepEqual(hangulSteps("가"), ["ㄱ", "가"]);
        await page.fill("#q", "");
        await seen(page);
        await typeHangul(page, "파일 PC");
        assert.equal(await value(page), "파일 PC");
        assert.equal((await seen(page)).filter(
            ([type]) => type === "compositionend").length, 2);
    });

    await t.test("axe-core is content with this page, and not with others",
        async () => {
            assert.deepEqual(await seriousFaults(page), []);
            const bad = await browser.open(urlOf("<!doctype html><title>x" +
                "</title><input><p style='color:#bbb'>faint</p>"));
            const faults = (await seriousFaults(bad)).map(f => f.split(":")[0]);
            for (const kind of ["label", "html-has-lang", "color-contrast"])
                assert.ok(faults.includes(kind), `${kind} in ${faults}`);
        });

    await t.test("axe-core runs where the page's CSP forbids scripts",
        async () => {
            const page = await browser.open(urlOf("<!doctype html><html " +
                "lang=en><meta http-equiv=Content-Security-Policy content=" +
                "\"default-src 'none'\"><title>x</title><main><h1>x</h1>" +
                "<img alt=x src=data:,></main>"));
            assert.deepEqual(await seriousFaults(page), []);
        });

    await t.test("no JavaScript, dark, the reader's language and width",
        async () => {
            const none = await browser.open(urlOf("<!doctype html><title>a" +
                "</title><script>document.title = 'b'</script>"),
            { script: false });
            assert.equal(await none.title(), "a");
            const dark = await browser.open(urlOf("<!doctype html>"),
                { dark: true, width: 360, locale: "ko-KR" });
            assert.deepEqual(await dark.evaluate(() => [innerWidth,
                matchMedia("(prefers-color-scheme: dark)").matches,
                navigator.language]), [360, true, "ko-KR"]);
            assert.deepEqual(await sticksOut(dark), []);
            const wide = await browser.open(urlOf("<!doctype html><meta " +
                "name=viewport content='width=device-width'><pre>" +
                "x".repeat(500)), { width: 360 });
            assert.ok((await sticksOut(wide)).includes("pre"));
        });

    await t.test("what goes wrong in a page is written down", async () => {
        const page = await browser.open(urlOf("<!doctype html><script>" +
            "throw new Error('oops')</script>"));
        assert.match(page.faults.join(), /oops/);
    });

    await t.test("the scripts that readers write have letters", async () => {
        // Each is drawn otherwise than the box of a character without a font.
        const page = await browser.open(urlOf("<!doctype html><canvas>"));
        const drawn = await page.evaluate(() => ["\u{10fffd}", "한", "漢", "か",
            "ก", "ع", "é"].map(letter => {
            const context = document.createElement("canvas").getContext("2d",
                { willReadFrequently: true });
            context.font = "40px sans-serif";
            context.fillText(letter, 20, 60);
            return context.getImageData(0, 0, 100, 100).data.join("");
        }));
        assert.equal(new Set(drawn).size, drawn.length);
    });

    await browser.close();
});

// What answers each request, after a moment, and ends well when told to.
const SERVER = `const server = require("http").createServer((request, response) =>
    response.end(request.url));
setTimeout(() => server.listen(process.argv[1], "127.0.0.1"), 100);
process.on("SIGTERM", () => process.exit(0));`;
const command = ({ port }) => ["-e", SERVER, String(port)];

test("a daemon is waited for and stopped", async () => {
    const daemon = await startDaemon({ program: process.execPath, command });
    assert.equal(await status(`${daemon.url}/`), 200);
    assert.equal(await daemon.stop(), 0);
    assert.equal(await status(`${daemon.url}/`), 0);
});

test("a daemon that does not start is a fault with what it said", async () => {
    await assert.rejects(startDaemon({ program: process.execPath,
        command: () => ["-e", "console.error('no index'); process.exit(2)"] }),
    /ended \(2\): no index/);
    await assert.rejects(startDaemon({ program: "/nonexistent/pcsearchd",
        command }), /ENOENT/);
});
