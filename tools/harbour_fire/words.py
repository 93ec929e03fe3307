"""What ordinary accounts write, by phase. {a}, {b} ... are filled from the lists below, so that few texts are equal."""

from __future__ import annotations

from harbour_fire.dice import Dice

SLOTS: dict[str, tuple[str, ...]] = {
    "place": (
        "Kestrel Quay",
        "the east quay",
        "the fish market",
        "Netmakers' Bridge",
        "Lantern Street",
        "the ferry steps",
        "the lock",
    ),
    "when": (
        "this morning",
        "tonight",
        "all day",
        "since noon",
        "again",
        "for an hour",
        "before sunrise",
        "after work",
    ),
    "who": (
        "my neighbour",
        "my sister",
        "a crane driver",
        "someone from the union",
        "the man at the kiosk",
        "my shift lead",
        "a cousin",
    ),
    "feel": (
        "honestly",
        "well",
        "ok so",
        "not going to lie,",
        "small update:",
        "for the record,",
        "question:",
        "anyone else?",
    ),
    "mood": ("😬", "🙏", "😮‍💨", "🤷", "", "", "", "", "❤️", "👀"),
    "thing": (
        "the wind",
        "the fog",
        "that queue",
        "the smell of tar",
        "the new timetable",
        "the gulls",
        "the light on the water",
    ),
    "body": (
        "the port authority",
        "the Port Authority of Maravel",
        "the harbour police",
        "the fire service",
        "Vantrell Storage",
    ),
    "n": ("two", "three", "five", "six", "nine", "eleven"),
}
_BY_TOPIC: dict[str, tuple[str, ...]] = {
    "before": (
        "{feel} {thing} at {place} {when} {mood}",
        "Ferry at {place} is late {when}. {n} boats in the queue {mood}",
        "{who} says the market at {place} opens earlier from June",
        "Rovers drew at home {when} and I am {n} coffees in {mood}",
        "Anyone selling a bicycle near {place}? {who} lost theirs {when}",
        "Took {n} pictures of {thing} from {place} {when}",
        "{feel} can {body} please fix the lights at {place}",
        "Rain, sun, rain. {thing} {when}. Typical May in Maravel {mood}",
        "{n} cruise ships {when} and not one free table at {place}",
        "Looking for {n} people for Thursday's choir at {place} {mood}",
        "{who} caught {n} mackerel at {place} {when}",
        "Roadworks at {place} {when}, take the other bridge",
    ),
    "fire": (
        "Huge smoke over {place} {when}, {who} sees flames {mood}",
        "{feel} what is burning at {place}?? {n} fire engines just went by {mood}",
        "Fire in warehouse 14 on Kestrel Quay. Close your windows near {place} {mood}",
        "{who} works there and is safe, everyone got out {mood}",
        "You can smell it from {place}. {n} sirens {when}",
        "Power is out around {place}. {feel} stay away from the quay",
        "{body} says: keep doors and windows shut. I can see why from {place} {mood}",
        "Thank you to the {n} crews at {place} {when} {mood}",
        "The roof of the warehouse came down, I heard it from {place} {mood}",
        "Tonight's ferry is cancelled, {who} is stuck at {place}",
        "Live from {place}: it looks worse than {when}. {n} boats are spraying water",
        "{feel} does anybody know whether {body} has said anything? {who} asks",
        "Ash on the cars at {place} {when} {mood}",
        "We have {n} beds free near {place} if somebody had to leave home {mood}",
    ),
    "rumour": (
        "{who} says it was set on purpose. {feel} where is the proof?",
        "{feel} everyone at {place} talks about the Aurelind {when} {mood}",
        "Has {body} said anything about the Aurelind? {who} hears it left {when}",
        "If the Aurelind left before the fire, how was it the Aurelind? {who} worked the locks {when}",
        "Please wait for the fire service. {n} rumours before breakfast at {place} {mood}",
        "Day {n} and {place} still smells of smoke {when}",
        "{who} at {place} was asked by the harbour police {when}. They asked everybody",
        "Sabotage, accident, who knows. {n} families at {place} have no work {when}",
        "{feel} accusing a crew of {n} without a name and without a source is not reporting",
        "Collecting clothes at {place} {when} for the night shift of warehouse 14 {mood}",
        "Back at {place} {when}: cranes run, warehouse 14 is a black hole {mood}",
    ),
    "letter": (
        "Has {who} seen the original of this insurance letter? {feel} the logo is from another year",
        "$5 million for an empty shed? {feel} I want to see that contract {mood}",
        "Every group I am in has this letter {when}. Every single one {mood}",
        "{who} asks how a letter of {body} ends up on three platforms in one minute",
        "Whether five million or five: {n} people at {place} still wait for their pay",
        "The union asks {body} for a date for {place}. No answer {when}",
        "Forged or not, why is {body} so slow? {place} is closed {when}",
    ),
    "denied": (
        "{body} denies sabotage. {who} at {place} does not believe a word {mood}",
        "{body} says there is no sign of sabotage. {feel} I would wait for the report {mood}",
        "{body} gave a press conference of {n} minutes. {feel} it was thin",
        "The photo of the burning boat is old, {who} has it from years ago {mood}",
        "{n} accounts told me about the Aurelind in the same words {when} {mood}",
    ),
    "corrected": (
        "Ines Okoro-Vale shows that the letter is forged. {n} mistakes on one page {mood}",
        "{feel} read the Harbour Courier piece before you share that letter {when}",
        "So the letter is false and the photo is old. {n} days of shouting at {place} {mood}",
        "{who} shared the letter {when} and has now deleted it {mood}",
        "{feel} I was wrong about the letter. Sorry to {who} {mood}",
        "{body} says the letter is a forgery. {who} says they would say that",
    ),
    "report": (
        "Fire service: a charging station in warehouse 14. {feel} {n} weeks for that {mood}",
        "No explosive, no boat, a battery. {who} said so on day {n}",
        "Gates open again at {place} {when} {mood}",
        "{body} has to answer for the inspection in May, says {who} {when}",
        "I do not think anyone who shouted sabotage at {place} will say sorry {mood}",
        "Report read. {n} pages, {feel} page one is enough {mood}",
        "{who} goes back to work at {place} {when} {mood}",
        "{thing} at {place} {when}, as if nothing had been",
    ),
}
TEXTS = _BY_TOPIC | {
    "alarm": _BY_TOPIC["fire"][:9],
    "denied": _BY_TOPIC["denied"] + _BY_TOPIC["rumour"],
    "corrected": _BY_TOPIC["corrected"] + _BY_TOPIC["letter"],
}
# said by many in the same words, hours apart: equal texts that mean nothing
CHAIN = (
    "Blankets and dry socks for the night shift: bring them to Lantern Street 9. Copy this, do not just share it.",
    "Missing since the fire: grey cat, one white paw, answers to Bollard. Please copy!",
    "Stay safe everyone 🙏",
    "Thank you, Maravel fire service ❤️",
)
REPLIES = (
    "who told you that?",
    "source?",
    "same here at {place}",
    "thank you {mood}",
    "No. {who} was there {when}.",
    "please delete this",
    "That is not what {body} said",
    "{mood} {mood}",
    "agreed",
    "How is {who}?",
    "you are {n} hours late with this {mood}",
    "Stop. Wait for the report.",
    "I saw it too, from {place}",
    "where exactly? {place}?",
)


def fill(dice: Dice, pattern: str) -> str:
    """One sentence from a pattern: every {word} is replaced by one of its list."""
    parts = pattern.split("{")
    text = parts[0]
    for part in parts[1:]:
        word, rest = part.split("}", 1)
        text += dice.pick(SLOTS[word]) + rest
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
