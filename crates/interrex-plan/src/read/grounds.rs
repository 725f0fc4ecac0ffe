//! `[office.ID.ground.NAME]`: what ends a title or suspends its exercise.

use interrex_diag::{Diagnostic, Span};
use interrex_units::Period;

use super::Reader;
use super::fields::Fields;
use crate::model::{Effect, Event, Expr, ExprKind, FactKind, Ground, Id, Office, PersonState};
use crate::schema::{EVENTS, GROUND};
use crate::syntax::Table;

/// The ways to say what a ground rests on.
const WAYS: [&str; 3] = ["event", "when", "made-by"];

impl<'d> Reader<'d> {
    pub(super) fn ground(&mut self, id: Id<Office>, name: &str, table: &'d Table<'d>, span: Span) {
        let fields = Fields::open(self, table, &GROUND, span);
        let event = self.event(&fields, id, name, span);
        let office = self.plan.offices.get(id).name.clone();
        self.check_refusal(&fields);
        let ground = Ground {
            name: name.to_owned(),
            effect: self.effect_of(&fields, &event),
            event,
            certified_by: fields.actors(self, "certified-by"),
            ended_by: fields.actors(self, "ended-by"),
            refused: self.fact(
                &fields,
                "refused",
                FactKind::Refuses,
                format!("refuses({office}.{name})"),
            ),
            needs: fields.expression(self, "needs"),
            within: fields.period(self, "within"),
            limit: fields.period(self, "limit"),
            ends_when: fields.text(self, "ends-when"),
            disputed: fields.flag(self, "disputed").unwrap_or(false),
            terms: self.terms(&fields),
            span,
        };
        self.check_end(&fields, &ground);
        self.check_times(&fields, &ground);
        self.plan.offices.get_mut(id).value.grounds.push(ground);
    }

    /// Times limit what somebody does: parts of a certificate, and a suspension that somebody certified.
    fn check_times(&mut self, fields: &Fields<'d>, ground: &Ground) {
        let is_act = ground.certified_by.is_some() || matches!(ground.event, Event::Made { .. });
        let suspends = ground.effect == Effect::Suspends;
        let (when, who) = (
            "say in `when` until when it holds, or write `certified-by`",
            "write who has a part in it with `certified-by` or `made-by`",
        );
        for (key, time, is_limit) in [
            ("within", ground.within, false),
            ("limit", ground.limit, true),
        ] {
            let (Some(entry), Some(time)) = (fields.entry(key), time) else {
                continue;
            };
            let (message, help) = if time == Period::default() {
                (
                    "no time is given, expected some time",
                    "write some time, or remove it",
                )
            } else if is_limit && !suspends {
                (
                    "the ground ends the title, which does not come back",
                    "remove `limit`, or write `effect = \"suspends\"`",
                )
            } else if is_limit && !is_act {
                ("the suspension lasts as long as what it rests on", when)
            } else if !is_act {
                ("nobody has to certify the ground or to decide it", who)
            } else {
                continue;
            };
            self.report(
                Diagnostic::warning("limit-without-effect", message)
                    .at(entry.value.span, "has no effect")
                    .help(help),
            );
        }
    }

    /// Somebody ends a suspension alone, and one that does not end by itself.
    fn check_end(&mut self, fields: &Fields<'d>, ground: &Ground) {
        let Some(entry) = fields.entry("ended-by") else {
            return;
        };
        let by_itself = matches!(ground.event, Event::When(_));
        if ground.effect == Effect::Suspends && !by_itself {
            return;
        }
        let (message, help) = if by_itself {
            (
                "the ground ends when its `when` holds no longer, and nobody certifies that",
                "remove `ended-by`, or make the end a part of `when`",
            )
        } else {
            (
                "the ground ends the title, which does not come back",
                "remove `ended-by`, or write `effect = \"suspends\"`",
            )
        };
        self.report(
            Diagnostic::warning("nothing-to-end", message)
                .at(entry.key_span, "has no effect")
                .help(help),
        );
    }

    /// What the ground rests on; reports none and several. A ground whose name is an event needs
    /// no more.
    fn event(&mut self, fields: &Fields<'d>, id: Id<Office>, name: &str, span: Span) -> Event {
        let ways: Vec<&'static str> = WAYS.into_iter().filter(|way| fields.has(way)).collect();
        if let [first, second, ..] = ways.as_slice() {
            self.report_two_events(fields, first, second);
        }
        if !fields.has("made-by")
            && let Some(entry) = fields.entry("decided")
        {
            self.report(
                Diagnostic::error(
                    "decided-without-maker",
                    "`decided` says how likely a decision is, and nobody makes one here",
                )
                .at(entry.key_span, "no decision")
                .help("add `made-by` with who decides, or remove `decided`"),
            );
        }
        let nothing = Expr {
            kind: ExprKind::Constant(false),
            span,
        };
        match ways.first() {
            None => named_event(name).unwrap_or_else(|| {
                self.report_no_event(name, span);
                Event::When(nothing)
            }),
            Some(&"event") => fields
                .word(self, "event")
                .and_then(event_of)
                .unwrap_or(Event::When(nothing)),
            Some(&"when") => Event::When(fields.expression(self, "when").unwrap_or(nothing)),
            Some(_) => self.made(fields, id, name).unwrap_or(Event::When(nothing)),
        }
    }

    fn made(&mut self, fields: &Fields<'d>, id: Id<Office>, name: &str) -> Option<Event> {
        let by = fields.actors(self, "made-by");
        let office = self.plan.offices.get(id).name.clone();
        let fact = format!("decided({office}.{name})");
        let decided = self.fact(fields, "decided", FactKind::Made(id), fact);
        Some(Event::Made { by: by?, decided })
    }

    fn effect_of(&mut self, fields: &Fields<'d>, event: &Event) -> Effect {
        match fields.word(self, "effect") {
            Some("suspends") => Effect::Suspends,
            Some(_) => Effect::Ends,
            None => default_effect(event),
        }
    }

    fn check_refusal(&mut self, fields: &Fields<'d>) {
        if let Some(entry) = fields.entry("refused")
            && !fields.has("certified-by")
            && !fields.has("made-by")
        {
            self.report(
                Diagnostic::error(
                    "refusal-of-nobody",
                    "`refused` says how likely a refusal is, and nobody has to act here",
                )
                .at(entry.key_span, "nobody to refuse")
                .help("add `certified-by` or `made-by` with who has to act, or remove `refused`"),
            );
        }
    }

    fn report_two_events(&mut self, fields: &Fields<'d>, first: &str, second: &str) {
        let span = |key: &str| fields.entry(key).map(|entry| entry.key_span);
        let mut fault = Diagnostic::error(
            "two-events",
            format!("the ground rests on both `{first}` and `{second}`, expected one of them"),
        )
        .help("make two grounds of it, or say the other part in `needs`");
        if let (Some(first), Some(second)) = (span(first), span(second)) {
            fault = fault.at(second, "the second").also(first, "the first");
        }
        self.report(fault);
    }

    fn report_no_event(&mut self, name: &str, span: Span) {
        self.report(
            Diagnostic::error(
                "ground-without-event",
                format!("the ground `{name}` does not say what it rests on"),
            )
            .at(span, "no event of this name")
            .help("add `event`, `when` or `made-by`")
            .because(format!(
                "a ground named like an event ({}) needs none",
                EVENTS.join(", ")
            )),
        );
    }
}

/// The event that a ground's name is: its words, joined by hyphens.
fn named_event(name: &str) -> Option<Event> {
    let words = name.replace('-', " ");
    EVENTS
        .into_iter()
        .find(|event| **event == words)
        .and_then(event_of)
}

fn event_of(word: &'static str) -> Option<Event> {
    Some(match word {
        "resigned" => Event::Resigned,
        "out of contact" => Event::OutOfContact,
        "unfit" => Event::Unfit,
        "stays" => Event::Stays,
        "lease" => Event::Lease,
        _ => Event::State(
            PersonState::ALL
                .into_iter()
                .find(|state| state.word() == word)?,
        ),
    })
}

/// Death, resignation, decisions and circumstances end a title; what may pass suspends.
fn default_effect(event: &Event) -> Effect {
    match event {
        Event::State(PersonState::Dead) | Event::Resigned | Event::When(_) | Event::Made { .. } => {
            Effect::Ends
        }
        Event::State(_) | Event::OutOfContact | Event::Unfit | Event::Stays | Event::Lease => {
            Effect::Suspends
        }
    }
}
