//! Acts as a person writes them down, for cases from history and for drills: a list in TOML.
//!
//! ```toml
//! [[act]]
//! id = "resignation"
//! kind = "resign"
//! office = "secretary"
//! by = ["secretary-nielsen"]
//! signed = 2019-04-10T12:00:00Z
//! ```
//!
//! `id` names the act within the list, for `rests-on` and for what annuls or corrects it; `learned` is when
//! the register learns of it (when it was signed, unless stated) and `site` where, or `sites` gives a moment
//! for each of several sites; `unsigned` lists those of
//! `by` whose signature is missing. Everything else is as in [`crate::act`]; dates may be written without a
//! time, which means the first second of the day, and for `until` the last. It leaves signing to whoever has keys.

use std::collections::BTreeMap;

use interrex_diag::nearest;
use interrex_units::Moment;
use serde_json::{Map, Value};

use crate::act::{Act, Deed, SCHEMA, is_plan_digest};
use crate::course::Known;
use crate::unread;

/// The list, each act with what the register knows of it.
///
/// `plans` gives the digest of a plan by the name that the list uses for it; the first act adopts one, and
/// acts that name no plan cite the one in force when they were signed, of those adopted before them in the list.
///
/// # Errors
///
/// Says which act cannot be read, and why.
pub fn read(text: &str, plans: &BTreeMap<String, String>) -> Result<Script, String> {
    read_with(
        text,
        &Given {
            plans,
            plan: &|_| Ok(None),
            now: None,
        },
    )
}

/// What a list need not say.
#[derive(Clone, Copy)]
pub struct Given<'g> {
    /// The digest of a plan by the name that the list uses.
    pub plans: &'g BTreeMap<String, String>,
    /// The digest of the plan in force at a moment, without the acts of the list.
    pub plan: InForce<'g>,
    /// When acts are signed that do not say so.
    pub now: Option<Moment>,
}

/// The digest of the plan in force at a moment, where one is.
pub type InForce<'g> = &'g dyn Fn(Moment) -> Result<Option<String>, String>;

/// The names of the plans that a list adopts.
///
/// # Errors
///
/// Says that the list cannot be read.
pub fn plans_named(text: &str) -> Result<Vec<String>, String> {
    let table: toml::Table = text
        .parse()
        .map_err(|error| format!("no list of acts: {}", unread::words(text, &error)))?;
    let acts = table.get("act").and_then(toml::Value::as_array);
    let adopted = acts
        .into_iter()
        .flatten()
        .filter_map(|act| act.get("adopted")?.as_str());
    Ok(adopted.map(str::to_owned).collect())
}

/// The list, with what it need not say.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(text: &str, given: &Given<'_>) -> Result<Script, String> {
    let table: toml::Table = text
        .parse()
        .map_err(|error| format!("no list of acts: {}", unread::words(text, &error)))?;
    if let Some(other) = table.keys().find(|key| *key != "act") {
        return Err(format!("a list of acts has `[[act]]` alone, not `{other}`"));
    }
    let list = match table.get("act") {
        Some(toml::Value::Array(list)) => list.as_slice(),
        None => &[],
        Some(_) => return Err("`act` is no list: write `[[act]]`".to_owned()),
    };
    let mut reading = Reading {
        given: *given,
        named: BTreeMap::new(),
        numbers: BTreeMap::new(),
        adopted: Vec::new(),
        asked: None,
    };
    let (mut acts, mut stated) = (Vec::new(), Vec::new());
    for (number, value) in (0u32..).zip(list) {
        let fault = |error: String| format!("act {number}: {error}");
        let (known, learned) = reading.act(number, json(value)).map_err(fault)?;
        acts.push(known);
        stated.push(learned);
    }
    Ok(Script {
        acts,
        stated,
        ids: reading.numbers,
    })
}

/// What a list says.
#[derive(Debug, Clone)]
pub struct Script {
    /// The acts, each with what the register knows of it.
    pub acts: Vec<Known>,
    /// What the list says of when and where each was learned.
    pub stated: Vec<Stated>,
    /// The number of an act by its id.
    pub ids: BTreeMap<String, u32>,
}

/// What a list says of when and where an act was learned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// When, where it says so without a site.
    pub learned: Option<Moment>,
    /// Which sites learn of it, and when, where it says so; no site in particular when empty.
    pub sites: BTreeMap<String, Option<Moment>>,
}

struct Reading<'p> {
    given: Given<'p>,
    named: BTreeMap<String, String>,
    numbers: BTreeMap<String, u32>,
    /// The plans that the list adopts, each with the moment from which on it is to be in force.
    adopted: Vec<(Moment, String)>,
    /// The plan that was asked for last, of a moment: acts of a list are often signed at the same one.
    asked: Option<(Moment, Option<String>)>,
}

impl Reading<'_> {
    fn act(&mut self, number: u32, value: Value) -> Result<(Known, Stated), String> {
        let Value::Object(mut members) = value else {
            return Err("no table".to_owned());
        };
        let id = taken(&mut members, "id")?;
        let fault = |error: String| match &id {
            Some(id) => format!("`{id}`: {error}"),
            None => error,
        };
        let (known, stated) = self.read(number, &mut members).map_err(fault)?;
        if let Some(id) = &id
            && self
                .named
                .insert(id.clone(), known.digest.to_string())
                .is_some()
        {
            return Err(format!("two acts have the id `{id}`"));
        }
        if let Some(id) = id {
            self.numbers.insert(id, number);
        }
        Ok((known, stated))
    }

    fn read(
        &mut self,
        number: u32,
        members: &mut Map<String, Value>,
    ) -> Result<(Known, Stated), String> {
        let learned = taken(members, "learned")?;
        let learned = learned.map(|text| moment(&text)).transpose()?;
        let site = taken(members, "site")?;
        let sites = members.remove("sites");
        let mut stated = Stated {
            learned,
            sites: site.iter().map(|site| (site.clone(), learned)).collect(),
        };
        let site = site.unwrap_or_else(|| "register".to_owned());
        known_kind(members.get("kind"))?;
        let unsigned = names(members.remove("unsigned"));
        moments(members)?;
        if let (Some(now), false) = (self.given.now, members.contains_key("signed")) {
            members.insert("signed".to_owned(), now.to_string().into());
        }
        self.digests(members)?;
        members.insert("schema".to_owned(), SCHEMA.into());
        if !members.contains_key("plan") {
            members.insert("plan".to_owned(), self.plan_of(members)?.into());
        }
        let act = whole(members)?;
        if let Deed::Adopt { adopted, .. } = &act.deed {
            self.adopted.push((act.begins(), adopted.clone()));
        }
        let learned = learned.unwrap_or(act.signed);
        let signers = act
            .by
            .iter()
            .filter(|name| !unsigned.contains(name))
            .cloned()
            .collect();
        let mut seen = BTreeMap::from([(site, learned)]);
        if let Some(Value::Object(sites)) = sites {
            seen.clear();
            for (site, value) in sites {
                let text = value
                    .as_str()
                    .ok_or("`sites` gives each site the moment at which it learned")?;
                seen.insert(site, moment(text)?);
            }
            let each = seen.iter();
            stated.sites = each.map(|(site, at)| (site.clone(), Some(*at))).collect();
        }
        let known = Known {
            number,
            digest: act.digest(),
            seen,
            signers,
            act,
        };
        Ok((known, stated))
    }

    /// Puts digests in the place of the names that a list uses for plans and acts.
    fn digests(&mut self, members: &mut Map<String, Value>) -> Result<(), String> {
        if let Some(Value::String(plan)) = members.get_mut("adopted") {
            match self.given.plans.get(plan.as_str()) {
                Some(digest) => plan.clone_from(digest),
                None if is_plan_digest(plan) => {}
                None => return Err(self.no_plan(plan)),
            }
        }
        if let Some(Value::String(act)) = members.get_mut("act") {
            *act = self.digest(act)?;
        }
        if let Some(Value::Array(list)) = members.get_mut("rests-on") {
            for one in list {
                if let Value::String(act) = one {
                    *act = self.digest(act)?;
                }
            }
        }
        Ok(())
    }

    /// The plan that an act cites which names none: the one that it adopts, else the one in force when it was signed.
    fn plan_of(&mut self, members: &Map<String, Value>) -> Result<String, String> {
        if let Some(Value::String(adopted)) = members.get("adopted") {
            return Ok(adopted.clone());
        }
        let Some(Value::String(signed)) = members.get("signed") else {
            return Ok(String::new());
        };
        let signed = moment(signed)?;
        let mut adopted = self.adopted.iter().rev();
        if let Some((_, plan)) = adopted.find(|(begins, _)| *begins <= signed) {
            return Ok(plan.clone());
        }
        let asked = self.asked.take().filter(|(at, _)| *at == signed);
        let plan = match asked {
            Some((_, plan)) => plan,
            None => (self.given.plan)(signed)?,
        };
        self.asked = Some((signed, plan.clone()));
        let plan = plan.or_else(|| self.adopted.last().map(|(_, plan)| plan.clone()));
        Ok(plan.unwrap_or_default())
    }

    /// Says that the file of a plan is not there.
    fn no_plan(&self, plan: &str) -> String {
        let known: Vec<&str> = self.given.plans.keys().map(String::as_str).collect();
        let there = if known.is_empty() {
            "no plan is".to_owned()
        } else {
            format!("there are {}", known.join(", "))
        };
        format!("the plan `{plan}` is not beside the acts: {there}")
    }

    fn digest(&self, name: &str) -> Result<String, String> {
        if name.starts_with("sha256:") {
            return Ok(name.to_owned());
        }
        let known = self.named.get(name).cloned();
        known.ok_or_else(|| format!("no earlier act has the id `{name}`"))
    }
}

/// Writes the moments of an act out. A date alone means its first second, and for `until` its last.
fn moments(members: &mut Map<String, Value>) -> Result<(), String> {
    for key in ["signed", "effective", "until"] {
        if let Some(Value::String(text)) = members.get_mut(key) {
            let read = if key == "until" {
                Moment::through(text).map_err(|error| format!("{error}"))
            } else {
                moment(text)
            };
            *text = read?.to_string();
        }
    }
    Ok(())
}

/// Refuses a kind that no act has, before anything is said of what such an act must hold.
fn known_kind(kind: Option<&Value>) -> Result<(), String> {
    let Some(Value::String(kind)) = kind else {
        return Err("an act says what is done: `kind = \"...\"`".to_owned());
    };
    let probe = serde_json::json!({ "kind": kind });
    let Err(error) = serde_json::from_value::<Deed>(probe) else {
        return Ok(());
    };
    let error = error.to_string();
    if !error.starts_with("unknown variant") {
        return Ok(());
    }
    // The reader of the form lists the kinds itself, each between backticks.
    let kinds = error.split('`').skip(3).step_by(2);
    let meant = nearest(kind, kinds).map(|name| format!("; did you mean `{name}`?"));
    Err(format!(
        "no act is of the kind `{kind}`{}",
        meant.unwrap_or_default()
    ))
}

/// The act that the members make, as what reads acts reads it; no member may be left over.
fn whole(members: &Map<String, Value>) -> Result<Act, String> {
    let (act, written) = as_written(members)?;
    for (key, value) in members {
        if written.contains_key(key) || is_left_out(members, key, value) {
            continue;
        }
        return Err(format!("an act of this kind has no `{key}`"));
    }
    Act::parse(&act.to_bytes())
}

/// The act that the members make, and the members with which it is written.
fn as_written(members: &Map<String, Value>) -> Result<(Act, Map<String, Value>), String> {
    let act: Act = serde_json::from_value(Value::Object(members.clone()))
        .map_err(|error| error.to_string())?;
    match serde_json::to_value(&act) {
        Ok(Value::Object(written)) => Ok((act, written)),
        Ok(_) => Err("an act is no object".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether a member is not written because it says what is so anyhow: written is its contrary, or something in its list.
fn is_left_out(members: &Map<String, Value>, key: &str, value: &Value) -> bool {
    let other = match value {
        Value::Bool(value) => Value::Bool(!value),
        Value::Array(list) => return list.is_empty() && ["rests-on", "documents"].contains(&key),
        _ => return false,
    };
    let mut members = members.clone();
    members.insert(key.to_owned(), other);
    as_written(&members).is_ok_and(|(_, written)| written.contains_key(key))
}

fn moment(text: &str) -> Result<Moment, String> {
    text.parse().map_err(|error| format!("{error}"))
}

fn taken(members: &mut Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match members.remove(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` is no text")),
    }
}

fn names(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// TOML as JSON; dates and times as text.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text.clone()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(value) => Value::Bool(*value),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(list) => Value::Array(list.iter().map(json).collect()),
        toml::Value::Table(table) => Value::Object(
            table
                .iter()
                .map(|(key, value)| (key.clone(), json(value)))
                .collect(),
        ),
    }
}
