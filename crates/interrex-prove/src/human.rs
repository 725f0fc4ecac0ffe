//! Answers for people: one proposition at a time, in plain words, and nothing that a planner would
//! have to look up.

use std::fmt::Write as _;

use interrex_standing::Subject;
use interrex_units::format_probability;
use num_bigint::BigUint;

use crate::answer::{About, Answer, Chance, Line, Set, Sets, Survives, Weight};

/// How many sets, facts, things and sources an answer shows.
const SHOWN_MAX: usize = 10;
/// How many ways to prevent it an answer shows.
const WAYS_SHOWN_MAX: usize = 3;
/// How many facts an answer of one line shows of those that undo what holds already.
const UNLESS_SHOWN_MAX: usize = 3;

/// What is said of an answer that a limit of nodes or time left open.
const LIMIT_REACHED: &str = "undecided: a limit was reached";

/// An answer as text, several lines, ending with a line end.
pub fn to_text(answer: &Answer) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}{}", answer.proposition, frame(answer));
    let _ = writeln!(text, "  {}", about(&answer.about));
    supposed(&mut text, answer);
    let _ = writeln!(text, "  likelihood: {}", chance(answer.probability, answer));
    if let (Some(frequency), Some(factor)) = (answer.frequency(), answer.factor) {
        let (told, factor) = (chance_text(frequency), format_probability(factor));
        let _ = writeln!(text, "  times {factor}: {told}");
    }
    let _ = writeln!(text, "  {}", survives(answer));
    let limited = answer.limited();
    if !limited.is_empty() {
        let _ = writeln!(text, "  {LIMIT_REACHED} ({})", limited.join(", "));
    }
    cut_sets(&mut text, &answer.cut_sets);
    path_sets(&mut text, &answer.path_sets);
    weights(&mut text, answer);
    sources(&mut text, answer);
    assumed(&mut text, answer);
    lines(&mut text, &answer.lines);
    text
}

/// An answer as one line, without the line end.
pub fn to_line(answer: &Answer) -> String {
    let first = answer
        .cut_sets
        .listed
        .first()
        .map_or_else(String::new, |set| format!("; {}", set_in_line(set)));
    let limited = if answer.limited().is_empty() {
        String::new()
    } else {
        format!("; {LIMIT_REACHED}")
    };
    let times = match (answer.frequency(), answer.factor) {
        (Some(frequency), Some(factor)) => {
            let (told, factor) = (chance_text(frequency), format_probability(factor));
            format!(", times {factor}: {told}")
        }
        _ => String::new(),
    };
    format!(
        "{}: {}{times}; {}{first}{limited}",
        answer.proposition,
        chance_text(answer.probability),
        survives(answer)
    )
}

/// A set in an answer of one line: its facts, or what undoes it where nothing needs to happen.
fn set_in_line(set: &Set) -> String {
    let is_empty = set.facts.is_empty() && set.any.is_empty();
    if !is_empty || set.unless.is_empty() {
        return set_text(set);
    }
    let shown = set.unless.iter().take(UNLESS_SHOWN_MAX);
    let mut parts: Vec<String> = shown.cloned().collect();
    match set.unless.len() - parts.len() {
        0 => (),
        1 => parts.push("another".to_owned()),
        more => parts.push(format!("{more} others")),
    }
    format!("{} unless {}", set_text(set), parts.join(" or "))
}

/// As of when and over how long, where the answer says so.
fn frame(answer: &Answer) -> String {
    let Some(as_of) = answer.as_of else {
        return String::new();
    };
    let over = answer
        .horizon
        .map_or_else(String::new, |horizon| format!(", over {horizon}"));
    format!("  (as of {as_of}{over})")
}

/// What a proposition is about, as a sentence.
pub fn about(about: &About) -> String {
    match about {
        About::Plan(subject) => meaning(subject).to_owned(),
        About::Gate(Some(label)) | About::Sequence(Some(label)) => label.clone(),
        About::Gate(None) => "The gate is true.".to_owned(),
        About::Sequence(None) => "The sequence takes place.".to_owned(),
    }
}

/// What a proposition of a plan says, as a sentence.
pub fn meaning(subject: &Subject) -> &'static str {
    match subject {
        Subject::Fails(_) => "The function is not performed.",
        Subject::Vacant(_) => {
            "Nobody holds the office, nobody is waited for, and the orders of succession are \
             exhausted."
        }
        Subject::Stranded(_) => {
            "Somebody holds the office or is waited for, but nobody can act in it, and no lawful \
             ground moves it on."
        }
        Subject::Split(_) => {
            "Two people could lawfully claim the office, each as judged from where they are."
        }
        Subject::Disputed(_) => {
            "Two readings of the law give the office to different people, and each could act."
        }
        Subject::ExercisedBy(..) => "This candidate has a complete claim and can act.",
        Subject::SeatAt(..) => "This is the first option of the seat that works.",
        Subject::SeatNone(_) => "No option of the seat works.",
        Subject::CannotAct(..) => "Not enough members are fit and together to decide.",
        Subject::Unexercised(..) => "Nobody can exercise the power there.",
        Subject::Contested(..) => "Two people could lawfully exercise the power there.",
        Subject::Lost(_) => "No copy of the record is standing, fresh, lawful and reachable.",
        Subject::Unmet(_) => "Too few partners keep the pledge, or it is not in force.",
    }
}

fn supposed(text: &mut String, answer: &Answer) {
    for (word, list) in [
        ("supposing", &answer.supposed.with),
        ("leaving out", &answer.supposed.without),
    ] {
        if !list.is_empty() {
            let _ = writeln!(text, "  {word}: {}", list.join(", "));
        }
    }
}

/// A likelihood in words, with the condition of the question.
fn chance(chance: Chance, answer: &Answer) -> String {
    let given = answer.supposed.given.as_ref();
    let given = given.map_or_else(String::new, |given| format!(" given {given}"));
    let over = answer
        .horizon
        .map_or_else(String::new, |horizon| format!(" over {horizon}"));
    format!("{}{over}{given}", chance_text(chance))
}

/// A likelihood in words: `2.07e-3 (exact)`, `between 1.9e-3 and 2.3e-3`.
pub fn chance_text(chance: Chance) -> String {
    let kind = match (chance.undecided, chance.exact) {
        (true, _) => " (undecided)",
        (false, true) => " (exact)",
        (false, false) => " (proved bounds)",
    };
    format!("{}{kind}", range_text(chance))
}

/// The numbers of a likelihood, and whether a limit left them open.
pub(crate) fn told_text(chance: Chance) -> String {
    let open = if chance.undecided { " (undecided)" } else { "" };
    format!("{}{open}", range_text(chance))
}

/// The numbers of a likelihood alone.
pub fn range_text(chance: Chance) -> String {
    let (low, high) = (
        format_probability(chance.low),
        format_probability(chance.high),
    );
    if low == high {
        low
    } else {
        format!("between {low} and {high}")
    }
}

fn survives(answer: &Answer) -> String {
    let (whole, loss) = match answer.about {
        About::Plan(_) => ("plan", "loss"),
        About::Gate(_) | About::Sequence(_) => ("model", "event"),
    };
    let losses = if loss == "loss" { "losses" } else { "events" };
    match answer.survives {
        Survives::Everything => format!("nothing in the {whole} brings it about"),
        Survives::NotEvenNone => format!("it can come about without any {loss}"),
        Survives::Losses(0) => format!("a single {loss} can bring it about"),
        Survives::Losses(1) => {
            format!("the {whole} survives any single {loss}; two can bring it about")
        }
        Survives::Losses(count) => format!(
            "the {whole} survives any {count} {losses}; {} can bring it about",
            count + 1
        ),
        Survives::Undecided => format!("how many {losses} it takes is undecided"),
    }
}

fn cut_sets(text: &mut String, sets: &Sets) {
    let words = Words::CUT;
    if sets.listed.is_empty() {
        nothing_listed(text, sets, &words);
        return;
    }
    let _ = writeln!(text, "  {} ({}):", words.heading, counted(sets, &words));
    for (index, set) in sets.listed.iter().take(SHOWN_MAX).enumerate() {
        let _ = writeln!(
            text,
            "    {}. {}  {}",
            index + 1,
            set_text(set),
            set_chance(set)
        );
        unless(text, set);
        for view in &set.views {
            let _ = writeln!(text, "       {view}");
        }
        if !set.lines.is_empty() {
            let _ = writeln!(text, "       at {}", places(&set.lines));
        }
    }
    others(text, sets, SHOWN_MAX, &words);
}

/// What undoes a set, and how likely the set is when that is not looked at.
fn unless(text: &mut String, set: &Set) {
    if set.unless.is_empty() {
        return;
    }
    let (alone, undisturbed) = (range_text(set.probability), range_text(set.undisturbed));
    let is_empty = set.facts.is_empty() && set.any.is_empty();
    let alone = if is_empty || alone == undisturbed {
        String::new()
    } else {
        format!(" ({alone} if that is left out of account)")
    };
    let _ = writeln!(text, "       unless {}{alone}", set.unless.join(" or "));
}

/// How the sets of one side are spoken of.
struct Words {
    heading: &'static str,
    one: &'static str,
    several: &'static str,
}

impl Words {
    const CUT: Self = Self {
        heading: "what brings it about",
        one: "combination",
        several: "combinations",
    };
    const PATH: Self = Self {
        heading: "what is enough to prevent it",
        one: "way",
        several: "ways",
    };
}

/// The section where no set is listed: nothing where there is none, else why.
fn nothing_listed(text: &mut String, sets: &Sets, words: &Words) {
    if sets.complete && sets.count == 0_u32.into() {
        return;
    }
    let why = if sets.count > 0_u32.into() {
        format!("{}, none listed", counted(sets, words))
    } else if let (false, Some(order)) = (sets.undecided, sets.order_max) {
        format!("no {} of {}", words.one, at_most(order))
    } else {
        format!("no {} was found", words.one)
    };
    let _ = writeln!(text, "  {}: {why}{}", words.heading, left_out(sets, words));
}

/// What follows the sets shown: how many more there are, and what was not found.
fn others(text: &mut String, sets: &Sets, shown_max: usize, words: &Words) {
    let more = unshown(sets, shown_max);
    let mut told = if more == 0_u32.into() {
        String::new()
    } else {
        format!("and {more} more")
    };
    told.push_str(&left_out(sets, words));
    let told = told.trim_start_matches("; ");
    if !told.is_empty() {
        let _ = writeln!(text, "    {told}");
    }
}

/// How many of the sets found are not among the first listed, nor stood for by one of these.
fn unshown(sets: &Sets, shown_max: usize) -> BigUint {
    let shown = sets.listed.iter().take(shown_max);
    let shown: BigUint = shown.map(|set| &set.multiplicity).sum();
    if shown < sets.count {
        &sets.count - shown
    } else {
        0_u32.into()
    }
}

/// Why not all sets are found, and how much the others come to.
fn left_out(sets: &Sets, words: &Words) -> String {
    if sets.complete {
        return String::new();
    }
    let is_cut = words.one == Words::CUT.one;
    let bound = sets.left_out.filter(|bound| is_cut && *bound < 1.0);
    let bound = bound.map(format_probability);
    let bound = bound.map_or_else(String::new, |bound| format!(" and add at most {bound}"));
    if let Some([low, high]) = &sets.bounds {
        format!(
            "; {LIMIT_REACHED}; there are at least {low} and {} in all{bound}",
            no_more_than(high)
        )
    } else if sets.undecided {
        format!("; {LIMIT_REACHED}; others may exist{bound}")
    } else {
        format!("; larger ones were not looked for{bound}")
    }
}

/// `at most 4100`; a number too long to read by the power of ten above it.
fn no_more_than(high: &BigUint) -> String {
    const DIGITS_MAX: usize = 24;
    let digits = high.to_string();
    if digits.len() <= DIGITS_MAX {
        format!("at most {digits}")
    } else {
        format!("fewer than 1e{}", digits.len())
    }
}

/// `at most 1 fact`, `at most 3 facts`.
fn at_most(order: usize) -> String {
    let plural = if order == 1 { "" } else { "s" };
    format!("at most {order} fact{plural}")
}

/// How likely a set is as it is told: with its *unless*, if it has one.
pub(crate) fn set_chance(set: &Set) -> String {
    format!("[{}]", range_text(set.undisturbed))
}

/// The facts of a set: `lost(kyiv) and any 9 of the 17 of unfit(rada/lviv)`.
pub fn set_text(set: &Set) -> String {
    let mut parts = set.facts.clone();
    parts.extend(
        set.any
            .iter()
            .map(|any| format!("any {} of the {} of {}", any.count, any.among, any.class)),
    );
    if parts.is_empty() {
        let so = if set.unless.is_empty() {
            ": it is so as the plan stands"
        } else {
            ""
        };
        format!("nothing needs to happen{so}")
    } else {
        parts.join(" and ")
    }
}

/// How many sets there are, of those that were asked for.
fn counted(sets: &Sets, words: &Words) -> String {
    let noun = if sets.count == 1_u32.into() {
        words.one
    } else {
        words.several
    };
    match sets.order_max {
        _ if sets.complete => format!("{} {noun}", sets.count),
        Some(order) if !sets.undecided => format!("{} {noun} of {}", sets.count, at_most(order)),
        _ => format!("{} {noun} found", sets.count),
    }
}

fn path_sets(text: &mut String, sets: &Sets) {
    let words = Words::PATH;
    if sets.listed.is_empty() {
        nothing_listed(text, sets, &words);
        return;
    }
    let _ = writeln!(text, "  {} ({}):", words.heading, counted(sets, &words));
    for set in sets.listed.iter().take(WAYS_SHOWN_MAX) {
        let facts = if set.facts.is_empty() && set.any.is_empty() {
            "nothing is needed".to_owned()
        } else {
            format!("none of: {}", set_text(set).replace(" and ", ", "))
        };
        let _ = writeln!(text, "    {facts}");
    }
    others(text, sets, WAYS_SHOWN_MAX, &words);
}

/// What matters and by how much; what would be shown to move nothing is left out.
fn weights(text: &mut String, answer: &Answer) {
    let share =
        |weight: &Weight| format!("{:.1}", (weight.criticality * 100.0).clamp(-999.0, 100.0));
    let weights = answer
        .importance
        .iter()
        .map(|weight| (weight, share(weight)));
    let weights = weights.filter(|(_, share)| share.trim_start_matches('-') != "0.0");
    for (index, (weight, share)) in weights.take(SHOWN_MAX).enumerate() {
        if index == 0 {
            let _ = writeln!(
                text,
                "  what matters most (share of the likelihood that would go without it):"
            );
        }
        let sense = if share.starts_with('-') {
            " (makes it less likely)"
        } else {
            ""
        };
        let _ = writeln!(text, "    {share:>5} %  {}{sense}", weight.fact);
    }
    let things = answer.things.iter();
    let things = things.map(|thing| {
        (
            thing,
            range_text(thing.if_lost),
            range_text(thing.if_standing),
        )
    });
    let things = things.filter(|(_, lost, standing)| lost != standing);
    for (index, (thing, lost, standing)) in things.take(SHOWN_MAX).enumerate() {
        if index == 0 {
            let _ = writeln!(
                text,
                "  places, sites, links and records (likelihood if lost, if standing):"
            );
        }
        let _ = writeln!(text, "    {}: {lost}; {standing}", thing.thing);
    }
}

fn sources(text: &mut String, answer: &Answer) {
    let now = range_text(answer.probability);
    let sources = answer.sources.iter();
    let sources = sources.map(|source| (source, range_text(source.if_wrong)));
    let sources = sources.filter(|(_, if_wrong)| *if_wrong != now);
    for (index, (source, if_wrong)) in sources.take(SHOWN_MAX).enumerate() {
        if index == 0 {
            let _ = writeln!(
                text,
                "  sources it rests on (likelihood if the source were wrong):"
            );
        }
        let _ = writeln!(text, "    {}: {if_wrong}", source.source);
    }
}

fn assumed(text: &mut String, answer: &Answer) {
    if !answer.assumed.is_empty() {
        let shown: Vec<&str> = answer
            .assumed
            .iter()
            .take(SHOWN_MAX)
            .map(String::as_str)
            .collect();
        let more = answer.assumed.len() - shown.len();
        let more = if more == 0 {
            String::new()
        } else {
            format!(" and {more} more")
        };
        let _ = writeln!(
            text,
            "  rests on assumed likelihoods: {}{more}",
            shown.join(", ")
        );
    }
}

fn lines(text: &mut String, lines: &[Line]) {
    if !lines.is_empty() {
        let _ = writeln!(text, "  lines: {}", places(lines));
    }
}

fn places(lines: &[Line]) -> String {
    let shown: Vec<String> = lines
        .iter()
        .take(6)
        .map(|line| format!("{}:{} ({})", line.path, line.line, line.element))
        .collect();
    let more = lines.len().saturating_sub(shown.len());
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    format!("{}{more}", shown.join(", "))
}
