// test_instantsearch.mjs - a front end of InstantSearch works with pcsearchd
// SPDX-License-Identifier: GPL-2.0-or-later
//
// A page with the widgets of instantsearch.js, in Debian's chromium, asks
// pcsearchd through the package @meilisearch/instant-meilisearch, from another
// origin, as portals do. Two releases of it.

import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { launch, typeHangul } from "../browser/browser.mjs";
import { buildIndex, source, startDaemon } from "../browser/daemon.mjs";
import { PAYLOADS, writeHostile } from "./hostile.mjs";

const require = createRequire(import.meta.url);
const folderOf = name => path.join(require.resolve("instantsearch.js"),
    "../../..", name);
const SCRIPTS = {
    "/instantsearch.js": folderOf(
        "instantsearch.js/dist/instantsearch.production.min.js"),
    "/meilisearch.js": folderOf("meilisearch/dist/umd/index.min.js"),
    "/adapter-0.js": folderOf("@meilisearch/instant-meilisearch/dist/umd/" +
        "index.min.js"),
    "/adapter-1.js": folderOf(
        "instant-meilisearch-1/dist/instant-meilisearch.umd.min.js"),
};

// What a portal's developer writes; ?adapter and ?finite choose.
const PAGE = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>t</title>
<div id="box"></div><div id="stats"></div><div id="locales"></div>
<div id="products"></div><div id="topics"></div><div id="years"></div>
<div id="hits"></div><div id="pages"></div><div id="articles"></div>
<script src="/instantsearch.js"></script>
<script src="/meilisearch.js"></script>
<script>
window.calls = 0;
window.pwned = () => window.calls++;
const asked = new URLSearchParams(location.search);
document.write('<script src="/adapter-' + asked.get("adapter") + '.js"><\\/script>');
</script>
<script>
const connect = window.instantMeiliSearch ??
    window.instantMeilisearch.instantMeiliSearch;
const made = connect(asked.get("daemon"), "", {
    finitePagination: asked.has("finite"), primaryKey: "id",
    placeholderSearch: true });
const search = instantsearch({ indexName: "segments",
    searchClient: made.searchClient ?? made });
const w = instantsearch.widgets;
const item = (hit, { html, components }) => html\`
    <p class="local" lang=\${hit.locale}>\${components.Highlight({ hit,
        attribute: "local" })}</p>
    <p class="english">\${components.Highlight({ hit,
        attribute: "english" })}</p>
    <p class="title">\${hit.title}</p>\`;
search.addWidgets([
    w.searchBox({ container: "#box" }),
    w.stats({ container: "#stats" }),
    w.configure({ hitsPerPage: 5 }),
    w.refinementList({ container: "#locales", attribute: "locale",
        operator: "or" }),
    w.refinementList({ container: "#products", attribute: "product",
        searchable: true }),
    w.refinementList({ container: "#topics", attribute: "topic", limit: 50 }),
    w.rangeInput({ container: "#years", attribute: "year" }),
    asked.has("finite")
        ? w.hits({ container: "#hits", templates: { item } })
        : w.infiniteHits({ container: "#hits", templates: { item } }),
    asked.has("finite") ? w.pagination({ container: "#pages" })
        : w.index({ indexName: "articles" }).addWidgets([
            w.hits({ container: "#articles", templates: {
                item: (hit, { html, components }) => html\`<h3>\${
                    components.Highlight({ hit, attribute: "title" })
                }</h3>\` } })]),
]);
search.on("render", () => window.rendered = (window.rendered ?? 0) + 1);
search.on("error", ({ error }) => console.error(String(error)));
search.start();
</script>`;

let daemon, browser, server, origin, folder;
before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "pcsearch-instant-"));
    server = http.createServer((request, response) => {
        const { pathname } = new URL(request.url, "http://x");
        const script = SCRIPTS[pathname];
        response.setHeader("Content-Type", script ? "text/javascript"
            : "text/html; charset=utf-8");
        response.end(script ? fs.readFileSync(script) : PAGE);
    });
    await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${server.address().port}`;
    const index = path.join(folder, "index");
    buildIndex(index, [...fs.readdirSync(source("corpus"))
        .map(name => source("corpus", name))
        .filter(name => fs.statSync(name).isDirectory()),
    writeHostile(path.join(folder, "hostile"))]);
    daemon = await startDaemon({ index, options: ["--cors-origin", origin] });
    browser = await launch();
});
after(async () => {
    await browser?.close();
    await daemon?.stop();
    server?.close();
    fs.rmSync(folder, { recursive: true, force: true });
});

async function open(adapter, finite) {
    const page = await browser.open(`${origin}/?adapter=${adapter}&daemon=` +
        `${encodeURIComponent(daemon.url)}${finite ? "&finite" : ""}`);
    await page.waitForSelector("#hits li");
    return page;
}

// Asks the service itself, without any package.
async function ask(query) {
    const response = await fetch(`${daemon.url}/indexes/segments/search`, {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify(query) });
    assert.equal(response.status, 200);
    return response.json();
}

const stats = page => page.textContent("#stats").then(
    text => Number(text.replaceAll(",", "").match(/\d+/)?.[0] ?? 0));

// Waits until the page says so many results.
async function shows(page, n) {
    await page.waitForFunction(n => Number((document.querySelector("#stats")
        .textContent.replaceAll(",", "").match(/\d+/) ?? [0])[0]) === n, n);
}

// The values of a refinement list with their counts.
const values = (page, list) => page.$$eval(`${list} li label`, labels =>
    Object.fromEntries(labels.map(label => [
        label.querySelector(".ais-RefinementList-labelText").textContent,
        Number(label.querySelector(".ais-RefinementList-count").textContent
            .replaceAll(",", ""))])));

const tick = (page, list, value) =>
    page.click(`${list} input[value="${value}"]`);

// Whatever goes wrong but that it asks the daemon, which is elsewhere.
const faults = page => page.faults.filter(
    fault => !fault.startsWith(`asks elsewhere: ${daemon.url}/`));

for (const adapter of [0, 1]) {
    test(`adapter ${adapter}: typing, marks on both sides`, async () => {
        const page = await open(adapter, false);
        const everything = await ask({ q: "", limit: 0 });
        await shows(page, everything.estimatedTotalHits);
        await page.click("#box input");
        await typeHangul(page, "보고서");
        await shows(page, (await ask({ q: "보고서" })).estimatedTotalHits);
        const marks = await page.$$eval("#hits .local mark",
            marks => marks.map(mark => mark.textContent));
        assert.ok(marks.length > 0 && marks.every(mark => mark === "보고서"),
            String(marks));
        const titles = await page.$$eval("#articles h3 mark",
            marks => marks.map(mark => mark.textContent));
        assert.ok(titles.includes("보고서"), String(titles));
        await page.fill("#box input", "report");
        await shows(page, (await ask({ q: "report" })).estimatedTotalHits);
        assert.ok((await page.$$("#hits .english mark")).length > 0);
        assert.deepEqual(faults(page), []);
        await page.context().close();
    });

    test(`adapter ${adapter}: facets, several of one, searched`, async () => {
        const page = await open(adapter, false);
        const all = (await ask({ limit: 0, facets: ["locale", "product"] }))
            .facetDistribution;
        assert.deepEqual(await values(page, "#locales"), all.locale);
        await tick(page, "#locales", "ko-KR");
        await shows(page, all.locale["ko-KR"]);
        /* The other locales stay, as they can be chosen besides. */
        assert.deepEqual(await values(page, "#locales"), all.locale);
        const korean = await ask({ limit: 0, facets: ["product"],
            filter: "locale = ko-KR" });
        const shown = await values(page, "#products");
        for (const [value, n] of Object.entries(shown))
            assert.equal(n, korean.facetDistribution.product[value], value);
        await tick(page, "#locales", "ja-JP");
        await shows(page, all.locale["ko-KR"] + all.locale["ja-JP"]);
        await tick(page, "#products", "nordlicht-billing");
        await shows(page, (await ask({ limit: 0, filter: [
            ["locale = ko-KR", "locale = ja-JP"],
            ["product = nordlicht-billing"]] })).estimatedTotalHits);
        await page.fill("#products input[type=search]", "host");
        await page.waitForFunction(() => document.querySelectorAll(
            "#products li input[type=checkbox]").length === 1);
        assert.deepEqual(Object.keys(await values(page, "#products")),
            ["nordlicht-hostile"]);
        assert.deepEqual(faults(page), []);
        await page.context().close();
    });

    test(`adapter ${adapter}: years`, async () => {
        const page = await open(adapter, false);
        const { facetStats } = await ask({ limit: 0, facets: ["year"] });
        assert.equal(await page.getAttribute("#years input", "min"),
            String(facetStats.year.min));
        await page.fill("#years input >> nth=0", String(facetStats.year.max));
        await page.click("#years button");
        await shows(page, (await ask({ limit: 0,
            filter: `year >= ${facetStats.year.max}` })).estimatedTotalHits);
        assert.deepEqual(faults(page), []);
        await page.context().close();
    });

    test(`adapter ${adapter}: more hits, and pages`, async () => {
        const scrolled = await open(adapter, false);
        assert.equal((await scrolled.$$("#hits li")).length, 5);
        await scrolled.click(".ais-InfiniteHits-loadMore");
        await scrolled.waitForFunction(() =>
            document.querySelectorAll("#hits li").length === 10);
        const texts = await scrolled.$$eval("#hits .local",
            list => list.map(one => one.textContent));
        const direct = await ask({ limit: 10 });
        assert.deepEqual(texts, direct.hits.map(hit => hit.local));
        assert.deepEqual(faults(scrolled), []);
        await scrolled.context().close();
        const paged = await open(adapter, true);
        await shows(paged, (await ask({ limit: 0 })).estimatedTotalHits);
        await paged.click(".ais-Pagination-item--page >> nth=1 >> a");
        await paged.waitForFunction(text => document.querySelector(
            "#hits .local")?.textContent === text, texts[5]);
        assert.deepEqual(faults(paged), []);
        await paged.context().close();
    });

    test(`adapter ${adapter}: hostile articles are text`, async () => {
        const page = await open(adapter, false);
        await tick(page, "#products", "nordlicht-hostile");
        await page.fill("#box input", "hostile");
        const found = await ask({ q: "hostile", limit: 1000,
            filter: "product = nordlicht-hostile" });
        await shows(page, found.estimatedTotalHits);
        while (await page.isEnabled(".ais-InfiniteHits-loadMore")) {
            const n = await page.$$eval("#hits li", list => list.length);
            await page.click(".ais-InfiniteHits-loadMore");
            await page.waitForFunction(n =>
                document.querySelectorAll("#hits li").length > n, n);
        }
        assert.equal(await page.evaluate(() => window.calls), 0);
        assert.equal((await page.$$("#hits script, #hits img, #hits svg, " +
            "#hits iframe, #hits a, #hits style, #hits b, #hits input, " +
            "#hits details, #articles script, #articles img, #topics img, " +
            "#topics script")).length, 0);
        const texts = (await page.$$eval("#hits .english, #topics label",
            list => list.map(one => one.textContent))).join("\n");
        for (const payload of PAYLOADS.filter(one => !one.includes("__")))
            assert.ok(texts.includes(payload.replaceAll(/[\u202c\u202e]/g, ""))
                || texts.includes(payload), payload);
        assert.deepEqual(faults(page), []);
        await page.context().close();
    });
}
