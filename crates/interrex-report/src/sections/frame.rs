//! How the plan was read: the date, the time that likelihoods are over, the text's digest.

use super::{Writer, changes, sealed};
use crate::document::{Inline, Line};

/// Heads and what belongs to each.
pub(crate) fn frame(writer: &Writer<'_>) -> Vec<(String, Line)> {
    let (material, words) = (writer.material, writer.words);
    let header = &material.plan.header;
    let mut list = vec![(
        "frame-as-of",
        vec![Inline::Text(words.date(material.as_of))],
    )];
    if let Some(horizon) = header.horizon {
        list.push(("frame-horizon", vec![Inline::Text(words.period(horizon))]));
    }
    if let Some(signed) = header.signed_by {
        let mut line = vec![Inline::Text(writer.naming.actor(signed))];
        if let Some(on) = header.signed_on {
            line.push(Inline::Text(format!(", {}", words.date(on))));
        }
        list.push(("frame-signed", line));
    } else {
        list.push(("frame-signed", vec![writer.text("not-signed")]));
    }
    if let Some(changed) = header.changed_on {
        list.push(("frame-changed", vec![Inline::Text(words.date(changed))]));
    }
    let supposed = supposed(writer);
    if !supposed.is_empty() {
        list.push(("frame-supposed", supposed));
    }
    list.extend(changes::against(writer).map(|line| ("frame-since", line)));
    list.extend(sealed::notice(writer).map(|line| ("frame-sealed", line)));
    list.push(("frame-digest", vec![Inline::Code(material.digest.clone())]));
    if let Some(note) = &header.note {
        list.push(("frame-note", vec![Inline::text(note)]));
    }
    list.into_iter()
        .map(|(id, line)| (writer.say(id), line))
        .collect()
}

/// What the question supposed besides the plan.
fn supposed(writer: &Writer<'_>) -> Line {
    let Some(answer) = writer.material.answers.values().next() else {
        return Vec::new();
    };
    let mut line = Vec::new();
    for (word, names) in [
        ("with", &answer.supposed.with),
        ("without", &answer.supposed.without),
    ] {
        for name in names {
            if !line.is_empty() {
                line.push(Inline::text("; "));
            }
            line.push(Inline::Text(format!("{} ", writer.say(word))));
            line.push(writer.naming.element_link(name));
        }
    }
    line
}
