//! `[office.ID]`, `[lease.ID]`.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::actors::actor_of;
use super::declare::Declared;
use super::fields::Fields;
use crate::model::{FactKind, Id, Lease, Office, Region};
use crate::resolve::Found;
use crate::schema::{LEASE, OFFICE};
use crate::syntax::Table;

impl<'d> Reader<'d> {
    pub(super) fn office(&mut self, id: Id<Office>, declared: &Declared<'d>) {
        let fields = self.open(declared, &OFFICE);
        let name = self.names.name(declared.found);
        let office = Office {
            title: fields.text(self, "title"),
            holder: fields.name(self, "holder").and_then(Found::who),
            acting: fields.name(self, "acting").map(Found::id),
            grounds: Vec::new(),
            orders: Vec::new(),
            resigns: self.fact(
                &fields,
                "resigns",
                FactKind::Resigns(id),
                format!("resigns({name})"),
            ),
            reach: self
                .regions(&fields, "reach")
                .into_iter()
                .map(|(region, _)| region)
                .collect(),
            is_key: fields.flag(self, "key"),
            since: fields.date(self, "since"),
            terms: self.terms(&fields),
        };
        self.check_incumbent(&office, &fields);
        self.plan.offices.get_mut(id).value = office;
        self.parts(&fields, "ground", |reader, name, table, span| {
            reader.ground(id, name, table, span);
        });
        self.parts(&fields, "order", |reader, name, table, span| {
            reader.order(id, name, table, span);
        });
    }

    fn check_incumbent(&mut self, office: &Office, fields: &Fields<'d>) {
        let same = office.holder.is_some()
            && office.holder == office.acting.map(crate::model::Who::Person);
        if let (true, Some(entry)) = (same, fields.entry("acting")) {
            self.report(
                Diagnostic::warning(
                    "acting-holder",
                    "the holder of the title is also named as acting, expected another person",
                )
                .at(entry.value.span, "already holds the title")
                .help("remove `acting`: the holder exercises the office"),
            );
        }
        if let (Some(entry), None) = (fields.entry("resigns"), office.holder)
            && !fields.has("holder")
        {
            self.report(
                Diagnostic::warning(
                    "nobody-to-resign",
                    "the office is vacant at the start, so nobody can resign from it",
                )
                .at(entry.key_span, "has no effect")
                .help("give the office a `holder`, or remove `resigns`"),
            );
        }
    }

    /// Reads each table of a table of named parts, such as the grounds of an office.
    pub(super) fn parts(
        &mut self,
        fields: &Fields<'d>,
        key: &'static str,
        mut read: impl FnMut(&mut Self, &'d str, &'d Table<'d>, Span),
    ) {
        for entry in fields.entries(self, key) {
            let what = if key == "order" {
                "an order".to_owned()
            } else {
                format!("a {key}")
            };
            self.check_name(&entry.key, entry.key_span, &what);
            if let Some(table) = entry.value.as_table() {
                read(self, &entry.key, table, entry.key_span);
            } else {
                let expected = format!("a table of {what}");
                self.wrong_type(&format!("`{}`", entry.key), &entry.value, &expected);
            }
        }
    }

    /// Regions by name, each with its place.
    pub(super) fn regions(
        &mut self,
        fields: &Fields<'d>,
        key: &'static str,
    ) -> Vec<(Region, Span)> {
        let names = fields.names(self, key);
        names
            .into_iter()
            .filter_map(|(found, span)| Some((found.region()?, span)))
            .collect()
    }

    pub(super) fn lease(&mut self, id: Id<Lease>, declared: &Declared<'d>) {
        let before = self.fault_count();
        let fields = self.open(declared, &LEASE);
        let office = fields.name(self, "office").map(Found::id);
        let keepers = fields.names(self, "keepers");
        let lease = Lease {
            office: office.unwrap_or(self.plan.leases.get(id).office),
            keepers: keepers
                .into_iter()
                .filter_map(|(found, span)| Some((actor_of(found.who()?), span)))
                .collect(),
            needs: fields.count(self, "needs").unwrap_or(1),
            term: fields.period(self, "term"),
            margin: fields.period(self, "margin"),
            terms: self.terms(&fields),
            span: declared.span,
        };
        if self.fault_count() == before {
            self.check_lease(&lease, &fields);
        }
        self.plan.leases.get_mut(id).value = lease;
        if office.is_none() {
            self.plan.leases.get_mut(id).value.office = self.no_office();
        }
    }

    fn check_lease(&mut self, lease: &Lease, fields: &Fields<'d>) {
        let keepers = lease.keepers.len();
        if let (Some(entry), true) = (fields.entry("needs"), lease.needs as usize > keepers) {
            let count = crate::words::count(keepers, "keeper", "keepers");
            self.report(
                Diagnostic::error(
                    "lease-needs-too-many",
                    format!(
                        "the lease needs {} of {count}, so nobody can ever hold it",
                        lease.needs
                    ),
                )
                .at(entry.value.span, format!("more than {keepers}"))
                .help("mend the number, or name more keepers"),
            );
        }
    }
}
