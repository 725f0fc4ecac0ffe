//! One office with its grounds and its order.
//!
//! Responsible for the shape that all offices share: a holder who may resign, grounds that somebody
//! in office certifies, and one order of three candidates. Which offices there are is left to the
//! files on the state and on its departments.

use super::{Writer, list};

/// What is needed to write an office.
pub(super) struct Office<'a> {
    /// Its identifier.
    pub(super) id: &'a str,
    /// The site where its holder is based.
    pub(super) base: &'a str,
    /// Who certifies each ground: its event and the certifiers.
    pub(super) grounds: &'a [(&'a str, &'a str)],
    /// Who may succeed, in this order: offices first.
    pub(super) candidates: Candidates<'a>,
    /// Who swears a successor in, if anybody must.
    pub(super) sworn_by: Option<&'a str>,
}

/// Three candidates: the named offices, then as many people as are missing.
pub(super) struct Candidates<'a> {
    pub(super) offices: &'a [&'a str],
    /// The site where the people who fill up the list are based.
    pub(super) people_at: &'a str,
}

/// Every office has as many candidates.
const CANDIDATES: usize = 3;

/// Writes an office with a new holder and new people behind the candidate offices.
pub(super) fn write(writer: &mut Writer, office: &Office<'_>) {
    writer.table(&format!("office.{}", office.id));
    let holder = writer.people.add(office.base);
    writer.word("holder", &holder);
    writer.likelihood("resigns", 50, 500);
    for (event, certified_by) in office.grounds {
        writer.table(&format!(
            "office.{}.ground.{}",
            office.id,
            event.replace(' ', "-")
        ));
        writer.word("event", event);
        writer.word("certified-by", certified_by);
    }
    writer.table(&format!("office.{}.order.line", office.id));
    let candidates = candidates(writer, &office.candidates);
    writer.key("candidates", &list(&candidates));
    writer.word("gives", "exercise");
    if let Some(actors) = office.sworn_by {
        let step = format!("[{{ do = \"sworn\", by = \"{actors}\", lead-time = \"2 h\" }}]");
        writer.key("steps", &step);
    }
    writer.offices += 1;
}

fn candidates(writer: &mut Writer, wanted: &Candidates<'_>) -> Vec<String> {
    let mut names: Vec<String> = wanted
        .offices
        .iter()
        .map(|office| (*office).to_owned())
        .collect();
    writer.candidate_offices += u32::try_from(names.len()).expect("at most three");
    while names.len() < CANDIDATES {
        names.push(writer.people.add(wanted.people_at));
    }
    writer.candidates += u32::try_from(names.len()).expect("at most three");
    names
}
