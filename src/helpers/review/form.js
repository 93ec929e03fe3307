// The form of a review: it shows what the kernel sends and sends back which key was pressed. It decides nothing itself.
// Every text goes in by textContent: what strangers wrote is never markup here.

const KEYS = [
  ["a", "Accept"], ["r", "Reject"], ["d", "Date"], ["s", "Stance"], ["m", "Merge"], ["x", "Apart"],
  ["w", "Why"], ["u", "Undo"], ["k", "Previous"], ["j", "Next"],
];
const STANCES = [["a", "asserts"], ["c", "confirms"], ["d", "denies"], ["n", "declines"]];
const ASKS = {
  d: "Date: 2020, 2020-04, 2020-04-29, 2020-04~ (about), 2021-09/2022-01; empty: no date",
  w: "Why (goes with the next decision)",
};

function made(tag, classes, text) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  if (text !== undefined) element.textContent = text;
  return element;
}

function button(key, label, press) {
  const element = made("button", "cbr-key");
  element.type = "button";
  element.append(made("kbd", "", key), made("span", "", label));
  element.addEventListener("click", press);
  return element;
}

function passage(item) {
  const text = made("p", "cbr-text");
  text.dir = "auto";
  for (const part of item.parts) {
    if (!part.kind) text.append(made("span", "cbr-around", part.text));
    else if (part.kind === "sentence") text.append(made("span", "cbr-sentence", part.text));
    else {
      const mark = made("mark", `cbr-sentence cbr-${part.kind}`, part.text);
      mark.title = part.kind === "date" ? "what dates it" : "an actor of the case";
      text.append(mark);
    }
  }
  return text;
}

function facts(item) {
  const list = made("dl", "cbr-facts");
  for (const [name, value, note] of item.facts) {
    const said = made("dd");
    said.dir = "auto";
    said.append(made("span", "", String(value)));
    if (note) said.append(made("small", "", ` ${note}`));
    list.append(made("dt", "", name), said);
  }
  return list;
}

function render({ model, el }) {
  const root = made("div", "cbr");
  root.tabIndex = 0;
  root.setAttribute("role", "application");
  root.setAttribute("aria-label", "Review of candidate claims");
  // JupyterLab listens to keys before anything in a cell does: in its command mode d d would delete the cell.
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  const head = made("div", "cbr-head");
  const body = made("div", "cbr-body");
  const keys = made("div", "cbr-keys");
  const asked = made("div", "cbr-asked");
  const said = made("div", "cbr-said");
  said.setAttribute("role", "status");
  root.append(head, body, asked, keys, said);
  el.append(root);
  let mode = "";

  function send(key, value) {
    mode = "";
    model.send({ key, value: value || "" });
  }

  function press(key) {
    if (key === "d" || key === "s" || key === "w") {
      mode = key;
      draw();
    } else if (key === "m") {
      mode = key;
      model.send({ key: "alike", value: "" });
    } else send(key);
  }

  function drawAsked(state) {
    asked.replaceChildren();
    if (mode === "s") {
      asked.append(made("span", "", "Stance: "));
      for (const [key, label] of STANCES) asked.append(button(key, label, () => send("s", key)));
    } else if (mode === "m") {
      asked.append(made("p", "", state.offered.length ? "Merge with (Esc: none of them):" : "Nothing is near it."));
      state.offered.forEach(([, words], n) => {
        const one = button(String(n + 1), words, () => send("m", String(n + 1)));
        one.classList.add("cbr-wide");
        asked.append(one);
      });
    } else if (mode) {
      const input = made("input");
      input.type = "text";
      input.setAttribute("aria-label", ASKS[mode]);
      input.placeholder = ASKS[mode];
      input.value = mode === "d" ? (state.item ? state.item.date : "") : state.why;
      asked.append(made("label", "", ASKS[mode]), input);
      input.focus();
      input.select();
    }
  }

  function draw() {
    const state = model.get("state");
    head.replaceChildren(
      made("strong", "", state.n ? `${state.n} of ${state.of}` : "Nothing to review"),
      made("span", "", `${state.left} open`),
      made("span", "", `${state.done} decided now`),
      made("span", "", `deciding as ${state.by}`),
      made("span", "cbr-hint", "click here to use the keys"),
    );
    body.replaceChildren();
    if (state.item) {
      body.append(passage(state.item), facts(state.item));
      if (state.item.standing) body.append(made("p", "cbr-standing", state.item.standing));
    }
    if (state.why) body.append(made("p", "cbr-why", `Why: ${state.why}`));
    drawAsked(state);
    keys.replaceChildren(...KEYS.map(([key, label]) => button(key, label, () => { press(key); refocus(); })));
    said.textContent = state.said;
    said.classList.toggle("cbr-failed", state.failed);
    refocus();
  }

  function refocus() {
    if (mode !== "d" && mode !== "w" && el.contains(document.activeElement)) root.focus({ preventScroll: true });
  }

  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.tagName === "INPUT";
    if (event.key === "Escape") {
      mode = "";
      root.focus({ preventScroll: true });
      draw();
    } else if (typing) {
      if (event.key !== "Enter") return;
      root.focus({ preventScroll: true });
      send(mode, event.target.value);
    } else if (mode === "s" && STANCES.some(([key]) => key === event.key)) send("s", event.key);
    else if (mode === "m" && /^[1-9]$/.test(event.key)) send("m", event.key);
    else if (!mode && KEYS.some(([key]) => key === event.key)) press(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const changed = () => draw();
  model.on("change:state", changed);
  draw();
  root.focus({ preventScroll: true });
  return () => model.off("change:state", changed);
}

export default { render };
