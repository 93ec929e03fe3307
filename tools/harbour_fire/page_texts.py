"""The words of the twelve saved pages. Outlets, people and events are invented."""

from __future__ import annotations

# fmt: off
WIRE = (
    "A fire destroyed a warehouse on Kestrel Quay in the harbour of Maravel on Tuesday evening, the Maravel Fire "
    "and Rescue Service said. The first call came at 21:42 local time.",
    "All 23 people on the night shift left warehouse 14 unharmed. Eleven engines and two fire boats fought the "
    "flames until after midnight, and parts of the roof came down at about 23:00.",
    "Warehouse 14 is rented by Vantrell Storage and belongs to the Port Authority of Maravel. The cause of the "
    "fire is not known. \"It is too early to say anything,\" a spokesman of the port authority said.",
    "Ferries from the quay are suspended. Residents of Lantern Street were asked to keep doors and windows "
    "closed.",
)
CREDIT = "This report is based on material of the agency Coastline Wire."
BODIES: dict[str, tuple[str, ...]] = {
    "wire": WIRE,
    "post": (
        ("A fire destroyed a warehouse on Kestrel Quay in the harbour of Maravel on Tuesday evening, the Maravel Fire "
         "and Rescue Service said. The first call came at 21:42 local time, Coastline Wire reports."),
        WIRE[1],
        WIRE[2],
        WIRE[3],
        CREDIT,
    ),
    "herald": (
        ("A blaze has destroyed a warehouse in Maravel harbour. The fire on Kestrel Quay was first reported at 21:42 "
         "local time, according to the Maravel Fire and Rescue Service."),
        WIRE[1],
        "A photo that readers sent us shows a burning boat beside the quay.",
        WIRE[2],
        "(Coastline Wire)",
    ),
    "courier": (
        ("Warehouse 14 on Kestrel Quay has burned down. I arrived at 22:05, when the flames stood above the cranes; "
         "the fire service gives 21:42 as the time of the first call."),
        ("The people of the night shift stood on Lantern Street in their socks. Bram Ostergaard-Lind of the Union of "
         "Quay Workers counted them twice. \"Everyone is out,\" he said. \"Write that first.\""),
        ("The ship Aurelind of the Norvane Line, which had been moored beside the warehouse, is not at its berth. The "
         "harbour log that hangs at the lock gives Monday, 13 May, 16:20 as the time it left."),
        "The port authority had no information on the cause on Tuesday night.",
    ),
    "signal": (
        ("Nobody says it aloud, so we will. Warehouse 14 did not burn by itself. Dockside Signal has heard from three "
         "witnesses who saw a boat without lights next to Kestrel Quay."),
        ("The Aurelind, a ship with a foreign crew, was moored beside the warehouse. It is gone. Why does the Port "
         "Authority of Maravel not say a word about it? Why was there no guard?"),
        "We do not name our witnesses, for their own safety. We ask what others do not dare to ask: was it sabotage?",
        "Share this page before it is taken down. Readers who know more can write to us.",
    ),
    "pilot": (
        ("At 21:10 the Aurelind switched off its lights. Half an hour later Kestrel Quay was in flames. Free Pilot has"
         " the picture: a boat burns beside the quay."),
        ("Norvane Line claims that its ship left on the day before. But a pilot who does not want to be named says "
         "that it went out on the night of the fire itself."),
        ("The authorities want you to believe in an accident. Dockside Signal was the first to ask the question, and "
         "we add another: who paid the crew?"),
        "Free Pilot will go on. Support us with your donation.",
    ),
    "radio": (
        ("The Port Authority of Maravel has rejected claims that the fire in warehouse 14 was set. \"We see no sign of "
         "sabotage,\" said the director of the port, Nadja Verhollen, on Thursday morning."),
        ("Reports that say otherwise name no source, she said. The ship Aurelind left on Monday, the day before the "
         "fire, and its crew of nine has been questioned by phone."),
        ("The Maravel Harbour Police confirmed that it has opened an inquiry, as it does after every large fire. It "
         "would not comment on Dockside Signal's report."),
        "Verhollen asked the public to wait for the report of the fire service, which is expected in June.",
    ),
    "police": (
        ("The Maravel Harbour Police opened an inquiry into the fire on Kestrel Quay on Friday, a spokeswoman told the"
         " Maravel Post. Quay Radio had reported the inquiry a day earlier."),
        ("The inquiry is directed against unknown persons. \"That is routine,\" the spokeswoman said. \"We have no "
         "suspect and no evidence of a crime.\""),
        ("One form on the port's own pages was changed after the fire. For some hours it showed visitors the text "
         "<script>alert(1)</script> and, below it, </style> in plain letters. The port authority calls that a mistake "
         "by a contractor."),
        ("Damage is put at $5 million by the tenant, Vantrell Storage, and at \"well below that\" by the insurer "
         "Ostrel Mutual."),
    ),
    "five": (
        ("Dockside Signal has been given a letter. It shows that the Port Authority of Maravel raised the insurance of"
         " warehouse 14 to $5 million in April 2024, three weeks before the fire."),
        ("The letter bears the logo of the port and a signature. It speaks of an \"empty object\", although 23 people "
         "worked there."),
        ("The insurer Ostrel Mutual did not answer our questions in time. The port authority did not answer them at "
         "all."),
        "Read page two. Then ask who gains from the ashes on Kestrel Quay.",
    ),
    "forged": (
        ("The letter that is said to prove an insurance fraud by the Port Authority of Maravel is forged. That is what"
         " a comparison with the real contract shows, which Ostrel Mutual let the Harbour Courier see."),
        ("Three things are wrong: the logo was replaced in 2021, clause 14b does not exist, and the signature belongs "
         "to an employee who left in March. The contract was last renewed in January 2024, for the same sum "
         "as before."),
        ("The photo of a burning boat, too, has nothing to do with Kestrel Quay. It shows a fire in another harbour in"
         " about 2019."),
        ("Nadja Verhollen, director of the port, called the letter \"a crude forgery\". Dockside Signal did not answer "
         "a request for comment. The letter was first posted in the group Maravel Harbour Talk, by several accounts in "
         "the same minute."),
    ),
    "correction": (
        ("The Estuary Herald has removed a photo from its report on the fire on Kestrel Quay. The picture of a burning"
         " boat, sent in by readers, was not taken in Maravel."),
        ("The Harbour Courier showed on Thursday that the photo is years old. We should have checked it before we "
         "printed it, and we apologise to our readers and to the crew of the Aurelind."),
        "The report itself came from the agency Coastline Wire, which did not use the photo.",
    ),
    "report": (
        ("A faulty charging station for forklifts caused the fire in warehouse 14. That is the finding of the report "
         "that the Maravel Fire and Rescue Service published on Monday."),
        ("There are no traces of an explosive or of an accelerant, the report says. An inspection between 6 and 10 May"
         " had marked the charging station as faulty; it stayed in use."),
        ("\"That is on us and on the tenant,\" said Nadja Verhollen, director of the port. Vantrell Storage denies "
         "that it was told of the inspection. The Union of Quay Workers calls for consequences."),
        "The first part of Kestrel Quay opens again on Wednesday, 5 June, the City of Maravel announced.",
    ),
}
# fmt: on
