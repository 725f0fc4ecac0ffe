//! The organs of the state: parliament, court, head of state, cabinet, governors, ministries.
//!
//! Responsible for the constitution, which is the same at every scale. The president's successor
//! may be the prime minister, and the president certifies and swears in prime ministers: the one
//! circle of the plan.

use super::country::{CAPITAL, REGIONS, WEST, alternate_site, main_site, region};
use super::offices::{self, Candidates, Office};
use super::{MINISTRIES, Writer, list, quoted};

/// Writes every organ.
pub(super) fn write(writer: &mut Writer) {
    parliament(writer);
    court(writer);
    top_offices(writer);
    seats(writer);
    for number in 1..=REGIONS {
        governor(writer, number);
    }
    for number in 1..=MINISTRIES {
        ministry(writer, number);
    }
    cabinet(writer);
    powers(writer);
    partners(writer);
}

/// Four hundred and fifty members, sixteen or seventeen for each region.
fn parliament(writer: &mut Writer) {
    writer.table("body.parliament");
    let mut classes = Vec::new();
    for number in 1..=REGIONS {
        let count = if number <= 18 { 17 } else { 16 };
        let unfit = writer.draw.likelihood(500, 3_000);
        classes.push(format!(
            "{{ count = {count}, at = \"{}\", unfit = {unfit}, name = \"members-{number:02}\" }}",
            region(number)
        ));
    }
    writer.key(
        "members",
        &format!("[\n    {},\n]", classes.join(",\n    ")),
    );
    writer.key("seats", "450");
    writer.key("quorum", "226");
    writer.word("meets", "in contact");
    writer.key("decisions", "{ ordinary = 226, incapacity = 300 }");
}

/// Nine judges in five regions.
fn court(writer: &mut Writer) {
    writer.table("body.court");
    let judges: Vec<String> = [CAPITAL, CAPITAL, CAPITAL, 3, 3, 12, 12, 20, 25]
        .map(|number| writer.people.add(&main_site(number)))
        .into();
    writer.key("members", &list(&judges));
    writer.word("quorum", "majority");
    writer.word("meets", "in contact");
}

/// Grounds that the representatives certify.
const BY_PARLIAMENT: &[(&str, &str)] = &[
    ("dead", "parliament"),
    ("incapacitated", "parliament (incapacity) and court"),
    ("captive", "parliament (incapacity)"),
    ("resigned", "parliament"),
];

/// Grounds that the head of state certifies.
const BY_PRESIDENT: &[(&str, &str)] = &[
    ("dead", "president"),
    ("incapacitated", "president and court"),
    ("captive", "president"),
    ("resigned", "president"),
];

/// An organ of one person: identifier, seat, grounds, successors, who swears them in.
struct Organ {
    id: &'static str,
    region: u32,
    grounds: &'static [(&'static str, &'static str)],
    successors: &'static [&'static str],
    sworn_by: Option<&'static str>,
}

const ORGANS: &[Organ] = &[
    Organ {
        id: "president",
        region: CAPITAL,
        grounds: BY_PARLIAMENT,
        successors: &["speaker", "prime-minister"],
        sworn_by: Some("court"),
    },
    Organ {
        id: "prime-minister",
        region: CAPITAL,
        grounds: BY_PRESIDENT,
        successors: &["minister-01", "minister-02"],
        sworn_by: Some("president"),
    },
    Organ {
        id: "speaker",
        region: CAPITAL,
        grounds: BY_PARLIAMENT,
        successors: &["first-deputy-speaker", "deputy-speaker"],
        sworn_by: None,
    },
    Organ {
        id: "first-deputy-speaker",
        region: CAPITAL,
        grounds: BY_PARLIAMENT,
        successors: &["deputy-speaker"],
        sworn_by: None,
    },
    Organ {
        id: "deputy-speaker",
        region: WEST,
        grounds: BY_PARLIAMENT,
        successors: &[],
        sworn_by: None,
    },
];

fn top_offices(writer: &mut Writer) {
    for organ in ORGANS {
        let office = Office {
            id: organ.id,
            base: &main_site(organ.region),
            grounds: organ.grounds,
            candidates: Candidates {
                offices: organ.successors,
                people_at: &alternate_site(WEST),
            },
            sworn_by: organ.sworn_by,
        };
        offices::write(writer, &office);
    }
}

/// President and cabinet may sit in the capital, in the west, or with a host.
fn seats(writer: &mut Writer) {
    for of in ["president", "cabinet"] {
        writer.table(&format!("seat.{of}"));
        writer.word("of", of);
        for (at, name) in [
            (main_site(CAPITAL), "capital"),
            (alternate_site(WEST), "west"),
            ("host-building".to_owned(), "host"),
        ] {
            writer.row(&format!("seat.{of}.option"));
            writer.word("at", &at);
            writer.word("name", name);
            if name == "host" {
                writer.word("needs", "met (hosting)");
            }
        }
    }
}

fn governor(writer: &mut Writer, number: u32) {
    let (id, deputy) = (
        format!("governor-{number:02}"),
        format!("deputy-governor-{number:02}"),
    );
    let neighbor = number % REGIONS + 1;
    let grounds: &[(&str, &str)] = &[
        ("dead", "prime-minister"),
        ("incapacitated", "prime-minister"),
        ("resigned", "president"),
    ];
    for (id, base, offices) in [
        (&id, main_site(number), &[deputy.as_str()][..]),
        (&deputy, alternate_site(number), &[]),
    ] {
        let office = Office {
            id,
            base: &base,
            grounds,
            candidates: Candidates {
                offices,
                people_at: &main_site(neighbor),
            },
            sworn_by: None,
        };
        offices::write(writer, &office);
    }
}

/// A minister in the capital, a first deputy there, and a deputy in another region.
fn ministry(writer: &mut Writer, number: u32) {
    let elsewhere = writer.draw.number(1..CAPITAL);
    let ids = ["minister", "first-deputy-minister", "deputy-minister"]
        .map(|title| format!("{title}-{number:02}"));
    let [minister, first, deputy] = ids.each_ref().map(String::as_str);
    let grounds: &[(&str, &str)] = &[
        ("dead", "prime-minister or president"),
        ("incapacitated", "prime-minister"),
        ("captive", "prime-minister"),
        ("resigned", "prime-minister and parliament"),
    ];
    for (id, place, offices) in [
        (minister, CAPITAL, &[first, deputy][..]),
        (first, CAPITAL, &[deputy]),
        (deputy, elsewhere, &[]),
    ] {
        let office = Office {
            id,
            base: &main_site(place),
            grounds,
            candidates: Candidates {
                offices,
                people_at: &alternate_site(elsewhere),
            },
            sworn_by: None,
        };
        offices::write(writer, &office);
    }
}

fn cabinet(writer: &mut Writer) {
    writer.table("body.cabinet");
    let mut members = vec!["prime-minister".to_owned()];
    members.extend((1..=MINISTRIES).map(|number| format!("minister-{number:02}")));
    writer.key("members", &list(&members));
    writer.word("quorum", "majority");
    writer.word("meets", "in contact");
}

/// Command reaches every region and passes to the governors of those that are cut off; each
/// ministry's power reaches the three regions where it has most to do.
fn powers(writer: &mut Writer) {
    writer.table("power.command");
    writer.word("held-by", "president");
    let regions: Vec<String> = (1..=REGIONS).map(region).collect();
    writer.key("reach", &list(&regions));
    writer.table("power.command.delegation.deputy");
    writer.word("to", "prime-minister");
    writer.table("power.command.devolution");
    let to: Vec<String> = (1..=REGIONS)
        .map(|number| {
            format!(
                "{} = {}",
                region(number),
                quoted(&format!("governor-{number:02}"))
            )
        })
        .collect();
    writer.key("to", &format!("{{ {} }}", to.join(", ")));
    for number in 1..=MINISTRIES {
        writer.table(&format!("power.ministry-{number:02}"));
        writer.word("held-by", &format!("minister-{number:02}"));
        let first = writer.draw.number(1..REGIONS - 1);
        let reach: Vec<String> = (first..first + 3).map(region).collect();
        writer.key("reach", &list(&reach));
    }
}

/// Seven partners, of whom four must keep their word for a host to be found.
fn partners(writer: &mut Writer) {
    let names: Vec<String> = (1..=7).map(|number| format!("partner-{number}")).collect();
    for name in &names {
        writer.table(&format!("partner.{name}"));
    }
    writer.table("coalition.hosts");
    writer.key("members", &list(&names));
    writer.key("enough", "4");
    writer.table("pledge.hosting");
    writer.word("by", "hosts");
    writer.word("kind", "host");
    writer.likelihood("withdraws", 2_000, 20_000);
}
