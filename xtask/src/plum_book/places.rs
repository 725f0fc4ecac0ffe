//! Where posts are.
//!
//! Responsible for turning the book's locations into places: a city in a state, or in a country
//! abroad. What the book does not locate has no place.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::plan::{quoted, slug};

/// A place of the plan, by its name there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// In the book's words.
    title: String,
    /// The place that contains it.
    within: Option<String>,
    /// Whether it lies in another state than the institution's own.
    is_abroad: bool,
}

/// Every place that was asked for, by its name in the plan.
#[derive(Debug, Default)]
pub(super) struct Places {
    known: BTreeMap<String, Place>,
    cities: BTreeMap<String, String>,
}

/// Territories that the book writes out, with their postal codes.
const TERRITORIES: [(&str, &str); 3] = [
    ("Puerto Rico", "PR"),
    ("Guam", "GU"),
    ("Virgin Islands", "VI"),
];

/// Parts of the names of countries that stand behind a comma.
const FORMS_OF_STATE: [&str; 3] = [
    "Republic of",
    "Democratic Republic of the",
    "Federated States of",
];

/// The junction that stands for lines between all places.
pub(super) const LINES: &str = "lines";

const HOME: &str = "united-states";

impl Places {
    /// The place of a location; nothing where the book names none.
    pub(super) fn locate(&mut self, location: &str) -> Option<String> {
        let (city, region) = split(location)?;
        let code = TERRITORIES
            .iter()
            .find(|(name, _)| *name == region)
            .map_or(region, |(_, code)| code);
        let is_home = code.len() == 2 && code.chars().all(|letter| letter.is_ascii_uppercase());
        let (above, is_abroad) = if is_home {
            self.add(HOME, "United States", None, false);
            let state = format!("us-{}", code.to_lowercase());
            self.add(&state, region, Some(HOME), false);
            (state, false)
        } else {
            let country = slug(region);
            self.add(&country, region, None, true);
            (country, true)
        };
        let name = if city == region {
            above
        } else {
            let name = format!("{}-{}", slug(city), above.trim_start_matches("us-"));
            self.add(&name, city, Some(&above), is_abroad);
            name
        };
        self.cities.insert(name.clone(), location.to_owned());
        Some(name)
    }

    fn add(&mut self, name: &str, title: &str, within: Option<&str>, is_abroad: bool) {
        let within = within.map(str::to_owned);
        self.known.entry(name.to_owned()).or_insert_with(|| Place {
            title: title.to_owned(),
            within,
            is_abroad,
        });
    }

    /// The places as tables, and a line from each place with posts to the junction.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(PLACES);
        for (name, place) in &self.known {
            let _ = writeln!(text, "\n[place.{name}]");
            if let Some(within) = &place.within {
                let _ = writeln!(text, "in = {}", quoted(within));
            }
            if place.is_abroad {
                text += "abroad = true\n";
            }
            let _ = writeln!(text, "note = {}", quoted(&place.title));
        }
        text += LINKS;
        for name in self.cities.keys() {
            let _ = write!(
                text,
                "\n[link.{name}]\nbetween = [\"{name}\", \"{LINES}\"]\ncarries = [\"messages\"]\nassumed = true\n"
            );
        }
        text
    }
}

const PLACES: &str =
    "# Places as the book locates posts: cities in states, and cities abroad in countries.\n";

const LINKS: &str = "
# The book says nothing of lines. So that people in two cities are in contact at all, every place
# with a post is joined to one junction, which is no town; none of these lines can fail by itself.

[place.lines]
note = \"A junction, not a town\"
assumed = true
";

/// The city and the state or country of a location.
fn split(location: &str) -> Option<(&str, &str)> {
    let (city, region) = location.rsplit_once(',')?;
    let region = region.trim();
    if region.is_empty() {
        return None;
    }
    if FORMS_OF_STATE.contains(&region) {
        let (city, _) = city.rsplit_once(',')?;
        let country = location.get(city.len() + 1..)?;
        return Some((city.trim(), country.trim()));
    }
    // Between city and country the book may name a province, which distinguishes no two places.
    Some((city.split(',').next().unwrap_or(city).trim(), region))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(location: &str, expect: Option<&str>, within: Option<&str>) {
        let mut places = Places::default();
        let name = places.locate(location);
        assert_eq!(name.as_deref(), expect, "{location}");
        let place = name.and_then(|name| places.known.get(&name).cloned());
        assert_eq!(
            place.and_then(|place| place.within).as_deref(),
            within,
            "{location}"
        );
    }

    #[test]
    fn locations_are_cities_in_states_or_countries() {
        check("Washington, DC", Some("washington-dc"), Some("us-dc"));
        check("Hato Rey, Puerto Rico", Some("hato-rey-pr"), Some("us-pr"));
        check("Paris, France", Some("paris-france"), Some("france"));
        check("Kuwait, Kuwait", Some("kuwait"), None);
        check(
            "Ottawa, Ontario, Canada",
            Some("ottawa-canada"),
            Some("canada"),
        );
        check(
            "Seoul, Korea, Republic of",
            Some("seoul-korea-republic-of"),
            Some("korea-republic-of"),
        );
        check("All Others, ", None, None);
        check("", None, None);
    }
}
