(function () {
  "use strict";
  const version = document.currentScript.dataset.version;
  const seconds = (count) => new Promise((done) => setTimeout(done, count * 1000));
  // A browser opens few connections to one server: pages that nobody looks at hold none.
  const seen = () =>
    document.hidden
      ? new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }))
      : Promise.resolve();

  async function listen() {
    for (;;) {
      await seen();
      try {
        const answer = await fetch("/-/events?since=" + encodeURIComponent(version), { cache: "no-store" });
        if (answer.ok && (await answer.text()) !== version) {
          location.reload();
          return;
        }
      } catch {
        await seconds(1);
      }
    }
  }

  listen();
})();
