//! `[partner.ID]`, `[coalition.ID]`, `[pledge.ID]`, `[[recognition]]`.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::declare::Declared;
use super::fields::{Fields, Refusal};
use super::values;
use crate::model::{Coalition, FactKind, Id, Partner, Pledge, PledgePartner, Recognition, Terms};
use crate::resolve::Found;
use crate::schema::{COALITION, Form, Kind, PARTNER, PLEDGE, PLEDGE_PARTNER, RECOGNITION};
use crate::syntax::{Entry, Table, Value, ValueKind};

const ENOUGH: Form = Form::Other("a whole number from 1 on, or `\"all\"`");

impl<'d> Reader<'d> {
    pub(super) fn partner(&mut self, id: Id<Partner>, declared: &Declared<'d>) {
        let fields = self.open(declared, &PARTNER);
        let partner = Partner {
            title: fields.text(self, "title"),
            terms: self.terms(&fields),
        };
        self.plan.partners.get_mut(id).value = partner;
    }

    pub(super) fn coalition(&mut self, id: Id<Coalition>, declared: &Declared<'d>) {
        let before = self.fault_count();
        let fields = self.open(declared, &COALITION);
        let members: Vec<(Id<Partner>, Span)> = fields
            .names(self, "members")
            .into_iter()
            .map(|(found, span)| (found.id(), span))
            .collect();
        let sound = self.fault_count() == before;
        let enough = self.enough(&fields, members.len(), sound);
        let all = u32::try_from(members.len()).unwrap_or(u32::MAX);
        let terms = self.terms(&fields);
        let coalition = Coalition {
            title: fields.text(self, "title"),
            members,
            enough: enough.unwrap_or(all),
            terms,
        };
        self.plan.coalitions.get_mut(id).value = coalition;
    }

    /// How many of `count` partners suffice, when that is written.
    fn enough(&mut self, fields: &Fields<'d>, count: usize, sound: bool) -> Option<u32> {
        let entry = fields.entry("enough")?;
        let all = u32::try_from(count).unwrap_or(u32::MAX);
        let enough = self.accept("enough", &entry.value, ENOUGH, |_, value| {
            match &value.kind {
                ValueKind::Text(text) if text.value == "all" => Ok(all),
                ValueKind::Integer(_) => {
                    let number = values::integer("enough", value, 1, i64::from(u32::MAX))?;
                    u32::try_from(number).map_err(|_| Refusal::WrongType)
                }
                _ => Err(Refusal::WrongType),
            }
        })?;
        if sound && enough > all {
            let partners = crate::words::count(count, "partner", "partners");
            self.report(
                Diagnostic::error(
                    "enough-too-many",
                    format!("{enough} of {partners} are asked for, so there are never enough"),
                )
                .at(entry.value.span, format!("more than {count}"))
                .help("mend the number, or name more partners"),
            );
        }
        Some(enough)
    }

    pub(super) fn pledge(&mut self, id: Id<Pledge>, declared: &Declared<'d>) {
        let before = self.fault_count();
        let fields = self.open(declared, &PLEDGE);
        let (partners, default) = self.pledged_by(&fields);
        let sound = self.fault_count() == before;
        let enough = self.enough(&fields, partners.len(), sound);
        let partners = self.pledge_partners(&fields, id, &partners, sound);
        let all = u32::try_from(partners.len()).unwrap_or(u32::MAX);
        let pledge = Pledge {
            title: fields.text(self, "title"),
            partners,
            enough: enough.or(default).unwrap_or(all),
            kind: fields.text(self, "kind"),
            conditions: fields.expression(self, "conditions"),
            agreement: fields.name(self, "agreement").map(Found::id),
            expires: fields.date(self, "expires"),
            terms: self.terms(&fields),
        };
        self.plan.pledges.get_mut(id).value = pledge;
    }

    /// The partners of a pledge, and how many of them the coalition finds enough.
    fn pledged_by(&mut self, fields: &Fields<'d>) -> (Vec<(Id<Partner>, Span)>, Option<u32>) {
        let Some(entry) = fields.entry("by") else {
            return (Vec::new(), None);
        };
        if let ValueKind::Array(items) = &entry.value.kind {
            let items: Vec<&'d Value<'d>> = items.iter().collect();
            let names = self.names_of("by", &items, &[Kind::Partner]);
            return (
                names
                    .into_iter()
                    .map(|(found, span)| (found.id(), span))
                    .collect(),
                None,
            );
        }
        let kinds = &[Kind::Partner, Kind::Coalition];
        let form =
            Form::Other("the name of a partner or coalition, or an array of names of partners");
        let read = |reader: &mut Self, value| reader.name(value, kinds);
        let span = entry.value.span;
        match self.accept("by", &entry.value, form, read) {
            None => (Vec::new(), None),
            Some(found) if found.kind == Kind::Partner => (vec![(found.id(), span)], None),
            Some(found) => self.of_coalition(found.id(), span),
        }
    }

    /// The members of a coalition; coalitions are filled before pledges.
    fn of_coalition(
        &self,
        id: Id<Coalition>,
        span: Span,
    ) -> (Vec<(Id<Partner>, Span)>, Option<u32>) {
        let coalition = self.plan.coalitions.get(id);
        let members = coalition
            .members
            .iter()
            .map(|(partner, _)| (*partner, span))
            .collect();
        (members, Some(coalition.enough))
    }

    fn pledge_partners(
        &mut self,
        fields: &Fields<'d>,
        id: Id<Pledge>,
        partners: &[(Id<Partner>, Span)],
        sound: bool,
    ) -> Vec<PledgePartner> {
        let own = self.own_entries(fields, partners, sound);
        let default = fields
            .entry("withdraws")
            .map(|entry| (entry, self.assessed(&entry.value)));
        let mut found = Vec::with_capacity(partners.len());
        for (partner, span) in partners {
            let entry = own
                .iter()
                .find(|(known, _)| known == partner)
                .map(|(_, entry)| *entry);
            let name = format!(
                "withdraws({}, {})",
                self.plan.pledges.get(id).name,
                self.plan.partners.get(*partner).name
            );
            let mut part = match entry {
                Some(entry) => self.own_part(entry, id, *partner, &name),
                None => plain_part(*partner, *span),
            };
            if let (None, Some((entry, assessed))) = (part.withdraws, &default) {
                let kind = FactKind::Withdraws(id, *partner);
                part.withdraws =
                    Some(self.declare_fact(kind, name, entry.span(), 1, assessed.clone()));
            }
            found.push(part);
        }
        found
    }

    /// The tables about single partners.
    fn own_entries(
        &mut self,
        fields: &Fields<'d>,
        partners: &[(Id<Partner>, Span)],
        sound: bool,
    ) -> Vec<(Id<Partner>, &'d Entry<'d>)> {
        let mut own = Vec::new();
        for entry in fields.entries(self, "partner") {
            let found = self.resolve(&entry.key, entry.key_span, &[Kind::Partner]);
            let Some(id) = found.map(Found::id) else {
                continue;
            };
            if partners.iter().any(|(partner, _)| *partner == id) {
                own.push((id, entry));
            } else if sound {
                self.report(
                    Diagnostic::error(
                        "not-a-partner-of-pledge",
                        format!("`{}` is not among those who made the pledge", entry.key),
                    )
                    .at(entry.key_span, "not in `by`")
                    .help("add it to `by`, or to the coalition, or remove this table"),
                );
            }
        }
        own
    }

    fn own_part(
        &mut self,
        entry: &'d Entry<'d>,
        pledge: Id<Pledge>,
        partner: Id<Partner>,
        name: &str,
    ) -> PledgePartner {
        let span = entry.key_span;
        let Some(table) = entry.value.as_table() else {
            let expected = "a table `[pledge.ID.partner.PARTNER]`";
            self.wrong_type(&format!("`{}`", entry.key), &entry.value, expected);
            return plain_part(partner, span);
        };
        let fields = Fields::open(self, table, &PLEDGE_PARTNER, span);
        let kind = FactKind::Withdraws(pledge, partner);
        PledgePartner {
            partner,
            withdraws: self.fact(&fields, "withdraws", kind, name.to_owned()),
            condition: fields.expression(self, "condition"),
            risk: fields.text(self, "risk"),
            terms: self.terms(&fields),
            span,
        }
    }

    pub(super) fn recognition(&mut self, table: &'d Table<'d>, span: Span) {
        let fields = Fields::open(self, table, &RECOGNITION, span);
        let by = fields.name(self, "by").map(Found::id);
        let office = fields.name(self, "office").map(Found::id);
        let holder = fields.name(self, "holder");
        let recognition = Recognition {
            by: match by {
                Some(by) => by,
                None => self.no_partner(),
            },
            office: match office {
                Some(office) => office,
                None => self.no_office(),
            },
            holder: self.who_or_nobody(holder),
            terms: self.terms(&fields),
            span,
        };
        self.plan.recognitions.push(recognition);
    }
}

/// A partner's part of which the plan says nothing in particular.
fn plain_part(partner: Id<Partner>, span: Span) -> PledgePartner {
    PledgePartner {
        partner,
        withdraws: None,
        condition: None,
        risk: None,
        terms: Terms::default(),
        span,
    }
}
