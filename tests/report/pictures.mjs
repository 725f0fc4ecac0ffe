// Draws the pictures of the book: node pictures.mjs UKRAINE.html HOSPITAL.html LANGUAGE FOLDER
//
// Each is a part of a report at a width; a telephone, a tablet, a screen, a sheet of paper.
import { mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [ukraine, hospital, language, folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1"],
  protocolTimeout: 600000,
});
const page = await browser.newPage();

// A part of a page, from the top of it, at most so high.
async function draw(report, name, anchor, width, height, scheme = "light") {
  await page.setViewport({ width, height: 1024 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(report).href);
  let top = 0;
  let room = height;
  if (anchor) {
    const found = await page.$(`[id="${anchor}"]`);
    const box = await found.boundingBox();
    top = box.y;
    room = Math.min(height, box.height);
  }
  const clip = { x: 0, y: top, width, height: room };
  await page.screenshot({ path: `${folder}/${name}-${language}.png`, clip, captureBeyondViewport: true, optimizeForSpeed: false });
}

await draw(ukraine, "first-page-1440", "", 1440, 860);
await draw(ukraine, "map-768", "map", 768, 1000);
await draw(hospital, "function-768", "function.care-for-inpatients", 768, 900);
await draw(hospital, "ladder-360", "office.incident-commander", 360, 1000);
await draw(hospital, "exercises-dark-768", "exercises", 768, 700, "dark");
await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
await page.setViewport({ width: 680, height: 960 });
await page.goto(pathToFileURL(hospital).href);
await page.emulateMediaType("print");
const sheet = await (await page.$("[id='promulgation']")).boundingBox();
await page.screenshot({ path: `${folder}/promulgation-paper-${language}.png`, clip: { x: 0, y: sheet.y, width: 680, height: Math.min(sheet.height, 960) }, captureBeyondViewport: true });
await browser.close();
