//! The summary: what a minister reads. Worst first, in plain words, with what is only floated beside
//! what counts.

use std::fmt::Write as _;

use interrex_circuit::Node;
use interrex_plan::model::{Element, Id, Office, Terms, Who};
use interrex_standing::{Proposition, Subject};

use crate::answer::{Answer, Chance, Line, Survives};
use crate::human::{about, set_chance, set_text, told_text};
use crate::names::matches;
use crate::session::{Analyses, Proof, TOLD_LIST_MAX};
use crate::supposing::{Change, Direction, Effects, Floated, conflict};
use crate::undecided::of as element_of;

/// How many of the worst propositions are told in full.
const TOLD_MAX: usize = 12;
/// How many propositions a floated element is shown to change.
const CHANGES_MAX: usize = 6;

/// One line of the summary: a proposition, how likely it is, and what it survives.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its name.
    pub proposition: String,
    /// What it says.
    pub subject: Subject,
    /// How likely.
    pub probability: Chance,
    /// How many losses it survives.
    pub survives: Survives,
}

/// The answers of a whole plan in brief.
#[derive(Debug, Clone)]
pub struct Summary {
    /// What the plan is called, and what was supposed.
    pub title: String,
    /// The date, the horizon, and what the question supposed, in words.
    pub frame: String,
    /// Every failure that can come about, worst first.
    pub failures: Vec<Entry>,
    /// How many propositions nothing in the plan brings about.
    pub impossible: usize,
    /// Failures that are certain as the plan stands: pledges that nobody has decided on, functions
    /// that rest on them.
    pub standing: Vec<String>,
    /// The worst ones in full.
    pub told: Vec<Answer>,
    /// Who exercises each office, and where each seat is: the head, then name and likelihood.
    pub distributions: Vec<(String, Vec<(String, Chance)>)>,
    /// What each floated element would change.
    pub floated: Vec<Floated>,
    /// How many undecided elements were not looked at.
    pub left_out: usize,
    /// Whether some answer is undecided.
    pub undecided: bool,
}

impl Proof<'_> {
    /// Sums up every proposition asked for. `tell` says whether the worst are told in full.
    pub fn summary(&self) -> Summary {
        let mut analyses = self.analyses();
        let mut failures = Vec::new();
        let mut impossible = 0;
        let mut undecided = false;
        let briefs = analyses.briefs();
        for (proposition, (probability, survives)) in self.propositions().iter().zip(&briefs) {
            let (probability, survives) = (*probability, *survives);
            if !proposition.subject.is_failure() {
                continue;
            }
            undecided |= probability.undecided || survives == Survives::Undecided;
            if survives == Survives::Everything {
                impossible += 1;
                continue;
            }
            failures.push(Entry {
                proposition: proposition.name.clone(),
                subject: proposition.subject.clone(),
                probability,
                survives,
            });
        }
        failures.sort_by(|a, b| {
            let key = |entry: &Entry| (entry.probability.high, entry.probability.low);
            let (a_key, b_key) = (key(a), key(b));
            b_key
                .0
                .total_cmp(&a_key.0)
                .then(b_key.1.total_cmp(&a_key.1))
                .then_with(|| a.proposition.cmp(&b.proposition))
        });
        let is_certain = |entry: &Entry| entry.probability.low >= 1.0;
        let standing = failures.iter().filter(|entry| is_certain(entry));
        let standing: Vec<String> = standing.map(|entry| entry.proposition.clone()).collect();
        let worst = failures.iter().filter(|entry| !is_certain(entry));
        let told = self.tell_all(&mut analyses, worst.take(TOLD_MAX));
        undecided |= told.iter().any(|answer| answer.cut_sets.undecided);
        let distributions = self.distributions(&briefs);
        Summary {
            title: self.plan.header.title.clone(),
            frame: self.frame(),
            failures,
            impossible,
            standing,
            told,
            distributions,
            floated: Vec::new(),
            left_out: 0,
            undecided,
        }
    }

    /// The worst in full. Of very many, each may spend little, and the survey has told what is known
    /// of its likelihood.
    fn tell_all<'e>(
        &self,
        analyses: &mut Analyses<'_>,
        worst: impl Iterator<Item = &'e Entry>,
    ) -> Vec<Answer> {
        let named = |entry: &'e Entry| Some((entry, self.proposition(&entry.proposition)?));
        let worst: Vec<(&Entry, &Proposition)> = worst.filter_map(named).collect();
        let tell = |analyses: &mut Analyses<'_>| {
            let told = worst.iter();
            let told =
                told.map(|(entry, one)| analyses.told(one, (entry.probability, entry.survives)));
            told.collect()
        };
        if self.is_surveyed() {
            let tops: Vec<Node> = worst.iter().map(|(_, one)| one.node).collect();
            tell(&mut self.quick_analyses(&tops))
        } else {
            tell(analyses)
        }
    }

    /// The proposition of this name, among those asked for.
    pub fn proposition(&self, name: &str) -> Option<&Proposition> {
        self.propositions()
            .iter()
            .find(|proposition| proposition.name == name)
    }

    fn frame(&self) -> String {
        let mut frame = format!("as of {}", self.ask.question.as_of);
        if let Some(horizon) = self.plan.header.horizon {
            let _ = write!(frame, ", over {horizon}");
        }
        let supposed = &self.ask.supposed;
        if !supposed.with.is_empty() {
            let _ = write!(frame, ", supposing {}", supposed.with.join(", "));
        }
        if !supposed.without.is_empty() {
            let _ = write!(frame, ", leaving out {}", supposed.without.join(", "));
        }
        if let Some(given) = &supposed.given {
            let _ = write!(frame, ", given {given}");
        }
        frame
    }

    /// Whether the office or seat that a proposition speaks of exists on the date of the question.
    fn exists(&self, subject: &Subject) -> bool {
        let seat = match subject {
            Subject::SeatAt(seat, _) | Subject::SeatNone(seat) => self.plan.seats.get(*seat),
            Subject::ExercisedBy(office, _) => return self.office_exists(*office),
            _ => return true,
        };
        let of = match seat.of {
            Who::Office(office) => self.office_exists(office),
            _ => true,
        };
        of && self.counts(&seat.terms, subject.element())
    }

    fn office_exists(&self, office: Id<Office>) -> bool {
        let terms = &self.plan.offices.get(office).terms;
        self.counts(terms, Subject::Vacant(office).element())
    }

    /// Whether an element counts on the date of the question, and the measure that it belongs to.
    fn counts(&self, terms: &Terms, element: Element) -> bool {
        let question = &self.ask.question;
        let own = terms.valid_on(question.as_of)
            && !question.without.contains(&element)
            && (question.with.contains(&element) || terms.status_on(question.as_of).counts());
        let measure = terms.by_measure.is_none_or(|id| {
            let measure = self.plan.measures.get(id);
            self.counts(&measure.terms, element_of("measure", id))
        });
        own && measure
    }

    fn distributions(&self, briefs: &[(Chance, Survives)]) -> Vec<(String, Vec<(String, Chance)>)> {
        let mut list: Vec<(String, Vec<(String, Chance)>)> = Vec::new();
        for (proposition, (chance, _)) in self.propositions().iter().zip(briefs) {
            let (head, name) = match &proposition.subject {
                Subject::ExercisedBy(_, name) => (
                    proposition.name.split(".exercised-by").next().unwrap_or(""),
                    name.clone(),
                ),
                Subject::SeatAt(..) | Subject::SeatNone(_) => proposition
                    .name
                    .rsplit_once('.')
                    .map_or(("", String::new()), |(head, name)| (head, name.to_owned())),
                _ => continue,
            };
            if !self.exists(&proposition.subject) {
                continue;
            }
            let chance = *chance;
            match list.last_mut().filter(|(known, _)| known == head) {
                Some((_, entries)) => entries.push((name, chance)),
                None => list.push((head.to_owned(), vec![(name, chance)])),
            }
        }
        list
    }
}

/// The summary as text.
pub fn to_text(summary: &Summary) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}", summary.title);
    let _ = writeln!(text, "{}\n", summary.frame);
    if !summary.standing.is_empty() {
        let _ = writeln!(text, "TRUE ALREADY, AS THE PLAN STANDS\n");
        for name in summary.standing.iter().take(2 * TOLD_MAX) {
            let _ = writeln!(text, "{name}");
        }
        let more = summary.standing.len().saturating_sub(2 * TOLD_MAX);
        if more > 0 {
            let _ = writeln!(text, "and {more} more");
        }
        let _ = writeln!(text);
    }
    if summary.failures.is_empty() {
        let _ = writeln!(
            text,
            "Nothing that the plan considers brings about a failure."
        );
    } else {
        let _ = writeln!(text, "WORST FIRST\n");
    }
    for answer in &summary.told {
        tell(&mut text, answer);
    }
    others(&mut text, summary);
    distributions(&mut text, summary);
    floated(&mut text, summary);
    text
}

fn tell(text: &mut String, answer: &Answer) {
    let _ = writeln!(
        text,
        "{}: {}",
        answer.proposition,
        told_text(answer.probability)
    );
    let _ = writeln!(text, "  {}", about(&answer.about));
    let _ = writeln!(text, "  {}.", sentence(&survives_text(answer.survives)));
    for set in answer.cut_sets.listed.iter().take(TOLD_LIST_MAX) {
        let unless = if set.unless.is_empty() {
            String::new()
        } else {
            format!(", unless {}", set.unless.join(" or "))
        };
        let _ = writeln!(text, "  - {}{unless}  {}", set_text(set), set_chance(set));
    }
    let shown = answer.cut_sets.listed.len().min(TOLD_LIST_MAX);
    if answer.cut_sets.count > shown.into() {
        let more = &answer.cut_sets.count - num_bigint::BigUint::from(shown);
        let plural = if more == 1_u32.into() { "" } else { "s" };
        let _ = writeln!(text, "  - and {more} other combination{plural}");
    }
    if answer.cut_sets.undecided {
        let _ = writeln!(
            text,
            "  - other combinations are undecided: a limit was reached"
        );
    } else if let (false, Some(order)) = (answer.cut_sets.complete, answer.cut_sets.order_max) {
        let _ = writeln!(
            text,
            "  - combinations of more than {order} fact{} were not looked for",
            if order == 1 { "" } else { "s" }
        );
    }
    let is_own = |line: &&Line| matches(&line.element, &answer.proposition);
    if let Some(line) = answer.lines.iter().find(is_own) {
        let _ = writeln!(text, "  at {}:{}", line.path, line.line);
    }
    let _ = writeln!(text);
}

/// Words with the capital that begins a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// How many losses a plan survives, as the summary says it.
pub fn survives_text(survives: Survives) -> String {
    match survives {
        Survives::Everything => "nothing in the plan brings it about".to_owned(),
        Survives::NotEvenNone => "can come about without any loss".to_owned(),
        Survives::Losses(0) => "one loss can be enough".to_owned(),
        Survives::Losses(losses) => format!("takes at least {} losses", losses + 1),
        Survives::Undecided => {
            "how many losses it takes is undecided: a limit was reached".to_owned()
        }
    }
}

fn others(text: &mut String, summary: &Summary) {
    let is_told = |entry: &&Entry| {
        let name = &entry.proposition;
        !summary.standing.contains(name)
            && !summary
                .told
                .iter()
                .any(|answer| answer.proposition == *name)
    };
    let rest = summary.failures.iter().filter(is_told);
    let mut count = 0;
    for entry in rest.clone().take(2 * TOLD_MAX) {
        if count == 0 {
            let _ = writeln!(text, "ALSO POSSIBLE\n");
        }
        count += 1;
        let _ = writeln!(
            text,
            "{}: {} ({})",
            entry.proposition,
            told_text(entry.probability),
            survives_text(entry.survives)
        );
    }
    let more = rest.count() - count;
    if more > 0 {
        let _ = writeln!(text, "and {more} more, less likely");
    }
    let _ = writeln!(text, "\n{}\n", impossible(summary));
}

fn impossible(summary: &Summary) -> String {
    let others = if summary.failures.is_empty() {
        ""
    } else {
        " other"
    };
    let is_open =
        |entry: &Entry| entry.survives == Survives::Undecided && entry.probability.low <= 0.0;
    match summary.impossible {
        0 if summary.failures.iter().any(is_open) => {
            "Whether each failure that was asked about can come about is undecided.".to_owned()
        }
        0 => "Each failure that was asked about can come about.".to_owned(),
        1 => format!(
            "Nothing in the plan brings about the one{others} failure that was asked about."
        ),
        count => format!(
            "Nothing in the plan brings about the {count}{others} failures that were asked about."
        ),
    }
}

fn distributions(text: &mut String, summary: &Summary) {
    if summary.distributions.is_empty() {
        return;
    }
    let _ = writeln!(text, "WHO ACTS, AND FROM WHERE\n");
    for (head, entries) in summary.distributions.iter().take(3 * TOLD_MAX) {
        let mut parts: Vec<String> = entries
            .iter()
            .filter(|(_, chance)| chance.high > 0.0)
            .map(|(name, chance)| format!("{name} {}", told_text(*chance)))
            .collect();
        if parts.is_empty() {
            parts.push("nobody".to_owned());
        }
        let _ = writeln!(text, "{head}: {}", parts.join("; "));
    }
    let more = summary.distributions.len().saturating_sub(3 * TOLD_MAX);
    if more > 0 {
        let nouns = if more == 1 {
            "office or seat"
        } else {
            "offices and seats"
        };
        let _ = writeln!(text, "and {more} more {nouns}");
    }
    let _ = writeln!(text);
}

fn floated(text: &mut String, summary: &Summary) {
    if summary.floated.is_empty() && summary.left_out == 0 {
        return;
    }
    let _ = writeln!(
        text,
        "ONLY FLOATED, OFFERED OR DISCUSSED: NOT COUNTED ABOVE\n"
    );
    for item in &summary.floated {
        undecided(text, item);
    }
    if summary.left_out > 0 {
        let (noun, verb) = many(summary.left_out, "element", "is", "are");
        let _ = writeln!(
            text,
            "{noun} not decided {verb} left out here; ask with `--with`"
        );
    }
    let _ = writeln!(text);
}

/// One element: what it changes alone, what it rests on, and what it changes with that.
fn undecided(text: &mut String, item: &Floated) {
    let (element, status) = (&item.element, item.status);
    let Some(together) = &item.together else {
        if item.alone.is_none() {
            let _ = write!(text, "{element} ({status}): it changes no answer");
            if let [first, ..] = item.awaited_by.as_slice() {
                let others = item.awaited_by.len() - 1;
                let _ = write!(text, " alone; {} on it", rest(first, others));
            }
            let _ = writeln!(text);
        } else {
            let _ = writeln!(text, "{element} ({status}): with it");
            effects(text, &item.alone);
        }
        return;
    };
    if item.alone.is_none() {
        let _ = write!(text, "{element} ({status}): alone it changes no answer. ");
    } else {
        let _ = writeln!(text, "{element} ({status}): alone");
        effects(text, &item.alone);
        let _ = write!(text, "  ");
    }
    let names: Vec<String> = item
        .rests_on
        .iter()
        .map(|(name, status)| format!("{name} ({status})"))
        .collect();
    let (verb, with) = match names.len() {
        1 => ("which is", "with both"),
        2 => ("which are", "with all three"),
        _ => ("which are", "with all of them"),
    };
    let names = names.join(", ");
    if together.is_none() {
        let _ = writeln!(
            text,
            "It rests on {names}, {verb} not decided either; {with}, no answer changes"
        );
        return;
    }
    let _ = writeln!(
        text,
        "It rests on {names}, {verb} not decided either; {with}"
    );
    effects(text, together);
}

/// `x rests` or `x and 2 others rest`.
fn rest(first: &str, others: usize) -> String {
    match others {
        0 => format!("{first} rests"),
        1 => format!("{first} and another rest"),
        _ => format!("{first} and {others} others rest"),
    }
}

/// The changes, first those that a reader must not miss, and how many more there are.
fn effects(text: &mut String, effects: &Effects) {
    for change in effects.changes.iter().take(shown(effects)) {
        let _ = writeln!(
            text,
            "  {} {}: {} -> {}",
            label(change),
            change.proposition,
            told_text(change.without),
            told_text(change.with)
        );
    }
    let rest = effects.changes.get(shown(effects)..).unwrap_or_default();
    let mut parts = Vec::new();
    for (word, kind) in [("better", Label::Better), ("worse", Label::Worse)] {
        let count = rest
            .iter()
            .filter(|change| kind == Label::of(change))
            .count();
        if count > 0 {
            parts.push(format!("{count} more {word}"));
        }
    }
    let other = |change: &&Change| !matches!(Label::of(change), Label::Better | Label::Worse);
    let other = rest.iter().filter(other).count();
    if other > 0 {
        parts.push(format!("{other} more otherwise changed"));
    }
    if effects.slight > 0 {
        let (noun, verb) = many(effects.slight, "answer", "changes", "change");
        parts.push(format!("{noun} {verb} by less than is shown"));
    }
    if !parts.is_empty() {
        let _ = writeln!(text, "  {}", parts.join("; "));
    }
}

/// How many changes are shown: every conflict that is added, and a few others.
fn shown(effects: &Effects) -> usize {
    let conflicts = effects
        .changes
        .iter()
        .filter(|change| change.adds_conflict());
    (conflicts.count() + CHANGES_MAX).min(effects.changes.len())
}

/// What a change is to a reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    /// A kind of conflict that did not exist before.
    Adds(&'static str),
    Worse,
    Better,
    LessCertain,
    MoreCertain,
    /// Who acts, and from where: neither good nor bad.
    Likelier,
    LessLikely,
}

impl Label {
    fn of(change: &Change) -> Self {
        let added = conflict(&change.subject).filter(|_| change.without.high <= 0.0);
        let is_wider = change.with.high > change.without.high;
        match (change.direction(), change.subject.is_failure(), added) {
            (_, _, Some(kind)) => Self::Adds(kind),
            (Direction::Up, true, None) => Self::Worse,
            (Direction::Down, true, None) => Self::Better,
            (Direction::Up, false, None) => Self::Likelier,
            (Direction::Down, false, None) => Self::LessLikely,
            (Direction::Both, ..) if is_wider => Self::LessCertain,
            (Direction::Both, ..) => Self::MoreCertain,
        }
    }
}

fn label(change: &Change) -> String {
    match Label::of(change) {
        Label::Adds(kind) => format!("ADDS {kind} cases:"),
        Label::Worse => "worse:".to_owned(),
        Label::Better => "better:".to_owned(),
        Label::LessCertain => "less certain:".to_owned(),
        Label::MoreCertain => "more certain:".to_owned(),
        Label::Likelier => "likelier:".to_owned(),
        Label::LessLikely => "less likely:".to_owned(),
    }
}

/// A number with its noun, and the verb that goes with it.
fn many<'v>(count: usize, noun: &str, one: &'v str, several: &'v str) -> (String, &'v str) {
    if count == 1 {
        (format!("1 {noun}"), one)
    } else {
        (format!("{count} {noun}s"), several)
    }
}
