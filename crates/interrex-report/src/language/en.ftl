# Words of reports in English. Every name here is also in uk.ftl, with the same places.

## The form
skip = Skip to the report
contents = Contents
as-table = The same as a table
marking = Marking
of-sheets = of
colophon = Made with { $program } from the plan and its answers. Every figure is that of an answer of the program; nothing was fetched to show this page.

## How the plan was read
frame-as-of = As of
frame-horizon = Likelihoods are over
frame-signed = Signed by
frame-changed = Last changed
frame-supposed = Supposing
frame-digest = Digest of the text (SHA-256)
frame-note = Remark
not-signed = nobody: the plan states no signature
with = with
without = without

## Counts
count-losses = { $count ->
    [one] { $count } loss
   *[other] { $count } losses
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
count-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
count-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
count-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
and-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
all-facts = { $count ->
    [one] The one likelihood of the plan
   *[other] All { $count } likelihoods of the plan
}
all-links = { $count ->
    [one] The one link
   *[other] All { $count } links
}
all-offices = { $count ->
    [one] The one office
   *[other] All { $count } offices
}
all-people = { $count ->
    [one] The one person
   *[other] All { $count } people
}
all-places = { $count ->
    [one] The one place
   *[other] All { $count } places
}
all-powers = { $count ->
    [one] The one power
   *[other] All { $count } powers
}
lines-of-answer = { $count ->
    [one] The line of the plan that makes it so
   *[other] The { $count } lines of the plan that make it so
}
assumed-facts = { $count ->
    [one] one assumed likelihood
   *[other] { $count } assumed likelihoods
}
enough = { $count ->
    [one] one is enough
   *[other] { $count } are needed
}

## Small words
and = and
over = over
yes = yes
no = no
nobody = nobody
everywhere = everywhere
from-date = from { $date }
at-most = at most { $chance }
the-plan = the plan
lost = lost
standing = standing
copy-of = copy “{ $copy }” of { $record }

## Likelihoods
likelihood = Likelihood
likelihood-of-loss = Likelihood of loss
chance-exact = exact
chance-extremes = exact least and greatest value
chance-bounds = proved bounds
chance-open = undecided: a limit was reached
chance-undecided = { $chance } (undecided)
nothing-brings-it-about = nothing in the plan brings it about
survives-everything = Nothing in the plan brings it about.
survives-none = It can come about without any loss.
survives-zero = A single loss can bring it about.
survives-losses = { $count ->
    [one] The plan survives any single loss; two can bring it about.
   *[other] The plan survives any { $count } losses; more can bring it about.
}
survives-undecided = How many losses it takes is undecided: a limit was reached.

## Facts
fact = Fact
fact-occurs = { $what } comes about
fact-takes = { $of } takes { $what }
fact-lost = { $what } is lost
fact-dead = { $what } dies
fact-captive = { $what } is captured
fact-incapacitated = { $what } becomes unable to act
fact-absent = { $what } cannot be found
fact-unfit = a member is unfit: { $what }
fact-stays = { $what } will not leave
fact-stays-from = { $what } will not go to { $of }
fact-declines = { $what } will not take any office
fact-declines-office = { $what } will not take the office: { $of }
fact-resigns = the incumbent resigns: { $what }
fact-refuses = whoever must act refuses: { $what }
fact-withdraws = { $what } does not keep the pledge: { $of }
fact-taken = the measure is taken: { $what }
fact-decided = the decision is made: { $what }
fact-given = { $fact } (given: { $condition })
fact-any = any { $count } of the { $among } members: { $class }
no-fact-needed = nothing needs to happen

## Propositions
proposition-fails = Function fails: { $what }
proposition-vacant = Vacant: { $what }
proposition-stranded = Stranded: { $what }
proposition-split = Split: { $what }
proposition-disputed = Disputed: { $what }
proposition-exercised = Exercised by: { $what }
proposition-seat = Seat: { $what }
proposition-seat-none = No seat works: { $what }
proposition-cannot-act = Cannot act: { $what }
proposition-unexercised = Nobody exercises: { $what }
proposition-contested = Contested: { $what }
proposition-lost = Record lost: { $what }
proposition-unmet = Pledge unmet: { $what }

## Summary
summary = Summary
summary-functions = { $count ->
    [one] The plan has one essential function;
   *[other] The plan has { $count } essential functions;
} { $single ->
    [0] each survives any single loss.
    [one] one of them can fail through a single loss, or without any.
   *[other] { $single } of them can fail through a single loss, or without any.
}
summary-score = Of the rules of the field that apply, { $percent } % are passed.
summary-open = { $count ->
    [one] One thing that is only floated, offered or discussed was not counted.
   *[other] { $count } things that are only floated, offered or discussed were not counted.
}
summary-abridged = The plan is so large that only the worst is told in full.
bars-title = How likely each function is to fail
bars-about = The full bar is the least, the pale bar the greatest likelihood.
functions-caption = Essential functions, the worst first
worst-caption = What else is likeliest to fail
function = Function
losses = Losses it takes
likeliest-combination = Likeliest combination
likeliest-combinations = Likeliest combinations
first-remedy = What to change first:
first-remedy-head = What to change first
failure = Failure
certain = { $count ->
    [one] One failure is certain as the plan stands
   *[other] { $count } failures are certain as the plan stands
}
certain-lead = They need no loss: what they rest on is not decided.
impossible = { $count ->
    [0] Each failure that was asked about can come about.
    [one] Nothing in the plan brings about one other failure that was asked about.
   *[other] Nothing in the plan brings about { $count } other failures that were asked about.
}
how-to-read = How to read this report
read-likelihood = A likelihood is over the time stated at the top. Where what is known is a range, so is the answer: its ends are the least and the greatest value that the ranges allow.
read-combination = A combination is minimal: leave one of its facts out, and the rest no longer suffices. The figure behind it is how likely all of its facts are together, at most.
read-four-ways = An office can fail in four ways, never mixed up: vacant (nobody has it), stranded (somebody has it and cannot act, and no lawful ground moves it on), split (two people in two places both have a complete claim), disputed (two readings of the law give it to two people).
read-decided = Only what is decided or in force counts. What is floated, offered or discussed is told apart, with what it would change.
read-source = Names lead to what they name, facts to who assessed them, and file names with numbers to the lines of the plan.

## Functions
functions = Essential functions
functions-lead = For each function, the worst first: how likely it is to fail, what brings that about, what to change first; then what matters most, and the lines and sources that it rests on.
fails-with = Fails with a likelihood of
not-decided = not decided
brings-it-to = brings the likelihood to
no-measure-helps = No measure of the plan helps; most would be won by preventing that
falls-by = the likelihood would fall by a factor of { $factor }
falls-to-nothing = the likelihood would fall to nothing
sets-all = { $count ->
    [one] This is the only combination ({ $number }).
   *[other] There are { $number } combinations in all.
}
sets-some = { $count ->
    [one] { $number } combination was found; larger ones were not looked for.
   *[other] { $number } combinations were found; others may exist.
}
needs = Needs
rto = Back within (RTO)
mtpd = Tolerable outage (MTPD)
rpo = Tolerable loss of data (RPO)
minimum = Minimum level
priority = Priority
owner = Who answers for it
rests-on = Rests on
stated-at = Stated at
matrix-title = What is in which combination: { $what }
matrix-about = Each column is a combination, the likeliest first; a dot marks a fact that is in it.
in-it = in it
importance-title = What matters most: { $what }
importance-about = Criticality: which share of the likelihood goes through the fact. Ranges are taken at their middle.
importance-of = Fact
importance-figure = Criticality
sensitivity-title = If a source were wrong: { $what }
sensitivity-about = The range of the likelihood if whatever the source assessed could be anything.
sensitivity-of = Source
sensitivity-figure = Likelihood if it were wrong
as-it-is = As it is
prevention = What is enough to prevent it
prevent-none-of = if none of these comes true:
measures-caption = What each measure would do: { $what }
measure = Measure
likelihood-with = Likelihood with it
cost = Cost
graph-of-function = What it depends on, as a picture

## Offices
offices = Offices
offices-lead = Who holds each office, who succeeds on which ground under the orders that count, and in which ways it can fail.
offices-caption = Offices and their failures
office = Office
holder = Holder
vacant = Vacant
stranded = Stranded
split = Split
disputed = Disputed
vacant-means = Nobody holds it, and the orders of succession are exhausted.
stranded-means = Somebody holds it or is waited for, but nobody can act, and no lawful ground moves it on.
split-means = Two people could lawfully claim it, each as judged from where they are.
disputed-means = Two readings of the law give it to different people.
seats-caption = From where each would act
whose-seat = Whose seat
seat-at = Seat
no-seat = no seat works
ladder-title = Who acts: { $what }
ladder-about = From top to bottom: the holder, those who follow with the ground and the order, and the ways in which nobody, or more than one, can act; each with its likelihood.
who = Who
place-in-line = Place
on-ground = Ground
holds-it = Holds the office
vacant-at-start = The office is vacant
on-vacancy = vacancy
grounds = { $grounds } — order: { $order }
failures-caption = How it can fail: { $what }
basis = Legal basis
limits = Limits
orders-not-in-force = Orders that do not count

## Bodies, powers, people
bodies = Bodies, powers and people
bodies-caption = Bodies and what it takes for them to decide
body = Body
decision = Decision
ordinary = ordinary
members = Members
needed = Needed
cannot-act = Cannot act
powers-caption = Powers, where they must reach
power = Power
where = Where
held-by = Held by
unexercised = Nobody can exercise it
contested = Contested
people-caption = People
person = Person
base = Based at
what-may-happen = What may happen, what may be chosen

## Sites
sites = Sites, places and links
sites-lead = Where people work and records are kept, what threatens each, and which functions would fail more often if it were lost.
sites-caption = Sites
places-caption = Places
links-caption = Links
site = Site
place = Place
link = Link
in-place = In
readiness = Readiness
class-hot = kept ready (hot)
class-warm = partly ready (warm)
class-cold = to be fitted out (cold)
threatened-by = Threatened by
its-loss-hurts = If it is lost, these fail with
between = Between
carries = Carries
messages = messages
people-carried = people
records-carried = records

## Records
records = Essential records
records-lead = How likely each record is lost, with all copies that are fresh, lawful and reachable; and where the copies are.
age-max = Greatest age that serves
used-at = Used at
custodian = Custodian
restored-on = Restoration last tried
copies-caption = Copies: { $what }
copy = Copy
kept-at = Kept at
age = Age at most
lawful = Lawful there

## Partners
partners = Partners
partners-lead = What partners pledged, how far that is decided, and how likely it is that too few keep it.
pledges-caption = Pledges
pledge = Pledge
by-whom = By whom
how-many = How many
status = Status
unmet = Unmet
coalitions = In
partner-caption = What is pledged: { $what }
withdraws = May draw back
risk = Fears
no-pledge = The plan states no pledge.
not-assessed = not assessed

## Map
map = Map
map-shows = Marked as lost is what the likeliest combination of the worst function takes:
map-title = Places, links, and what is lost
map-about = The places of the plan and the links between them.
map-about-lost = The places of the plan and the links between them; crosses mark what is lost in the likeliest combination that ends: { $what }
map-credit = Outlines: Natural Earth, public domain. Borders as states recognize them.
what = What
kind = Kind
where-or-between = What is there, or between what
state = State
legend-messages = carries messages
legend-way = carries people or records only
legend-lost = lost
legend-between = position not stated: drawn between what it joins
legend-beyond = beyond the map, in this direction

## Graph
dependencies = Dependencies
graph-lead = From left to right: each box needs those to its right that a line leads to; a dashed line hinders. Boxes can be reached with the keyboard and lead to what they name.
graph-whole = What the functions depend on
graph-title = What it depends on: { $what }
graph-about = Boxes are elements of the plan, lines are dependencies. The nearest are shown; the table has the same.
how = How
on-what = On what
needs-word = needs
hindered-word = is hindered by
kind-function = function
kind-office = office
kind-body = body
kind-power = power
kind-person = person
kind-place = place
kind-site = site
kind-link = link
kind-seat = seat
kind-record = record
kind-pledge = pledge
kind-measure = measure
kind-decision = decision
kind-threat = threat

## Decisions
decisions = Open decisions
decisions-lead = What is floated, prepared, offered or refused, and what each would change if it were decided. None of it was counted.
decisions-caption = Measures and decisions
history = History
status-floated = floated
status-under-discussion = under discussion
status-prepared = prepared
status-offered = offered
status-accepted = accepted
status-refused = refused
status-decided = decided
status-in-force = in force
status-withdrawn = withdrawn
rests-on-open = Rests on what is open too
awaited-by = Waited for by
alone-caption = If it alone were decided: { $what }
together-caption = If what it rests on were decided too: { $what }
changes-nothing = no answer changes
changes-slightly = answers change by less than their numbers show
floated-left-out = { $count ->
    [one] One further thing that is not decided was not weighed.
   *[other] { $count } further things that are not decided were not weighed.
}
answer = Answer
if-decided = If decided
direction = Direction
likelier = likelier
less-likely = less likely
wider = less certain

## Standards
standards = Standards of the field
standards-lead = How far the plan meets the rules that standards, statutes and experience ask for.
no-profile = The plan chooses no profile and is held against the defaults.
profiles = Held against the profiles
rules-off = { $count ->
    [0] No rule is switched off.
    [one] One rule is switched off.
   *[other] { $count } rules are switched off.
}
rules-unasked = { $count ->
    [one] One rule was not asked, because the plan is large.
   *[other] { $count } rules were not asked, because the plan is large.
}
score-title = Rules passed, by element
score-about = The share of the rules that apply; a rule with a waiver is not passed.
rules-passed = Rules passed
nothing-to-ask = nothing to ask about
missing-caption = What is missing to the full score
element = Element
missing = missing
for-what = For
asked-by = Asked by
outcome = Outcome
waived = waived
element-all = All
element-succession = Succession
element-delegations = Delegations
element-functions = Functions
element-sites = Sites
element-records = Records
element-communications = Communications
element-devolution = Devolution
element-reconstitution = Reconstitution
element-exercises = Exercises
element-programme = Program
element-meaning = Meaning

## Assumptions and sources
assumptions = Assumptions
assumptions-lead = { $count ->
    [0] Every likelihood is stated by somebody.
    [one] One likelihood is only assumed for the sake of argument; every answer that rests on it says so.
   *[other] { $count } likelihoods are only assumed for the sake of argument; every answer that rests on one says so.
}
facts-caption = Likelihoods, by whom and when
likelihood-stated = Likelihood stated
on-date = Date
assumed = assumed
given = given
otherwise = otherwise, without
nobody-named = nobody named
threats-caption = Threats and what they take
threat = Threat
hazard = Hazard
takes = Takes
how-likely = How likely
sources = Sources
sources-lead = Who said what, when, and how firmly. The grade is that of the Admiralty code: a letter for the source, a digit for the information.
sources-caption = Sources
source = Source
said = Said
modality = How firmly
grade = Grade
read-at = Read at
not-named = not named

## Lines
lines-of-plan = Lines of the plan
lines-lead = The lines that this report cites, file by file.
line = Line
text = Text
