"""Invented articles in English. No place, person or event in them exists."""

from __future__ import annotations

from .stories import Story

STORIES = (
    Story(
        title="Harbor Town Bets on Its Old Ferry",
        language="en",
        paragraphs=(
            "The council of Marrow Bay voted on Tuesday to restore the town's last steam ferry, a vessel that has been "
            "tied to the same pier for nineteen years. The decision ends a long-running dispute between preservation "
            "groups and the harbor commission, which had wanted the berth for container traffic.",
            "Under the plan, restoration work will begin in the spring and cost about 4.2 million dollars. Most of the "
            "money comes from a state preservation fund; the remainder will be raised by a non-profit association of "
            "former crew members and their families.",
            "The commission said the ferry would run on weekends between May and October. A low-emission boiler, "
            "developed by engineers at the technical college, will replace the coal furnace without changing the "
            "appearance of the engine room.",
            "Not everyone is convinced. Several shop owners complained that the restoration would close the waterfront "
            "for an entire season, and asked the council for compensation. A hearing is expected next month.",
            "“We have watched her rust long enough,” said the association's treasurer. “A ferry that does not cross "
            "anything is only a building.”",
        ),
    ),
    Story(
        title="Researchers Map Groundwater Beneath the Plateau",
        language="en",
        paragraphs=(
            "A team of hydrologists has completed the first detailed map of the groundwater beneath the Kestrel "
            "Plateau, revealing reservoirs that are older and deeper than previous measurements had suggested.",
            "The researchers combined satellite observations with readings from 140 monitoring wells, some of them "
            "drilled by farmers themselves. Groundwater in the western basin, they found, has been falling by nearly "
            "half a meter a year, while the eastern basin has remained remarkably stable.",
            "The difference comes down to geology. In the east, a well-drained layer of volcanic rock lets winter rain "
            "reach the reservoirs within weeks; in the west, a thick bed of clay holds it back for decades.",
            "The map will be used by the regional water authority to decide where irrigation can expand. Officials "
            "said they would publish the measurements, so that farmers can check the observations near their own "
            "wells.",
        ),
    ),
    Story(
        title="Night Trains Return to the Northern Line",
        language="en",
        paragraphs=(
            "After an absence of twelve years, sleeping cars are returning to the Northern Line. The operator "
            "announced that two overnight trains a week will connect the capital with the lake district "
            "from December, and that daily service could follow.",
            "Passengers will choose between reclining seats, shared compartments and private rooms. Prices start at 39 "
            "crowns, which the operator described as a deliberately low introductory fare meant to win back travelers "
            "who had switched to short-haul flights.",
            "Environmental organizations welcomed the announcement. According to their calculations, an overnight "
            "journey by rail produces about one-tenth of the emissions of the same journey by air.",
            "The operator had to search widely for equipment. Its sleeping cars were built in three countries over "
            "four decades and needed new brakes, new bedding and, in one case, an entirely new floor.",
            "The first departure is already sold out. A spokeswoman for the passengers' union called the response "
            "encouraging but warned that infrastructure on the line is overloaded and frequently under repair.",
        ),
    ),
    Story(
        title="Village School Grows Its Own Lunch",
        language="en",
        paragraphs=(
            "Every morning before arithmetic, the pupils of Alder Creek walk out to a half-acre vegetable garden and "
            "weigh what they pick. The vegetables go to the kitchen, the numbers go on the blackboard.",
            "The program began five years ago, when the school lost its catering contract. A retired agronomist "
            "offered to teach the children how to grow potatoes; a dozen parents built the first greenhouse "
            "out of windows from a demolished factory.",
            "Today the garden supplies two-thirds of the vegetables that the kitchen needs. What is left over is sold "
            "at a self-service stand by the road, and the pupils vote on how to spend the income.",
            "Teachers say that attendance has improved and that children who struggle with arithmetic on paper have no "
            "difficulty when potatoes are involved. The district is now considering similar programs elsewhere.",
        ),
    ),
    Story(
        title="Museum Finds Missing Notebook in Its Own Attic",
        language="en",
        paragraphs=(
            "For sixty years, historians assumed that the third notebook of the explorer Ida Wexcombe had been lost at "
            "sea. Last week, an electrician repairing the wiring in the attic of the Port Anselm museum found it in a "
            "biscuit tin.",
            "The notebook covers eleven months of an expedition along the southern coast, including a winter that the "
            "explorer never described in her published account. Conservators are separating the pages, many of which "
            "were damaged by moisture.",
            "Preliminary reading suggests that Wexcombe disagreed sharply with the expedition's commander about the "
            "treatment of local guides. She recorded their names, their wages and, in several cases, their objections.",
            "The museum intends to exhibit the notebook next summer and to publish a full-color facsimile. Historians "
            "have asked for digital photographs before then, and the director has agreed.",
        ),
    ),
    Story(
        title="Carpenters Train on Earthquake Shaking Table",
        language="en",
        paragraphs=(
            "In a warehouse outside Tern Valley, forty carpenters stood around a full-size wooden house and waited for "
            "it to shake. When the table beneath it moved, the chimney came down first, then the porch.",
            "The demonstration is part of a training course that teaches builders to strengthen older houses against "
            "earthquakes. Participants fasten walls to foundations, brace the basement and replace heavy chimneys with "
            "lightweight pipes.",
            "Engineers then shook a second, strengthened house with the same recorded earthquake. It creaked and lost "
            "a window, but the structure remained standing, and a glass of water on the kitchen table did not spill.",
            "The state pays for the course and offers homeowners a subsidy of up to 3,000 dollars. So far, 212 "
            "carpenters have been certified, and the waiting list for strengthening has grown to more than a year.",
            "Officials estimate that some 18,000 older houses in the valley would not survive a strong earthquake "
            "without basement bracing. At the present rate, they concede, the work would take a generation.",
        ),
    ),
    Story(
        title="Bakers' Cooperative Turns Bread Into Beer",
        language="en",
        paragraphs=(
            "What the six bakeries of Lower Quay cannot sell by closing time no longer goes to the pigs. A cooperative "
            "founded in January collects the bread, dries it overnight and delivers it to a micro-brewery two streets "
            "away.",
            "Bread replaces about a quarter of the malt, said the brewer, who spent eight months adjusting the "
            "temperature of the mash. Rye gives the best flavor; raisin buns, by contrast, were a disaster.",
            "The cooperative produced 14,000 bottles in its first half-year and is already profitable. Its members "
            "share the earnings according to the weight of bread that each bakery contributes.",
            "Inspectors from the food authority visited twice and found nothing to criticize. Other towns have asked "
            "for advice, and the cooperative is preparing a handbook with the necessary temperatures and quantities.",
        ),
    ),
)
