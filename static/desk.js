/**
 * What the desk does in the browser beyond plain links and forms. Without it every page still works.
 *
 * A page speaks to this module through attributes only:
 *   data-key="n" | "/" | "alt+3" | "mod+enter"   press or focus this by keyboard (by key position, any layout)
 *   data-scan; data-chooses="<selector>"         takes a scan made in another field; its arrows choose in that list
 *   data-confirm="<dialog id>"                   ask with that dialog before this button submits
 *   data-picks, data-row, data-open, data-pick, data-pick-all, data-count="Sign {n}"    the signing list
 *   data-copy="text", data-print, data-close     copy, print, close the dialog around
 * On <body>: data-shortcuts="on|off", data-scan-url, data-doors (the addresses of sign-in pages).
 */

const body = document.body;
const TEXT = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select";
const isTyping = (element) => element.matches?.(TEXT) || element.isContentEditable;
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// --- shortcuts ------------------------------------------------------------------------------------

/** Name the pressed keys by position, so that they are the same on a Kazakh, Russian and English layout. */
function keyName(event) {
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(event.code);
  const name = place ? place[1].toLowerCase() : event.key === "/" || event.code === "Slash" ? "/" : event.key.toLowerCase();
  return [event.ctrlKey || event.metaKey ? "mod" : "", event.altKey ? "alt" : "", name].filter(Boolean).join("+");
}

function onShortcut(event) {
  if (event.defaultPrevented || event.repeat) return;
  const name = keyName(event);
  const isSingle = !name.includes("+");
  // A single key may be switched off by its user, and never takes a letter from a text (WCAG 2.1.4).
  if (isSingle && (body.dataset.shortcuts === "off" || isTyping(event.target))) return;
  const scope = one("dialog[open]") ?? document;
  const target = all("[data-key]", scope).find((element) => element.dataset.key === name && !element.disabled);
  if (!target) return;
  event.preventDefault();
  if (target.matches(TEXT)) {
    target.focus();
    target.select?.();
  } else if (isSingle) {
    // The first sign of a scan looks like a shortcut: press only when no other key follows at once.
    setTimeout(() => event.timeStamp === scan.stamp && target.click(), GAP);
  } else {
    target.click();
  }
}

// --- digits by key position -----------------------------------------------------------------------

function onChoose({ key, target }) {
  const list = ["ArrowDown", "ArrowUp"].includes(key) && one(target.dataset?.chooses || "no-list");
  if (list) list.selectedIndex = Math.max(0, Math.min(list.length - 1, list.selectedIndex + (key === "ArrowUp" ? -1 : 1)));
}

/** The digit row of a Kazakh keyboard types letters; in a numeric field it types digits all the same. */
function onDigit(event) {
  const field = event.target;
  if (!field.matches?.("[inputmode=numeric]") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.shiftKey || event.key.length !== 1 || /\d/.test(event.key)) return; // also NumLock off: "ArrowLeft"
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1]; // Kazakh: 6 types "," and 7 types "."
  const isDot = /^(?:Period|Slash|NumpadDecimal)$/.test(event.code) && !/[.,/-]/.test(event.key);
  const sign = digit ?? (isDot ? "." : "");
  if (!sign) return;
  event.preventDefault();
  const isFull = field.maxLength > 0 && field.value.length >= field.maxLength;
  if (isFull && field.selectionStart === field.selectionEnd) return;
  field.setRangeText(sign, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// --- a scan, wherever the focus is ----------------------------------------------------------------

const GAP = 100; // a scanner sends its keys within milliseconds; under load some need tens of them
const LEAST = 8;
const SIGNS = { Minus: "-", NumpadSubtract: "-", Slash: "/", Period: ".", Semicolon: ":" };
const scan = { keys: "", stamp: 0, field: null, before: "" };

/** Return the sign of a code or address that this key carries on an English layout, or "". */
function scanSign(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return "";
  return /^(?:Digit|Numpad|Key)([0-9A-Z])$/.exec(event.code)?.[1] ?? SIGNS[event.code] ?? "";
}

/** Keep the code itself: of the address in a certificate's QR code that is the last part of its path. */
const codeOf = (keys) => (keys.includes("/") ? keys.split("/").filter(Boolean).pop() ?? "" : keys);

function takeScan(code) {
  one("dialog[open]")?.close();
  if (scan.field?.id === "find") {
    scan.field.value = code;
    scan.field.form.requestSubmit();
    return;
  }
  const own = scan.field?.form && one("[data-scan]", scan.field.form);
  if (scan.field?.inputMode === "numeric" && scan.field !== own) return; // it stands where it was meant to go
  if (scan.field) scan.field.value = scan.before;
  if (own) {
    own.value = code;
    own.focus();
    own.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const url = new URL(body.dataset.scanUrl, location.href);
  url.searchParams.set("q", code);
  location.assign(url);
}

function onScanKey(event) {
  if (event.key === "Shift") return;
  if (event.timeStamp - scan.stamp > GAP) scan.keys = "";
  scan.stamp = event.timeStamp;
  const sign = body.dataset.scanUrl && !event.repeat ? scanSign(event) : "";
  if (sign) {
    if (!scan.keys) {
      scan.field = event.target.matches?.(TEXT) ? event.target : null;
      scan.before = scan.field?.value ?? "";
    }
    scan.keys += sign;
    return;
  }
  const code = codeOf(scan.keys);
  scan.keys = ""; // any other key starts over
  if (event.key !== "Enter" || event.ctrlKey || code.length < LEAST) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  takeScan(code);
}

// --- the signing list -----------------------------------------------------------------------------

const picks = () => all("[data-pick]").filter((box) => !box.disabled);
const chosen = () => picks().filter((box) => box.checked).length;

function recount() {
  const number = chosen();
  for (const element of all("[data-count]")) {
    element.dataset.none ??= element.textContent;
    element.textContent = number ? element.dataset.count.replace("{n}", number) : element.dataset.none;
  }
  const boxes = picks();
  for (const box of all("[data-pick-all]")) {
    box.checked = boxes.length > 0 && number === boxes.length;
    box.indeterminate = number > 0 && number < boxes.length;
  }
}

function onPick(event) {
  if (event.target.matches("[data-pick-all]")) {
    for (const box of picks()) box.checked = event.target.checked;
  }
  if (event.target.matches("[data-pick], [data-pick-all]")) recount();
}

/** Arrows walk through the rows and open each, from the first one when the focus is nowhere; Space chooses. */
function onListKey(event) {
  const isNowhere = event.target === body && !one("dialog[open]");
  const list = isNowhere ? one("[data-picks]") : event.target.closest?.("[data-picks]");
  const row = isNowhere ? list && one(".is-open", list) : event.target.closest?.("[data-row]");
  if (!list || (!row && !isNowhere) || event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = all("[data-row]", list);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const next = step && rows[rows.indexOf(row) + step];
  if (next) {
    event.preventDefault();
    const link = one("[data-open]", next);
    link?.focus();
    link?.click();
  } else if (event.key === " " && event.target.matches("[data-open]")) {
    event.preventDefault();
    one("[data-pick]", row)?.click();
  }
}

function markOpened(link) {
  for (const row of all("[data-row].is-open")) row.classList.remove("is-open");
  link.closest("[data-row]")?.classList.add("is-open", "is-seen");
}

// --- clicks ---------------------------------------------------------------------------------------

/** Ask before the button submits; with nothing chosen let the server say so instead of asking about nothing. */
function ask(button, event) {
  const dialog = document.getElementById(button.dataset.confirm);
  if (!dialog || (one("[data-pick]") && one("[data-count]", dialog) && !chosen())) return;
  event.preventDefault();
  if (!button.form.reportValidity()) return;
  one("[data-confirmed]", dialog).onclick = () => {
    dialog.close();
    button.form.requestSubmit(button);
  };
  dialog.showModal();
}

function onClick(event) {
  const target = event.target.closest?.("[data-confirm], [data-open], [data-copy], [data-print], [data-close]");
  for (const menu of all("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  if (!target) return;
  const { confirm, open, copy, print, close } = target.dataset;
  if (confirm !== undefined) ask(target, event);
  if (open !== undefined) markOpened(target);
  if (copy !== undefined) navigator.clipboard?.writeText(copy);
  if (print !== undefined) window.print();
  if (close !== undefined) target.closest("dialog")?.close();
}

// --- after a page or a part of it has come --------------------------------------------------------

/** Put the focus where the next thing is to be done, and count anew. */
function arrive(root) {
  const first = "[data-error-summary], main [role=alert][tabindex]";
  (root.matches?.(first) ? root : one(first, root))?.focus();
  recount();
}

/** A part of a page cannot show the sign-in: show it whole and come back here afterwards. */
function onAnswer(event) {
  const path = new URL(event.detail.xhr.responseURL, location.href).pathname;
  if (!body.dataset.doors?.split(" ").includes(path)) return;
  event.preventDefault();
  location.assign(`${path}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Say once that no proper answer came; a queue that asks every few seconds must not be read out each time. */
function onSilence() {
  const text = document.getElementById("notice-silent");
  if (text && !one("[data-silent]")) document.getElementById("messages").replaceChildren(text.content.cloneNode(true));
}

function onEscape(event) {
  const menu = event.key === "Escape" && one("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  one("summary", menu).focus();
}

// A browser that fills in a field sends key events without a key; composed letters are not finished keys.
const keyed = (handler) => (event) => event.key && !event.isComposing && handler(event);
addEventListener("keydown", keyed(onScanKey), true);
for (const handler of [onDigit, onChoose, onListKey, onShortcut, onEscape]) addEventListener("keydown", keyed(handler));
addEventListener("change", onPick);
addEventListener("click", onClick);
addEventListener("pageshow", recount); // the browser may bring back ticked boxes
body.addEventListener("htmx:beforeSwap", onAnswer);
body.addEventListener("htmx:afterSettle", (event) => arrive(event.target));
for (const failure of ["htmx:sendError", "htmx:responseError"]) body.addEventListener(failure, onSilence);
body.addEventListener("htmx:afterRequest", (event) => event.detail.successful && one("[data-silent]")?.remove());
arrive(document);
