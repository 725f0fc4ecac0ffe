//! The country: regions, the network of links between them, sites, threats.
//!
//! Responsible for the geography, which is the same at every scale. The regions lie in five rows
//! of five and six, each joined to its neighbors, as the points of a triangular grid: a planar
//! network of the density that the trunk lines of real states have. The capital is the region in
//! the middle. One city abroad is joined to the western border.

use super::{Writer, list};

/// How many regions there are.
pub(super) const REGIONS: u32 = 27;
/// The region in the middle of the third row.
pub(super) const CAPITAL: u32 = 14;
/// The western end of the third row.
pub(super) const WEST: u32 = 12;

const ROWS: [u32; 5] = [5, 6, 5, 6, 5];
/// Neighbors on the northern and southern border without a line of their own.
const NOT_JOINED: [(u32, u32); 4] = [(1, 2), (4, 5), (23, 24), (26, 27)];

/// The place of a region.
pub(super) fn region(number: u32) -> String {
    format!("region-{number:02}")
}

/// The main building of a region's government.
pub(super) fn main_site(number: u32) -> String {
    format!("main-{number:02}")
}

/// The alternate building in a region.
pub(super) fn alternate_site(number: u32) -> String {
    format!("alternate-{number:02}")
}

/// The archive in a region.
pub(super) fn archive(number: u32) -> String {
    format!("archive-{number:02}")
}

/// Pairs of regions that a line joins, by their numbers.
pub(super) fn joined() -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    let mut first = 1;
    for (row, length) in ROWS.iter().enumerate() {
        pairs.extend((first..first + length - 1).map(|west| (west, west + 1)));
        if let Some(below) = ROWS.get(row + 1) {
            pairs.extend(slanted(first, *length, *below));
        }
        first += length;
    }
    pairs.retain(|pair| !NOT_JOINED.contains(pair));
    pairs
}

/// The lines from a row to the next: rows of five and six lie half a step apart.
fn slanted(first: u32, length: u32, below: u32) -> Vec<(u32, u32)> {
    let start = first + length;
    let mut pairs = Vec::new();
    for column in 0..length.max(below) - 1 {
        let short = if length < below { first } else { start } + column;
        let long = if length < below { start } else { first } + column;
        pairs.push((short.min(long), short.max(long)));
        pairs.push((short.min(long + 1), short.max(long + 1)));
    }
    pairs
}

/// Writes places, links, sites and threats.
pub(super) fn write(writer: &mut Writer) {
    writer.table("place.country");
    for number in 1..=REGIONS {
        writer.table(&format!("place.{}", region(number)));
        writer.word("in", "country");
        writer.likelihood("lost", 20, 200);
        sites(writer, number);
    }
    abroad(writer);
    for (west, east) in joined() {
        link(writer, &region(west), &region(east));
    }
    threats(writer);
}

fn sites(writer: &mut Writer, number: u32) {
    for (site, class) in [
        (main_site(number), "hot"),
        (alternate_site(number), "warm"),
        (archive(number), "cold"),
    ] {
        writer.table(&format!("site.{site}"));
        writer.word("in", &region(number));
        writer.word("class", class);
        writer.likelihood("lost", 50, 800);
    }
}

fn abroad(writer: &mut Writer) {
    writer.table("place.host-city");
    writer.key("abroad", "true");
    writer.table("site.host-building");
    writer.word("in", "host-city");
    writer.likelihood("lost", 10, 50);
    for border in [WEST, WEST + 5] {
        link(writer, &region(border), "host-city");
    }
}

fn link(writer: &mut Writer, west: &str, east: &str) {
    writer.table(&format!("link.{west}-{east}"));
    writer.key("between", &list(&[west, east]));
    writer.likelihood("lost", 100, 5_000);
    writer.word("takes", "6 h");
}

fn threats(writer: &mut Writer) {
    assault(writer);
    incursion(writer);
}

fn assault(writer: &mut Writer) {
    writer.table("threat.assault");
    writer.word("hazard", "an assault on the capital");
    writer.likelihood("occurs", 2_000, 8_000);
    let mut takes = vec![place_taken(writer, &region(CAPITAL), 40_000)];
    for office in ["president", "prime-minister", "speaker"] {
        takes.push(person_taken(writer, office));
    }
    for minister in 1..=super::MINISTRIES {
        takes.push(person_taken(writer, &format!("minister-{minister:02}")));
    }
    for (west, east) in joined() {
        if west == CAPITAL || east == CAPITAL {
            takes.push(place_taken(
                writer,
                &format!("{}-{}", region(west), region(east)),
                50_000,
            ));
        }
    }
    writer.key("takes", &format!("[\n    {},\n]", takes.join(",\n    ")));
}

fn incursion(writer: &mut Writer) {
    writer.table("threat.incursion");
    writer.word("hazard", "an incursion over the eastern border");
    writer.likelihood("occurs", 1_000, 4_000);
    let regions: Vec<String> = [11, 16, 22]
        .map(|number| place_taken(writer, &region(number), 30_000))
        .into();
    writer.key("takes", &format!("[\n    {},\n]", regions.join(",\n    ")));
}

fn place_taken(writer: &mut Writer, what: &str, about: u32) -> String {
    let likelihood = writer.draw.likelihood(about - 10_000, about + 10_000);
    format!("{{ what = \"{what}\", likelihood = {likelihood} }}")
}

fn person_taken(writer: &mut Writer, what: &str) -> String {
    let likelihood = writer.draw.likelihood(5_000, 30_000);
    format!("{{ what = \"office.{what}\", likelihood = {likelihood}, leaves = \"captive\" }}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_network_is_planar_in_size_and_connected() {
        let pairs = joined();
        assert_eq!(pairs.len(), 58);
        assert_eq!(pairs.iter().collect::<BTreeSet<_>>().len(), 58);
        let mut reached = BTreeSet::from([1]);
        for _ in 0..REGIONS {
            for (west, east) in &pairs {
                if reached.contains(west) || reached.contains(east) {
                    reached.extend([*west, *east]);
                }
            }
        }
        assert_eq!(reached, (1..=REGIONS).collect());
    }

    #[test]
    fn the_capital_has_six_neighbors() {
        let neighbors = joined()
            .into_iter()
            .filter(|(west, east)| *west == CAPITAL || *east == CAPITAL);
        assert_eq!(neighbors.count(), 6);
    }
}
