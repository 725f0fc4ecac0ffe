//! Sealed parts: what only some may read, whether this report was made with it, and what the plan says of it.

use interrex_plan::model::{Named, Sealed};

use super::{Writer, listed, optional};
use crate::document::{Block, Inline, Line, Section, Tone};
use crate::material::SealedPart;

/// The section: a part for each part that the plan cites, and for each sealed file that lies with it.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let plan = writer.material.plan;
    let mut told: Vec<Section> = plan
        .sealed
        .iter()
        .map(|(_, one)| cited(writer, one))
        .collect();
    let parts = writer.material.sealed.iter();
    let is_cited = |part: &&SealedPart| {
        let mut all = plan.sealed.iter();
        all.any(|(_, one)| one.digest == part.digest)
    };
    told.extend(
        parts
            .filter(|part| !is_cited(part))
            .map(|part| uncited(writer, part)),
    );
    if told.is_empty() {
        return Section::default();
    }
    let lead = Block::Paragraph(vec![writer.text("sealed-lead")]);
    let mut section = Section::new("sealed", writer.say("sealed"), vec![lead]);
    section.parts = told;
    section
}

fn cited(writer: &Writer<'_>, one: &Named<Sealed>) -> Section {
    let mut parts = writer.material.sealed.iter();
    let file = parts.find(|part| part.digest == one.digest);
    let readers = one.readers.iter().map(Inline::text);
    let path = file.map(|part| vec![Inline::Code(file_name(part))]);
    let key = |key: &str| format!("[sealed.{}] {key}", one.name);
    let facts = writer.facts_or_unsaid(vec![
        ("covers", optional(one.covers.as_ref()), &key("covers")),
        ("readers", listed(readers.collect()), &key("readers")),
        ("state", state(writer, file), ""),
        (
            "sealed-file",
            path.unwrap_or_else(|| vec![Inline::text("–")]),
            "",
        ),
        ("sealed-digest", vec![Inline::Code(one.digest.clone())], ""),
        ("stated-at", writer.stated(one.span, Some(&one.terms)), ""),
    ]);
    Section::new(
        format!("sealed.{}", one.name),
        writer.naming.spelled(&one.name),
        vec![facts],
    )
}

fn uncited(writer: &Writer<'_>, part: &SealedPart) -> Section {
    let facts = writer.facts_or_unsaid(vec![
        ("covers", Vec::new(), "[sealed.ID] covers"),
        ("readers", Vec::new(), "[sealed.ID] readers"),
        ("state", state(writer, Some(part)), ""),
        ("sealed-digest", vec![Inline::Code(part.digest.clone())], ""),
    ]);
    let digits = part.digest.trim_start_matches("sha256:");
    Section::new(
        format!("sealed-file.{digits}"),
        file_name(part),
        vec![facts],
    )
}

/// The name of a file, without the folders of whoever made the report.
fn file_name(part: &SealedPart) -> String {
    let path = part.path.as_str();
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

/// Whether the report was made with it.
fn state(writer: &Writer<'_>, file: Option<&SealedPart>) -> Line {
    let (tone, id) = match file {
        None => (Tone::Plain, "sealed-elsewhere"),
        Some(part) if part.is_open => (Tone::Bad, "sealed-opened"),
        Some(_) => (Tone::Plain, "sealed-left-out"),
    };
    vec![Inline::Tag(tone, writer.say(id))]
}

/// What the first page says of sealed files: how many were left out, and how many were opened.
pub(crate) fn notice(writer: &Writer<'_>) -> Option<Line> {
    let parts = &writer.material.sealed;
    let open = parts.iter().filter(|part| part.is_open).count();
    let closed = parts.len() - open;
    let mut line = Vec::new();
    let told = [
        ("notice-left-out", closed, Tone::Bad),
        ("notice-opened", open, Tone::Bad),
    ];
    for (id, count, tone) in told.into_iter().filter(|(_, count, _)| *count > 0) {
        if !line.is_empty() {
            line.push(Inline::text(" "));
        }
        line.push(Inline::Tag(tone, writer.count(id, count)));
    }
    if line.is_empty() {
        return None;
    }
    line.push(Inline::text(" "));
    line.push(crate::naming::link("sealed", writer.say("sealed-which")));
    Some(line)
}
