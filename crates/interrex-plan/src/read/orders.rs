//! `[office.ID.order.NAME]`: who follows.

use interrex_diag::{Diagnostic, Span};
use interrex_units::Period;

use super::Reader;
use super::fields::Fields;
use super::seniority::{Among, SORTED, Seniority};
use crate::model::{Effect, Forfeit, Gives, Id, Office, Order, Pass};
use crate::resolve::Found;
use crate::schema::{Form, Kind, ORDER};
use crate::syntax::{Table, Value, ValueKind};

/// The word in `on` for an office that is vacant at the start.
const VACANT: &str = "vacant";
/// The ground that every lease brings with it, whether the office writes it or not.
const LEASE: &str = "lease";

/// The occasions that an order applies to.
#[derive(Default)]
struct When {
    on: Vec<u32>,
    on_vacancy: bool,
    on_lease: bool,
}

impl<'d> Reader<'d> {
    pub(super) fn order(
        &mut self,
        id: Id<Office>,
        name: &'d str,
        table: &'d Table<'d>,
        span: Span,
    ) {
        let fields = Fields::open(self, table, &ORDER, span);
        let When {
            on,
            on_vacancy,
            on_lease,
        } = self.order_on(&fields, id);
        let by = self.check_choice(&fields, span);
        let order = Order {
            name: name.to_owned(),
            gives: self.gives(&fields),
            on,
            on_vacancy,
            on_lease,
            when: fields.expression(self, "when"),
            candidates: self.candidates(&fields, id, name),
            by_rule: by.map(str::to_owned),
            passes: self.passes(&fields),
            requires: fields.texts(self, "requires"),
            steps: self.steps(&fields, &format!("{}.{name}", self.office_name(id))),
            displaces: fields.flag(self, "displaces"),
            precedence: fields.integer(self, "precedence"),
            without_powers: fields
                .names(self, "without-powers")
                .into_iter()
                .map(|(found, _)| found.id())
                .collect(),
            limits: fields.text(self, "limits"),
            ends_when: fields.text(self, "ends-when"),
            notified_by: fields.text(self, "notified-by"),
            proof: fields.name(self, "proof").map(Found::id),
            limit: fields.period(self, "limit"),
            leaves_post: fields.flag(self, "leaves-post"),
            forfeits: self.forfeits(&fields),
            disputed: fields.flag(self, "disputed").unwrap_or(false),
            terms: self.terms(&fields),
            span,
        };
        self.check_limit(&fields, id, &order);
        self.plan.offices.get_mut(id).value.orders.push(order);
        self.among(&fields, id, by);
    }

    /// A limit of time is for whoever acts by an order, and gives them some.
    fn check_limit(&mut self, fields: &Fields<'d>, id: Id<Office>, order: &Order) {
        let (Some(entry), Some(limit)) = (fields.entry("limit"), order.limit) else {
            return;
        };
        let grounds = &self.plan.offices.get(id).grounds;
        let ends = |place: &u32| {
            let ground = grounds.get(*place as usize);
            ground.is_some_and(|ground| ground.effect == Effect::Ends)
        };
        let gives_title = match order.gives {
            Some(gives) => gives == Gives::Title,
            None => !order.on_lease && order.on.iter().all(ends),
        };
        let (message, label, help) = if limit == Period::default() {
            (
                "by a limit of no time nobody acts, expected some time",
                "no time",
                "write for how long somebody may act, or remove `limit`",
            )
        } else if gives_title {
            (
                "the order gives the title, which no `limit` ends",
                "has no effect",
                "end a term with a ground that has a `when`, or write `gives = \"exercise\"` if they only act",
            )
        } else {
            return;
        };
        self.report(
            Diagnostic::warning("limit-without-effect", message)
                .at(entry.value.span, label)
                .help(help),
        );
    }

    /// The name of an office.
    pub(super) fn office_name(&self, id: Id<Office>) -> &str {
        &self.plan.offices.get(id).name
    }

    /// The occasions that an order applies to.
    fn order_on(&mut self, fields: &Fields<'d>, id: Id<Office>) -> When {
        let grounds = &self.plan.offices.get(id).grounds;
        let names: Vec<String> = grounds.iter().map(|ground| ground.name.clone()).collect();
        let count = u32::try_from(names.len()).unwrap_or(u32::MAX);
        if !fields.has("on") {
            return When {
                on: (0..count).collect(),
                on_vacancy: true,
                on_lease: true,
            };
        }
        let mut when = When::default();
        for item in fields.items(self, "on") {
            let Some(text) = item.as_text() else {
                self.wrong_type("an item of `on`", item, "the name of a ground in quotes");
                continue;
            };
            let place = names.iter().position(|name| *name == text.value);
            when.on_vacancy |= text.value == VACANT;
            when.on_lease |= text.value == LEASE;
            if let Some(place) = place.and_then(|place| u32::try_from(place).ok()) {
                if !when.on.contains(&place) {
                    when.on.push(place);
                }
            } else if text.value != VACANT && text.value != LEASE {
                self.report_unknown_ground(id, &text.value, &names, item.span);
            }
        }
        when
    }

    fn report_unknown_ground(&mut self, id: Id<Office>, name: &str, known: &[String], span: Span) {
        let office = self.plan.offices.get(id);
        let what = format!("the office `{}` has no ground `{name}`", office.name);
        let places = (span, Some(office.span));
        let known = |_: &Self| known.iter().cloned().chain([VACANT.to_owned()]).collect();
        self.unknown_part("unknown-ground", what, name, known, places);
    }

    /// Exactly one way to say who follows; answers the rule, if it is one.
    fn check_choice(&mut self, fields: &Fields<'d>, span: Span) -> Option<&'static str> {
        let by = fields.word(self, "by");
        match (fields.entry("candidates"), fields.entry("by"), fields.entry("among")) {
            (Some(candidates), Some(rule), _) => self.report(
                Diagnostic::error("two-choices", "the order both lists candidates and sorts them by a rule, expected one of the two")
                    .at(rule.key_span, "a rule")
                    .also(candidates.key_span, "a list")
                    .help("remove `candidates`, or remove `by` and `among`"),
            ),
            (None, None, None) => self.report(
                Diagnostic::error("order-without-candidates", "the order does not say who follows")
                    .at(span, "no `candidates`")
                    .help("add `candidates`; `candidates = []` says that nobody follows"),
            ),
            (None, Some(rule), None) => self.report(
                Diagnostic::error("by-without-among", "the order sorts by a rule and does not say whom")
                    .at(rule.key_span, "sorts whom?")
                    .help("add `among` with names, or with the name of a body"),
            ),
            (_, None, Some(among)) => self.report(
                Diagnostic::error("among-without-by", "`among` says whom a rule sorts, and there is no rule")
                    .at(among.key_span, "by which rule?")
                    .help("add `by = \"seniority\"`, or list the `candidates`"),
            ),
            _ => {}
        }
        by
    }

    fn among(&mut self, fields: &Fields<'d>, office: Id<Office>, by: Option<&'static str>) {
        let (Some(entry), Some(_), false) = (fields.entry("among"), by, fields.has("candidates"))
        else {
            return;
        };
        let among = if let ValueKind::Array(items) = &entry.value.kind {
            let items: Vec<&'d Value<'d>> = items.iter().collect();
            Some(Among::Listed(self.names_of("among", &items, SORTED)))
        } else {
            let form =
                Form::Other("an array of names of people and offices, or the name of a body");
            let read = |reader: &mut Self, value| reader.name(value, &[Kind::Body]);
            self.accept("among", &entry.value, form, read)
                .map(Among::Body)
        };
        let order = self.plan.offices.get(office).orders.len() - 1;
        if let Some(among) = among {
            self.later.seniority.push(Seniority {
                office,
                order,
                among,
                span: entry.value.span,
            });
        }
    }

    fn passes(&mut self, fields: &Fields<'d>) -> Vec<Pass> {
        let Some(words) = fields.words(self, "passes") else {
            return Pass::DEFAULT.to_vec();
        };
        let pass = |word: &&str| Pass::WORDS.into_iter().find(|(_, known)| known == word);
        words
            .iter()
            .filter_map(pass)
            .map(|(pass, _)| pass)
            .collect()
    }

    fn gives(&mut self, fields: &Fields<'d>) -> Option<Gives> {
        fields.word(self, "gives").map(|word| match word {
            "exercise" => Gives::Exercise,
            _ => Gives::Title,
        })
    }

    fn forfeits(&mut self, fields: &Fields<'d>) -> Option<Forfeit> {
        let entry = fields.entry("forfeits")?;
        match &entry.value.kind {
            ValueKind::Bool(true) => Some(Forfeit::Post),
            ValueKind::Bool(false) => Some(Forfeit::Nothing),
            ValueKind::Array(items) => {
                let items: Vec<&'d Value<'d>> = items.iter().collect();
                let names = self.names_of("forfeits", &items, &[Kind::Office]);
                Some(Forfeit::Offices(
                    names.into_iter().map(|(found, _)| found.id()).collect(),
                ))
            }
            _ => {
                let expected = "`true`, `false` or an array of names of offices";
                self.wrong_type("`forfeits`", &entry.value, expected);
                None
            }
        }
    }
}
