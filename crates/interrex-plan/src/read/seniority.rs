//! Orders whose candidates are sorted by date of appointment.

use interrex_diag::{Diagnostic, Span};
use interrex_units::Date;

use super::Reader;
use crate::model::{Candidate, CandidateWho, Id, Member, Office, Terms, Who};
use crate::resolve::Found;
use crate::schema::Kind;

/// An order that waits to be sorted.
pub(super) struct Seniority {
    pub(super) office: Id<Office>,
    /// Its place among the orders of the office.
    pub(super) order: usize,
    pub(super) among: Among,
    /// Where `among` stands.
    pub(super) span: Span,
}

/// Whom an order sorts.
pub(super) enum Among {
    Listed(Vec<(Found, Span)>),
    Body(Found),
}

impl Reader<'_> {
    /// Sorts an order, earliest appointment first.
    pub(super) fn sort_by_seniority(&mut self, seniority: &Seniority) {
        let listed = match &seniority.among {
            Among::Listed(listed) => listed
                .iter()
                .filter_map(|(found, span)| Some((found.who()?, *span)))
                .collect(),
            Among::Body(body) => self.members_of(*body, seniority.span),
        };
        let mut dated: Vec<(Date, Who, Span)> = Vec::new();
        for (who, span) in listed {
            match self.since(who) {
                Some(since) => dated.push((since, who, span)),
                None => self.report_undated(who, span),
            }
        }
        // A stable sort: those appointed on one day stay in the order of the text.
        dated.sort_by_key(|(since, _, _)| *since);
        self.report_ties(&dated, seniority.span);
        let candidates = dated
            .into_iter()
            .map(|(_, who, span)| self.candidate_of(who, span))
            .collect();
        let office = &mut self.plan.offices.get_mut(seniority.office).value;
        if let Some(order) = office.orders.get_mut(seniority.order) {
            order.candidates = candidates;
        }
    }

    fn members_of(&mut self, body: Found, span: Span) -> Vec<(Who, Span)> {
        let body = self.plan.bodies.get(body.id());
        let mut members = Vec::new();
        let mut class = None;
        for member in &body.members {
            match member {
                Member::Person(id, span) => members.push((Who::Person(*id), *span)),
                Member::Office(id, span) => members.push((Who::Office(*id), *span)),
                Member::Class { span, .. } => class = Some(*span),
            }
        }
        if let Some(class) = class {
            let fault = Diagnostic::error(
                "class-as-candidate",
                format!(
                    "the body `{}` has members by number, who have no seniority",
                    body.name
                ),
            )
            .at(span, "sorted by seniority")
            .also(class, "members by number")
            .help("list those who can follow by name in `among`");
            self.report(fault);
        }
        members
    }

    fn since(&self, who: Who) -> Option<Date> {
        match who {
            Who::Person(id) => self.plan.people.get(id).since,
            Who::Office(id) => self.plan.offices.get(id).since,
            Who::Body(_) => None,
        }
    }

    fn who_name(&self, who: Who) -> (&'static str, String, Span) {
        let plan = &self.plan;
        match who {
            Who::Person(id) => (
                "person",
                plan.people.get(id).name.clone(),
                plan.people.get(id).span,
            ),
            Who::Office(id) => (
                "office",
                plan.offices.get(id).name.clone(),
                plan.offices.get(id).span,
            ),
            Who::Body(id) => (
                "body",
                plan.bodies.get(id).name.clone(),
                plan.bodies.get(id).span,
            ),
        }
    }

    fn report_undated(&mut self, who: Who, span: Span) {
        let (kind, name, declared) = self.who_name(who);
        self.report(
            Diagnostic::error(
                "no-seniority",
                format!(
                    "the {kind} `{name}` has no date of appointment, which this order sorts by"
                ),
            )
            .at(span, "cannot be sorted")
            .also(declared, "declared here")
            .help(format!("add `since = 2020-03-04` to `[{kind}.{name}]`")),
        );
    }

    fn report_ties(&mut self, sorted: &[(Date, Who, Span)], span: Span) {
        for pair in sorted.windows(2) {
            let [(since, first, _), (same, second, _)] = pair else {
                continue;
            };
            if since == same {
                let ((_, first, _), (_, second, _)) =
                    (self.who_name(*first), self.who_name(*second));
                self.report(
                    Diagnostic::warning(
                        "seniority-tie",
                        format!("`{first}` and `{second}` were both appointed on {since}, so their order in the text decides"),
                    )
                    .at(span, "sorted by seniority")
                    .help("list the candidates in order instead, if the law has another rule"),
                );
            }
        }
    }

    /// A candidate without conditions of its own.
    fn candidate_of(&self, who: Who, span: Span) -> Candidate {
        Candidate {
            who: CandidateWho::Who(who),
            acting: false,
            declines: None,
            requires: Vec::new(),
            steps: Vec::new(),
            name: self.who_name(who).1,
            terms: Terms::default(),
            span,
        }
    }
}

/// Whom seniority can sort.
pub(super) const SORTED: &[Kind] = &[Kind::Person, Kind::Office];
