//! The element that a name means.

use std::fmt;

use interrex_diag::nearest;

use super::CANDIDATES_MAX;
use crate::model::{Arena, Element, Id, Office, Plan};
use crate::schema::Kind;

/// Kinds of parts that bear names.
const PARTS: [&str; 6] = ["ground", "order", "option", "copy", "delegation", "partner"];

/// Why no element is meant by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing bears the name; perhaps this name was meant.
    Unknown(Option<String>),
    /// Things of several kinds bear it; these are their full names.
    Ambiguous(Vec<String>),
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(None) => f.write_str("the plan declares nothing of this name"),
            Self::Unknown(Some(guess)) => {
                write!(
                    f,
                    "the plan declares nothing of this name; did you mean `{guess}`?"
                )
            }
            Self::Ambiguous(names) => {
                let names = crate::words::quoted(names.iter().map(String::as_str));
                write!(f, "the name can mean {names}")
            }
        }
    }
}

impl std::error::Error for NotFound {}

impl Plan {
    /// The element of a name: bare (`president`), with its kind (`office.president`), or of a part
    /// (`office.president.order.line`, `record.register.copy.main`). `plan` is the plan itself.
    /// Takes time in proportion to the number of elements.
    ///
    /// # Errors
    /// [`NotFound::Unknown`] when nothing bears the name, [`NotFound::Ambiguous`] when a bare name
    /// is borne by things of several kinds.
    pub fn find(&self, name: &str) -> Result<Element, NotFound> {
        let words: Vec<&str> = name.split('.').collect();
        let found = match *words.as_slice() {
            ["plan"] => Some(Element::Plan),
            [bare] => return self.find_bare(bare),
            [kind, id] => {
                Kind::of_word(kind).and_then(|kind| Some(kind.element(self.place_of(kind, id)?)))
            }
            [kind, id, ref path @ ..] => {
                Kind::of_word(kind).and_then(|kind| self.find_part(kind, id, path))
            }
            [] => None,
        };
        found.ok_or_else(|| self.unknown(name))
    }

    fn find_bare(&self, name: &str) -> Result<Element, NotFound> {
        let bears = |kind: &Kind| self.place_of(*kind, name).map(|place| kind.element(place));
        let found: Vec<Element> = Kind::ALL.iter().filter_map(bears).collect();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => Err(self.unknown(name)),
            several => {
                let names = several.iter().map(|element| self.element_name(*element));
                Err(NotFound::Ambiguous(names.collect()))
            }
        }
    }

    fn unknown(&self, name: &str) -> NotFound {
        if let Some(guess) = self.similar_part(name) {
            return NotFound::Unknown(Some(guess));
        }
        let bare = name.rsplit('.').next().unwrap_or(name);
        let mut names: Vec<&str> = Vec::new();
        for kind in Kind::ALL {
            names.extend((0..).map_while(|index| self.named(kind.word(), index)));
        }
        NotFound::Unknown(nearest(bare, names).map(str::to_owned))
    }

    /// The full name of the part that was perhaps meant, where the name is one of a part.
    fn similar_part(&self, name: &str) -> Option<String> {
        let words: Vec<&str> = name.splitn(4, '.').collect();
        let [kind, id, of, part] = *words.as_slice() else {
            return None;
        };
        let kind = Kind::of_word(kind)?;
        let whole = self.place_of(kind, id)?;
        let of = PARTS.into_iter().find(|known| *known == of)?;
        let names: Vec<String> = (0..)
            .map_while(|place| self.known_part(kind, whole, of, place))
            .collect();
        let guess = nearest(part, names.iter().map(String::as_str))?;
        Some(format!(
            "{}.{of}.{guess}",
            self.element_name(kind.element(whole))
        ))
    }

    fn find_part(&self, kind: Kind, id: &str, path: &[&str]) -> Option<Element> {
        let whole = self.place_of(kind, id)?;
        let (of, place) = match (kind, path) {
            (Kind::Office, ["order", order, candidate @ ..]) if !candidate.is_empty() => {
                let office = self.offices.get(Id::new(whole as usize));
                (
                    "candidate",
                    place_of_candidate(office, order, &candidate.join("."))?,
                )
            }
            (Kind::Power, ["devolution"]) => ("devolution", 0),
            (_, [of, name @ ..]) => {
                let of = PARTS.into_iter().find(|part| part == of)?;
                let name = name.join(".");
                let mut places = 0..u32::MAX;
                let place = places.find_map(|place| {
                    // Past the last part there is no place, and the search ends.
                    let Some(full) = self.known_part(kind, whole, of, place) else {
                        return Some(None);
                    };
                    (full == name).then_some(Some(place))
                });
                (of, place??)
            }
            _ => return None,
        };
        let part = Element::Part(kind.word(), whole, of, place);
        self.element_span(part).map(|_| part)
    }

    /// The bare name of a part, while there is one at this place.
    fn known_part(&self, kind: Kind, whole: u32, of: &'static str, place: u32) -> Option<String> {
        let part = Element::Part(kind.word(), whole, of, place);
        self.element_span(part)?;
        let prefix = format!("{}.{of}.", self.element_name(kind.element(whole)));
        self.element_name(part)
            .strip_prefix(&prefix)
            .map(str::to_owned)
    }

    fn place_of(&self, kind: Kind, name: &str) -> Option<u32> {
        fn at<T>(arena: &Arena<T>, name: &str) -> Option<u32> {
            arena
                .by_name(name)
                .and_then(|id| u32::try_from(id.index()).ok())
        }
        match kind {
            Kind::Source => at(&self.sources, name),
            Kind::Place => at(&self.places, name),
            Kind::Site => at(&self.sites, name),
            Kind::Link => at(&self.links, name),
            Kind::Person => at(&self.people, name),
            Kind::Threat => at(&self.threats, name),
            Kind::Body => at(&self.bodies, name),
            Kind::Office => at(&self.offices, name),
            Kind::Lease => at(&self.leases, name),
            Kind::Power => at(&self.powers, name),
            Kind::Seat => at(&self.seats, name),
            Kind::Record => at(&self.records, name),
            Kind::Partner => at(&self.partners, name),
            Kind::Coalition => at(&self.coalitions, name),
            Kind::Pledge => at(&self.pledges, name),
            Kind::Measure => at(&self.measures, name),
            Kind::Decision => at(&self.decisions, name),
            Kind::Function => at(&self.functions, name),
            Kind::Agreement => at(&self.agreements, name),
            Kind::Devolution => at(&self.devolutions, name),
            Kind::Exercise => at(&self.exercises, name),
            Kind::Sealed => at(&self.sealed, name),
        }
    }
}

fn place_of_candidate(office: &Office, order: &str, name: &str) -> Option<u32> {
    let order_place = office.orders.iter().position(|known| known.name == order)?;
    let order = office.orders.get(order_place)?;
    let place = order
        .candidates
        .iter()
        .position(|known| known.name == name)?;
    let order_place = u32::try_from(order_place).ok()?;
    order_place
        .checked_mul(CANDIDATES_MAX)?
        .checked_add(u32::try_from(place).ok()?)
}

#[cfg(test)]
mod tests {
    use crate::model::Element;
    use crate::schema::Kind;

    const TEXT: &str = r#"
[plan]
title = "Names"
horizon = "30 d"
[place.lviv]
[site.lviv]
in = "place.lviv"
[person.chair]
[office.president]
[office.president.ground.dead]
[office.president.order.line]
candidates = ["chair"]
[office.president.order.other]
candidates = [{ chosen-by = "chair", name = "chosen" }, "chair"]
[seat.presidency]
of = "president"
[[seat.presidency.option]]
at = "place.lviv"
[record.register]
[[record.register.copy]]
at = "site.lviv"
name = "main"
[power.command]
held-by = "president"
[power.command.delegation.west]
to = "chair"
[power.command.devolution]
to = {}
[partner.poland]
[pledge.host]
by = "poland"
[source.post]
[link.road]
between = ["place.lviv", "site.lviv"]
[threat.flood]
[body.rada]
members = ["chair"]
[lease.exercise]
office = "president"
keepers = ["chair"]
needs = 1
[coalition.bloc]
members = ["poland"]
[measure.move]
[decision.go]
[function.pay]
[agreement.host]
[devolution.west]
[exercise.winter]
kind = "drill"
on = 2022-01-25
[sealed.routes]
digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
[[recognition]]
by = "poland"
office = "president"
holder = "chair"
[[contact]]
who = "chair"
[[review]]
of = "plan"
kind = "plan"
on = 2022-01-25
[[training]]
what = "relocation"
on = 2022-01-25
[[waiver]]
rule = "single-seat"
reason = "none"
until = 2022-01-25
[reconstitution]
"#;

    /// The parts that elements have, with the kind that has them.
    const PARTS: [(&str, &str); 8] = [
        ("office", "ground"),
        ("office", "order"),
        ("office", "candidate"),
        ("seat", "option"),
        ("record", "copy"),
        ("power", "delegation"),
        ("power", "devolution"),
        ("pledge", "partner"),
    ];

    #[test]
    fn the_first_of_every_kind_is_declared_somewhere() {
        let plan = crate::read(&[("plan.toml", TEXT)]).plan;
        for kind in Kind::ALL {
            let element = Element::Of(kind.word(), 0);
            assert!(plan.element_span(element).is_some(), "{element:?}");
            let name = plan.element_name(element);
            assert_eq!(plan.find(&name), Ok(element), "{name}");
        }
        for kind in [
            "recognition",
            "contact",
            "review",
            "training",
            "waiver",
            "reconstitution",
        ] {
            let element = Element::Of(kind, 0);
            let span = plan.element_span(element).expect(kind);
            let line = TEXT
                .get(span.start as usize..)
                .expect("a place in the text");
            assert!(line.trim_start_matches('[').starts_with(kind), "{kind}");
        }
        for (kind, of) in PARTS {
            assert!(plan.element_span(Element::Part(kind, 0, of, 0)).is_some());
        }
    }

    /// An answer about an earlier text of the plan may name what this one does not have.
    #[test]
    fn an_element_of_another_plan_has_a_number_and_no_place() {
        let plan = crate::read(&[("plan.toml", TEXT)]).plan;
        for kind in Kind::ALL {
            for index in [9, u32::MAX] {
                let element = Element::Of(kind.word(), index);
                let name = format!("{}.{}", kind.word(), u64::from(index) + 1);
                assert_eq!(plan.element_name(element), name);
                assert_eq!(plan.element_span(element), None, "{element:?}");
            }
        }
        for (kind, of) in PARTS {
            // The first index past the end, one further on, and a part past the end.
            let known = |index: &u32| plan.element_span(Element::Of(kind, *index)).is_some();
            let count = (0..9).find(|index| !known(index)).expect("a small plan");
            for (index, place) in [(count, 0), (count + 8, 3), (u32::MAX, u32::MAX), (0, 9)] {
                let element = Element::Part(kind, index, of, place);
                if of != "devolution" {
                    let end = format!(".{of}.{}", u64::from(place) + 1);
                    assert!(plan.element_name(element).ends_with(&end), "{element:?}");
                }
                if (of, index) != ("devolution", 0) {
                    assert_eq!(plan.element_span(element), None, "{element:?}");
                }
            }
        }
    }

    #[test]
    fn every_name_finds_its_element_and_back() {
        let plan = crate::read(&[("plan.toml", TEXT)]).plan;
        for name in [
            "plan",
            "place.lviv",
            "site.lviv",
            "office.president",
            "office.president.ground.dead",
            "office.president.order.other",
            "office.president.order.other.chosen",
            "office.president.order.other.chair",
            "seat.presidency.option.lviv",
            "record.register.copy.main",
            "power.command.delegation.west",
            "power.command.devolution",
            "pledge.host.partner.poland",
        ] {
            let element = plan.find(name).expect(name);
            assert_eq!(plan.element_name(element), name);
            assert!(plan.element_span(element).is_some(), "{name}");
        }
        assert_eq!(plan.find("president"), plan.find("office.president"));
    }

    #[test]
    fn what_cannot_be_found_says_why() {
        let plan = crate::read(&[("plan.toml", TEXT)]).plan;
        let cases = [
            ("lviv", "the name can mean `place.lviv` or `site.lviv`"),
            (
                "presidnet",
                "the plan declares nothing of this name; did you mean `president`?",
            ),
            (
                "office.lviv",
                "the plan declares nothing of this name; did you mean `lviv`?",
            ),
            (
                "office.president.ground.alive",
                "the plan declares nothing of this name",
            ),
            (
                "office.president.order.line.x",
                "the plan declares nothing of this name; did you mean `office.president.order.line`?",
            ),
            (
                "office.president.order.lne",
                "the plan declares nothing of this name; did you mean `office.president.order.line`?",
            ),
            ("", "the plan declares nothing of this name"),
            ("a.b.c.d.e.f", "the plan declares nothing of this name"),
        ];
        for (name, expect) in cases {
            let error = plan.find(name).expect_err(name);
            assert_eq!(error.to_string(), expect, "{name}");
        }
    }
}
