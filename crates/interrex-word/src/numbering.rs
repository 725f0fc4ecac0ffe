//! Lists and the numbers of heads.

use crate::NAMESPACES;
use crate::xml::Xml;

/// The list of points.
pub(crate) const POINTS: usize = 2;
/// The list that the first list of steps is.
const STEPS_FIRST: usize = 3;

/// The identifier of a list of steps; each counts from one.
pub(crate) fn steps(number: usize) -> usize {
    STEPS_FIRST + number
}

/// Heads, points and so many lists of steps.
pub(crate) fn numbering(steps_count: usize) -> String {
    let mut xml = Xml::part();
    xml.open("w:numbering", NAMESPACES);
    definition(&mut xml, "1", &heads());
    definition(&mut xml, "2", &[point()]);
    definition(&mut xml, "3", &[step()]);
    for (list, kind) in [(1, "1"), (POINTS, "2")] {
        xml.open("w:num", &[("w:numId", &list.to_string())]);
        xml.val("w:abstractNumId", kind);
        xml.close();
    }
    for number in 0..steps_count {
        xml.open("w:num", &[("w:numId", &steps(number).to_string())]);
        xml.val("w:abstractNumId", "3");
        xml.open("w:lvlOverride", &[("w:ilvl", "0")]);
        xml.val("w:startOverride", "1");
        xml.close();
        xml.close();
    }
    xml.finish()
}

/// A level of a list.
struct Level {
    style: Option<&'static str>,
    format: &'static str,
    text: &'static str,
    left: &'static str,
    hanging: &'static str,
}

fn heads() -> [Level; 2] {
    let head = |style, text, hanging| Level {
        style: Some(style),
        format: "decimal",
        text,
        left: hanging,
        hanging,
    };
    [
        head("Heading1", "%1", "567"),
        head("Heading2", "%1.%2", "850"),
    ]
}

fn point() -> Level {
    Level {
        style: None,
        format: "bullet",
        text: "•",
        left: "340",
        hanging: "283",
    }
}

fn step() -> Level {
    Level {
        style: None,
        format: "decimal",
        text: "%1.",
        left: "397",
        hanging: "397",
    }
}

fn definition(xml: &mut Xml, id: &str, levels: &[Level]) {
    xml.open("w:abstractNum", &[("w:abstractNumId", id)]);
    let kind = if levels.len() > 1 {
        "multilevel"
    } else {
        "singleLevel"
    };
    xml.val("w:multiLevelType", kind);
    for (index, level) in levels.iter().enumerate() {
        xml.open("w:lvl", &[("w:ilvl", &index.to_string())]);
        xml.val("w:start", "1");
        xml.val("w:numFmt", level.format);
        if let Some(style) = level.style {
            xml.val("w:pStyle", style);
        }
        xml.val("w:lvlText", level.text);
        xml.val("w:lvlJc", "left");
        xml.open("w:pPr", &[]);
        xml.leaf(
            "w:ind",
            &[("w:left", level.left), ("w:hanging", level.hanging)],
        );
        xml.close();
        xml.close();
    }
    xml.close();
}
