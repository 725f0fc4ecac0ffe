//! `[power.ID]`: reach, delegation, devolution.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::declare::Declared;
use super::fields::{Fields, repeated};
use crate::model::{Delegation, Devolution, Id, Power, Region, Who};
use crate::resolve::Found;
use crate::schema::{DELEGATION, DEVOLUTION, Form, Kind, POWER};
use crate::syntax::{Entry, Table, Value, ValueKind};

const WHO: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];
const REGIONS: &[Kind] = &[Kind::Place, Kind::Site, Kind::Body];

impl<'d> Reader<'d> {
    pub(super) fn power(&mut self, id: Id<Power>, declared: &Declared<'d>) {
        let fields = self.open(declared, &POWER);
        let held_by = fields.name(self, "held-by");
        let before = self.fault_count();
        let reach = self.regions(&fields, "reach");
        let sound = self.fault_count() == before;
        let power = Power {
            title: fields.text(self, "title"),
            held_by: self.who_or_nobody(held_by),
            reach,
            delegations: Vec::new(),
            devolution: None,
            terms: self.terms(&fields),
        };
        self.plan.powers.get_mut(id).value = power;
        self.parts(&fields, "delegation", |reader, name, table, span| {
            reader.delegation(id, name, table, span, sound);
        });
        let delegations = fields.entries(self, "delegation");
        self.check_replaced(id, delegations);
        self.devolution(&fields, id, sound);
    }

    fn delegation(
        &mut self,
        id: Id<Power>,
        name: &str,
        table: &'d Table<'d>,
        span: Span,
        sound: bool,
    ) {
        let fields = Fields::open(self, table, &DELEGATION, span);
        let to = fields.name(self, "to");
        let sound_name = to.is_some();
        let scope = self.regions(&fields, "scope");
        if sound {
            for (region, span) in &scope {
                self.check_region(id, *region, *span);
            }
        }
        let to = self.who_or_nobody(to);
        if sound_name && to == self.plan.powers.get(id).held_by {
            self.report_to_holder(&fields);
        }
        let delegation = Delegation {
            name: name.to_owned(),
            to,
            scope: scope.into_iter().map(|(region, _)| region).collect(),
            condition: fields.expression(self, "condition"),
            limits: fields.text(self, "limits"),
            ends_when: fields.text(self, "ends-when"),
            onward: fields.flag(self, "onward"),
            survives_grantor: fields.flag(self, "survives-grantor").unwrap_or(false),
            ends_with_grantor: fields.flag(self, "ends-with-grantor").unwrap_or(false),
            signed_on: fields.date(self, "signed-on"),
            replaces: fields.texts(self, "replaces"),
            counsel: fields.flag(self, "counsel"),
            trained: fields.flag(self, "trained"),
            terms: self.terms(&fields),
            span,
        };
        if delegation.survives_grantor && delegation.ends_with_grantor {
            self.report_end_and_survival(&fields);
        }
        self.plan
            .powers
            .get_mut(id)
            .value
            .delegations
            .push(delegation);
    }

    fn report_end_and_survival(&mut self, fields: &Fields<'d>) {
        let Some(entry) = fields.entry("ends-with-grantor") else {
            return;
        };
        self.report(
            Diagnostic::error(
                "ends-and-survives",
                "the delegation ends with whoever granted it, and survives them",
            )
            .at(entry.key_span, "cannot be so beside `survives-grantor`")
            .help("remove one of the two"),
        );
    }

    fn report_to_holder(&mut self, fields: &Fields<'d>) {
        let Some(entry) = fields.entry("to") else {
            return;
        };
        self.report(
            Diagnostic::error(
                "delegated-to-holder",
                "the power is delegated to whoever holds it, expected somebody else",
            )
            .at(entry.value.span, "already holds the power")
            .help("name somebody else, or remove the delegation"),
        );
    }

    /// A region outside of what the power must reach would never be asked about.
    fn check_region(&mut self, id: Id<Power>, region: Region, span: Span) {
        let power = self.plan.powers.get(id);
        if power.reach.is_empty() || power.reach.iter().any(|(known, _)| *known == region) {
            return;
        }
        let known = self.region_names(id);
        let names = crate::words::quoted(known.iter().map(String::as_str));
        let power = self.plan.powers.get(id);
        let fault = Diagnostic::error(
            "region-outside-reach",
            format!(
                "the power `{}` need not reach this region, expected {names}",
                power.name
            ),
        )
        .at(span, "not among what the power must reach")
        .also(power.span, "the power is declared here")
        .help("add it to `reach`, or remove it here");
        self.report(fault);
    }

    /// What a delegation replaces is another delegation of the same power.
    fn check_replaced(&mut self, id: Id<Power>, delegations: &[Entry<'d>]) {
        let power = self.plan.powers.get(id);
        let names: Vec<String> = power.delegations.iter().map(|it| it.name.clone()).collect();
        for entry in delegations {
            let replaces = entry
                .value
                .as_table()
                .and_then(|table| table.get("replaces"));
            let Some(ValueKind::Array(items)) = replaces.map(|entry| &entry.value.kind) else {
                continue;
            };
            for text in items.iter().filter_map(Value::as_text) {
                let is_other = |name: &&String| **name != entry.key;
                if names
                    .iter()
                    .filter(is_other)
                    .all(|other| *other != text.value)
                {
                    let what = format!("the power has no other delegation `{}`", text.value);
                    let known = |_: &Self| names.iter().filter(is_other).cloned().collect();
                    let code = "unknown-delegation";
                    self.unknown_part(code, what, &text.value, known, (text.span, None));
                }
            }
        }
    }

    fn devolution(&mut self, fields: &Fields<'d>, id: Id<Power>, sound: bool) {
        let Some(entry) = fields.entry("devolution") else {
            return;
        };
        let Some(table) = entry.value.as_table() else {
            return self.wrong_type(
                "`devolution`",
                &entry.value,
                "a table `[power.ID.devolution]`",
            );
        };
        let span = entry.key_span;
        let fields = Fields::open(self, table, &DEVOLUTION, span);
        let devolution = Devolution {
            to: self.devolved(&fields, id, sound),
            when: fields.expression(self, "when"),
            limits: fields.text(self, "limits"),
            ends_when: fields.text(self, "ends-when"),
            terms: self.terms(&fields),
            span,
        };
        self.plan.powers.get_mut(id).value.devolution = Some(devolution);
    }

    fn devolved(
        &mut self,
        fields: &Fields<'d>,
        id: Id<Power>,
        sound: bool,
    ) -> Vec<(Region, Who, Span)> {
        let mut to: Vec<(Region, Who, Span)> = Vec::new();
        for entry in fields.entries(self, "to") {
            let region = self.resolve(&entry.key, entry.key_span, REGIONS);
            let read = |reader: &mut Self, value| reader.name(value, WHO);
            let who = self.accept(&entry.key, &entry.value, Form::Name(WHO), read);
            let Some(region) = region.and_then(Found::region) else {
                continue;
            };
            if let Some((_, _, first)) = to.iter().find(|(known, _, _)| *known == region) {
                let first = *first;
                self.report(repeated("to", &entry.key, entry.key_span, Some(first)));
                continue;
            }
            if sound {
                self.check_region(id, region, entry.key_span);
            }
            if let Some(who) = who.and_then(Found::who) {
                to.push((region, who, entry.key_span));
            }
        }
        to
    }
}
