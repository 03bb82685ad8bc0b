/**
 * The ticket kiosk: pages come into the one that is open, so that a lost server never leaves a browser's own
 * error page behind, which nobody in the hall could get away. Without this script links and forms still work.
 *
 * [data-kiosk] holds a page: data-idle (seconds until the start comes back), data-start (it is the start),
 * data-print (print [data-slip] at once), data-script (the script it was made for).
 * form[data-home] leads to the start in Kazakh; template#lost is shown while the server does not answer.
 */

const PATIENCE = 8_000; // milliseconds that an answer may take
const PAUSE = 3_000; // between two tries to reach a lost server
const WORTHWHILE = 60_000; // after a minute whoever touched the screen has gone: start anew
const HOME = document.querySelector("[data-home] [name=next]").value;

const one = (selector) => document.querySelector(selector);
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const slipLength = new CSSStyleSheet();
document.adoptedStyleSheets = [slipLength];
let isBusy = false;
let idle = 0;

/** Return the page that the server answers with; every refusal has a page of its own, a failure has none. */
async function ask(url, options) {
  const response = await fetch(url, { ...options, signal: AbortSignal.timeout(PATIENCE) });
  if (response.status >= 500) throw new Error(`status ${response.status}`);
  return response.text();
}

/** Put a page in place of the present one. After an update of the desk the start is loaded whole. */
function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const kiosk = page.querySelector("[data-kiosk]");
  const isOfThisScript = kiosk && new URL(kiosk.dataset.script, location.href).href === import.meta.url;
  if (!kiosk || (kiosk.dataset.start !== undefined && !isOfThisScript)) {
    location.assign(HOME);
    return;
  }
  document.documentElement.lang = page.documentElement.lang;
  document.title = page.title;
  document.body.replaceWith(document.adoptNode(page.body));
  arrive();
}

function arrive() {
  scrollTo(0, 0);
  (one("[role=alert]") ?? one("main")).focus();
  stay();
  if (one("[data-kiosk]").dataset.print !== undefined) printSlip();
}

/** Go back to the start when nobody has touched the screen for a while; this also keeps the start fresh. */
function stay() {
  clearTimeout(idle);
  const seconds = Number(one("[data-kiosk]")?.dataset.idle);
  if (seconds) idle = setTimeout(() => one("[data-home]").requestSubmit(), seconds * 1000);
}

/** Fetch a page and show it; touches in between are one touch. A server that is lost is asked again. */
async function follow(url, options = {}) {
  if (isBusy) return;
  isBusy = true;
  document.body.classList.add("is-busy");
  try {
    show(await ask(url, options));
  } catch {
    await recover(url, options);
  }
  isBusy = false;
}

/** Say that the server is lost and ask the same again: the key in a form makes one ticket of two tries. */
async function recover(url, options) {
  clearTimeout(idle);
  document.body.replaceChildren(one("#lost").content.cloneNode(true));
  one("[role=alert]").focus();
  const end = performance.now() + WORTHWHILE;
  for (;;) {
    await sleep(PAUSE);
    try {
      if (performance.now() < end) {
        show(await ask(url, options));
      } else {
        await ask(HOME);
        location.assign(HOME);
      }
      return;
    } catch {
      // still lost: the screen says so
    }
  }
}

/** Print the ticket on paper of 80 mm, cut to its length. */
async function printSlip() {
  await document.fonts.ready;
  const millimetres = Math.ceil((one("[data-slip]").getBoundingClientRect().height / 96) * 25.4) + 8;
  slipLength.replaceSync(`@page slip { size: 80mm ${millimetres}mm; margin: 3mm 4mm }`);
  print();
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.origin !== location.origin) return;
  event.preventDefault();
  if (link.getAttribute("href").startsWith("#")) one(link.hash).focus();
  else follow(link.href);
});
addEventListener("submit", (event) => {
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target, event.submitter));
  follow(event.target.action, { method: "POST", body });
});
for (const touch of ["pointerdown", "keydown", "wheel"]) addEventListener(touch, stay, { passive: true });
addEventListener("contextmenu", (event) => event.preventDefault());
stay();
if (one("[data-kiosk]").dataset.print !== undefined) printSlip();
