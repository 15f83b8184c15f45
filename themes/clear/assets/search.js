/* Finds wards and stories in window.yousaidIndex. A classic script without imports, so that it also works from a shared
   drive. What people type is taken apart as the words of the index are (rendering/search_words.py). */
(function () {
  "use strict";

  var MOST = 100; // stories shown at once
  var MOST_PLACES = 10;
  var PAUSE = 400; // milliseconds without typing before the number of results is read out
  var UNACCENTED = { "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th" };
  var APOSTROPHES = /['’‘ʼ′`´]/gu;
  var WORD = /[\p{L}\p{N}]+(?:['’‘ʼ′`´&+/.·‐‑–_@-]+[\p{L}\p{N}]+)*/gu;
  var SHOWN_WORD = /([\p{L}\p{M}\p{N}]+(?:['’‘ʼ′`´&+/.·‐‑–_@-][\p{L}\p{M}\p{N}]+)*)/u;
  var PAIR = /(^|[^\p{L}\p{N}])(\p{L})\s*(?:&|\+|\band\b)\s*(\p{L})(?![\p{L}\p{N}])/gu;

  var index = window.yousaidIndex;
  var form = document.getElementById("search");
  if (!form || !index) {
    return;
  }
  var input = document.getElementById("search-words");
  var said = document.getElementById("search-said");
  var found = document.getElementById("search-found");
  var help = document.getElementById("search-help");
  var vocabulary = Object.keys(index.words).sort();
  var places = index.places.length;
  var timer = 0;

  /* Small letters without accents, as the words of the index are. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łđøıßæœþ]/g, function (letter) {
      return UNACCENTED[letter];
    });
  }

  function partsOf(word) {
    return word.replace(APOSTROPHES, "").match(/[\p{L}\p{N}]+/gu) || [];
  }

  function isLone(word) {
    return word.length === 1 && !/\p{N}/u.test(word);
  }

  /* The words of what was typed: each a list of parts that a hyphen, a full stop or an & joins. */
  function wordsOf(text) {
    var typed = fold(text).replace(PAIR, "$1$2&$3").match(WORD) || [];
    var words = [];
    typed.map(partsOf).forEach(function (parts, at, all) {
      var before = words[words.length - 1];
      var after = all[at + 1];
      var together = parts.length === 1 && after ? parts[0] + after.join("") : "";
      if (/^\p{N}/u.test(together) && has(together)) {
        all[at + 1] = [together]; // 5 am
      } else if (parts.length > 1 || !isLone(parts[0])) {
        words.push(parts);
      } else if (together && startsWith(together)) {
        all[at + 1] = [together];
      } else if (before && has(before.join("") + parts[0])) {
        words[words.length - 1] = [before.join("") + parts[0]];
      }
    });
    return words;
  }

  /* The position of the first word that is not before `word`. */
  function firstFrom(word) {
    var low = 0;
    var high = vocabulary.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (vocabulary[middle] < word) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  function startsWith(start) {
    var word = vocabulary[firstFrom(start)];
    return word !== undefined && word.startsWith(start);
  }

  function has(word) {
    return Object.prototype.hasOwnProperty.call(index.words, word);
  }

  function add(numbers, word) {
    (has(word) ? index.words[word] : []).forEach(function (number) {
      numbers.add(number);
    });
  }

  /* The numbers of what has a word that starts like this; a short number, such as that of a ward, must be the same. */
  function withStart(start) {
    var numbers = new Set();
    if (/^\p{N}{1,2}$/u.test(start)) {
      add(numbers, start);
      return numbers;
    }
    for (var at = firstFrom(start); at < vocabulary.length && vocabulary[at].startsWith(start); at += 1) {
      add(numbers, vocabulary[at]);
    }
    if (start.length > 3 && start.endsWith("s")) { // wards finds ward, buses bus, babies baby
      add(numbers, start.slice(0, -1));
      add(numbers, start.replace(/es$/, ""));
      add(numbers, start.replace(/ies$/, "y"));
    }
    return numbers;
  }

  function inAll(sets) {
    return new Set(Array.from(sets[0]).filter(function (number) {
      return sets.every(function (set) {
        return set.has(number);
      });
    }));
  }

  /* The same for a word of several parts: all of them, or the whole; and one that is nowhere is tried as two. */
  function withWord(parts) {
    var whole = parts.join("");
    var numbers = withStart(whole);
    var long = parts.filter(function (part) {
      return !isLone(part);
    });
    if (parts.length > 1 && long.length > 0) {
      inAll(long.map(withStart)).forEach(function (number) {
        numbers.add(number);
      });
    }
    for (var at = 1; numbers.size === 0 && at < whole.length; at += 1) {
      var left = new Set();
      if (!/\p{N}{2}/u.test(whole.slice(at - 1, at + 1))) { // 99 is not 9 and 9
        add(left, whole.slice(0, at));
      }
      if (left.size > 0) {
        numbers = inAll([left, withStart(whole.slice(at))]);
      }
    }
    return numbers;
  }

  /* The numbers of what holds every word, in the order of the index: places, then stories, newest first. */
  function search(words) {
    return Array.from(inAll(words.map(withWord))).sort(function (one, other) {
      return one - other;
    });
  }

  function element(name, className) {
    var made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    return made;
  }

  /* Puts text into an element, with the words that were looked for marked. */
  function putMarked(where, text, starts) {
    text.split(SHOWN_WORD).forEach(function (piece, at) {
      var parts = at % 2 ? partsOf(fold(piece)) : [];
      var hit = parts.concat(parts.join("")).some(function (part) {
        return part && starts.some(function (start) {
          return part.startsWith(start);
        });
      });
      if (hit) {
        var mark = element("mark");
        mark.textContent = piece;
        where.appendChild(mark);
      } else {
        where.appendChild(document.createTextNode(piece));
      }
    });
  }

  function row(entry, level, where, text, starts) {
    var item = element("li");
    var article = element("article", "row");
    var heading = element(level, "row-title");
    var link = element("a");
    link.href = entry[0];
    putMarked(link, entry[1], starts);
    heading.appendChild(link);
    article.appendChild(heading);
    var line = element("p", "row-where");
    where.filter(Boolean).forEach(function (words) {
      line.appendChild(element("span")).textContent = words;
    });
    article.appendChild(line);
    if (text) {
      var summary = element("p", "row-said");
      putMarked(summary, text.length > 220 ? text.slice(0, 217).trimEnd() + "…" : text, starts);
      article.appendChild(summary);
    }
    item.appendChild(article);
    return item;
  }

  function rowOf(number, starts) {
    if (number < places) {
      var place = index.places[number];
      return row(place, "h3", [place[2]], "", starts);
    }
    var story = index.stories[number - places];
    return row(story, "h3", [story[2], story[3], story[4]], story[5], starts);
  }

  function count(text, number, shown) {
    return text.replace("{n}", number.toLocaleString("en-GB")).replace("{shown}", String(shown));
  }

  function sentence(number) {
    if (number === 1) {
      return form.dataset.one;
    }
    return count(number > MOST ? form.dataset.first : form.dataset.many, number, MOST);
  }

  function list(title, className, numbers, starts) {
    var heading = element("h2", className);
    heading.textContent = title;
    var rows = element("ul", "rows");
    numbers.forEach(function (number) {
      rows.appendChild(rowOf(number, starts));
    });
    found.appendChild(heading);
    found.appendChild(rows);
  }

  function say(text) {
    timer = window.setTimeout(function () {
      said.textContent = text;
    }, PAUSE);
  }

  function show() {
    var words = wordsOf(input.value);
    found.textContent = "";
    help.hidden = true;
    window.clearTimeout(timer);
    if (input.value.trim() === "") {
      said.textContent = "";
      return;
    }
    if (words.length === 0) {
      say(form.dataset.short);
      return;
    }
    var numbers = search(words);
    var starts = words.flatMap(function (parts) {
      return parts.length > 1 ? parts.concat(parts.join("")).filter(function (part) {
        return !isLone(part);
      }) : parts;
    });
    var ofPlaces = numbers.filter(function (number) {
      return number < places;
    });
    var ofStories = numbers.slice(ofPlaces.length);
    if (numbers.length === 0) {
      help.hidden = false;
      say(form.dataset.none);
      return;
    }
    if (ofPlaces.length > 0) {
      list(form.dataset.places, "search-of", ofPlaces.slice(0, MOST_PLACES), starts);
    }
    if (ofStories.length > 0) {
      list(form.dataset.stories, ofPlaces.length > 0 ? "search-of" : "unseen", ofStories.slice(0, MOST), starts);
    }
    var text = ofStories.length > 0 ? sentence(ofStories.length) : form.dataset.noStories;
    if (ofPlaces.length > 0) {
      text = count(ofPlaces.length === 1 ? form.dataset.onePlace : form.dataset.manyPlaces, ofPlaces.length) + " " + text;
    }
    say(text);
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    show();
  });
  input.addEventListener("input", show);
  if (input.value) {
    show(); // the browser kept the words from an earlier visit
  }
})();
