//! What a question supposes: `# with` and `# without` at the end of the text, for the test to read.

use super::draft::Draft;

impl Draft {
    pub(crate) fn supposes(&mut self) {
        if self.chance(70) {
            return;
        }
        let elements = self.elements();
        for element in self.some_of(&elements, 0, 2) {
            let word = self.pick(&["with", "without"]);
            self.note(match word {
                "with" => "question.with",
                _ => "question.without",
            });
            self.line(format!("# {word} {element}"));
        }
        let sources = self.plan.sources.clone();
        if let Some(source) = self.maybe(&sources)
            && self.chance(60)
        {
            self.note("question.without-source");
            self.line(format!("# without source.{source}"));
        }
    }

    /// Everything that a question can suppose to count or not to count.
    fn elements(&self) -> Vec<String> {
        let plan = &self.plan;
        let mut elements = Vec::new();
        let mut add = |kind: &str, names: Vec<String>| {
            elements.extend(names.into_iter().map(|name| format!("{kind}.{name}")));
        };
        let named = |list: &[(String, bool)]| list.iter().map(|one| one.0.clone()).collect();
        add("threat", plan.threats.clone());
        add("place", plan.places.clone());
        add("site", plan.sites.clone());
        add("link", plan.links.clone());
        add("body", plan.body_names());
        add("record", plan.records.clone());
        add("pledge", named(&plan.pledges));
        add("measure", named(&plan.measures));
        add("decision", named(&plan.decisions));
        add("function", named(&plan.functions));
        for office in &plan.offices {
            add("office", vec![office.name.clone()]);
            add(
                &format!("office.{}.ground", office.name),
                office.grounds.clone(),
            );
            let orders = (0..office.orders.len()).map(|order| format!("line-{order}"));
            add(&format!("office.{}.order", office.name), orders.collect());
        }
        for seat in &plan.seats {
            add("seat", vec![seat.name.clone()]);
            let options = seat.options.iter().map(|option| option.0.clone());
            add(&format!("seat.{}.option", seat.name), options.collect());
        }
        for power in &plan.powers {
            add("power", vec![power.name.clone()]);
        }
        elements
    }
}
