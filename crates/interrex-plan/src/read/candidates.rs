//! Candidates of an order, and the steps that they must complete.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::fields::Fields;
use super::values;
use crate::model::{Candidate, CandidateWho, FactKind, Id, Office, Step, Terms, Who};
use crate::resolve::Found;
use crate::schema::{CANDIDATE, Form, Kind, STEP};
use crate::syntax::{Entry, Value};

const WHO: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];

impl<'d> Reader<'d> {
    pub(super) fn candidates(
        &mut self,
        fields: &Fields<'d>,
        office: Id<Office>,
        order: &str,
    ) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut seen = std::collections::BTreeMap::new();
        for item in fields.items(self, "candidates") {
            let candidate = match item.as_table() {
                None => self.plain_candidate(item),
                Some(_) => self.candidate(item, office, order),
            };
            let Some(candidate) = candidate else { continue };
            if let Some(first) = seen.insert(candidate.name.clone(), candidate.span) {
                self.report_candidate_twice(&candidate, first);
                continue;
            }
            self.check_own_candidate(&candidate, office);
            candidates.push(candidate);
        }
        candidates
    }

    fn plain_candidate(&mut self, item: &'d Value<'d>) -> Option<Candidate> {
        let read = |reader: &mut Self, value| reader.name(value, WHO);
        let form = Form::Other("the name of a person, an office or a body, or a table");
        let found = self.accept_item("candidates", item, form, read)?;
        Some(Candidate {
            who: CandidateWho::Who(found.who()?),
            acting: false,
            declines: None,
            requires: Vec::new(),
            steps: Vec::new(),
            name: self.names.name(found).to_owned(),
            terms: Terms::default(),
            span: item.span,
        })
    }

    fn candidate(
        &mut self,
        item: &'d Value<'d>,
        office: Id<Office>,
        order: &str,
    ) -> Option<Candidate> {
        let fields = Fields::open(self, item.as_table()?, &CANDIDATE, item.span);
        let found = fields.name(self, "who");
        let stated = fields.text(self, "name");
        let who = self.candidate_who(&fields, found, stated.is_some(), item.span);
        let name = stated
            .or_else(|| found.map(|found| self.names.name(found).to_owned()))
            .unwrap_or_else(|| "?".to_owned());
        let path = format!("{}.{order}.{name}", self.office_name(office));
        let declines = self.declines(&fields, found, office);
        self.check_acting(&fields, found);
        let candidate = Candidate {
            acting: fields.flag(self, "acting").unwrap_or(false),
            declines,
            requires: fields.texts(self, "requires"),
            steps: self.steps(&fields, &path),
            name,
            terms: self.terms(&fields),
            span: item.span,
            who: who?,
        };
        Some(candidate)
    }

    /// Somebody by name, or somebody whom others choose: one of the two.
    fn candidate_who(
        &mut self,
        fields: &Fields<'d>,
        found: Option<Found>,
        named: bool,
        span: Span,
    ) -> Option<CandidateWho> {
        let by = fields.actors(self, "chosen-by");
        let at = fields.name(self, "at").and_then(Found::locus);
        match (fields.entry("who"), fields.entry("chosen-by")) {
            (Some(who), Some(chosen)) => self.report(
                Diagnostic::error(
                    "two-choices",
                    "the candidate is both named and chosen, expected one of the two",
                )
                .at(chosen.key_span, "chosen by others")
                .also(who.key_span, "named")
                .help("make two candidates of it"),
            ),
            (None, None) => self.report(
                Diagnostic::error(
                    "candidate-without-who",
                    "the candidate is neither named nor chosen",
                )
                .at(span, "who?")
                .help("add `who` with a name, or `chosen-by` with who chooses"),
            ),
            (None, Some(chosen)) if !named => self.report(
                Diagnostic::error(
                    "missing-key",
                    "a candidate whom others choose needs the key `name`",
                )
                .at(chosen.key_span, "`name` is missing")
                .help("add it: `name = \"chosen\"`"),
            ),
            _ => {}
        }
        match found {
            Some(found) => found.who().map(CandidateWho::Who),
            None => by.map(|by| CandidateWho::Chosen { by, at }),
        }
    }

    /// The choice to decline this office: of the person, or of whoever holds the office at the
    /// start.
    fn declines(
        &mut self,
        fields: &Fields<'d>,
        found: Option<Found>,
        office: Id<Office>,
    ) -> Option<Id<crate::model::Fact>> {
        let entry = fields.entry("declines")?;
        let found = found.filter(|found| found.kind != Kind::Body);
        let Some(found) = found else {
            self.report_declines(fields, entry);
            return None;
        };
        let person = self.person_of(found, self.names.name(found), entry.key_span)?;
        let names = (&self.plan.people.get(person).name, self.office_name(office));
        let name = format!("declines({}, {})", names.0, names.1);
        if let Some(known) = self.facts.get(&name) {
            let first = self.plan.facts.get(*known).span;
            self.report_fact_twice(&name, entry.key_span, first);
            return None;
        }
        Some(self.fact_of(entry, FactKind::Declines(person, Some(office)), name))
    }

    /// The same person may be a candidate in several orders of one office, and decides once.
    fn report_fact_twice(&mut self, name: &str, span: Span, first: Span) {
        self.report(
            Diagnostic::error(
                "fact-twice",
                format!("the likelihood of `{name}` is given twice, expected once"),
            )
            .at(span, "again")
            .also(first, "here first")
            .help("give it with one of the candidates alone; it holds for the office as a whole"),
        );
    }

    fn report_declines(&mut self, fields: &Fields<'d>, entry: &Entry<'d>) {
        let faulty = fields.has("who")
            && !matches!(fields.entry("who"), Some(who) if who.value.as_text().is_some());
        if faulty {
            return;
        }
        self.report(
            Diagnostic::error("refusal-of-nobody", "`declines` says how likely a person declines, and this candidate is no person by name")
                .at(entry.key_span, "nobody to decline")
                .help("name a person or an office as `who`, or remove `declines`"),
        );
    }

    fn check_acting(&mut self, fields: &Fields<'d>, found: Option<Found>) {
        let Some(entry) = fields.entry("acting") else {
            return;
        };
        if found.is_some_and(|found| found.kind != Kind::Office) {
            self.report(
                Diagnostic::error(
                    "acting-without-office",
                    "`acting` is about who acts in an office, and the candidate is none",
                )
                .at(entry.key_span, "not an office")
                .help("remove `acting`, or name the office as the candidate"),
            );
        }
    }

    fn report_candidate_twice(&mut self, candidate: &Candidate, first: Span) {
        self.report(
            Diagnostic::error(
                "candidate-twice",
                format!(
                    "`{}` stands twice among the candidates, expected once",
                    candidate.name
                ),
            )
            .at(candidate.span, "again")
            .also(first, "here first")
            .help("remove one of them, or give them different `name`s"),
        );
    }

    fn check_own_candidate(&mut self, candidate: &Candidate, office: Id<Office>) {
        if matches!(candidate.who, CandidateWho::Who(Who::Office(who)) if who == office) {
            let name = self.office_name(office).to_owned();
            self.report(
                Diagnostic::error(
                    "candidate-is-itself",
                    format!("the office `{name}` is a candidate for itself, expected another"),
                )
                .at(candidate.span, "the same office")
                .help("name the office, person or body that follows"),
            );
        }
    }

    /// The steps of an order or candidate; `path` is its name in those of facts.
    pub(super) fn steps(&mut self, fields: &Fields<'d>, path: &str) -> Vec<Step> {
        let mut steps: Vec<Step> = Vec::new();
        for item in fields.items(self, "steps") {
            let Some(step) = self.step(item, path) else {
                continue;
            };
            match steps.iter().find(|known| known.name == step.name) {
                Some(first) => {
                    let fault =
                        super::fields::repeated("steps", &step.name, step.span, Some(first.span));
                    self.report(fault);
                }
                None => steps.push(step),
            }
        }
        steps
    }

    fn step(&mut self, item: &'d Value<'d>, path: &str) -> Option<Step> {
        let Some(table) = item.as_table() else {
            let form = Form::Other("what is done, in quotes, or a table `{ do, by }`");
            let name = self.accept_item("steps", item, form, |_, value| values::text(value))?;
            let span = item.span;
            return Some(Step {
                name,
                by: None,
                refused: None,
                needs: None,
                lead_time: None,
                span,
            });
        };
        let fields = Fields::open(self, table, &STEP, item.span);
        let name = fields.text(self, "do").unwrap_or_default();
        let by = fields.actors(self, "by");
        if let (Some(entry), false) = (fields.entry("refused"), fields.has("by")) {
            self.report(
                Diagnostic::error(
                    "refusal-of-nobody",
                    "`refused` says how likely a refusal is, and nobody else has to act here",
                )
                .at(entry.key_span, "nobody to refuse")
                .help("add `by` with who does the step, or remove `refused`"),
            );
        }
        let fact = format!("refuses({path}.{name})");
        Some(Step {
            refused: self.fact(&fields, "refused", FactKind::Refuses, fact),
            by,
            needs: fields.expression(self, "needs"),
            lead_time: fields.period(self, "lead-time"),
            name,
            span: item.span,
        })
    }
}
