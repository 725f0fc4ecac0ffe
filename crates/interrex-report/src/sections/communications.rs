//! Communications: who runs them, over which links messages pass, and the contact sheet, whose numbers are left to a pen.

use interrex_plan::model::{Contact, Id, Link, Named, Who};

use super::said::{blank, blank_rows};
use super::{Writer, listed, optional, sites};
use crate::document::{Block, Grid, Inline, Row, Section};
use crate::naming::link as anchor_link;

/// How many rows the contact sheet has.
const CONTACTS_MAX: usize = 400;
/// How many links are in the table.
const LINKS_MAX: usize = 400;

/// The section: how messages pass, and the contact sheet.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let header = &plan.header;
    let staff = header.communications_staff.iter();
    let staff = staff.map(|who| Inline::Text(writer.naming.actor(*who)));
    let mut section = Section::new("communications", writer.say("communications"), Vec::new());
    section.blocks.push(writer.facts_or_unsaid(vec![
        (
            "communications-staff",
            listed(staff.collect()),
            "[plan] communications-staff",
        ),
        (
            "crisis-communication",
            optional(header.crisis_communication.as_ref()),
            "[plan] crisis-communication",
        ),
    ]));
    section.blocks.push(messages(writer));
    section.parts.push(contacts(writer));
    section
}

/// The links over which messages pass.
fn messages(writer: &Writer<'_>) -> Block {
    let links = writer.material.plan.links.iter();
    let links: Vec<_> = links.filter(|(_, link)| link.messages).collect();
    if links.is_empty() {
        return Block::Paragraph(writer.unsaid("[link.ID] carries = [\"messages\"]"));
    }
    let head = ["link", "between", "needs", "threatened-by", "stated-at"];
    let shown = links.iter().take(LINKS_MAX);
    let rows = shown.map(|(id, link)| message_row(writer, *id, link));
    Block::Table(Grid {
        caption: writer.count("message-links-caption", links.len()),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows: rows.collect(),
    })
}

fn message_row(writer: &Writer<'_>, id: Id<Link>, link: &Named<Link>) -> Row {
    let ends = link.between.map(|end| writer.naming.locus_link(end));
    let anchor = format!("link.{}", link.name);
    Row {
        id: None,
        cells: vec![
            vec![anchor_link(&anchor, writer.naming.link(id))],
            listed(ends.to_vec()),
            writer.condition(link.needs.as_ref()),
            sites::threats(writer, interrex_plan::model::Thing::Link(id)),
            writer.stated(link.span, Some(&link.terms)),
        ],
    }
}

/// The contact sheet: every way that the plan states, then key posts of which it states none.
fn contacts(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let printed = writer.on(plan.header.contacts_printed);
    let mut blocks = vec![
        Block::Paragraph(vec![writer.text("contacts-lead")]),
        writer.facts_or_unsaid(vec![(
            "contacts-printed",
            printed,
            "[plan] contacts-printed",
        )]),
    ];
    let mut rows: Vec<Row> = plan
        .contacts
        .iter()
        .flat_map(|contact| contact_rows(writer, contact))
        .collect();
    rows.extend(unlisted(writer));
    let more = rows.len().saturating_sub(CONTACTS_MAX);
    rows.truncate(CONTACTS_MAX);
    if rows.is_empty() {
        rows = blank_rows(7);
    }
    let head = [
        "who",
        "way",
        "number-or-address",
        "public-network",
        "tested-on",
        "confirmed-on",
        "stated-at",
    ];
    blocks.push(Block::Table(Grid {
        caption: writer.say("contacts-caption"),
        head: head.map(|id| writer.say(id)).to_vec(),
        rows,
    }));
    if more > 0 {
        let more = writer.count("and-more", more);
        blocks.push(Block::Paragraph(vec![Inline::Text(more)]));
    }
    Section::new("contacts", writer.say("contacts"), blocks)
}

/// A row for each way; one without, where the plan states none.
fn contact_rows(writer: &Writer<'_>, contact: &Contact) -> Vec<Row> {
    let key = "[[contact]] confirmed-on";
    let confirmed = writer.or_unsaid(writer.on(contact.confirmed_on), key);
    let who = vec![writer.naming.who_link(contact.who)];
    let stated = vec![writer.line_at(contact.span)];
    let mut rows: Vec<Row> = Vec::new();
    for path in &contact.paths {
        let tested = writer.on(path.tested_on);
        rows.push(Row {
            id: None,
            cells: vec![
                who.clone(),
                vec![Inline::Text(writer.known("way", &path.by))],
                blank(),
                writer.yes_or_no(Some(path.public_network)),
                writer.or_unsaid(tested, "tested-on"),
                confirmed.clone(),
                stated.clone(),
            ],
        });
    }
    if rows.is_empty() {
        rows.push(Row {
            id: None,
            cells: vec![
                who,
                writer.unsaid("[[contact]] paths"),
                blank(),
                Vec::new(),
                Vec::new(),
                confirmed,
                stated,
            ],
        });
    }
    rows
}

/// Key posts of which the plan states no way to reach them.
fn unlisted(writer: &Writer<'_>) -> Vec<Row> {
    let plan = writer.material.plan;
    let is_listed = |office: Who, holder: Option<Who>| {
        let mut contacts = plan.contacts.iter();
        contacts.any(|one| one.who == office || Some(one.who) == holder)
    };
    let key_posts = plan.offices.iter().filter(|(id, office)| {
        office.is_key == Some(true) && !is_listed(Who::Office(*id), office.holder)
    });
    let rows = key_posts.map(|(id, _)| Row {
        id: None,
        cells: vec![
            vec![writer.naming.who_link(Who::Office(id))],
            writer.unsaid("[[contact]]"),
            blank(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
            Vec::new(),
        ],
    });
    rows.take(CONTACTS_MAX).collect()
}
