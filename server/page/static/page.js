// page.js - what the pages do better with a script: results and suggestions as
// one types, without loading the page anew
// SPDX-License-Identifier: GPL-2.0-or-later
//
// There is one rendering, the server's: the script asks for the same pages and
// takes their parts marked data-swap over, as nodes. No text becomes markup
// here, which the Content-Security-Policy enforces (trusted types).

const form = document.getElementById("search");
const box = document.getElementById("q");
const said = document.getElementById("said");
const root = new URL(document.body.dataset.root || "./", location.href);
const isSearchPage = Boolean(document.getElementById("found"));

// What an IME composes is looked for, but Enter belongs to the IME.
let isComposing = false;
const isImeKey = event => isComposing || event.isComposing ||
    event.keyCode === 229;

function later(ms, action) {
    let timer = 0;
    const start = () => {
        clearTimeout(timer);
        timer = setTimeout(action, ms);
    };
    start.cancel = () => clearTimeout(timer);
    return start;
}

/* Results */

let request = null; // the one whose answer counts
let isDraft = false; // the entry of the history is one that is being typed

function addressOfForm() {
    const state = new URLSearchParams();
    for (const [name, value] of new FormData(form))
        if (value.trim() && !(name === "group" && value === "pair"))
            state.append(name, value);
    const address = new URL(form.action);
    address.search = state;
    return address;
}

const announce = later(600, () => {
    const total = document.querySelector("#summary b");
    if (total)
        said.textContent = total.textContent;
});

// The element of the new parts that stands where the focus was.
function refocus(last) {
    if (document.activeElement === last || !last)
        return;
    const twin = last.id ? document.getElementById(last.id)
        : last.name && [...document.getElementsByName(last.name)].find(
            input => input.value === last.value);
    twin?.focus({ preventScroll: true });
}

function openFilters() {
    const filters = document.getElementById("facets");
    if (filters && matchMedia("(min-width: 64rem)").matches)
        filters.open = true;
}

function take(page) {
    const last = document.activeElement;
    document.title = page.title;
    document.body.className = page.body.className;
    for (const part of document.querySelectorAll("[data-swap]")) {
        const other = page.getElementById(part.id);
        if (!other)
            continue;
        for (const details of part.querySelectorAll("details[id][open]"))
            page.getElementById(details.id)?.setAttribute("open", "");
        part.replaceWith(document.adoptNode(other));
    }
    openFilters();
    if (!last.isConnected)
        refocus(last);
    announce();
}

function fail() {
    said.className = "trouble";
    said.textContent = form.dataset.trouble;
}

// Shows the page at ADDRESS; then(page) is called once it is shown.
function show(address, isTyping, then) {
    request?.abort();
    const own = request = new XMLHttpRequest();
    const asked = new URL(address);
    if (isTyping)
        asked.searchParams.set("typing", "1");
    own.open("GET", asked);
    own.responseType = "document";
    own.onload = () => {
        if (own !== request)
            return;
        const page = own.response;
        if (!page?.getElementById("found")) {
            fail();
            return;
        }
        said.className = "sr";
        take(page);
        then?.(page);
    };
    own.onerror = fail;
    own.send();
}

// A search that is done: it gets an entry of the history of its own, or the one
// that was kept for it while it was typed.
function settle(address) {
    liveResults.cancel();
    if (isDraft)
        history.replaceState(null, "", address);
    else if (address.href !== location.href)
        history.pushState(null, "", address);
    isDraft = false;
    show(address, false);
}

const liveResults = later(120, () => {
    const address = addressOfForm();
    if (address.href === location.href)
        return;
    if (isDraft)
        history.replaceState(null, "", address);
    else
        history.pushState(null, "", address);
    isDraft = true;
    show(address, true);
});

function isPlainClick(event) {
    return event.button === 0 && !event.ctrlKey && !event.metaKey &&
        !event.shiftKey && !event.altKey && !event.defaultPrevented;
}

function followLink(event) {
    const link = event.target.closest?.("[data-swap] a[href]");
    if (!link || !isPlainClick(event) || link.closest("#ui"))
        return;
    const address = new URL(link.href);
    if (address.origin !== root.origin || address.pathname !== root.pathname)
        return;
    event.preventDefault();
    history.pushState(null, "", address);
    isDraft = false;
    show(address, false, page => {
        box.value = page.getElementById("q").value;
        if (link.rel === "next" || link.rel === "prev") {
            document.getElementById("main").focus({ preventScroll: true });
            scrollTo(0, 0);
        } else if (!link.isConnected) {
            box.focus({ preventScroll: true });
        }
    });
}

if (form && isSearchPage) {
    openFilters();
    document.addEventListener("click", followLink);
    document.addEventListener("change", event => {
        if (event.target.form === form && event.target !== box)
            settle(addressOfForm());
    });
    addEventListener("popstate", () => {
        isDraft = false;
        liveResults.cancel();
        closeList();
        show(location.href, false, page => {
            box.value = page.getElementById("q").value;
        });
    });
}

/* Suggestions: the combobox pattern of the ARIA Authoring Practices */

let options = []; // {kind, text, note, href}
let active = -1;
let suggesting = null;
const list = document.createElement("div");

function closeList() {
    suggest.cancel();
    suggesting?.abort();
    options = [];
    active = -1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
}

function activate(i) {
    document.getElementById(`option-${active}`)
        ?.setAttribute("aria-selected", "false");
    active = i;
    const option = document.getElementById(`option-${i}`);
    if (!option) {
        box.removeAttribute("aria-activedescendant");
        return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option.id);
}

function choose(option) {
    closeList();
    if (option.href) {
        location.assign(option.href);
        return;
    }
    box.value = option.text;
    if (isSearchPage)
        settle(addressOfForm());
    else
        form.submit();
}

function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes))
        made.setAttribute(key, value);
    made.append(...children);
    return made;
}

function optionElement(option, i) {
    const text = element("bdi", option.locale ? { lang: option.locale } : {},
        clean(option.text));
    const made = element("div", { role: "option", id: `option-${i}`,
        "aria-selected": "false" }, text);
    if (option.note)
        made.append(element("small", { dir: "ltr" }, option.note));
    made.addEventListener("click", () => choose(option));
    return made;
}

function showList(found) {
    closeList();
    const kinds = ["terms", "titles", "headings"];
    options = kinds.flatMap(kind => found.filter(
        option => option.kind === kind));
    const groups = kinds.map(kind => {
        const of = options.filter(option => option.kind === kind);
        const name = element("span", { id: `kind-${kind}`,
            role: "presentation" }, form.dataset[kind]);
        return of.length && element("div", { role: "group",
            "aria-labelledby": name.id }, name,
            ...of.map(option => optionElement(option, options.indexOf(option))));
    });
    list.replaceChildren(...groups.filter(Boolean));
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(options.length > 0));
}

// Text of documents, without what would hide in it or turn it around; what the
// server does for all else.
const clean = text => text.replace(/[\u202a-\u202e\u2066-\u206f]/g, "")
    .replace(/\s/g, " ").replace(/[\0-\x1f]/g, control => String.fromCharCode(
        0x2400 + control.charCodeAt(0))).replace(/[\x7f-\x9f]/g, "\ufffd");

// Where a suggestion leads that is a place: the published page, else ours.
function wayTo({ url, locale, path, source, anchor }) {
    if (url)
        return url;
    const way = new URL(`articles/${encodeURIComponent(locale)}/${
        path.split("/").map(encodeURIComponent).join("/")}`, root);
    way.search = new URLSearchParams({ source });
    return anchor ? `${way}#h-${encodeURIComponent(anchor)}` : String(way);
}

// The options in an answer of /v1/suggest.
function optionsOf(answer) {
    return (answer.suggestions ?? []).map(item => item.path === undefined
        ? { kind: "terms", text: item.text }
        : { kind: `${item.kind}s`, text: item.text, note: item.locale,
            locale: item.locale, href: wayTo(item) });
}

const suggest = later(80, async () => {
    suggesting?.abort();
    const own = suggesting = new AbortController();
    const typed = box.value;
    const address = new URL("v1/suggest", root);
    address.search = new URLSearchParams({ q: typed, marks: "none" });
    for (const locale of new FormData(form).getAll("locale"))
        address.searchParams.append("locale", locale);
    try {
        const response = await fetch(address, { signal: own.signal });
        const found = response.ok ? optionsOf(await response.json()) : [];
        if (own === suggesting && typed === box.value &&
            document.activeElement === box)
            showList(found);
    } catch {
        // No suggestions: another letter was typed, or nobody answers.
    }
});

function typed() {
    if (box.value.trim())
        suggest();
    else
        closeList();
    if (isSearchPage)
        liveResults();
}

function move(step) {
    const n = options.length + 1; // the box is one of the places
    activate((active + 1 + step + n) % n - 1);
}

function pressed(event) {
    if (isImeKey(event)) {
        if (event.key === "Enter")
            event.preventDefault();
        return;
    }
    const isOpen = !list.hidden;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") &&
        !event.altKey) {
        event.preventDefault();
        if (isOpen)
            move(event.key === "ArrowDown" ? 1 : -1);
        else if (box.value.trim())
            suggest();
    } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        closeList();
    } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        choose(options[active]);
    } else if (event.key === "Tab") {
        closeList();
    } else if (event.key === "Home" || event.key === "End") {
        activate(-1); // and the caret goes where these keys say
    }
}

if (form) {
    list.className = "options";
    list.id = "options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", form.dataset.suggestions);
    list.addEventListener("mousedown", event => event.preventDefault());
    form.append(list);
    for (const [name, value] of Object.entries({ role: "combobox",
        "aria-autocomplete": "list", "aria-haspopup": "listbox",
        "aria-expanded": "false", "aria-controls": list.id }))
        box.setAttribute(name, value);
    box.addEventListener("compositionstart", () => {
        isComposing = true;
    });
    box.addEventListener("compositionend", () => {
        isComposing = false;
        typed();
    });
    box.addEventListener("input", typed);
    box.addEventListener("keydown", pressed);
    box.addEventListener("blur", closeList);
    form.addEventListener("submit", event => {
        if (isComposing || isSearchPage)
            event.preventDefault();
        if (isComposing || !isSearchPage)
            return;
        closeList();
        settle(addressOfForm());
    });
}

/* Keys and menus of the whole page */

document.addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input, textarea, select");
    const menu = document.querySelector("details.menu[open]");
    if (event.key === "/" && box && (!isTyping || event.target.type ===
        "checkbox" || event.target.type === "radio") && !event.ctrlKey &&
        !event.metaKey && !event.altKey) {
        event.preventDefault();
        box.focus();
        box.select();
    } else if (event.key === "Escape" && menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
    }
});
document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll("details.menu[open]"))
        if (!menu.contains(event.target))
            menu.open = false;
});
