//! Answers for people: one proposition at a time, in plain words, and nothing that a planner would
//! have to look up.

use std::fmt::Write as _;

use interrex_standing::Subject;
use interrex_units::format_probability;

use crate::answer::{Answer, Chance, Line, Set, Sets, Survives, Weight};

/// How many sets, facts, things and sources an answer shows.
const SHOWN_MAX: usize = 10;

/// An answer as text, several lines, ending with a line end.
pub fn to_text(answer: &Answer) -> String {
    let mut text = String::new();
    let over = answer
        .horizon
        .map_or_else(String::new, |horizon| format!(", over {horizon}"));
    let _ = writeln!(
        text,
        "{}  (as of {}{over})",
        answer.proposition, answer.as_of
    );
    let _ = writeln!(text, "  {}", meaning(&answer.subject));
    supposed(&mut text, answer);
    let _ = writeln!(text, "  likelihood: {}", chance(answer.probability, answer));
    let _ = writeln!(text, "  {}", survives(answer.survives));
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
        .map_or_else(String::new, |set| format!("; {}", set_text(set)));
    format!(
        "{}: {}; {}{first}",
        answer.proposition,
        chance_text(answer.probability),
        survives(answer.survives)
    )
}

/// What a proposition says, as a sentence.
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

fn survives(survives: Survives) -> String {
    match survives {
        Survives::Everything => "nothing in the plan brings it about".to_owned(),
        Survives::NotEvenNone => "it can come about without any loss".to_owned(),
        Survives::Losses(0) => "a single loss can bring it about".to_owned(),
        Survives::Losses(1) => {
            "the plan survives any single loss; two can bring it about".to_owned()
        }
        Survives::Losses(losses) => {
            format!(
                "the plan survives any {losses} losses; {} can bring it about",
                losses + 1
            )
        }
        Survives::Undecided => "undecided: a limit was reached".to_owned(),
    }
}

fn cut_sets(text: &mut String, sets: &Sets) {
    if sets.listed.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "  what brings it about ({}):",
        counted(sets, "combination")
    );
    for (index, set) in sets.listed.iter().take(SHOWN_MAX).enumerate() {
        let _ = writeln!(
            text,
            "    {}. {}  {}",
            index + 1,
            set_text(set),
            set_chance(set)
        );
        if !set.unless.is_empty() {
            let _ = writeln!(
                text,
                "       unless {}; whether or not: [{}]",
                set.unless.join(" or "),
                range_text(set.probability)
            );
        }
        for view in &set.views {
            let _ = writeln!(text, "       {view}");
        }
        if !set.lines.is_empty() {
            let _ = writeln!(text, "       at {}", places(&set.lines));
        }
    }
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
        "nothing at all".to_owned()
    } else {
        parts.join(" and ")
    }
}

fn counted(sets: &Sets, noun: &str) -> String {
    let shown = sets.listed.len().min(SHOWN_MAX);
    let plural = if sets.count == 1u32.into() { "" } else { "s" };
    let first = if shown < sets.listed.len() || sets.count > shown.into() {
        format!(", the first {shown} of them")
    } else {
        String::new()
    };
    let more = if sets.complete { "" } else { " or more" };
    let bound = sets.left_out.map_or_else(String::new, |bound| {
        format!(
            "; those left out have a likelihood of at most {}",
            format_probability(bound)
        )
    });
    format!("{}{more} {noun}{plural}{first}{bound}", sets.count)
}

fn path_sets(text: &mut String, sets: &Sets) {
    if sets.listed.is_empty() {
        return;
    }
    let _ = writeln!(
        text,
        "  what is enough to prevent it ({}):",
        counted(sets, "way")
    );
    for set in sets.listed.iter().take(3) {
        let facts = if set.facts.is_empty() && set.any.is_empty() {
            "nothing is needed".to_owned()
        } else {
            format!("none of: {}", set_text(set).replace(" and ", ", "))
        };
        let _ = writeln!(text, "    {facts}");
    }
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
        let _ = writeln!(text, "    {share:>5} %  {}", weight.fact);
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
