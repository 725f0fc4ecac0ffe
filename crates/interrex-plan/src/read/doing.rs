//! `[measure.ID]`, `[decision.ID]`, `[function.ID]`.

use interrex_diag::{Diagnostic, Span};
use interrex_units::Period;

use super::Reader;
use super::declare::Declared;
use super::fields::Fields;
use super::later::Effect;
use super::values;
use crate::model::{Decision, FactKind, Function, Id, Measure};
use crate::resolve::Found;
use crate::schema::{DECISION, EFFECT, FUNCTION, Form, MEASURE};
use crate::syntax::Value;

impl<'d> Reader<'d> {
    pub(super) fn measure(&mut self, id: Id<Measure>, declared: &Declared<'d>) {
        let fields = self.open(declared, &MEASURE);
        let name = format!("taken({})", self.names.name(declared.found));
        for item in fields.items(self, "effects") {
            if let Some(effect) = self.an_effect(item) {
                self.later.effects.push((id, effect));
            }
        }
        let measure = Measure {
            title: fields.text(self, "title"),
            taken: self.fact(&fields, "taken", FactKind::Taken(id), name),
            cost: fields.number(self, "cost"),
            agreed: fields.expression(self, "agreed"),
            effects: Vec::new(),
            terms: self.terms(&fields),
        };
        self.plan.measures.get_mut(id).value = measure;
    }

    /// An effect changes a likelihood or where somebody is based: one of the two.
    fn an_effect(&mut self, item: &'d Value<'d>) -> Option<Effect<'d>> {
        let Some(table) = item.as_table() else {
            let expected = "a table `{ fact, likelihood }` or `{ person, base }`";
            self.wrong_type("an item of `effects`", item, expected);
            return None;
        };
        let fields = Fields::open(self, table, &EFFECT, item.span);
        match (fields.has("fact"), fields.has("person")) {
            (true, false) => self.assessing(&fields, item.span),
            (false, true) => self.rebasing(&fields, item.span),
            (both, _) => {
                let message = if both {
                    "the effect changes both a fact and a person, expected one of the two"
                } else {
                    "the effect changes nothing, expected `fact` or `person`"
                };
                self.report(
                    Diagnostic::error("effect-of-what", message)
                        .at(item.span, "what does it change?")
                        .help("write `{ fact, likelihood }` or `{ person, base }`; make two effects of two"),
                );
                None
            }
        }
    }

    fn assessing(&mut self, fields: &Fields<'d>, span: Span) -> Option<Effect<'d>> {
        self.check_effect_key(fields, "likelihood", "fact", span);
        let assessment = self.assessment(fields, span);
        let fact = fields.entry("fact")?;
        let Some(text) = fact.value.as_text() else {
            let expected = "the name of a fact, such as `\"lost(lviv)\"`";
            self.wrong_type("`fact`", &fact.value, expected);
            return None;
        };
        Some(Effect::Assess(text, assessment.into_iter().collect(), span))
    }

    fn rebasing(&mut self, fields: &Fields<'d>, span: Span) -> Option<Effect<'d>> {
        self.check_effect_key(fields, "base", "person", span);
        let entry = fields.entry("person")?;
        let Some(text) = entry.value.as_text() else {
            let expected = "the name of a person, or of an office for its holder";
            self.wrong_type("`person`", &entry.value, expected);
            return None;
        };
        let person = self.person(&text.value, text.span);
        let base = fields.name(self, "base").and_then(Found::locus);
        Some(Effect::Rebase(person?, base?, span))
    }

    fn check_effect_key(&mut self, fields: &Fields<'d>, key: &str, with: &str, span: Span) {
        // Any other key of an assessment already asks for the likelihood.
        let asked = ["source", "date", "assumed", "note"]
            .iter()
            .any(|key| fields.has(key));
        if fields.has(key) || (key == "likelihood" && asked) {
            return;
        }
        self.report(
            Diagnostic::error(
                "missing-key",
                format!("an effect with `{with}` needs the key `{key}`"),
            )
            .at(span, format!("`{key}` is missing"))
            .help(format!(
                "add `{key}`: what holds while the measure is in effect"
            )),
        );
    }

    pub(super) fn decision(&mut self, id: Id<Decision>, declared: &Declared<'d>) {
        let fields = self.open(declared, &DECISION);
        let name = format!("decided({})", self.names.name(declared.found));
        let decision = Decision {
            title: fields.text(self, "title"),
            made: self.fact(&fields, "made", FactKind::Decided(id), name),
            by: fields.actors(self, "by"),
            terms: self.terms(&fields),
        };
        self.plan.decisions.get_mut(id).value = decision;
    }

    pub(super) fn function(&mut self, id: Id<Function>, declared: &Declared<'d>) {
        let fields = self.open(declared, &FUNCTION);
        let function = Function {
            title: fields.text(self, "title"),
            needs: fields.expression(self, "needs"),
            rto: fields.period(self, "rto"),
            mtpd: fields.period(self, "mtpd"),
            rpo: fields.period(self, "rpo"),
            minimum: fields.text(self, "minimum"),
            sustained: fields.period(self, "sustained"),
            priority: fields.count(self, "priority"),
            resources: fields.text(self, "resources"),
            without_warning: fields.flag(self, "without-warning"),
            owner: fields.name(self, "owner").and_then(Found::who),
            class: fields.word(self, "class").map(str::to_owned),
            steps: self.step_times(&fields),
            terms: self.terms(&fields),
        };
        self.plan.functions.get_mut(id).value = function;
    }

    fn step_times(&mut self, fields: &Fields<'d>) -> Vec<(String, Period)> {
        let mut steps = Vec::new();
        for entry in fields.entries(self, "steps") {
            let time = self.accept(&entry.key, &entry.value, Form::Period, |_, value| {
                values::period(value)
            });
            steps.extend(time.map(|time| (entry.key.to_string(), time)));
        }
        steps
    }
}
