// Runs the slides of a waiting-room screen, one at a time. Without it they stand one below the other.
(function () {
  "use strict";
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var main = document.querySelector(".slides");
  var button = document.querySelector(".pause");
  var previous = document.querySelector(".previous");
  var next = document.querySelector(".next");
  var labels = { pause: button.textContent, play: button.getAttribute("data-play") };
  var rtl = document.documentElement.dir === "rtl";
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var kept = window.history.state;
  var paused = kept && typeof kept.paused === "boolean" ? kept.paused : still;
  var at = -1;
  var timer = 0;

  function today() {
    var now = new Date();
    var two = function (number) { return (number < 10 ? "0" : "") + number; };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }

  // The slide that says how to tell us has no last day: when all others are over, it stays.
  function isOver(slide) {
    var until = slide.getAttribute("data-until");
    return until !== null && until < today();
  }

  function find(from, by) {
    for (var step = 1; step <= slides.length; step += 1) {
      var index = (from + step * by + slides.length * 2) % slides.length;
      if (!isOver(slides[index])) { return index; }
    }
    return -1;
  }

  // Nobody scrolls a screen on a wall: what is taller than the window is made smaller, but not so small as to be lost.
  function fit(slide) {
    for (var size = 1; size > 0.68; size -= 0.04) {
      slide.style.setProperty("--fit", size);
      if (slide.offsetHeight <= window.innerHeight + 1) { return; }
    }
  }

  function show(index) {
    slides.forEach(function (slide, number) { slide.classList.toggle("now", number === index); });
    fit(slides[index]);
    if (at >= 0) { document.documentElement.classList.add("turns"); }
    at = index;
    window.scrollTo(0, 0);
    wait();
  }

  function wait() {
    window.clearTimeout(timer);
    if (!paused && at >= 0) {
      timer = window.setTimeout(turn, Number(slides[at].getAttribute("data-seconds")) * 1000);
    }
  }

  // At the end of a round the page is read again: a newer one may have been copied over it.
  function turn() {
    var index = find(at, 1);
    if (index <= at) {
      window.location.reload();
    } else {
      show(index);
    }
  }

  function move(by) {
    show(find(at, by));
  }

  function setPaused(value) {
    paused = value;
    window.history.replaceState({ paused: paused }, "");
    button.textContent = paused ? labels.play : labels.pause;
    main.setAttribute("aria-live", paused ? "polite" : "off");
    wait();
  }

  document.documentElement.classList.add("runs");
  [previous, button, next].forEach(function (one) { one.hidden = false; });
  button.addEventListener("click", function () { setPaused(!paused); });
  previous.addEventListener("click", function () { move(-1); });
  next.addEventListener("click", function () { move(1); });
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (event.key === " " && !event.target.closest("button, a")) {
      event.preventDefault();
      setPaused(!paused);
    } else if (event.key === "ArrowRight") {
      move(rtl ? -1 : 1);
    } else if (event.key === "ArrowLeft") {
      move(rtl ? 1 : -1);
    }
  });
  window.addEventListener("resize", function () { fit(slides[at]); });
  setPaused(paused);
  show(find(-1, 1));
})();
