/* Finds stories in window.yousaidIndex. A classic script without imports, so that it also works from a shared drive. */
(function () {
  "use strict";

  var MOST = 100; // results shown at once
  var PAUSE = 400; // milliseconds without typing before the number of results is read out

  var index = window.yousaidIndex;
  var form = document.getElementById("search");
  if (!form || !index) {
    return;
  }
  var input = document.getElementById("search-words");
  var said = document.getElementById("search-said");
  var found = document.getElementById("search-found");
  var vocabulary = Object.keys(index.words).sort();
  var timer = 0;

  /* Small letters without accents, as the words of the index are. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function wordsOf(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
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

  /* The numbers of the stories with a word that starts like this. */
  function storiesWith(start) {
    var numbers = new Set();
    for (var at = firstFrom(start); at < vocabulary.length && vocabulary[at].startsWith(start); at += 1) {
      index.words[vocabulary[at]].forEach(function (number) {
        numbers.add(number);
      });
    }
    return numbers;
  }

  /* The numbers of the stories that hold every word, in the order of the index: newest first. */
  function search(words) {
    var sets = words.map(storiesWith);
    var numbers = Array.from(sets[0]).filter(function (number) {
      return sets.every(function (set) {
        return set.has(number);
      });
    });
    return numbers.sort(function (one, other) {
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
  function putMarked(where, text, words) {
    text.split(/([\p{L}\p{M}\p{N}]+)/u).forEach(function (piece) {
      var folded = fold(piece);
      var hit = folded && words.some(function (word) {
        return folded.startsWith(word);
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

  function row(story, words) {
    var item = element("li");
    var article = element("article", "row");
    var heading = element("h3", "row-title");
    var link = element("a");
    link.href = story[0];
    putMarked(link, story[1], words);
    heading.appendChild(link);
    article.appendChild(heading);
    var where = element("p", "row-where");
    [story[2], story[3], story[4]].filter(Boolean).forEach(function (text) {
      where.appendChild(element("span")).textContent = text;
    });
    article.appendChild(where);
    if (story[5]) {
      var summary = element("p", "row-said");
      putMarked(summary, story[5].length > 220 ? story[5].slice(0, 217).trimEnd() + "…" : story[5], words);
      article.appendChild(summary);
    }
    item.appendChild(article);
    return item;
  }

  function sentence(count) {
    if (count === 0) {
      return form.dataset.none;
    }
    if (count === 1) {
      return form.dataset.one;
    }
    var text = count > MOST ? form.dataset.first : form.dataset.many;
    return text.replace("{n}", count.toLocaleString("en-GB")).replace("{shown}", String(MOST));
  }

  function show() {
    var words = wordsOf(input.value).filter(function (word) {
      return word.length > 1;
    });
    found.textContent = "";
    window.clearTimeout(timer);
    if (words.length === 0) {
      said.textContent = "";
      return;
    }
    var numbers = search(words);
    var heading = element("h2", "unseen");
    heading.textContent = sentence(numbers.length);
    if (numbers.length > 0) {
      var list = element("ul", "rows");
      numbers.slice(0, MOST).forEach(function (number) {
        list.appendChild(row(index.stories[number], words));
      });
      found.appendChild(heading);
      found.appendChild(list);
    }
    timer = window.setTimeout(function () {
      said.textContent = sentence(numbers.length);
    }, PAUSE);
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
