//! Offices: who succeeds on which ground, as a ladder; and the cases in which nobody, or more than one, can act.

use interrex_picture::ladder::{Ladder, Rung};
use interrex_plan::model::{Element, Id, Office, Order, Terms};
use interrex_prove::answer::Chance;
use interrex_prove::summary::Entry;

use super::{Writer, claims, listed, optional, orders};
use crate::document::{Block, Grid, Inline, Line, Row, Section, Shown};
use crate::language::Given;

/// How many offices are told in full.
const TOLD_MAX: usize = 40;
/// How many offices are in the table.
const LISTED_MAX: usize = 10_000;
/// The four ways to fail, told apart always.
pub(crate) const FAILURES: [&str; 4] = ["vacant", "stranded", "split", "disputed"];

/// The section: those told in full, then all in a table.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut section = Section::new("offices", writer.say("offices"), Vec::new());
    if plan.offices.is_empty() {
        return section;
    }
    let mut told: Vec<Id<Office>> = plan
        .offices
        .ids()
        .filter(|id| is_told(writer, *id))
        .collect();
    told.sort_by(|a, b| {
        worst(writer, *b)
            .total_cmp(&worst(writer, *a))
            .then(a.cmp(b))
    });
    told.truncate(TOLD_MAX);
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("offices-lead")]));
    section.blocks.push(table(writer, &told));
    section.blocks.extend(seats(writer));
    section.parts = told.iter().map(|id| office(writer, *id)).collect();
    section
}

/// Whether there is more to say of an office than a row.
fn is_told(writer: &Writer<'_>, id: Id<Office>) -> bool {
    let office = writer.material.plan.offices.get(id);
    let has_orders = !office.orders.is_empty();
    has_orders || (office.is_key == Some(true) && worst(writer, id) > 0.0)
}

/// The likeliest of an office's failures.
fn worst(writer: &Writer<'_>, id: Id<Office>) -> f64 {
    let entries = FAILURES
        .iter()
        .filter_map(|failure| entry(writer, id, failure));
    entries
        .map(|entry| entry.probability.high)
        .fold(0.0, f64::max)
}

fn entry<'w>(writer: &'w Writer<'_>, id: Id<Office>, failure: &str) -> Option<&'w Entry> {
    let name = &writer.material.plan.offices.get(id).name;
    writer.material.entry(&format!("office.{name}.{failure}"))
}

/// Every office: its holder and its four failures.
fn table(writer: &Writer<'_>, told: &[Id<Office>]) -> Block {
    let plan = writer.material.plan;
    let row = |id: Id<Office>| {
        let office = plan.offices.get(id);
        let anchor = format!("office.{}", office.name);
        let name = writer.naming.office(id);
        let is_told = told.contains(&id);
        let first = if is_told {
            crate::naming::link(&anchor, name)
        } else {
            Inline::Text(name)
        };
        let holder = office.holder.map(|who| writer.naming.who(who));
        let mut cells = vec![
            vec![first],
            vec![Inline::Text(holder.unwrap_or_else(|| writer.say("nobody")))],
        ];
        cells.extend(FAILURES.iter().map(|failure| {
            let found = entry(writer, id, failure);
            let told =
                |entry: &Entry| vec![writer.likelihood(&entry.proposition, entry.probability)];
            found.map_or_else(|| vec![Inline::text("–")], told)
        }));
        Row {
            id: (!is_told).then_some(anchor),
            cells,
        }
    };
    let mut head = vec![writer.say("office"), writer.say("holder")];
    head.extend(FAILURES.iter().map(|failure| writer.say(failure)));
    let grid = Grid {
        caption: writer.say("offices-caption"),
        head,
        rows: plan.offices.ids().take(LISTED_MAX).map(row).collect(),
    };
    if plan.offices.len() > 30 {
        let summary = writer.count("all-offices", plan.offices.len());
        Block::More(summary, vec![Block::Table(grid)])
    } else {
        Block::Table(grid)
    }
}

/// From where each office and body would act.
fn seats(writer: &Writer<'_>) -> Option<Block> {
    let plan = writer.material.plan;
    let heads = &writer.material.summary.distributions;
    let mut rows = Vec::new();
    for (head, entries) in heads.iter().filter(|(head, _)| head.starts_with("seat.")) {
        for (index, (option, chance)) in entries.iter().enumerate() {
            let seat = head
                .strip_prefix("seat.")
                .and_then(|name| plan.seats.by_name(name));
            let of = seat.map(|id| writer.naming.who_link(plan.seats.get(id).of));
            let option_name = if option == "none" {
                writer.say("no-seat")
            } else {
                writer.naming.spelled(option)
            };
            rows.push(Row {
                id: (index == 0).then(|| head.clone()),
                cells: vec![
                    of.into_iter().collect(),
                    vec![Inline::Text(option_name)],
                    vec![writer.likelihood(&format!("{head}.{option}"), *chance)],
                    seat.map(|id| vec![writer.line_at(plan.seats.get(id).span)])
                        .unwrap_or_default(),
                ],
            });
        }
    }
    (!rows.is_empty()).then(|| {
        Block::Table(Grid {
            caption: writer.say("seats-caption"),
            head: ["whose-seat", "seat-at", "likelihood", "stated-at"]
                .map(|id| writer.say(id))
                .to_vec(),
            rows,
        })
    })
}

fn office(writer: &Writer<'_>, id: Id<Office>) -> Section {
    let office = writer.material.plan.offices.get(id);
    let mut section = Section::new(
        format!("office.{}", office.name),
        writer.naming.office(id),
        Vec::new(),
    );
    section.blocks.push(ladder(writer, id));
    section.blocks.extend(failures(writer, id));
    section.blocks.extend(orders::told(writer, id));
    section.blocks.push(stated(writer, id));
    section.blocks.extend(lines(writer, id));
    section
}

/// The lines that make its failures so, failure by failure.
fn lines(writer: &Writer<'_>, id: Id<Office>) -> Vec<Block> {
    let told = FAILURES.iter().filter_map(|failure| {
        let entry = entry(writer, id, failure)?;
        let answer = writer.material.answers.get(&entry.proposition)?;
        let count = writer.count("lines-of-answer", answer.lines.len());
        let head = format!("{}: {count}", writer.say(failure));
        Some(Block::More(
            head,
            vec![Block::Points(writer.plan_lines(&answer.lines))],
        ))
    });
    told.collect()
}

fn ladder(writer: &Writer<'_>, id: Id<Office>) -> Block {
    let office = writer.material.plan.offices.get(id);
    let name = writer.naming.office(id);
    let title = writer
        .words
        .with("ladder-title", &[("what", Given::Text(&name))]);
    let mut rungs = Vec::new();
    let holder = office.holder.map(|who| {
        (
            who,
            interrex_standing::propositions::who_name(writer.material.plan, who),
        )
    });
    match &holder {
        Some((who, short)) => {
            let chance = exercised(writer, &office.name, short);
            rungs.push(rung(
                writer,
                "1",
                writer.naming.who(*who),
                writer.say("holds-it"),
                chance,
            ));
        }
        None => rungs.push(rung(
            writer,
            "1",
            writer.say("nobody"),
            writer.say("vacant-at-start"),
            None,
        )),
    }
    for (place, (candidate, grounds)) in successors(writer, id).into_iter().enumerate() {
        let chance = exercised(writer, &office.name, &candidate);
        let who = writer.naming.candidate(&candidate);
        rungs.push(rung(writer, &(place + 2).to_string(), who, grounds, chance));
    }
    for failure in FAILURES {
        if let Some(entry) = entry(writer, id, failure) {
            let chance = Some(entry.probability);
            let mut bad = rung(
                writer,
                "",
                writer.say(failure),
                case(writer, entry, failure),
                chance,
            );
            bad.is_bad = true;
            rungs.push(bad);
        }
    }
    let ladder = Ladder {
        id: format!("ladder.{}", office.name),
        title: title.clone(),
        about: writer.say("ladder-about"),
        head: ["who", "place-in-line", "on-ground", "likelihood"].map(|id| writer.say(id)),
        rungs,
    };
    Block::Picture(Shown {
        title,
        about: ladder.about.clone(),
        picture: ladder.draw(),
        is_scaled: true,
        cases: Vec::new(),
    })
}

fn rung(
    writer: &Writer<'_>,
    place: &str,
    who: String,
    ground: String,
    chance: Option<Chance>,
) -> Rung {
    Rung {
        place: place.to_owned(),
        who,
        href: None,
        ground,
        figure: chance.map_or_else(String::new, |chance| writer.words.chance(chance)),
        range: chance.map(|chance| [chance.low, chance.high]),
        is_bad: false,
    }
}

/// What a failure means, and the likeliest case of it.
fn case(writer: &Writer<'_>, entry: &Entry, failure: &str) -> String {
    let meaning = writer.say(&format!("{failure}-means"));
    let found = writer.material.likeliest.get(&entry.proposition);
    let Some(first) = found.and_then(|list| list.first()) else {
        return meaning;
    };
    let line = crate::naming::joined(&writer.naming, writer.words, &first.facts);
    let words: String = line.iter().map(Inline::words).collect();
    let given = [("case", Given::Text(&words))];
    let case = writer.words.with("likeliest-case", &given);
    format!("{meaning} {case}")
}

/// How likely it is that somebody ends up exercising an office.
fn exercised(writer: &Writer<'_>, office: &str, candidate: &str) -> Option<Chance> {
    let head = format!("office.{office}");
    let mut heads = writer.material.summary.distributions.iter();
    let (_, entries) = heads.find(|(known, _)| *known == head)?;
    let found = entries.iter().find(|(name, _)| name == candidate);
    found.map(|(_, chance)| *chance)
}

/// Everybody who can follow under the orders that count, each with the grounds.
fn successors(writer: &Writer<'_>, id: Id<Office>) -> Vec<(String, String)> {
    let office = writer.material.plan.offices.get(id);
    let mut list: Vec<(String, String)> = Vec::new();
    for (index, order) in office.orders.iter().enumerate() {
        if !order_counts(writer, id, index, order) {
            continue;
        }
        let grounds = grounds(writer, office, order);
        for candidate in &order.candidates {
            match list.iter_mut().find(|(known, _)| *known == candidate.name) {
                Some((_, told)) if !told.contains(&grounds) => {
                    told.push_str("; ");
                    told.push_str(&grounds);
                }
                Some(_) => {}
                None => list.push((candidate.name.clone(), grounds.clone())),
            }
        }
    }
    list
}

fn grounds(writer: &Writer<'_>, office: &Office, order: &Order) -> String {
    let order_name = writer.naming.spelled(&order.name);
    let names = ground_names(writer, office, order);
    writer.words.with(
        "grounds",
        &[
            ("grounds", Given::Text(&names)),
            ("order", Given::Text(&order_name)),
        ],
    )
}

/// The grounds on which an order moves the office on.
pub(crate) fn ground_names(writer: &Writer<'_>, office: &Office, order: &Order) -> String {
    let grounds = order.on.iter();
    let grounds = grounds.filter_map(|index| office.grounds.get(*index as usize));
    let mut names: Vec<String> = grounds
        .map(|ground| writer.naming.ground(&ground.name))
        .collect();
    if order.on_vacancy {
        names.push(writer.say("on-vacancy"));
    }
    names.join(", ")
}

/// Whether an order is in force on the date of the report.
pub(crate) fn order_counts(
    writer: &Writer<'_>,
    id: Id<Office>,
    index: usize,
    order: &Order,
) -> bool {
    let (Ok(office), Ok(order_index)) = (u32::try_from(id.index()), u32::try_from(index)) else {
        return false;
    };
    counts(
        writer,
        &order.terms,
        Element::Part("office", office, "order", order_index),
    )
}

/// Whether something counts on the date of the report, and the measure that it belongs to.
pub(crate) fn counts(writer: &Writer<'_>, terms: &Terms, element: Element) -> bool {
    let question = &writer.material.question;
    let own = terms.valid_on(question.as_of)
        && !question.without.contains(&element)
        && (question.with.contains(&element) || terms.status_on(question.as_of).counts());
    let measure = terms.by_measure.is_none_or(|id| {
        let index = u32::try_from(id.index()).unwrap_or(u32::MAX);
        let measure = &writer.material.plan.measures.get(id).terms;
        let element = Element::Of("measure", index);
        measure.valid_on(question.as_of)
            && (question.with.contains(&element) || measure.status_on(question.as_of).counts())
    });
    own && measure
}

/// The failures that something brings about, each with its likeliest combinations.
fn failures(writer: &Writer<'_>, id: Id<Office>) -> Option<Block> {
    let rows: Vec<Row> = FAILURES
        .iter()
        .filter_map(|failure| {
            let entry = entry(writer, id, failure)?;
            let sets = claims::likeliest(writer, &entry.proposition);
            let mut combinations = Vec::new();
            for set in sets {
                if !combinations.is_empty() {
                    combinations.push(Inline::text("; "));
                }
                combinations.extend(set);
            }
            Some(Row {
                id: None,
                cells: vec![
                    vec![Inline::Text(writer.say(failure))],
                    vec![writer.likelihood(&entry.proposition, entry.probability)],
                    vec![Inline::Text(claims::survives(writer, entry.survives))],
                    combinations,
                ],
            })
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let name = writer.naming.office(id);
    let head = ["failure", "likelihood", "losses", "likeliest-combinations"];
    Some(Block::Table(Grid {
        caption: writer
            .words
            .with("failures-caption", &[("what", Given::Text(&name))]),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }))
}

/// What the plan states of the office.
fn stated(writer: &Writer<'_>, id: Id<Office>) -> Block {
    let office = writer.material.plan.offices.get(id);
    let waiting = office
        .orders
        .iter()
        .enumerate()
        .filter(|(index, order)| !order_counts(writer, id, *index, order))
        .map(|(_, order)| Inline::Text(writer.naming.spelled(&order.name)));
    let basis: Line = optional(office.terms.basis.as_ref());
    writer.facts(vec![
        ("basis", basis),
        ("orders-not-in-force", listed(waiting.collect())),
        ("stated-at", writer.stated(office.span, Some(&office.terms))),
    ])
}
