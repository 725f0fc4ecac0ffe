//! The short form of an order: an act with its proof, and what sites state of its power.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::Plan;
use interrex_tlog::merkle::leaf_hash;
use interrex_tlog::note::{Note, SignerKey, VerifierKey};
use interrex_tlog::proof::Proof;
use interrex_units::Moment;

use super::judged::{by_date_alone, not_real, right_of, still_holds};
use super::{Checked, STATEMENT, Short, Verdict, accepted};
use crate::act::{Act, Deed, Digest};
use crate::course::{Course, Effect, Known, run};
use crate::entry::Entry;
use crate::late::late;
use crate::trust::Trust;
use crate::who::denied;
use crate::words;

/// Checks one.
pub(super) fn check(trust: &Trust, order: &Short) -> Result<Checked, String> {
    let bytes = order.entry.get().as_bytes();
    let Entry::Act(learned, signed) = Entry::parse(bytes)? else {
        return Err("the entry that goes along holds no act".to_owned());
    };
    let signers: Vec<&str> = signed.checked()?.into_iter().map(|(by, _)| by).collect();
    let proof = Proof::parse(order.proof.as_bytes()).map_err(|error| format!("proof: {error}"))?;
    let origin = proof.checkpoint().checkpoint().origin();
    let site = trust.site(origin);
    let site =
        site.ok_or_else(|| format!("the log `{origin}` is none that the trust file names"))?;
    if !site.may_have(proof.checkpoint().checkpoint()) {
        return Err(format!(
            "by the trust file the log `{origin}` has ended, and the head that goes along is not its last one"
        ));
    }
    let mut checked = Checked::of(&signed.act);
    checked.cosigned = accepted(trust, proof.checkpoint(), &site.log)?;
    proof
        .verify_inclusion(&leaf_hash(bytes))
        .map_err(|error| format!("proof: {error}"))?;
    checked.as_of = Some(learned.to_string());
    if let Some(exercise) = &signed.act.exercise {
        let reason = not_real(exercise);
        return Ok(checked.verdict(Verdict::NotGenuine, reason));
    }
    if let Some(name) = signed
        .act
        .by
        .iter()
        .find(|name| !signers.contains(&name.as_str()))
    {
        let reason = format!("`{name}` has not signed it");
        return Ok(checked.verdict(Verdict::NotGenuine, reason));
    }
    by_statement(trust, order, &signed.act, checked)
}

/// What the statement of sites comes to, of an act that is in a log and signed by those by whom it is.
fn by_statement(
    trust: &Trust,
    order: &Short,
    act: &Act,
    mut checked: Checked,
) -> Result<Checked, String> {
    let stated = match Statement::read(trust, &order.statement) {
        Ok(stated) => stated,
        Err(reason) => {
            let reason =
                format!("the statement that the power is held is not that of a site: {reason}");
            return Ok(checked.verdict(Verdict::NotGenuine, reason));
        }
    };
    let Deed::Order { power, .. } = &act.deed else {
        return Err("the act that goes along issues no order".to_owned());
    };
    // Of several signers the statement names those in whose right they ordered, who may be a body.
    let is_signer = act.by.len() > 1 || act.by.contains(&stated.holder);
    if stated.order != act.digest() || stated.power != *power || !is_signer {
        let reason = "the statement that goes along is about another order";
        return Ok(checked.verdict(Verdict::NotGenuine, reason));
    }
    checked.as_of = Some(stated.as_of.to_string());
    checked.sites.clone_from(&stated.sites);
    if stated.sites.len() < trust.sites_needed {
        let reason = format!(
            "{} of the {} sites needed state that the power is held",
            stated.sites.len(),
            trust.sites_needed
        );
        return Ok(checked.verdict(Verdict::NotShown, reason));
    }
    let from = act.begins().max(act.signed);
    if stated.as_of < from {
        let reason = format!(
            "the order has effect from {from} on, and what sites state is from before, {}",
            stated.as_of
        );
        return Ok(checked.verdict(Verdict::NotShown, reason));
    }
    let held = format!(
        "genuine, and `{power}` is held by {} as of {}, on the word of {}",
        stated.holder,
        stated.as_of,
        stated.sites.join(", ")
    );
    checked.not_in = stated.not_in;
    Ok(checked.held(Verdict::HeldOnWord, &held))
}

/// A statement by sites that somebody holds a power, as of their heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The act that issues the order.
    pub order: Digest,
    /// The power.
    pub power: String,
    /// Who holds it.
    pub holder: String,
    /// The plan in force.
    pub plan: String,
    /// As of when.
    pub as_of: Moment,
    /// In which regions they do not hold it, where the order names none.
    pub not_in: Vec<String>,
    /// The sites that sign.
    pub sites: Vec<String>,
}

impl Statement {
    /// The text that sites sign.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{STATEMENT}\norder {}\npower {}\nholder {}\nplan {}\nas-of {}\n",
            self.order, self.power, self.holder, self.plan, self.as_of
        );
        for region in &self.not_in {
            text.push_str("not-in ");
            text.push_str(region);
            text.push('\n');
        }
        text
    }

    /// The statement as a note, signed by the key of a site's log.
    ///
    /// # Errors
    ///
    /// Says what cannot stand in a note.
    pub fn signed(&self, keys: &[&SignerKey]) -> Result<String, String> {
        let text = self.text();
        let mut note = Note::unsigned(&text).map_err(|error| error.to_string())?;
        for key in keys {
            note.add(key.sign(&text));
        }
        Ok(note.to_string())
    }

    fn read(trust: &Trust, text: &str) -> Result<Self, String> {
        let note = Note::parse(text.as_bytes()).map_err(|error| format!("statement: {error}"))?;
        // Who keeps a log that has ended states nothing more.
        let sites = trust.sites.iter().filter(|site| site.end.is_none());
        let keys: Vec<&VerifierKey> = sites.map(|site| &site.log).collect();
        let verified = note
            .verify(keys)
            .map_err(|error| format!("statement: {error}"))?;
        let names: BTreeSet<&str> = verified.iter().map(|one| one.key.name()).collect();
        let mut lines = note.text().lines();
        if lines.next() != Some(STATEMENT) {
            return Err(format!("the statement is not of the form `{STATEMENT}`"));
        }
        let mut after = |word: &str| {
            let line = lines
                .next()
                .and_then(|line| line.strip_prefix(word))
                .and_then(|rest| rest.strip_prefix(' '));
            line.map(str::to_owned)
                .ok_or_else(|| format!("the statement does not say `{word}`"))
        };
        Ok(Self {
            order: after("order")?.parse()?,
            power: after("power")?,
            holder: after("holder")?,
            plan: after("plan")?,
            as_of: after("as-of")?
                .parse()
                .map_err(|error| format!("{error}"))?,
            not_in: not_in(lines)?,
            sites: names
                .into_iter()
                .filter_map(|name| trust.site(name))
                .map(|site| site.name.clone())
                .collect(),
        })
    }
}

/// The regions that the last lines of a statement name.
fn not_in<'a>(lines: impl Iterator<Item = &'a str>) -> Result<Vec<String>, String> {
    let each = lines.map(|line| {
        let region = line.strip_prefix("not-in ");
        let region = region.filter(|region| !region.is_empty());
        region.map(str::to_owned).ok_or_else(|| {
            format!("the statement has the line `{line}`, which says nothing that is known")
        })
    });
    each.collect()
}

/// Whether somebody holds a power at a moment, as a site sees it before it states so.
///
/// # Errors
///
/// Says why not.
pub fn holds(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    number: u32,
    at: Moment,
) -> Result<Statement, String> {
    let known = acts.iter().find(|known| known.number == number);
    let known = known.ok_or_else(|| format!("the register has no act {number}"))?;
    let Deed::Order { power, .. } = &known.act.deed else {
        return Err(format!("act {number} issues no order"));
    };
    let (course, mut not_in) = held_in(plans, acts, known, at)?;
    for other in denied::each(plans) {
        let (_, there) = held_in(&other.plans, acts, known, at).map_err(|reason| {
            format!(
                "whether the power is held is disputed, and a site states none of it: {}: {reason}; a full order shows every \
                 reading",
                other.by
            )
        })?;
        not_in.extend(there);
    }
    not_in.sort();
    not_in.dedup();
    Ok(Statement {
        order: known.digest,
        power: power.clone(),
        holder: right_of(&course, known).join(", "),
        plan: course.plan_digest.clone(),
        as_of: at,
        not_in,
        sites: Vec::new(),
    })
}

/// The course up to a moment, in one reading, where those who signed an order held its power in it and still do; with the
/// regions in which they do not.
fn held_in(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    known: &Known,
    at: Moment,
) -> Result<(Course, Vec<String>), String> {
    let number = known.number;
    let mut course = run(plans, acts, at);
    course.all_held()?;
    match course.effects.get(&number) {
        Some(Effect::InEffect | Effect::InPart(_)) => {}
        Some(Effect::Without(reason)) => {
            return Err(format!("act {number} has no effect: {reason}"));
        }
        Some(effect) => return Err(format!("act {number}: {}", words::effect(effect))),
        None => return Err(format!("act {number} was not signed by then")),
    }
    let late = late(plans, acts, &course.effects);
    let not_in = still_holds(&mut course, known)?;
    if let Some(reason) = by_date_alone(plans, acts, known, Some(&not_in), (at, &late)) {
        return Err(reason);
    }
    Ok((course, not_in))
}
