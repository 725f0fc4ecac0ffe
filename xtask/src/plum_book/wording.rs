//! The texts of the plan that no row of the book changes.
//!
//! Responsible for the header, for what is assumed and in which words. What is derived from the book
//! is in `plan`.

/// How every line is followed: whoever fails for any reason is passed.
pub(super) const ORDER: &str = "passes = [\"dead\", \"captive\", \"incapacitated\", \"absent\", \"out of reach\", \
                     \"ineligible\", \"declined\", \"no holder\"], gives = \"exercise\", assumed = true";

/// The grounds of a post with a line.
pub(super) const GROUNDS: &str = "\
ground.dead = {}
ground.incapacitated = {}
ground.gone = { event = \"absent\", effect = \"ends\" }
ground.out-of-contact = { event = \"out of contact\" }
";

/// How likely it is that somebody on whom the plan counts is lost.
pub(super) const STATES: &str = "\
dead = { likelihood = 0.0005, assumed = true }
incapacitated = { likelihood = 0.002, assumed = true }
";

/// What stands above the functions.
pub(super) const FUNCTIONS: &str = "
# The book knows no functions. These two ask about many posts at once; each needs the heads that are
# in office on 30 June 2016, by whoever exercises their office.
";

/// The end of an administration, up to whom it takes.
pub(super) const TRANSITION: &str = "\
# On 20 January 2017 an administration ended. Who leaves with one is custom, and assumed here: whoever
# was appointed by the president (PAS, PA), without competition (NA) or in confidence (SC), for no
# term. Asked as of an earlier date, none of it counts.

[threat.end-of-the-administration]
occurs = { likelihood = 1.0, assumed = true }
hazard = \"change of administration\"
warning = true
from = 2017-01-20
assumed = true
takes = [
";

/// The plan as a whole.
pub(super) const HEADER: &str = "\
# Written by `cargo xtask generate plum-book`. README.md says what is taken from the book, by which
# rules, and what is assumed.

[plan]
title = \"Posts of the United States government, 30 June 2016\"
institution = \"United States government\"
horizon = \"30 d\"
as-of = 2016-06-30
closed-list = false

[source.plum-book]
who = \"Senate Committee on Homeland Security and Governmental Affairs\"
named = true
said = \"Who is in 8,358 policy and supporting posts\"
date = 2016-12-01
modality = \"published\"
reference = \"United States Government Policy and Supporting Positions (Plum Book), 2016\"
bears-on-nothing = \"Every office, person, place and date of a term in this plan rests on it\"

# A directory of posts holds neither law nor practice: what it cannot say, it is not asked. What is
# left are vacancies, short lines, lines in one place and quorums in one place.
[rules.levels]
adjudicator-missing = \"allow\"
assumed-likelihood = \"allow\"
communications-staff-missing = \"allow\"
contact-missing = \"allow\"
displacement-unstated = \"allow\"
exercise-coverage-incomplete = \"allow\"
exercise-overdue = \"allow\"
forfeit-unstated = \"allow\"
function-without-owner = \"allow\"
function-without-times = \"allow\"
functions-unranked = \"allow\"
impact-review-overdue = \"allow\"
legal-review-missing = \"allow\"
limits-unstated = \"allow\"
minimum-level-missing = \"allow\"
no-final-rule = \"allow\"
not-sustained = \"allow\"
order-not-a-record = \"allow\"
plan-review-overdue = \"allow\"
plan-unsigned = \"allow\"
relies-on-warning = \"allow\"
resources-missing = \"allow\"
return-unstated = \"allow\"
succession-review-overdue = \"allow\"
successors-not-notified = \"allow\"
training-log-incomplete = \"allow\"
unused-element = \"allow\"
";
