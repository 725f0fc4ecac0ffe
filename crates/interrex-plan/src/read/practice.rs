//! `[agreement.ID]`, `[[contact]]`, `[devolution.ID]`, `[reconstitution]`.

use interrex_diag::Span;

use super::Reader;
use super::declare::Declared;
use super::fields::Fields;
use crate::model::{Agreement, Contact, ContactPath, DevolutionPlan, Id, Reconstitution, Who};
use crate::resolve::Found;
use crate::schema::{AGREEMENT, CONTACT, DEVOLUTION_PLAN, HELPERS, PATH, RECONSTITUTION};
use crate::syntax::{Entry, Table, Value};

impl<'d> Reader<'d> {
    pub(super) fn agreement(&mut self, id: Id<Agreement>, declared: &Declared<'d>) {
        let fields = self.open(declared, &AGREEMENT);
        let agreement = Agreement {
            with: fields.text(self, "with"),
            partner: fields.name(self, "partner").map(Found::id),
            kind: fields.text(self, "kind"),
            signed_on: fields.date(self, "signed-on"),
            expires: fields.date(self, "expires"),
            covers: owned(fields.words(self, "covers")),
            immunity: fields.flag(self, "immunity"),
            access_list: fields.flag(self, "access-list"),
            terms: self.terms(&fields),
        };
        self.plan.agreements.get_mut(id).value = agreement;
    }

    pub(super) fn contact(&mut self, table: &'d Table<'d>, span: Span) {
        let fields = Fields::open(self, table, &CONTACT, span);
        let who = fields.name(self, "who");
        let items = fields.items(self, "paths");
        let contact = Contact {
            who: self.who_or_nobody(who),
            paths: items
                .into_iter()
                .filter_map(|item| self.path(item))
                .collect(),
            confirmed_on: fields.date(self, "confirmed-on"),
            span,
        };
        self.plan.contacts.push(contact);
    }

    fn path(&mut self, item: &'d Value<'d>) -> Option<ContactPath> {
        let Some(table) = item.as_table() else {
            let expected = "a table `{ by, public-network, tested-on }`";
            self.wrong_type("an item of `paths`", item, expected);
            return None;
        };
        let fields = Fields::open(self, table, &PATH, item.span);
        Some(ContactPath {
            by: fields.text(self, "by").unwrap_or_default(),
            public_network: fields.flag(self, "public-network").unwrap_or(true),
            tested_on: fields.date(self, "tested-on"),
        })
    }

    pub(super) fn devolution_plan(&mut self, id: Id<DevolutionPlan>, declared: &Declared<'d>) {
        let fields = self.open(declared, &DEVOLUTION_PLAN);
        let functions = fields.names(self, "functions");
        let plan = DevolutionPlan {
            site: fields.name(self, "site").map(Found::id),
            roster: self.who_list(&fields, "roster"),
            functions: functions
                .into_iter()
                .map(|(found, _)| self.names.name(found).to_owned())
                .collect(),
            triggers: fields.texts(self, "triggers"),
            passes_by: fields.text(self, "passes-by"),
            returns_by: fields.text(self, "returns-by"),
            records_return: fields.text(self, "records-return"),
            terms: self.terms(&fields),
        };
        self.plan.devolutions.get_mut(id).value = plan;
    }

    /// People, offices and bodies by name.
    pub(super) fn who_list(&mut self, fields: &Fields<'d>, key: &'static str) -> Vec<Who> {
        fields
            .names(self, key)
            .into_iter()
            .filter_map(|(found, _)| found.who())
            .collect()
    }

    pub(super) fn reconstitution(&mut self, entry: &'d Entry<'d>) {
        let Some(table) = entry.value.as_table() else {
            return self.wrong_type(
                "`reconstitution`",
                &entry.value,
                "a table `[reconstitution]`",
            );
        };
        let fields = Fields::open(self, table, &RECONSTITUTION, entry.key_span);
        let reconstitution = Reconstitution {
            manager: fields.name(self, "manager").and_then(Found::who),
            team: self.who_list(&fields, "team"),
            phases: fields.texts(self, "phases"),
            building_check: fields.text(self, "building-check"),
            notices: fields.text(self, "notices"),
            review: fields.text(self, "review"),
            helpers: self.helpers(&fields),
            span: entry.key_span,
        };
        self.plan.reconstitution = Some(reconstitution);
    }

    fn helpers(&mut self, fields: &Fields<'d>) -> Vec<(String, String)> {
        let Some(entry) = fields.entry("helpers") else {
            return Vec::new();
        };
        let Some(table) = entry.value.as_table() else {
            let expected = "a table of `facilities`, `personnel` and `records`";
            self.wrong_type("`helpers`", &entry.value, expected);
            return Vec::new();
        };
        let fields = Fields::open(self, table, &HELPERS, entry.key_span);
        let mut helpers = Vec::new();
        for key in ["facilities", "personnel", "records"] {
            helpers.extend(fields.text(self, key).map(|who| (key.to_owned(), who)));
        }
        helpers
    }
}

/// Words of the schema as strings of the model; none when not written.
pub(super) fn owned(words: Option<Vec<&'static str>>) -> Vec<String> {
    words
        .unwrap_or_default()
        .into_iter()
        .map(str::to_owned)
        .collect()
}
