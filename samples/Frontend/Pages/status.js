// Replaces the live parts of the page with their newest state, if that differs. Without this script, the page works as it is.
async function update() {
  try {
    const response = document.hidden ? null : await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response?.ok) {
      const next = new DOMParser().parseFromString(await response.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live]")) {
        const newest = next.getElementById(part.id);
        if (newest && newest.innerHTML !== part.innerHTML) {
          const focused = part.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
          part.replaceChildren(...newest.childNodes);
          if (focused) [...part.querySelectorAll("a")].find(link => link.getAttribute("href") === focused)?.focus();
        }
      }
      const change = document.getElementById("change"), newestChange = next.getElementById("change");
      if (!newestChange) change?.remove();
      for (const button of newestChange?.querySelectorAll("button") ?? []) {
        change.querySelector(`button[value=${button.value}]`)?.toggleAttribute("hidden", button.hidden);
      }
    }
  } catch {
    // The frontend is away. Ask again later.
  }
  setTimeout(update, 3000);
}
setTimeout(update, 3000);
