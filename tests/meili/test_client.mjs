// test_client.mjs - the packages "meilisearch" ask pcsearchd
// SPDX-License-Identifier: GPL-2.0-or-later
//
// Each release that is tested asks the same questions; the answers are held
// against each other and against what Meilisearch's reference says of their
// shape.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import * as fitting from "meilisearch";
import * as newest from "meilisearch-newest";
import { startDaemon } from "../browser/daemon.mjs";

const require = createRequire(import.meta.url);
const oldest = createRequire(require.resolve("instant-meilisearch-1"))(
    "meilisearch");
const RELEASES = { oldest, fitting, newest };
const TOKEN = "tests-and-nothing-else-0123456789";

let daemon;
before(async () => { daemon = await startDaemon(); });
after(async () => { assert.equal(await daemon.stop(), process.env.PCS_URL
    ? undefined : 0); });

// Where the class has another name in newer releases.
const client = (release, apiKey) => new (release.Meilisearch ??
    release.MeiliSearch)({ host: daemon.url, apiKey });

async function refusal(promise) {
    try {
        await promise;
    } catch (error) {
        const why = error.cause ?? error;
        assert.equal(why.link,
            `https://docs.meilisearch.com/errors#${why.code}`);
        assert.equal(typeof why.message, "string");
        return why;
    }
    assert.fail("not refused");
}

for (const [name, release] of Object.entries(RELEASES)) {
    test(`${name}: health, version, indexes, statistics`, async () => {
        const c = client(release);
        assert.deepEqual(await c.health(), { status: "available" });
        assert.equal(await c.isHealthy(), true);
        const version = await c.getVersion();
        for (const key of ["commitSha", "commitDate", "pkgVersion"])
            assert.equal(typeof version[key], "string");
        const all = await c.getRawIndexes({ limit: 100 });
        const uids = all.results.map(index => index.uid);
        assert.equal(all.total, all.results.length);
        for (const uid of ["segments", "articles", "segments_ko-KR",
            "articles_ja-JP"])
            assert.ok(uids.includes(uid), uid);
        const index = await c.getRawIndex("segments");
        assert.equal(index.primaryKey, "id");
        assert.ok(new Date(index.updatedAt).getTime() > 0);
        const stats = await c.getStats();
        assert.deepEqual(Object.keys(stats.indexes).sort(), [...uids].sort());
        const own = await c.index("segments_ko-KR").getStats();
        assert.equal(own.isIndexing, false);
        assert.equal(own.numberOfDocuments,
            stats.indexes["segments_ko-KR"].numberOfDocuments);
        const found = await c.index("segments_ko-KR").search("");
        assert.equal(found.estimatedTotalHits, own.numberOfDocuments);
    });

    test(`${name}: a search has the documented shape`, async () => {
        const index = client(release).index("segments");
        const found = await index.search("파일", {
            attributesToHighlight: ["*"], showMatchesPosition: true,
            showRankingScore: true, facets: ["*"] });
        assert.deepEqual(Object.keys(found).sort(), ["estimatedTotalHits",
            "facetDistribution", "facetStats", "hits", "limit", "offset",
            "processingTimeMs", "query"]);
        assert.equal(found.query, "파일");
        assert.equal(found.limit, 20);
        assert.equal(found.offset, 0);
        assert.equal(found.estimatedTotalHits, found.hits.length);
        const hit = found.hits[0];
        assert.match(hit.id, /^[A-Za-z0-9_-]{1,511}$/);
        assert.equal(hit._formatted.local,
            hit.local.replaceAll("파일", "<em>파일</em>"));
        assert.equal(hit._formatted.line, String(hit.line));
        const bytes = Buffer.from(hit.local);
        for (const { start, length } of hit._matchesPosition.local)
            assert.equal(bytes.subarray(start, start + length).toString(),
                "파일");
        assert.ok(hit._rankingScore > 0 && hit._rankingScore <= 1);
        assert.deepEqual(found.facetStats.year, {
            min: Math.min(...Object.keys(found.facetDistribution.year)),
            max: Math.max(...Object.keys(found.facetDistribution.year)) });
        assert.deepEqual(await index.getDocument(hit.id),
            Object.fromEntries(Object.entries(hit).filter(
                ([key]) => key[0] !== "_")));
    });

    test(`${name}: English is marked, too`, async () => {
        const found = await client(release).index("segments_ko-KR")
            .search("file", { attributesToHighlight: ["english"],
                highlightPreTag: "[", highlightPostTag: "]",
                attributesToRetrieve: ["english"] });
        assert.ok(found.hits.length > 0);
        for (const hit of found.hits) {
            assert.deepEqual(Object.keys(hit), ["english", "_formatted"]);
            assert.match(hit._formatted.english, /\[files?\]/i);
            assert.equal(hit._formatted.english.replaceAll(/[[\]]/g, ""),
                hit.english);
        }
    });

    test(`${name}: counts of facets are what filters find`, async () => {
        const index = client(release).index("segments");
        const all = await index.search("", { facets: ["*"], limit: 0 });
        assert.deepEqual(all.hits, []);
        for (const [facet, counts] of Object.entries(all.facetDistribution))
            for (const [value, count] of Object.entries(counts).slice(0, 4)) {
                const quoted = value.replaceAll(/(["\\])/g, "\\$1");
                const found = await index.search("", {
                    filter: [[`"${facet}"="${quoted}"`]], limit: 1 });
                assert.equal(found.estimatedTotalHits, count,
                    `${facet}: ${value}`);
            }
        const both = await index.search("", { limit: 0,
            filter: "locale = ko-KR AND NOT type = MT" });
        const lists = await index.search("", { limit: 0,
            filter: ["locale = 'ko-KR'", "type != MT"] });
        assert.equal(both.estimatedTotalHits, lists.estimatedTotalHits);
        assert.ok(both.estimatedTotalHits > 0);
    });

    test(`${name}: pages and offsets`, async () => {
        const index = client(release).index("segments");
        const options = { attributesToRetrieve: ["id"] };
        const all = await index.search("report", { ...options, limit: 100 });
        const paged = await index.search("report", { ...options,
            hitsPerPage: 3, page: 2 });
        const moved = await index.search("report", { ...options,
            limit: 3, offset: 3 });
        assert.equal(paged.totalHits, all.estimatedTotalHits);
        assert.equal(paged.totalPages, Math.ceil(paged.totalHits / 3));
        assert.equal(paged.page, 2);
        assert.equal(paged.hitsPerPage, 3);
        assert.equal(paged.estimatedTotalHits, undefined);
        assert.deepEqual(paged.hits, all.hits.slice(3, 6));
        assert.deepEqual(moved.hits, all.hits.slice(3, 6));
        const far = await index.search("report", { hitsPerPage: 3,
            page: 1e9 });
        assert.deepEqual(far.hits, []);
    });

    test(`${name}: several searches in one`, async () => {
        const found = await client(release).multiSearch({ queries: [
            { indexUid: "segments", q: "report", limit: 1 },
            { indexUid: "articles_ko-KR", q: "보고서", limit: 1,
                attributesToHighlight: ["title"] }] });
        assert.deepEqual(found.results.map(one => one.indexUid),
            ["segments", "articles_ko-KR"]);
        assert.match(found.results[1].hits[0]._formatted.title,
            /<em>보고서<\/em>/);
        assert.ok(found.results[1].hits[0].count >= 1);
    });

    test(`${name}: values of a facet`, async () => {
        const index = client(release).index("segments");
        const found = await index.searchForFacetValues({
            facetName: "product", facetQuery: "BILL" });
        const all = await index.search("", { facets: ["product"] });
        assert.ok(found.facetHits.length > 0);
        for (const { value, count } of found.facetHits) {
            assert.match(value, /\bbill/i);
            assert.equal(count, all.facetDistribution.product[value]);
        }
        assert.equal(found.facetQuery, "BILL");
    });

    test(`${name}: what is refused, and how`, async () => {
        const c = client(release), index = c.index("segments");
        for (const [code, ask] of [
            ["index_not_found", () => c.index("movies").search("")],
            ["index_not_found", () => c.index("segments_xx-YY").search("")],
            ["document_not_found", () => index.getDocument("no-such-one")],
            ["bad_request", () => index.search("", { colour: "red" })],
            ["invalid_search_q", () => index.search(5)],
            ["invalid_search_limit", () => index.search("", { limit: -1 })],
            ["invalid_search_filter", () => index.search("", { filter: "x = 1" })],
            ["invalid_search_sort", () => index.search("", { sort: ["year:asc"] })],
            ["invalid_search_facets", () => index.search("", { facets: ["x"] })],
            ["invalid_search_vector", () => index.search("", { vector: [1] })],
            ["invalid_search_hybrid", () => index.search("", {
                hybrid: { embedder: "x", semanticRatio: 1 } })],
            ["invalid_multi_search_federation", () => c.multiSearch({
                federation: {}, queries: [{ indexUid: "segments" }] })],
            ["index_not_found", () => c.multiSearch({ queries: [
                { indexUid: "segments" }, { indexUid: "movies" }] })],
            ["invalid_facet_search_facet_name", () => index.searchForFacetValues({ facetName: "local" })],
        ])
            assert.equal((await refusal(ask())).code, code, code);
        for (const ask of [() => c.createIndex("x"),
            () => index.addDocuments([{ id: 1 }]),
            () => index.deleteDocuments(["1"])])
            assert.match((await refusal(ask())).message, /read-only/);
        await refusal(index.updateSettings({}));
    });
}

test("tokens are asked for, and /health is not", {
    skip: process.env.PCS_URL }, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pcsearch-meili-"));
    const file = path.join(folder, "tokens");
    fs.writeFileSync(file, `${TOKEN}\n`, { mode: 0o600 });
    const open = daemon;
    daemon = await startDaemon({ index: open.index,
        options: ["--token-file", file] });
    try {
        assert.equal(await client(newest).isHealthy(), true);
        assert.equal((await refusal(client(newest).index("segments")
            .search(""))).code, "missing_authorization_header");
        assert.equal((await refusal(client(newest, "wrong").index("segments")
            .search(""))).code, "invalid_api_key");
        const found = await client(newest, TOKEN).index("segments").search("");
        assert.ok(found.estimatedTotalHits > 0);
    } finally {
        await daemon.stop();
        daemon = open;
        fs.rmSync(folder, { recursive: true, force: true });
    }
});
