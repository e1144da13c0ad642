// Replaces the content of the page with its newest state, if that differs. Without this script, the page works as it is.
async function update() {
  try {
    const response = document.hidden ? null : await fetch(location.href, { headers: { Accept: "text/html" } });
    if (response?.ok) {
      const next = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main");
      const main = document.querySelector("main");
      if (next && next.innerHTML !== main.innerHTML) {
        const focused = document.activeElement?.getAttribute("href");
        main.replaceChildren(...next.childNodes);
        if (focused) [...main.querySelectorAll("a")].find(link => link.getAttribute("href") === focused)?.focus();
      }
    }
  } catch {
    // The frontend is away. Ask again later.
  }
  setTimeout(update, 3000);
}
setTimeout(update, 3000);
