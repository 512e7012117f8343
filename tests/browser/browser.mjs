// browser.mjs - Debian's chromium for tests: pages, typing with an IME, axe
// SPDX-License-Identifier: GPL-2.0-or-later
//
// The tests use node:test, so that each check has a name:
//
//     const browser = await launch();
//     const page = await browser.open(url, {width: 360, dark: true});
//     await composeText(page, ["ㅍ", "파", "팡", "파이"], "파이");
//     assert.deepEqual(await seriousFaults(page), []);
//     await browser.close();
//
// CHROMIUM names another browser than /usr/bin/chromium.

import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);

// Nothing that it does by itself reaches a network, and no test is one of its
// sandbox, which root cannot have.
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
    "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--no-default-browser-check", "--no-proxy-server", "--mute-audio"];

// A browser with an empty profile. Its close() ends it and removes that.
export async function launch() {
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), "pcsearch-browser-"));
    let context;
    try {
        context = await chromium.launch({
            executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
            args: FLAGS, env: { ...process.env, HOME: profile },
            timeout: 60000 });
    } catch (error) {
        fs.rmSync(profile, { recursive: true, force: true });
        throw error;
    }
    return new Browser(context, profile);
}

class Browser {
    constructor(chromium, profile) {
        this.chromium = chromium;
        this.profile = profile;
    }

    // A page of its own: no cookies, no cache of others'. Options: width,
    // height, dark, script (false: no JavaScript), locale (of the reader),
    // reduced (motion), forced (colours). What goes wrong in the page is in
    // page.faults: exceptions, errors on the console, requests to elsewhere
    // than the page's own origin.
    async open(url, options = {}) {
        const context = await this.chromium.newContext({
            viewport: { width: options.width ?? 1280,
                height: options.height ?? 800 },
            colorScheme: options.dark ? "dark" : "light",
            javaScriptEnabled: options.script ?? true,
            locale: options.locale ?? "en-US",
            reducedMotion: options.reduced ? "reduce" : "no-preference",
            forcedColors: options.forced ? "active" : "none" });
        const page = await context.newPage();
        page.setDefaultTimeout(15000);
        page.faults = [];
        page.on("pageerror", error => page.faults.push(String(error)));
        page.on("console", message => {
            if (message.type() === "error")
                page.faults.push(message.text());
        });
        page.on("request", request => {
            const asked = new URL(request.url());
            if (/^https?:$/.test(asked.protocol) &&
                asked.origin !== new URL(url).origin)
                page.faults.push(`asks elsewhere: ${request.url()}`);
        });
        await page.goto(url);
        return page;
    }

    async close() {
        await this.chromium.close();
        fs.rmSync(this.profile, { recursive: true, force: true });
    }
}

const sessions = new WeakMap();

// The page's session of the DevTools protocol.
export async function devtools(page) {
    if (!sessions.has(page))
        sessions.set(page, await page.context().newCDPSession(page));
    return sessions.get(page);
}

// Shows each of STEPS as what an IME is composing where the focus is, as it
// grows with each key, and leaves the last one open: compositionstart,
// compositionupdate and input with isComposing.
export async function compose(page, steps) {
    const session = await devtools(page);
    for (const step of steps)
        await session.send("Input.imeSetComposition", { text: step,
            selectionStart: step.length, selectionEnd: step.length });
}

// Ends the open composition with TEXT: compositionend, and a last input.
export async function commit(page, text) {
    await (await devtools(page)).send("Input.insertText", { text });
}

// Gives the composition up, and what it showed with it.
export async function cancel(page) {
    await (await devtools(page)).send("Input.imeSetComposition", { text: "",
        selectionStart: 0, selectionEnd: 0 });
}

// Presses Enter as it arrives while an IME composes: keydown with isComposing
// (and keyCode 229), no default action. The composition stays open; Korean
// keyboards on some systems end it with this key, and the page sees no other.
export async function pressEnterComposing(page) {
    await (await devtools(page)).send("Input.dispatchKeyEvent", {
        type: "rawKeyDown", key: "Process", code: "Enter",
        windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 });
    await (await devtools(page)).send("Input.dispatchKeyEvent", {
        type: "keyUp", key: "Enter", code: "Enter",
        windowsVirtualKeyCode: 13, nativeVirtualKeyCode: 13 });
}

export async function composeText(page, steps, text) {
    await compose(page, steps);
    await commit(page, text);
}

// What an IME shows while each syllable of TEXT (Hangul) is typed: its parts
// as they come in, such as ㅎ, 하, 한.
export function hangulSteps(syllable) {
    const code = syllable.codePointAt(0) - 0xac00;
    if (code < 0 || code >= 11172)
        return [syllable];
    const first = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[Math.floor(code / 588)];
    const open = String.fromCodePoint(0xac00 + code - code % 28);
    return [...new Set([first, open, syllable])];
}

// Types TEXT as a Korean keyboard does, a composition for each syllable.
export async function typeHangul(page, text) {
    for (const letter of text)
        if (letter >= "가" && letter <= "힣")
            await composeText(page, hangulSteps(letter), letter);
        else
            await page.keyboard.type(letter);
}

// What axe-core finds wrong that is serious or critical, a line for each place.
// The page may forbid scripts of others (CSP): axe comes in by the protocol.
export async function seriousFaults(page, options = {}) {
    await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"),
        "utf8") + "\n;0");
    const results = await page.evaluate(options => globalThis.axe.run(document,
        options), options);
    return results.violations
        .filter(fault => ["serious", "critical"].includes(fault.impact))
        .flatMap(fault => fault.nodes.map(
            node => `${fault.id}: ${node.target.join(" ")}: ${fault.help}`));
}

// Writes a picture of the page to PCS_SCREENSHOTS/NAME.png, where that is set,
// for somebody to look at.
export async function screenshot(page, name) {
    const folder = process.env.PCS_SCREENSHOTS;
    if (folder)
        await page.screenshot({ path: path.join(folder, `${name}.png`),
            fullPage: true });
}

// Where the page is wider than the window, which makes it scroll sideways: the
// elements that stick out, none where it fits.
export async function sticksOut(page) {
    return page.evaluate(() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth)
            return [];
        return [...document.querySelectorAll("body, body *")].filter(element => {
            const box = element.getBoundingClientRect();
            return box.width && (box.right > root.clientWidth + 1 ||
                box.left < -1 || (element.scrollWidth > root.clientWidth &&
                getComputedStyle(element).overflowX === "visible"));
        }).map(element => element.tagName.toLowerCase() +
            (element.className ? `.${element.className}` : ""));
    });
}
