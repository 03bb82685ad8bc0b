/**
 * The wall display: asks once a second what to show, is answered "nothing new" mostly, and says since when it is
 * not up to date when no answer comes. Chime and voice belong to the newest call; the settings of the device link
 * say whether they are wanted.
 */

const EVERY = 1_000; // milliseconds between two questions
const PATIENCE = 4_000; // milliseconds that an answer may take
const STALE_AFTER = 4_000; // without an answer for so long the screen says so

const one = (selector) => document.querySelector(selector);
const screen = one("[data-wall]");
const sound = one("[data-sound]");
const waiting = one("[data-closed]").textContent;
const shown = { etag: "", time: one("[data-time]").textContent, at: performance.now(), call: null };
const audio = new AudioContext();
let wish = { chime: false, voices: [] };

// --- asking ---------------------------------------------------------------------------------------

async function ask() {
  const headers = shown.etag ? { "If-None-Match": shown.etag } : {};
  const options = { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  const response = await fetch(screen.dataset.wall, options);
  if (response.status === 403) location.reload(); // revoked: the page says so
  if (response.status !== 304 && !response.ok) throw new Error(`status ${response.status}`);
  if (response.ok) show(await response.json());
  shown.etag = response.headers.get("ETag");
  shown.time = response.headers.get("X-Desk-Time");
  shown.at = performance.now();
  one("[data-time]").textContent = shown.time;
}

async function keepAsking() {
  try {
    await ask();
  } catch {
    // no answer: tellAge says so when it lasts
  }
  tellAge();
  setTimeout(keepAsking, EVERY);
}

/** Say since when, by the desk's clock, nothing has come; a screen that slept for a while says it as well. */
function tellAge() {
  const isStale = performance.now() - shown.at > STALE_AFTER;
  one("[data-stale-since]").textContent = shown.time;
  one("[data-stale]").hidden = !isStale;
  document.body.classList.toggle("is-stale", isStale);
}

// --- showing --------------------------------------------------------------------------------------

function show(state) {
  // After an update of the desk the page is loaded anew.
  if (new URL(state.script, location.href).href !== import.meta.url) location.reload();
  wish = state;
  const [newest, ...former] = state.calls;
  one("[data-newest]").hidden = !newest;
  one("[data-nobody]").hidden = Boolean(newest);
  one("[data-closed]").textContent = state.closed || waiting;
  one("[data-come]").textContent = state.come;
  screen.classList.toggle("is-alone", !former.length);
  if (newest) {
    one("[data-number]").textContent = newest.number;
    one("[data-point]").textContent = newest.point;
    one("[data-newest]").classList.toggle("is-word", !newest.is_window);
  }
  one("[data-former]").replaceChildren(...former.map(row));
  announce(state.calls);
  offerSound();
}

function row(call) {
  const line = document.createElement("tr");
  const number = document.createElement("th");
  const point = document.createElement("td");
  number.scope = "row";
  number.textContent = call.number;
  point.textContent = call.point;
  point.classList.toggle("is-word", !call.is_window);
  line.append(number, point);
  return line;
}

// --- sound ----------------------------------------------------------------------------------------

/** Chime once, and say each call that came since the last answer, the oldest first; nothing at the first answer. */
function announce(calls) {
  const last = Math.max(0, ...calls.map((call) => call.call));
  const fresh = calls.filter((call) => shown.call !== null && call.call > shown.call).reverse();
  shown.call = Math.max(last, shown.call ?? 0);
  if (!fresh.length) return;
  flash();
  if (wish.chime) chime();
  for (const call of fresh) for (const language of wish.voices) say(call.speech[language], language);
}

function flash() {
  const newest = one("[data-newest]");
  newest.classList.remove("is-new");
  void newest.offsetWidth; // the animation begins again
  newest.classList.add("is-new");
}

/** Two soft tones, made here: no file. A browser that wants a touch first stays silent until then. */
function chime() {
  if (audio.state !== "running") return;
  for (const [pitch, delay] of [[880, 0], [659.3, 0.35]]) {
    const start = audio.currentTime + delay;
    const tone = new OscillatorNode(audio, { type: "sine", frequency: pitch });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.5, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 1.1);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 1.2);
  }
}

/** Say a text if the browser has a voice of its language; one it has not would read it wrongly. */
function say(text, language) {
  const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
  if (!voice) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  words.rate = 0.9;
  speechSynthesis.speak(words);
}

/** Browsers let a page sound only after a touch, unless they were started for it: ask for that touch. */
function offerSound() {
  sound.hidden = audio.state === "running" || !(wish.chime || wish.voices.length);
}

async function unlock() {
  await audio.resume();
  offerSound();
}

for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, unlock);
audio.addEventListener("statechange", offerSound);
setInterval(tellAge, EVERY);
keepAsking();
