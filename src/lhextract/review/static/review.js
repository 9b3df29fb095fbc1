// Keys, the selection of words, and where the focus goes. Without this script every form still works.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const keysOn = () => !/(?:^|; )keys=off/.test(document.cookie);

  /* The entry that is looked at: its row, and what stands on the page. */
  const currentRow = () => document.querySelector(".row.current");
  const rowOf = (element) => element && element.closest ? element.closest("form.row[data-path]") : null;

  const look = (focus) => {
    const evidence = document.querySelector("#passage .evidence");
    if (evidence) evidence.scrollIntoView({ block: "center" });
    const row = currentRow();
    if (row) row.scrollIntoView({ block: "nearest" });
    // In one column the queue is far below the record: there the record gets the focus.
    const narrow = matchMedia("(max-width: 61.99rem)").matches;
    const item = narrow ? null : document.querySelector('.queue [aria-current="true"]');
    if (item) item.scrollIntoView({ block: "nearest" });
    if (focus && item) item.focus({ preventScroll: true });
    else if (focus && row) row.querySelector(".label").focus({ preventScroll: true });
    const box = byId("keys-on");
    if (box) box.checked = keysOn();
  };

  /* Offsets are code points of the page's text; a browser counts UTF-16 units. */
  const points = (text) => Array.from(text).length;
  const offsetOf = (node, offset) => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const piece = element.closest("[data-start]");
    if (!piece) return null;
    const range = document.createRange();
    range.setStart(piece, 0);
    range.setEnd(node, offset);
    return Number(piece.dataset.start) + points(range.toString());
  };
  const selected = () => {
    const selection = document.getSelection();
    const passage = byId("passage");
    if (!passage || !selection || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!passage.contains(range.commonAncestorContainer)) return null;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    return { start, end, text: selection.toString().trim().replace(/\s+/g, " ") };
  };
  document.addEventListener("selectionchange", () => {
    const words = selected();
    const use = byId("use");
    if (!words || !use) return;
    use.elements.start.value = words.start;
    use.elements.end.value = words.end;
    use.elements.quote.value = words.text;
  });
  document.addEventListener("input", (event) => {
    // What is typed is looked for in the block; the offsets of an earlier selection are not meant any more.
    if (event.target.id !== "use-quote") return;
    event.target.form.elements.start.value = "";
    event.target.form.elements.end.value = "";
  });

  /* Keys: only where nobody types. */
  const press = (row, name) => {
    const button = row && row.querySelector(`button[name="do"][value="${name}"]`);
    if (button) button.click();
  };
  const follow = (id) => {
    const link = byId(id);
    const item = document.querySelector('.queue [aria-current="true"]');
    const listed = item && item.closest("li")[id === "next" ? "nextElementSibling" : "previousElementSibling"];
    const target = (listed && listed.querySelector("a")) || link;
    if (target) target.click();
  };
  const edit = (row) => {
    const input = row && row.querySelector("[data-first]");
    if (!input) return;
    input.focus();
    if (input.select) input.select();
  };
  const openHelp = () => {
    const help = byId("help");
    help.open = true;
    help.querySelector("summary").focus();
  };
  const actions = {
    j: () => follow("next"),
    k: () => follow("previous"),
    ArrowDown: () => follow("next"),
    ArrowUp: () => follow("previous"),
    e: (row) => edit(row),
    c: (row) => press(row, "confirm"),
    r: (row) => press(row, "remove"),
    u: (row) => (row && row.querySelector('button[value="undo"]') ? press(row, "undo") : byId("undo-last") && byId("undo-last").click()),
    C: () => byId("confirm-all") && byId("confirm-all").click(),
    "/": () => byId("search").focus(),
    "?": openHelp,
  };
  const typing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  document.addEventListener("keydown", (event) => {
    const element = document.activeElement;
    if (event.key === "Escape" && rowOf(element)) {
      const row = rowOf(element);
      row.reset();
      row.querySelector(".label").focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysOn() || !byId("desk")) return;
    if (typing(element)) return;
    const inQueue = element && element.closest && element.closest("#queue");
    const row = rowOf(element) || currentRow();
    // Arrow keys scroll everywhere but in the queue; single keys work in the queue, in the record, and where nothing has the focus.
    if (event.key.startsWith("Arrow") && !inQueue) return;
    if (element !== document.body && !inQueue && !(element && element.closest("#record"))) return;
    const act = actions[event.key];
    if (!act) return;
    event.preventDefault();
    act(row);
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "keys-on") document.cookie = `keys=${event.target.checked ? "on" : "off"}; path=/; max-age=31536000; SameSite=Strict`;
  });

  /* After an answer: look at the entry; where something was wrong, at what is wrong. */
  document.addEventListener("htmx:afterSettle", () => {
    const wrong = document.querySelector('[aria-invalid="true"]');
    look(!wrong);
    if (wrong) wrong.focus();
  });
  document.addEventListener("htmx:responseError", (event) => {
    byId("said").textContent = `Not saved: the server answered ${event.detail.xhr.status}. Load the page again.`;
  });
  document.addEventListener("htmx:sendError", () => {
    byId("said").textContent = "Not saved: the server cannot be reached. Is lhextract review still running?";
  });
  document.addEventListener("DOMContentLoaded", () => {
    if (byId("desk")) look(!location.hash);
  });
})();
