// Looks at a report in Chromium: node check.mjs REPORT.html ANSWERS.jsonl PICTURES
//
// REPORT is what `interrex report` wrote, ANSWERS what `interrex prove --format json` says of the same plan,
// PICTURES a folder for screenshots. Every line is a check; the exit status is 1 where one fails. With LARGE set, a page of
// a hundred thousand elements is looked at without axe-core, and ANSWERS may be those of its functions alone.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [report, answersPath, pictures] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(report).href;
const name = basename(report, ".html");
const isLarge = Boolean(process.env.LARGE);
let failed = 0;

function tell(what, faults) {
  if (faults.length === 0) return console.log(`ok    ${name}: ${what}`);
  failed = 1;
  console.log(`FAIL  ${name}: ${what}`);
  for (const fault of faults.slice(0, 12)) console.log(`      ${fault}`);
  if (faults.length > 12) console.log(`      and ${faults.length - 12} more`);
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1"],
  protocolTimeout: 600000,
});
const page = await browser.newPage();
const requests = [];
const messages = [];
page.on("request", (request) => requests.push(request.url().split("#")[0]));
page.on("console", (message) => messages.push(message.text()));

async function open(width, height, scheme = "light") {
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address);
}

// Sideways nothing is cut: only what may be scrolled is wider than the page.
function wide() {
  const room = document.documentElement.clientWidth;
  const faults = [];
  if (document.documentElement.scrollWidth > room) {
    for (const element of document.querySelectorAll("body *")) {
      const box = element.getBoundingClientRect();
      if (box.right > room + 1 && box.width > 0 && !element.closest(".scroll, .skip, .unseen, svg")) {
        faults.push(`${element.tagName}.${element.className} ends at ${Math.round(box.right)} of ${room}: ${element.textContent.slice(0, 50)}`);
      }
    }
    if (faults.length === 0) faults.push(`the page is ${document.documentElement.scrollWidth} wide, in ${room}`);
  }
  return faults;
}

// In pictures no letters cover others, and none are cut.
function covered() {
  for (const more of document.querySelectorAll("details")) more.open = true;
  const faults = [];
  for (const svg of document.querySelectorAll("svg.picture")) {
    const title = svg.querySelector("title").textContent;
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text:not(.halo)")].map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const [index, [words, box]] of texts.entries()) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
        faults.push(`“${title}”: “${words}” is cut`);
      }
      for (const [other, its] of texts.slice(index + 1)) {
        const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (across > 1.5 && down > 4) faults.push(`“${title}”: “${words}” covers “${other}”`);
      }
    }
  }
  return faults;
}

// The first screen of each function at 768 pixels: likelihood, at most three combinations, the first remedy.
function firstScreens() {
  const faults = [];
  for (const section of document.querySelectorAll("section[id^='function.']")) {
    section.scrollIntoView();
    const panel = section.querySelector("[data-panel]");
    const combinations = panel.querySelectorAll("ol.steps > li");
    const figures = panel.querySelectorAll("data.figure");
    const last = panel.getBoundingClientRect().bottom - section.querySelector("h3").getBoundingClientRect().top;
    const isGood = panel.classList.contains("good");
    if (figures.length === 0) faults.push(`${section.id}: no likelihood`);
    if (!isGood && (combinations.length < 1 || combinations.length > 3)) faults.push(`${section.id}: ${combinations.length} combinations`);
    if (!isGood && panel.querySelectorAll("p").length < 4) faults.push(`${section.id}: no first remedy`);
    if (last > 980) faults.push(`${section.id}: ends at ${Math.round(last)} pixels`);
  }
  return faults;
}

// Heads go down one level at a time; inner links lead somewhere; nothing runs.
function structure() {
  const faults = [];
  let level = 1;
  for (const head of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const own = Number(head.tagName[1]);
    if (own > level + 1) faults.push(`${head.tagName} “${head.textContent}” follows h${level}`);
    level = own;
  }
  const ids = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) faults.push(`the identifier ${element.id} stands twice`);
    ids.add(element.id);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    if (!ids.has(decodeURIComponent(link.getAttribute("href").slice(1)))) faults.push(`${link.getAttribute("href")} leads nowhere`);
  }
  if (document.scripts.length > 0) faults.push("there are scripts");
  if (document.querySelector("[style]")) faults.push("there are styles in place");
  if (document.body.textContent.includes("⟦")) faults.push(`words are missing: ${document.body.textContent.match(/⟦[^⟧]*⟧/g).join(" ")}`);
  return faults;
}

// Kyiv and Simferopol, by their degrees, lie in what is drawn as Ukraine; Krasnodar and Warsaw do not. A map is drawn
// straight in degrees, so that two spots of a known position give the place of every other. Nothing where the map
// does not show Ukraine.
function borders() {
  const state = document.querySelector("path[data-state='UA']");
  const spots = [...document.querySelectorAll("[data-spot][data-at]")].map((circle) => {
    const [north, east] = circle.dataset.at.split(" ").map(Number);
    return { north, east, x: circle.cx.baseVal.value, y: circle.cy.baseVal.value };
  });
  if (!state || spots.length < 2) return null;
  const line = (degrees, pixels) => {
    const sorted = [...spots].sort((a, b) => a[degrees] - b[degrees]);
    const [first, last] = [sorted[0], sorted.at(-1)];
    const step = (last[pixels] - first[pixels]) / (last[degrees] - first[degrees]);
    return (value) => first[pixels] + (value - first[degrees]) * step;
  };
  const [x, y] = [line("east", "x"), line("north", "y")];
  const faults = [];
  for (const [city, north, east, expect] of [["Kyiv", 50.45, 30.52, true], ["Simferopol", 44.95, 34.1, true], ["Krasnodar", 45.04, 38.98, false], ["Warsaw", 52.23, 21.01, false]]) {
    if (state.isPointInFill(new DOMPoint(x(east), y(north))) !== expect) faults.push(`${city} is ${expect ? "outside" : "inside"} Ukraine`);
  }
  return faults;
}

// On paper nothing is wider than the sheet: no table, picture or word ends beyond the text.
function printed() {
  const faults = [];
  const room = document.documentElement.clientWidth;
  for (const element of document.querySelectorAll("main table, main svg.picture, main code, main p, main dd, main li")) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.right > room + 1) {
      faults.push(`${element.tagName} ends at ${Math.round(box.right)} of ${room}: ${element.textContent.slice(0, 60)}`);
    }
  }
  return faults;
}

// Every picture has a table that says the same, and everything that has a part of its own leads to a line of the plan.
function grounded() {
  const faults = [];
  for (const figure of document.querySelectorAll("figure")) {
    const rows = figure.querySelectorAll("details.twin tbody tr").length;
    if (rows === 0) faults.push(`“${figure.querySelector("figcaption").textContent}” has no table`);
  }
  const kinds = ["function", "office", "site", "record", "partner", "delegation", "devolution", "measure", "decision"];
  for (const section of document.querySelectorAll(kinds.map((kind) => `section[id^="${kind}."]`).join(", "))) {
    if (!section.querySelector("a[href^='#line.']")) faults.push(`${section.id} leads to no line of the plan`);
  }
  return faults;
}

// With scripts off: what is folded opens by keyboard, a case of the map is chosen by keyboard, and boxes of the graph are reached.
async function byKeyboard() {
  const faults = [];
  await page.setJavaScriptEnabled(false);
  await open(1440, 1024);
  const more = await page.$("details.more:not([open]) > summary");
  if (more) {
    await more.focus();
    await page.keyboard.press("Enter");
    if (!(await more.evaluate((summary) => summary.parentElement.open))) faults.push("Enter opens nothing");
  }
  const first = await page.$(".choice .pick-1");
  if (first) {
    await first.focus();
    await page.keyboard.press("ArrowDown");
    const shown = await page.evaluate(() => [1, 2].map((one) => getComputedStyle(document.querySelector(`.case-${one}`)).display));
    if (shown[0] !== "none" || shown[1] === "none") faults.push(`the second case was chosen, and the map shows ${shown.join(", ")}`);
  }
  const links = await page.evaluate(() => {
    for (const all of document.querySelectorAll("details")) all.open = true;
    const boxes = [...document.querySelectorAll("#dependencies svg a")];
    const reached = boxes.filter((box) => (box.focus(), document.activeElement === box));
    return [boxes.length, reached.length];
  });
  if (links[0] !== links[1]) faults.push(`of ${links[0]} boxes of the graph ${links[1]} can be reached`);
  await page.setJavaScriptEnabled(true);
  return faults;
}

// How long the page takes to be read and laid out, the best of three.
async function opened() {
  let best = Infinity;
  for (let turn = 0; turn < 3; turn += 1) {
    await open(1440, 1024);
    best = Math.min(best, await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd));
  }
  return best;
}

// Every figure is that of the answer.
function figures() {
  return [...document.querySelectorAll("data.figure")].map((one) => [one.dataset.of, Number(one.dataset.low), Number(one.dataset.high)]);
}

function compare(shown) {
  const answers = new Map();
  for (const line of readFileSync(answersPath, "utf8").split("\n").filter(Boolean)) {
    const answer = JSON.parse(line);
    answers.set(answer.proposition, answer);
  }
  const faults = [];
  const close = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(1e-9, Math.abs(a), Math.abs(b));
  let compared = 0;
  for (const [of, low, high] of shown) {
    const [proposition, which, ...rest] = of.split(" ");
    const answer = answers.get(proposition);
    if (!answer) {
      if (!isLarge) faults.push(`there is no answer about ${proposition}`);
      continue;
    }
    let expect = null;
    if (which === "probability") expect = answer.probability;
    if (which === "if-lost") expect = answer.things.find((thing) => thing.thing === rest.join(" "))?.if_lost;
    if (which === "set") {
      const wanted = rest.join(" ").split(" and ").sort().join(" and ");
      const set = answer.cut_sets.listed.find((one) => [...one.facts, ...(one.any ?? []).map((any) => `${any.count} of ${any.among} x ${any.class}`)].sort().join(" and ") === wanted);
      expect = set && { low: set.probability.high, high: set.probability.high };
    }
    if (!expect) continue;
    compared += 1;
    if (!close(expect.low, low) || !close(expect.high, high)) faults.push(`${of}: ${low}–${high}, and the answer says ${expect.low}–${expect.high}`);
  }
  if (compared === 0) faults.push("there are no figures to compare");
  return [faults, compared];
}

await open(768, 1024);
tell("heads, anchors, no scripts", await page.evaluate(structure));
tell("pictures have tables, parts lead to lines of the plan", await page.evaluate(grounded));
tell("the first screen of each function", await page.evaluate(firstScreens));
const found = await page.evaluate(borders);
if (found) tell("Kyiv and Simferopol lie in Ukraine", found);
const [faults, compared] = compare(await page.evaluate(figures));
tell(`figures are those of the answers (${compared} compared)`, faults);

const milliseconds = await opened();
tell(`opens within three seconds (${Math.round(milliseconds)} ms)`, milliseconds < 3000 ? [] : [`${milliseconds} ms`]);
tell("everything is reached by keyboard, scripts off", await byKeyboard());

for (const width of [360, 768, 1440]) {
  for (const scheme of width === 768 ? ["light", "dark"] : ["light"]) {
    await open(width, 1024, scheme);
    if (scheme === "light") tell(`nothing is cut at ${width} pixels`, await page.evaluate(wide));
    const letters = await page.evaluate(covered);
    if (scheme === "light") tell(`no letters cover others at ${width} pixels`, letters);
    if (isLarge) continue;
    await page.evaluate(axe);
    const result = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    tell(
      `axe-core at ${width} pixels, ${scheme}`,
      result.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.help}: ${one.nodes[0].html.slice(0, 120)} ${one.nodes[0].failureSummary.split("\n")[1] ?? ""}`),
    );
    if (pictures) await page.screenshot({ path: `${pictures}/${name}-${width}-${scheme}.png` });
  }
}
// A sheet of A4 between its margins.
await open(680, 960);
await page.emulateMediaType("print");
tell("nothing is cut on paper", await page.evaluate(printed));
await page.emulateMediaType(null);
if (pictures) {
  await open(768, 1024);
  const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true, timeout: 300000 });
  writeFileSync(`${pictures}/${name}.pdf`, paper);
}
tell("no request leaves the page", requests.filter((url) => url !== address));
tell("the browser has nothing to say", messages);
await browser.close();
process.exit(failed);
