"""The words that the corpus is made of. All of them are invented."""

from __future__ import annotations

from typing import Final

WARD_NAMES: Final = (
    "Alder",
    "Ash",
    "Aspen",
    "Beech",
    "Birch",
    "Bramble",
    "Bluebell",
    "Buttercup",
    "Cedar",
    "Cherry",
    "Chestnut",
    "Clover",
    "Cypress",
    "Daisy",
    "Elder",
    "Elm",
    "Fern",
    "Fir",
    "Foxglove",
    "Hawthorn",
    "Hazel",
    "Heather",
    "Holly",
    "Hornbeam",
    "Iris",
    "Ivy",
    "Juniper",
    "Larch",
    "Laurel",
    "Lavender",
    "Lilac",
    "Lime",
    "Maple",
    "Oak",
    "Pine",
    "Poppy",
    "Primrose",
    "Rowan",
    "Sorrel",
    "Willow",
)

THEMES: Final = (
    "sensory-experience",
    "food-and-drink",
    "discharge",
    "parking",
    "cleanliness",
    "staff-manner",
    "being-kept-informed",
    "timeliness-of-care",
    "pain-management",
    "family-and-carers",
    "appointment-arrangements",
    "activities-and-fresh-air",
)

TITLES: Final = {
    "sensory-experience": ("Quieter nights", "Softer lights", "Doors that close softly"),
    "food-and-drink": ("Hot supper after 8pm", "Water within reach", "Menus with pictures"),
    "discharge": ("Home before lunch", "Medicines ready on time", "A call the day after"),
    "parking": ("Parking near the door", "Free parking for carers", "Signs that can be read"),
    "cleanliness": ("Clean showers twice a day", "Bins with lids", "Hand gel that works"),
    "staff-manner": ("Name badges in large print", "Hello, my name is", "Time to listen"),
    "being-kept-informed": ("A board with today's plan", "News every 2 hours", "Letters in plain words"),
    "timeliness-of-care": ("Shorter waits for scans", "Call bells answered sooner", "Clinics that start on time"),
    "pain-management": ("Pain asked about each round", "Medicine without waiting", "A pain scale with faces"),
    "family-and-carers": ("Beds for carers", "Visits when it suits you", "Carers at the ward round"),
    "appointment-arrangements": ("Appointments by text message", "One letter, not three", "Evening clinics"),
    "activities-and-fresh-air": ("A garden hour each day", "Books and games on the ward", "Music on Fridays"),
}

SAID: Final = {
    theme: (
        f"It is hard for us. {first} Nobody told us why, and it happened again the next day.",
        f"{first} My mother could not rest. We did not know whom to ask about it.",
        f"We understand that you are busy. {first} It would help to know that somebody sees it.",
    )
    for theme, first in {
        "sensory-experience": "It is too noisy at night.",
        "food-and-drink": "Supper was cold when we came back from theatre.",
        "discharge": "We waited 6 hours for medicines to take home.",
        "parking": "The car park was full every morning.",
        "cleanliness": "The showers were not clean in the afternoon.",
        "staff-manner": "We did not know who was who.",
        "being-kept-informed": "We heard nothing about the plan for the day.",
        "timeliness-of-care": "The bell rang for 20 minutes before somebody came.",
        "pain-management": "Pain medicine came late on two nights.",
        "family-and-carers": "I was sent home at 8pm while my husband was afraid.",
        "appointment-arrangements": "Three letters came with three dates.",
        "activities-and-fresh-air": "There was nothing to do, and no way to go outside.",
    }.items()
}

DID: Final = {
    theme: (
        f"{first} The ward manager checks it each Monday.",
        f"{first} We tell people about it on their first day.",
        f"{first} It started with one bay, and now all bays have it.",
    )
    for theme, first in {
        "sensory-experience": "Bins are emptied after 7am, and doors have soft closers.",
        "food-and-drink": "Hot food can be had until midnight.",
        "discharge": "Medicines are ordered the day before people go home.",
        "parking": "Staff park at the back, so that 40 places are free for visitors.",
        "cleanliness": "Showers are cleaned at 8am and at 2pm.",
        "staff-manner": "All staff wear yellow badges with their first name.",
        "being-kept-informed": "A board by each bed shows today's plan.",
        "timeliness-of-care": "One nurse in each bay answers bells and does nothing else.",
        "pain-management": "We ask about pain at every round and write it down.",
        "family-and-carers": "Carers may stay, and there are 6 folding beds.",
        "appointment-arrangements": "There is one letter, and a text message 2 days before.",
        "activities-and-fresh-air": "Volunteers take people to the garden at 3pm.",
    }.items()
}

MATTERS: Final = (
    "To sleep, and to know that somebody listens.",
    "Not having to ask twice.",
    "Knowing what happens next, and when.",
    "To be with the people I love.",
    "Being treated as a person, not as a bed.",
)

BODY_PARTS: Final = (
    (
        "Patients on {name} told us about this **more than once**. We had heard it before and had not acted "
        "on it. We are sorry that it took a third letter.",
        "This came up at {people} bedsides in one week. **Nobody** had put it together until the ward clerk "
        "did, and brought it to the Monday meeting.",
        "A daughter wrote to us about {name}. Then {people} more people said the same when we asked them. "
        "The matron read all of it aloud to the team.",
    ),
    (
        "## What we found\n\nWe walked the ward with {people} patients and a [night nurse](../places/{ward}.html). "
        "We heard:\n\n- things that start too early\n- doors and *phones* at the desk\n- nobody to ask after 9pm",
        "## What we found\n\nWe asked everybody who went home in two weeks. They said:\n\n"
        '- "I didn\'t want to trouble anyone"\n- it depends on *who* is on duty\n- nobody told us that it '
        "could change\n"
        "- it was better on the [next ward](../places/{ward}.html)",
    ),
    (
        "> It wasn't anybody's fault. But every time it happened, I felt that I was in the way.",
        "> They listened, and then they came back and told me what they'd do. That was new.",
    ),
    (
        "## What we tried\n\n1. One bay for one week.\n2. The same with a sign by each bed.\n3. All bays, with a check "
        "each Monday.\n\nThe sign made the **biggest** difference, and it cost nothing. We shared it with all wards.",
        "## What we tried\n\nWe made a list with patients and took the three things that they put first. The first was "
        "done the same day. The second took a month -- and {people} people. The third needs a builder.\n\n"
        "1. Tell people on the first day.\n2. Ask again after three days.\n3. Write down what they say.",
    ),
    (
        "Patients chose the words on the sign. The ward team now asks {people} people each month and puts "
        "the answer on "
        "the board, where everybody can see it. We'll look again in spring, and tell you here what we hear.",
        "It is not perfect, and we want you to know that. It took longer than we said. On busy nights it "
        "still happens, and then we say sorry and write it down. The matron reads "
        "the book each Friday. Ask her what's in it: she'll show you.",
    ),
)

TABLE: Final = (
    "| Month | People who told us |\n| --- | --- |\n| First | {first} |\n| Second | {second} |\n| Third | {third} |"
)
