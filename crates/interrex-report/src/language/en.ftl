# Words of reports in English. Every name here is also in uk.ftl, with the same places.

## The form
skip = Skip to the report
contents = Contents
as-table = The same as a table
marking = Marking
colophon = Made with { $program } from the plan and its answers. Every figure is that of an answer of the program; nothing was fetched to show this page.
page-of = Page { $page } of { $pages }
rows-left = On paper stand the first { $shown } of { $count } rows; the page for a browser and the workbook have them all.
too-large = The picture is too large for a sheet. It is in the report as a page for a browser; the table says the same.
large-pictures = Large pictures
on-sheet = It stands on a sheet of its own.
tables = Tables of the plan, to be changed and sent back
tables-change = Change a cell by writing over it. Leave a cell empty where the plan is to say nothing.
tables-rows = To add something, insert a row and leave its gray cell empty. To take something out, delete the whole row.
tables-keys = Leave the gray column and the gray line as they are: by them each row and each column is found again. Tracked changes are taken as accepted.
tables-import = Whoever keeps the plan runs “interrex import” on the file that comes back, and sees what every row would change before anything is changed.
tables-too-long = The table has { $count } rows and is not in this file: change it in the workbook.
tables-of = Tables of the plan with the digest

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
part-copy = copy “{ $part }” of { $whole }
part-delegation = delegation “{ $part }” of { $whole }
part-finding = finding “{ $part }” of { $whole }
part-ground = ground “{ $part }” of { $whole }
part-option = seat “{ $part }” of { $whole }
part-order = order of succession “{ $part }”: { $whole }
copy-of = copy “{ $copy }” of { $record }

## Likelihoods
likelihood = Likelihood
likelihood-at-most = Likelihood, at most
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
fact-given-that = { $fact } (given that)
fact-in-any-case = { $fact } (in any case)
fact-any = any { $count } of the { $among } members: { $class }
fact-every = { $count ->
    [one] the one member: { $class }
   *[other] all { $among } members: { $class }
}
no-fact-needed = certain as the plan stands

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
summary-score = Of the rules of the field that apply, { $percent }% are passed.
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
read-loss = A loss is one thing of the plan that fails: a place or building lost, a person who cannot act, a link cut, a threat that comes about. What is chosen, decided or undertaken is no loss. How many losses suffice says nothing of how likely they are; a combination of more facts can be the likelier one.
read-four-ways = An office can fail in four ways, never mixed up: vacant (nobody has it), stranded (somebody has it and cannot act, and no lawful ground moves it on), split (two people in two places both have a complete claim), disputed (two readings of the law give it to two people).
read-decided = Only what is decided or in force counts. What is floated, offered or discussed is told apart, with what it would change.
read-source = Names lead to what they name, facts to who assessed them, and file names with numbers to the lines of the plan.

## Functions
functions = Essential functions
functions-lead = For each function, the worst first: how likely it is to fail, what brings that about, what to change first; then what matters most, and the lines and sources that it rests on.
fails-with = Fails with a likelihood of
not-decided = not decided
brings-it-to = brings the likelihood to
no-measure-helps = No measure of the plan helps noticeably; most would be won by preventing that
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
in-it = yes
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
prevent-in-all = In each of these ways, none of these may come true:
prevent-besides = and besides none of these:
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
sites-lead = Where people work and records are kept, what threatens each, and which functions fail more often when it is lost, by whatever cause, with everything that the same cause takes along.
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
its-loss-hurts = When it is lost, these fail with
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
map-shows = Marked as lost is what this combination takes, the likeliest of those that take a place, a site or a link:
map-title = Places, links, and what is lost
map-about = The places of the plan and the links between them.
map-about-lost = The places of the plan and the links between them; crosses mark what the combination chosen takes.
map-cases = The combinations by their numbers
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
graph-lead = From left to right: each box needs those to its right that a line leads to; a dashed line hinders.
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
what-is-missing = What is missing
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
is-assumed = Assumed
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

## What the plan leaves unsaid
unsaid = the plan does not say
not-stated = not stated
number = No.
signature = Signature

## Promulgation
promulgation = Promulgation, changes and copies
promulgation-order = The plan “{ $title }” is put into force by the signatures below.
promulgation-order-of = The plan “{ $title }” is put into force for { $institution } by the signatures below.
signed-on = Signed on
changed-since = changed since it was signed
filed-with = Filed with
filed-on = Filed on
seat-law = Law under which the seat may move
activated-by = Activated by
only-listed = the listed hazards only
any-hazard = any hazard
signatures-caption = Signatures
office-or-post = Office or post
name-in-print = Name in print
record-of-changes = Record of changes
record-of-changes-lead = Reviews that the plan states; below them, room for what is changed by pen until the next version.
told-under-changes = What differs from an earlier version is told under “Changes”.
reviews-caption = Reviews
review-kind = Kind
review-of = Of
review-legal = legal
review-plan = of the plan
review-bia = business impact analysis
review-risk = risk
review-records = records
review-succession = succession
changes-by-pen = Changes by pen
what-changed = What is changed
distribution = Distribution
distribution-lead = To whom copies go and where each is kept is written down by pen. Whoever keeps a copy replaces it when the plan changes.
plan-kept-at = A copy of the plan is kept, by its own list of records, at
distribution-caption = Copies
copy-number = Copy no.
to-whom = To whom

## Changes
changes = Changes
frame-since = Compared with
differences = { $count ->
    [0] nothing was written otherwise
    [one] one element differs
   *[other] { $count } elements differ
}
changes-against = Compared with
as-of-before = as of
changes-none = Nothing was written otherwise.
changes-added = { $count ->
    [0] No element is added.
    [one] One element is added.
   *[other] { $count } elements are added.
}
changes-removed = { $count ->
    [0] None is removed.
    [one] One is removed.
   *[other] { $count } are removed.
}
changes-changed = { $count ->
    [0] None is changed.
    [one] One is changed.
   *[other] { $count } are changed.
}
changes-moved = { $count ->
    [0] No answer has moved.
    [one] One answer has moved;
   *[other] { $count } answers have moved;
}
changes-same = { $count ->
    [0] none is as it was.
    [one] one is as it was.
   *[other] { $count } are as they were, or nearly so.
}
changes-undecided = Some answers about the earlier version are undecided: a limit was reached.
moved-caption = What that did to the answers: functions first, then the worst
before = Before
after = Now
appeared-caption = { $count ->
    [one] One failure that the earlier version could not speak of
   *[other] { $count } failures that the earlier version could not speak of
}
gone-caption = { $count ->
    [one] One failure that this version does not speak of any more
   *[other] { $count } failures that this version does not speak of any more
}
written-caption = What was written otherwise
element-of-plan = Element
key = Key
added = added
removed = removed

## Delegations
delegations = Delegations of authority
delegations-lead = Who may exercise which power for its holder, how far, and from when until when.
delegated-by = Granted by
delegated-to = Granted to
on-condition = Condition
without-condition = none
begins = Begins
with-its-condition = as soon as its condition holds
ends = Ends
until-date = on { $date } at the latest
grantor-gone = When the grantor is gone
goes-on-without-grantor = it goes on
ends-with-grantor = it ends
onward = May be passed on
replaces = Replaces
replaces-none = none
counsel = Counsel concurred
trained = Delegate is trained
limits-none = none
devolved-power = Devolves to regions: { $what }
devolves-to = Devolves to
contact-lost = contact with everybody who holds it is lost

## Orders
order-head = Order of succession: { $what }
successors = Successors
conditions = Conditions
gives = What it gives
gives-title = the office
gives-exercise = its exercise
gives-by-ground = by the ground: the office at an end, its exercise at a suspension
notified-by = How successors are told
likeliest-case = Likeliest case: { $case }
ground-dead = death
ground-resigned = resignation
ground-captive = captivity
ground-incapacitated = incapacity
ground-absent = absence
ground-unfit = unfitness
ground-stays = refusal to leave
ground-lease = lapse of the lease
ground-out-of-contact = loss of contact

## Functions on paper
sustained = Can be kept up for
function-class = Class
function-class-nef = national essential function
function-class-pmef = primary mission essential function
function-class-mef = mission essential function
function-class-esa = essential supporting activity
resources = Least resources
steps = Steps to resume it
without-warning = Works without warning

## Sites on paper
ready-in = Ready in
at-once = at once
grid = Power grid
borrowed = Borrowed
agreement = Agreement
sits-here = Seat of
based-here = Based here
kept-here = Kept here
agreements-caption = Agreements
with-whom = With whom
expires = Expires
expired = expired
covers = Covers
agreed-space = space
agreed-lodging = lodging
agreed-transport = transport
agreed-communications = communications
agreed-security = security
agreed-life-support = life support

## Records on paper
contains = What it is or contains
contains-emergency-operating = needed to operate in an emergency
contains-rights-and-interests = protects rights and interests
contains-orders-of-succession = orders of succession
contains-delegations = delegations
contains-staffing = staffing
contains-plan = the plan
on-paper = On paper too
designated-on = Custodian confirmed on

## Communications
communications = Communications
communications-staff = Run by
crisis-communication = To the public
message-links-caption = { $count ->
    [one] The link over which messages pass
   *[other] The { $count } links over which messages pass
}
contacts = Contact sheet
contacts-lead = Numbers and addresses are not part of a plan; they are written down by pen, and the sheet is kept as the plan is.
contacts-printed = Last printed on
contacts-caption = How each is reached
way = Way
number-or-address = Number or address
public-network = Over a public network
tested-on = Tested on
confirmed-on = Confirmed on
way-phone = telephone
way-telephone = telephone
way-mobile = mobile telephone
way-radio = radio
way-satellite = satellite
way-courier = courier
way-email = e-mail
way-pager = pager

## Devolution and reconstitution
devolution = Devolution
devolution-lead = How functions go to another site and staff, and how they come back.
kept-going-at = Site
roster = Staff there
functions-in-order = What is handed over, most important first
triggers = What starts it
passes-by = How control passes
returns-by = How control goes back
records-return = How changed records come home
reconstitution = Reconstitution
reconstitution-lead = How normal work resumes.
manager = Led by
team = With
phases = Phases
building-check = How the building is checked
notices = Who is told
afterwards = Reviewed afterwards
helpers-facilities = Help with the building
helpers-personnel = Help with people
helpers-records = Help with records

## Exercises
exercises = Tests, training and exercises
exercises-lead = What was tried, what was found, and what is still to be mended.
exercises-caption = Exercises, the latest first
exercise = Exercise
exercise-seminar = seminar
exercise-workshop = workshop
exercise-tabletop = tabletop
exercise-game = game
exercise-drill = drill
exercise-functional = functional
exercise-full-scale = full-scale
covers-relocation = relocation
covers-records = records
covers-communications = communications
covers-dependencies = dependencies
covers-devolution = devolution
covers-reconstitution = reconstitution
covers-succession = succession
covers-notification = notification
covers-functions = functions
moved-to = People moved to
evidence = Evidence
planned = planned
findings-caption = Findings, what is open first
finding = Finding
due = Due
closed = closed
overdue = overdue
open = open
training = Training
training-caption = Training, the latest first
who-took-part = Who took part

## Sealed parts
sealed = Sealed parts
frame-sealed = Sealed parts
sealed-lead = What only some may read. A part is cited by the digest of its sealed file, which anybody can compare without opening it.
sealed-file = Sealed file
sealed-digest = Digest of the sealed file
readers = Readers
sealed-elsewhere = kept elsewhere
sealed-opened = opened: this report tells what is in it
sealed-left-out = left out
sealed-which = which
notice-left-out = { $count ->
    [one] one sealed file was left out: this report does not know what is in it
   *[other] { $count } sealed files were left out: this report does not know what is in them
}
notice-opened = { $count ->
    [one] one sealed file was opened: this report is for its readers alone
   *[other] { $count } sealed files were opened: this report is for their readers alone
}

## The checklist
waivers-caption = Waivers
rule = Rule
reason = Reason
until = Until
everywhere-in-plan = the whole plan
checklist = { $count ->
    [one] The one rule of the checklist
   *[other] The checklist: all { $count } rules
}
checklist-caption = Every rule and how it came out
passed = passed
not-applicable = nothing to ask about
not-asked = not asked
rule-off = switched off

## Pictures on demand
choose-case = Show what is lost if
case-ends = { $combination }: ends { $functions }
graph-open = { $count ->
    [one] The picture: one box
   *[other] The picture: { $count } boxes
}
graph-each = What each function depends on by itself stands with the function.
