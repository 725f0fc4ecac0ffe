//! `[body.ID]`: members, thresholds, kinds of decision.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::declare::Declared;
use super::fields::{Fields, Refusal, repeated};
use crate::model::{Body, DecisionKind, FactKind, Id, Meeting, Member, Threshold};
use crate::resolve::Found;
use crate::schema::{BODY, CLASS, DECISION_KIND, Form, Kind};
use crate::syntax::{Entry, Table, Value, ValueKind};

/// The kind of decision that every body has.
const ORDINARY: &str = "ordinary";
const THRESHOLD: Form =
    Form::Other("a whole number, `\"majority\"`, `\"all\"` or a share such as `\"2/3\"`");

impl<'d> Reader<'d> {
    /// Declares the kinds of decision of a body, since anything can name them.
    pub(super) fn declare_decisions(&mut self, id: Id<Body>, table: &'d Table<'d>) {
        let span = self.plan.bodies.get(id).span;
        let kind = |name: &str, span| DecisionKind {
            name: name.to_owned(),
            threshold: None,
            disputed: None,
            span,
        };
        let mut kinds = vec![kind(ORDINARY, span)];
        let entry = table.get("decisions");
        for entry in entry
            .and_then(|entry| entry.value.as_table())
            .map_or(&[][..], |t| &t.entries)
        {
            if entry.key != ORDINARY {
                kinds.push(kind(&entry.key, entry.key_span));
            }
        }
        self.plan.bodies.get_mut(id).value.decisions = kinds;
    }

    pub(super) fn body(&mut self, id: Id<Body>, declared: &Declared<'d>) {
        let before = self.fault_count();
        let fields = self.open(declared, &BODY);
        let body = Body {
            title: fields.text(self, "title"),
            members: self.members(&fields, id, declared),
            acting: fields.flag(self, "acting").unwrap_or(false),
            seats: fields.count(self, "seats"),
            quorum: self.threshold(&fields, "quorum"),
            decisions: self.decisions(&fields, id),
            meets: match fields.word(self, "meets") {
                Some("in person") => Meeting::InPerson,
                _ => Meeting::InContact,
            },
            meets_at: fields
                .names(self, "meets-at")
                .into_iter()
                .filter_map(|(at, _)| at.locus())
                .collect(),
            stand_in: fields.name(self, "stand-in").map(Found::id),
            terms: self.terms(&fields),
        };
        if self.fault_count() == before {
            self.check_body(id, &body, &fields, declared.span);
        }
        self.plan.bodies.get_mut(id).value = body;
    }

    fn members(
        &mut self,
        fields: &Fields<'d>,
        id: Id<Body>,
        declared: &Declared<'d>,
    ) -> Vec<Member> {
        let mut members = Vec::new();
        let mut names: Vec<&'d Value<'d>> = Vec::new();
        for (index, item) in fields.items(self, "members").into_iter().enumerate() {
            match &item.kind {
                ValueKind::Table(table) => {
                    members.extend(self.class(table, item.span, id, declared, index));
                }
                _ => names.push(item),
            }
        }
        for (found, span) in self.names_of("members", &names, &[Kind::Person, Kind::Office]) {
            members.push(match found.kind {
                Kind::Person => Member::Person(found.id(), span),
                _ => Member::Office(found.id(), span),
            });
        }
        members.sort_by_key(|member| match member {
            Member::Person(_, span) | Member::Office(_, span) | Member::Class { span, .. } => *span,
        });
        members
    }

    fn class(
        &mut self,
        table: &'d Table<'d>,
        span: Span,
        id: Id<Body>,
        declared: &Declared<'d>,
        index: usize,
    ) -> Option<Member> {
        let fields = Fields::open(self, table, &CLASS, span);
        let count = fields.count(self, "count");
        let at = fields.name(self, "at");
        let stated = fields.text(self, "name");
        let name = stated
            .or_else(|| at.map(|at| self.names.name(at).to_owned()))
            .unwrap_or_default();
        let fact = format!("unfit({}/{name})", self.names.name(declared.found));
        let unfit = match fields.entry("unfit") {
            None => None,
            Some(entry) => {
                let kind = FactKind::Unfit(id, u32::try_from(index).unwrap_or(u32::MAX));
                let assessed = self.assessed(&entry.value);
                Some(self.declare_fact(kind, fact, entry.span(), count.unwrap_or(1), assessed))
            }
        };
        Some(Member::Class {
            count: count?,
            at: at?.locus()?,
            unfit,
            name,
            span,
        })
    }

    fn decisions(&mut self, fields: &Fields<'d>, id: Id<Body>) -> Vec<DecisionKind> {
        let mut kinds = self.plan.bodies.get(id).decisions.clone();
        for entry in fields.entries(self, "decisions") {
            self.check_name(&entry.key, entry.key_span, "a kind of decision");
            let (threshold, disputed) = self.decision_rule(entry);
            if let Some(kind) = kinds.iter_mut().find(|kind| kind.name == entry.key) {
                kind.threshold = threshold;
                kind.disputed = disputed;
                kind.span = entry.key_span;
            }
        }
        kinds
    }

    fn decision_rule(&mut self, entry: &'d Entry<'d>) -> (Option<Threshold>, Option<Threshold>) {
        match entry.value.as_table() {
            None => (
                self.accept(&entry.key, &entry.value, THRESHOLD, |_, v| threshold(v)),
                None,
            ),
            Some(table) => {
                let fields = Fields::open(self, table, &DECISION_KIND, entry.key_span);
                (
                    self.threshold(&fields, "threshold"),
                    self.threshold(&fields, "disputed"),
                )
            }
        }
    }

    fn threshold(&mut self, fields: &Fields<'d>, key: &'static str) -> Option<Threshold> {
        let entry = fields.entry(key)?;
        self.accept(key, &entry.value, THRESHOLD, |_, value| threshold(value))
    }

    fn check_body(&mut self, id: Id<Body>, body: &Body, fields: &Fields<'d>, span: Span) {
        let place = |key: &str| fields.entry(key).map_or(span, |entry| entry.value.span);
        let (members, seats) = (body.member_count(), body.seat_count());
        if seats < members {
            self.report(too_few_seats(members, seats, place("seats")));
        } else if members == 0 {
            self.report(no_members(span));
        } else if let Some(quorum) = body
            .quorum
            .map(|quorum| quorum.of(seats))
            .filter(|q| *q > seats)
        {
            self.report(too_large(
                "quorum-too-large",
                "quorum",
                quorum,
                seats,
                place("quorum"),
            ));
        } else {
            self.check_decisions(body, seats);
        }
        self.check_classes(body);
        if body.stand_in == Some(id) {
            self.report(stands_in_for_itself(place("stand-in")));
        }
        if !body.meets_at.is_empty() && body.meets == Meeting::InContact {
            self.report(idle_meeting_place(place("meets-at")));
        }
    }

    fn check_decisions(&mut self, body: &Body, seats: u32) {
        for kind in &body.decisions {
            for threshold in [kind.threshold, kind.disputed].into_iter().flatten() {
                let needed = threshold.of(seats);
                if needed > seats {
                    let what = format!("threshold of `{}`", kind.name);
                    self.report(too_large(
                        "threshold-too-large",
                        &what,
                        needed,
                        seats,
                        kind.span,
                    ));
                }
            }
        }
    }

    /// Classes are told apart by name in answers.
    fn check_classes(&mut self, body: &Body) {
        let mut seen = std::collections::BTreeMap::new();
        for member in &body.members {
            if let Member::Class { name, span, .. } = member
                && let Some(first) = seen.insert(name.as_str(), *span)
            {
                let fault = repeated("members", name, *span, Some(first));
                self.report(fault.help("give one of the classes another `name`"));
            }
        }
    }
}

/// Reads a threshold: a number, a share, a word.
fn threshold(value: &Value<'_>) -> Result<Threshold, Refusal> {
    match &value.kind {
        ValueKind::Integer(number) => {
            let count = number
                .and_then(|number| u32::try_from(number).ok())
                .filter(|count| *count > 0);
            count
                .map(Threshold::Count)
                .ok_or_else(|| bad_threshold(value.span).into())
        }
        ValueKind::Text(text) => match text.value.as_ref() {
            "majority" => Ok(Threshold::Majority),
            "all" => Ok(Threshold::All),
            share => parse_share(share).ok_or_else(|| bad_threshold(value.span).into()),
        },
        _ => Err(Refusal::WrongType),
    }
}

fn parse_share(text: &str) -> Option<Threshold> {
    let (numerator, denominator) = text.split_once('/')?;
    let (numerator, denominator) = (
        numerator.trim().parse().ok()?,
        denominator.trim().parse().ok()?,
    );
    let sensible = numerator > 0 && numerator <= denominator;
    sensible.then_some(Threshold::Share(numerator, denominator))
}

fn bad_threshold(span: Span) -> Diagnostic {
    Diagnostic::error(
        "bad-threshold",
        "this is no threshold, expected a whole number from 1 on, `majority`, `all` or a share such as `2/3`",
    )
    .at(span, "not a threshold")
    .help("write `226`, `\"majority\"`, `\"all\"` or `\"2/3\"`; a share is at most the whole")
}

fn too_few_seats(members: u32, seats: u32, span: Span) -> Diagnostic {
    Diagnostic::error(
        "seats-below-members",
        format!("the body has {seats} seats and {members} members, expected a seat for each"),
    )
    .at(span, "fewer than the members listed")
    .help("mend `seats`, or the members")
}

fn no_members(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "body-without-members",
        "the body has no members, so it can never act",
    )
    .at(span, "nobody sits in it")
    .help("list its `members`, by name or by number")
}

fn too_large(code: &'static str, what: &str, needed: u32, seats: u32, span: Span) -> Diagnostic {
    Diagnostic::error(
        code,
        format!("the {what} is {needed} of {seats} seats, so the body can never act by it"),
    )
    .at(span, format!("more than {seats}"))
    .help("mend the number, or give the body its `seats`")
}

fn stands_in_for_itself(span: Span) -> Diagnostic {
    Diagnostic::error(
        "stand-in-chain",
        "the body stands in for itself, expected another body",
    )
    .at(span, "the same body")
    .help("name another body, or leave `stand-in` out")
}

fn idle_meeting_place(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "idle-meeting-place",
        "the body meets in contact, so where it could meet in person has no effect",
    )
    .at(span, "not used")
    .help("add `meets = \"in person\"`, or remove `meets-at`")
}
