//! The header, sources, threats, places, sites, links, records.

use super::draft::{Draft, Group, quoted, quoted_list};
use super::expressions::Level;

impl Draft {
    pub(crate) fn header(&mut self) {
        self.line("[plan]\ntitle = \"A random plan\"\nhorizon = \"30 d\"\nas-of = 2026-06-01");
        match self.between(0, 3) {
            0 => {
                self.key("plan.scale", "scale", quoted("phia"));
                self.plan.words = vec!["highly unlikely".to_owned(), "likely".to_owned()];
            }
            1 => {
                self.key("plan.scale", "scale", quoted("own"));
                self.plan.words = vec!["rather not".to_owned(), "rather so".to_owned()];
            }
            _ => self.plan.words = vec!["unlikely".to_owned(), "very likely".to_owned()],
        }
        let sources = self.plan.sources.clone();
        if !sources.is_empty() && self.chance(50) {
            let preferred = self.some_of(&sources, 1, 2);
            self.key("plan.prefer", "prefer", quoted_list(&preferred));
        }
        if self.plan.words[0] == "rather not" {
            self.note("scale.own");
            self.line("\n[scale]\n\"rather not\" = [0.1, 0.3]\n\"rather so\" = [0.6, 0.8]");
        }
        for source in sources {
            self.table(&format!("source.{source}"));
            if self.chance(40) {
                let date = self.date();
                self.key("source.date", "date", date);
            } else {
                self.line("who = \"a report\"");
            }
        }
    }

    /// Dates, status and measure of an element.
    pub(crate) fn terms(&mut self) {
        let measures: Vec<String> = self
            .plan
            .measures
            .iter()
            .filter(|one| one.1)
            .map(|one| one.0.clone())
            .collect();
        self.terms_by(&measures);
    }

    /// The same, where it may belong to one of these measures.
    pub(crate) fn terms_by(&mut self, measures: &[String]) {
        if !self.chance(22) {
            return;
        }
        let sources = self.plan.sources.clone();
        if let Some(source) = self.maybe(&sources)
            && self.chance(15)
        {
            self.key("terms.source", "source", quoted(source));
        }
        match self.between(0, 5) {
            0 => {
                let date = self.date();
                self.key("terms.from", "from", date);
            }
            1 => {
                let date = self.date();
                self.key("terms.until", "until", date);
            }
            2 => {
                let status = ["floated", "offered", "decided", "in force", "withdrawn"];
                let status = self.pick(&status);
                self.key("terms.status", "status", quoted(status));
            }
            3 => {
                let (first, then) = (self.date(), self.date());
                let source = match self.maybe(&sources) {
                    Some(source) if self.chance(50) => {
                        self.note("terms.history-source");
                        format!(", source = \"{source}\"")
                    }
                    _ => String::new(),
                };
                let history = format!(
                    "[{{ is = \"decided\", on = {first} }}, {{ is = \"withdrawn\", on = {then}{source} }}]"
                );
                self.key("terms.history", "status", history);
            }
            _ => {
                if let Some(measure) = self.maybe(measures) {
                    self.key("terms.by-measure", "by-measure", quoted(measure));
                }
            }
        }
    }

    /// A likelihood under a key, so many times in a hundred.
    pub(crate) fn fact(
        &mut self,
        percent: u32,
        group: Group,
        key: (&'static str, &str),
        fact: &str,
    ) {
        if self.chance(percent)
            && let Some(likelihood) = self.likelihood(group, fact)
        {
            self.key(key.0, key.1, likelihood);
        }
    }

    /// Whichever comes first has the first call on variables.
    pub(crate) fn things_and_threats(&mut self) {
        if self.chance(50) {
            self.threats();
            self.things();
        } else {
            self.things();
            self.threats();
        }
    }

    fn threats(&mut self) {
        for threat in self.plan.threats.clone() {
            self.table(&format!("threat.{threat}"));
            let name = format!("occurs({threat})");
            let Some(occurs) = self.likelihood(Group::Things, &name) else {
                // Without the key the fact exists all the same.
                self.note("threat.unassessed");
                self.takes(&threat);
                continue;
            };
            self.key("threat.occurs", "occurs", occurs);
            self.conditions.push(name);
            self.takes(&threat);
            self.terms_by(&[]);
        }
    }

    fn takes(&mut self, threat: &str) {
        let things: Vec<String> = self
            .plan
            .nodes()
            .into_iter()
            .chain(self.plan.links.clone())
            .collect();
        let mut takes = Vec::new();
        for thing in self.some_of(&things, 0, 2) {
            let name = format!("takes({threat}, {thing})");
            if let Some(likelihood) = self.likelihood(Group::Things, &name) {
                self.note("takes.likelihood");
                takes.push(format!(
                    "{{ what = \"{thing}\", likelihood = {likelihood} }}"
                ));
            } else {
                self.note("takes.thing");
                takes.push(quoted(thing));
            }
        }
        if self.chance(50) {
            takes.push(self.takes_somebody(threat));
        }
        if let Some(record) = self.maybe(&self.plan.records.clone())
            && self.chance(40)
        {
            self.note("takes.copy");
            takes.push(if self.chance(50) {
                quoted(format!("{record}/copy-0"))
            } else {
                format!("{{ what = \"{record}\", copy = \"copy-0\" }}")
            });
        }
        if !takes.is_empty() {
            self.line(format!("takes = [{}]", takes.join(", ")));
        }
    }

    fn takes_somebody(&mut self, _threat: &str) -> String {
        let holders: Vec<String> = self
            .plan
            .offices
            .iter()
            .filter(|office| office.holder.is_some() && !office.held_by_body)
            .map(|office| office.name.clone())
            .collect();
        let people = self.plan.people.clone();
        let who = match self.maybe(&holders) {
            Some(office) if self.chance(30) => {
                self.note("takes.office");
                office
            }
            _ => {
                self.note("takes.person");
                self.pick(&people)
            }
        };
        let leaves = self.pick(&["dead", "captive", "incapacitated", "absent"]);
        format!("{{ what = \"{who}\", leaves = \"{leaves}\" }}")
    }

    fn things(&mut self) {
        let places = self.plan.places.clone();
        for (index, place) in places.iter().enumerate() {
            self.place(place, &places[..index]);
        }
        for site in self.plan.sites.clone() {
            self.site(&site);
        }
        for link in self.plan.links.clone() {
            self.link(&link);
        }
        for record in self.plan.records.clone() {
            self.record(&record);
        }
    }

    fn place(&mut self, place: &str, before: &[String]) {
        self.table(&format!("place.{place}"));
        if let Some(outer) = self.maybe(before)
            && self.chance(30)
        {
            self.key("place.in", "in", quoted(outer));
        }
        let name = format!("lost({place})");
        self.fact(35, Group::Things, ("place.lost", "lost"), &name);
        if self.chance(50) {
            self.terms();
        }
        self.conditions.push(name);
    }

    fn site(&mut self, site: &str) {
        self.table(&format!("site.{site}"));
        let places = self.plan.places.clone();
        let within = self.some_of(&places, 1, 2);
        if within.len() == 2 {
            self.key("site.in-two", "in", quoted_list(&within));
        } else {
            self.key("site.in", "in", quoted(&within[0]));
        }
        if self.chance(35) {
            self.key_expression("site.needs", "needs", Level::Things);
        }
        self.fact(
            30,
            Group::Things,
            ("site.lost", "lost"),
            &format!("lost({site})"),
        );
        self.terms();
    }

    fn link(&mut self, link: &str) {
        let nodes = self.plan.nodes();
        let mut ends = self.some_of(&nodes, 2, 2);
        self.table(&format!("link.{link}"));
        if self.plan.cut_off {
            self.note("link.cut-off");
            ends = self.plan.places[..2].to_vec();
            self.key("link.between", "between", quoted_list(&ends));
            return self.fact(
                100,
                Group::Things,
                ("link.lost", "lost"),
                &format!("lost({link})"),
            );
        }
        self.key("link.between", "between", quoted_list(&ends));
        if self.chance(40) {
            let carries = [vec!["messages"], vec!["people"], vec!["people", "records"]];
            let carries = self.pick(&carries);
            self.key("link.carries", "carries", quoted_list(&carries));
        }
        if self.chance(25) {
            self.key_expression("link.needs", "needs", Level::Things);
        }
        self.fact(
            40,
            Group::Things,
            ("link.lost", "lost"),
            &format!("lost({link})"),
        );
        self.terms();
    }

    fn record(&mut self, record: &str) {
        self.table(&format!("record.{record}"));
        let nodes = self.plan.nodes();
        if self.chance(40) {
            self.key("record.age-max", "age-max", quoted("7 d"));
        }
        if self.chance(40) {
            let used = self.some_of(&nodes, 1, 2);
            self.key("record.used-at", "used-at", quoted_list(&used));
        }
        self.terms();
        for copy in 0..self.between(1, 2) {
            self.line(format!(
                "\n[[record.{record}.copy]]\nname = \"copy-{copy}\""
            ));
            let at = self.pick(&nodes);
            self.key("copy.at", "at", quoted(at));
            if self.chance(40) {
                let age = self.pick(&["2 d", "7 d", "9 d"]);
                self.key("copy.age", "age", quoted(age));
            }
            match self.between(0, 5) {
                0 => self.key("copy.lawful", "lawful", "false"),
                1 => {
                    let date = self.date();
                    self.key("copy.lawful-from", "lawful-from", date);
                }
                _ => {}
            }
            let name = format!("lost({record}/copy-{copy})");
            self.fact(30, Group::Others, ("copy.lost", "lost"), &name);
            if self.chance(25) {
                self.key_expression("copy.needs", "needs", Level::Things);
            }
            self.terms();
        }
    }
}
