// portal.mjs - a help portal that asks pcsearchd, over HTTP or a Unix socket
// SPDX-License-Identifier: CC0-1.0
//
//     node portal.mjs http://127.0.0.1:7700 8080
//
// A page for readers at /?q=&locale=&year=, without JavaScript: articles with
// their passages in both languages, years to choose from, and pages of ten.
import {createServer} from "node:http";
import {Service, ServiceError} from "./pcsearchd.mjs";

const LIMIT = 10;

const [address, port = "8080"] = process.argv.slice(2);
if (!address) {
    console.error("usage: portal.mjs ADDRESS [PORT]");
    process.exit(2);
}
const service = new Service(address, {token: process.env.PCSEARCHD_TOKEN});

const ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;",
                 "'": "&#39;"};
// Texts are what stands in the documents, never markup.
const escape = (text) => String(text).replace(/[&<>"']/g, (c) => ESCAPES[c]);

function marked(text, marks = [])
{
    let out = "", done = 0;
    for (const [start, end] of marks) {
        out += escape(text.slice(done, start)) + "<mark>" +
            escape(text.slice(start, end)) + "</mark>";
        done = end;
    }
    return out + escape(text.slice(done));
}

// A link that changes some of the parameters; those that are null go.
function link(parameters, changes, text)
{
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({...parameters, ...changes}))
        if (value !== null && value !== undefined)
            query.set(name, value);
    return `<a href="?${escape(query)}">${escape(text)}</a>`;
}

const passageAsHtml = (hit) => {
    const local = marked(hit.local, hit.marks.local);
    // The address of the page at its heading, where the index has a template.
    return `<li><p lang="${escape(hit.locale)}" dir="auto">` +
        (hit.places[0].url ? `<a href="${escape(hit.places[0].url)}">${local}</a>`
                           : local) +
        `</p><p lang="en">${marked(hit.english, hit.marks.english)}</p></li>`;
};

const articleAsHtml = (article) => `<article lang="${escape(article.locale)}">
<h2>${marked(article.title, article.marks.title)}</h2>
<ul>${article.hits.map(passageAsHtml).join("\n")}</ul>
</article>`;

function foundAsHtml(asked, found)
{
    const years = (found.facets?.year ?? []).map(({value, articles}) =>
        `<li>${link(asked, {year: value, offset: null}, value)} ${articles}</li>`);
    const behind = found.offset + found.shown;
    return `<p role="status">${found.articles} articles</p>
${found.suggestions.map((text) =>
        `<p>Did you mean ${link(asked, {q: text, offset: null}, text)}?</p>`)
        .join("\n")}
<ul>${years.join("")}</ul>
${found.hits.map(articleAsHtml).join("\n")}
${behind < found.articles ? link(asked, {offset: behind}, "More") : ""}`;
}

const page = (asked, body) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Help</title>
<form role="search"><label>Search <input type="search" name="q"
value="${escape(asked.q ?? "")}"></label> <button>Search</button></form>
<main>${body}</main></html>
`;

function answer(response, status, body)
{
    response.writeHead(status, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'; form-action 'self'",
        "X-Content-Type-Options": "nosniff",
    });
    response.end(body);
}

async function respond(request, response)
{
    const url = new URL(request.url, "http://localhost");
    const asked = Object.fromEntries(["q", "locale", "year", "offset"].map(
        (name) => [name, url.searchParams.get(name) || undefined]));
    if (request.method !== "GET" || url.pathname !== "/")
        return answer(response, 404, page({}, "<p>Not found</p>"));
    if (!asked.q?.trim())
        return answer(response, 200, page(asked, ""));
    try {
        const found = await service.search({
            ...asked, group: "article", facets: "year", limit: LIMIT});
        return answer(response, 200, page(asked, foundAsHtml(asked, found)));
    } catch (error) {
        // What is wrong with the request the service says; the rest is ours.
        const is_theirs = error instanceof ServiceError &&
            error.status >= 400 && error.status < 500 && error.status !== 401;
        if (!is_theirs)
            console.error(error.message);
        return answer(response, is_theirs ? 400 : 503, page(asked,
            `<p role="alert">${escape(is_theirs ? error.message
                : "The search cannot be reached. Try again later.")}</p>`));
    }
}

const server = createServer(respond);
server.listen(Number(port), "127.0.0.1", () =>
    console.log(`listens at http://127.0.0.1:${server.address().port}/`));
process.on("SIGTERM", () => server.close(() => service.close()));
