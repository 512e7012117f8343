// hostile.mjs - what stands in documents and queries stays text in the pages
// SPDX-License-Identifier: GPL-2.0-or-later

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { launch } from "./browser.mjs";
import { buildIndex, startDaemon } from "./daemon.mjs";

const DOCUMENTS = 100;

// What would do something if it were markup, a script, a style, an address, a
// command to a terminal or an order to turn the text around.
const PARTS = ["<script>hit(1)</script>", "<img src=x onerror=hit(1)>",
    "\"><svg onload=hit(1)>", "' onfocus=hit(1) autofocus '",
    "<iframe srcdoc='<script>parent.hit(1)</script>'></iframe>",
    "javascript:hit(1)", "<a href=javascript:hit(1)>x</a>", "</title><p>",
    "</textarea></details></main>", "<style>*{display:none}</style>",
    "<base href=//evil.invalid>", "<form action=//evil.invalid><input name=q>",
    "<meta http-equiv=refresh content=0;//evil.invalid>", "<!--", "-->", "]]>",
    "<?xml?>", "&lt;script&gt;", "&#60;b&#62;", "&amp;lt;", "{{7*7}}", "${hit()}",
    "<mark>", "</mark></p>", "\u001b[31mred\u001b]8;;http://evil.invalid\u0007",
    "\u202eevil\u202c", "\u2066\u2067abc", "\u200f\u200e", "\u0000", "\u0008\u007f",
    "\u0085\u009b31m", "\ufeff", "\ufffe", "\u2028\u2029", "x".repeat(3000),
    "\u0301".repeat(50), "%s%n%d", "../../etc/passwd", "<x-y is=z>",
    "<template><script>hit(1)</script></template>", "data:text/html,<script>",
    "<noscript><p title=\"</noscript><img src=x onerror=hit(1)>\">"];

// The same documents each time.
let seed = 20260101;
const next = n => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const escape = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;").replaceAll("\"", "&quot;");

function hostileText() {
    const parts = ["zebra"];
    for (let i = 0; i < 1 + next(3); i++)
        parts.push(PARTS[next(PARTS.length)]);
    return parts.join(" ");
}

function segment(number, mark, raw) {
    const local = hostileText(), english = hostileText();
    const text = raw ? value => value : escape;
    return `${mark}<span data-ttu-id="aaaaa-${number}">${text(local)}</span>` +
        `<span class="sxs-lookup"><span data-stu-id="aaaaa-${number}">${
            text(english)}</span></span>\n`;
}

function writeDocuments(folder) {
    for (let i = 0; i < DOCUMENTS; i++) {
        const lines = ["---", `title: ${JSON.stringify(hostileText())}`,
            `description: ${JSON.stringify(hostileText())}`,
            `ms.service: ${JSON.stringify(hostileText().slice(0, 90))}`,
            `ms.topic: ${JSON.stringify(PARTS[next(PARTS.length)])}`,
            `ms.translationtype: ${JSON.stringify(PARTS[i % 30])}`,
            `ms.contentlocale: ${i % 2 ? "ko-KR" : "ar-SA"}`, "---"];
        for (let n = 0; n < 6; n++)
            lines.push(segment(100 + n, n % 3 ? "" : `## <a name="${
                escape(PARTS[next(PARTS.length)])}"></a>`, (i + n) % 3 === 0));
        fs.writeFileSync(path.join(folder, i % 10 ? `a${i}.md`
            : `a${i} <b>'"&${i}.md`), lines.join("\n"));
    }
}

// An article of 2,000 segments, and one segment of 60 KB.
function writeLarge(folder) {
    const lines = ["---", "title: Large", "ms.contentlocale: de-DE", "---"];
    for (let n = 0; n < 2000; n++) {
        const id = `bbbbb-${1000 + n}`;
        const text = n === 1999 ? "gnu ".repeat(15000) : `gnu ${n}`;
        lines.push(`<span data-ttu-id="${id}">${text}</span><span class=` +
            `"sxs-lookup"><span data-stu-id="${id}">${text}</span></span>`, "");
    }
    fs.writeFileSync(path.join(folder, "large.md"), lines.join("\n"));
}

const ALLOWED = ["A", "ARTICLE", "ASIDE", "B", "BDI", "BODY", "BUTTON", "DD",
    "DETAILS", "DIV", "DL", "DT", "FIELDSET", "FORM", "H1", "H2", "H3", "HEAD",
    "HEADER", "HTML", "I", "IMG", "INPUT", "LABEL", "LEGEND", "LI", "LINK", "MAIN",
    "MARK", "META", "NAV", "NOSCRIPT", "OL", "P", "Q", "SCRIPT", "SECTION",
    "SMALL", "SPAN", "SUMMARY", "TITLE", "UL"];

// What is in the page that none of its own parts is.
// way: of another page, which the browser reads but does not show.
const strangers = (page, way) => page.evaluate(async ([allowed, way]) => {
    const read = () => new Promise(resolve => {
        const request = new XMLHttpRequest();
        request.open("GET", way);
        request.responseType = "document";
        request.onload = () => resolve(request.response);
        request.send();
    });
    const shown = way ? await read() : document;
    const bad = [...shown.querySelectorAll("*")].filter(one =>
        !allowed.includes(one.tagName) || [...one.attributes].some(
            attribute => /^on|^style$/.test(attribute.name)) ||
        (one.tagName === "A" && !/^https?:$/.test(one.protocol)) ||
        ((one.tagName === "IMG" || one.tagName === "SCRIPT") &&
            !new URL(one.src).pathname.startsWith("/static/")))
        .map(one => one.outerHTML.slice(0, 200));
    const text = shown.documentElement.textContent;
    const hidden = text.match(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    if (hidden)
        bad.push(`U+${hidden[0].codePointAt(0).toString(16)}`);
    return bad;
}, [ALLOWED, way]);

test("hostile documents", async t => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pcsearch-hostile-"));
    const documents = path.join(folder, "documents");
    fs.mkdirSync(documents);
    writeDocuments(documents);
    writeLarge(documents);
    buildIndex(path.join(folder, "index"), [documents]);
    const daemon = await startDaemon({ index: path.join(folder, "index") });
    const browser = await launch();
    t.after(async () => {
        await browser.close();
        assert.equal(await daemon.stop(), 0);
        fs.rmSync(folder, { recursive: true });
    });
    const page = await browser.open(daemon.url);
    page.on("dialog", dialog => page.faults.push(dialog.message()));
    await page.exposeFunction("hit", () => page.faults.push("a script ran"));
    const articles = new Map();

    async function check(way) {
        await page.goto(new URL(way, daemon.url).href);
        assert.deepEqual(await strangers(page), [], way);
        assert.deepEqual(page.faults, [], way);
    }

    await t.test("come out as text in results", async () => {
        let seen = "";
        for (let i = 1; i <= 10; i++) {
            await check(`/?q=zebra&group=article&page=${i}`);
            seen += await page.textContent("#found");
            for (const way of await page.locator(".hit .foot a").evaluateAll(
                all => all.map(one => one.href)))
                articles.set(new URL(way).pathname, way);
        }
        assert.equal(articles.size, DOCUMENTS);
        for (const text of ["<script>hit(1)</script>", "onfocus=hit(1)",
            "&lt;script", "{{7*7}}", "\u241b[31mred"])
            assert.ok(seen.includes(text), text);
        for (let i = 1; i <= 5; i++)
            await check(`/?q=zebra&page=${i}`);
    });

    await t.test("and in articles", async () => {
        for (const [i, way] of [...articles.values()].entries())
            if (i % 8)
                assert.deepEqual(await strangers(page, way), [], way);
            else
                await check(way);
    });

    await t.test("and so do queries and all else of an address", async () => {
        for (const part of PARTS)
            for (const name of ["q", "locale", "topic", "ui", "page", "zzz"]) {
                const way = new URLSearchParams({ q: "zebra", [name]: part });
                const response = await fetch(`${daemon.url}/?${way}`);
                const body = await response.text();
                assert.ok([200, 400].includes(response.status), part);
                assert.ok(!/<(script(?! type=module)|img src=x|svg|iframe)/
                    .test(body), part);
            }
        for (const part of PARTS.slice(0, 8))
            await check(`/?${new URLSearchParams({ q: part, locale: part })}`);
    });

    await t.test("and what is large is shown all the same", async () => {
        const response = await page.goto(`${daemon.url}/?q=gnu&locale=de-DE`);
        assert.equal(response.status(), 200);
        assert.ok((await response.body()).length < 60000);
        await page.goto(`${daemon.url}/articles/de-DE/large.md?q=gnu#s1500`);
        await page.waitForSelector(".row:target");
        assert.equal(await page.locator(".row").count(), 2000);
        assert.ok(await page.evaluate(() => document.querySelector("#s1500")
            .getBoundingClientRect().top) < 800);
        assert.deepEqual(page.faults, []);
    });

    await t.test("as one types, too", async () => {
        await page.goto(daemon.url);
        for (const part of PARTS.slice(0, 6)) {
            await page.fill("#q", `zebra ${part}`);
            await page.waitForFunction(part => document.title.includes(part),
                part);
            assert.deepEqual(await strangers(page), [], part);
        }
        await page.fill("#q", "");
        await page.keyboard.type("zeb");
        await page.waitForSelector("#options [role=option]");
        assert.deepEqual(await strangers(page), []);
        assert.deepEqual(page.faults, []);
    });
});
