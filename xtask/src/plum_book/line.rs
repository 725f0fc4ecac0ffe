//! Who stands behind whom.
//!
//! Responsible for finding, from titles alone, the head of a unit and the deputies of a post in
//! their order. The book states no order of succession; what is found here is who would be asked
//! first, and the plan marks it as assumed.

use std::collections::BTreeMap;

use super::roster::{Post, Roster, Unit};
use super::titles::{Nearness, Title};

/// Deputies by the number of the post whose deputies they are.
pub(super) type Lines = BTreeMap<u32, Vec<u32>>;

/// A post with its title taken apart.
#[derive(Debug)]
struct Titled<'r> {
    post: &'r Post,
    title: Title,
}

/// A unit with its posts.
struct Group<'r> {
    unit: &'r Unit,
    posts: Vec<Titled<'r>>,
}

/// Where a candidate stands in a line: first deputies, deputies for the whole, deputies for a
/// part, the chief of staff; within each as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    First,
    Whole,
    Part,
    ChiefOfStaff,
}

/// Ranks that can be those of the head of a unit.
const HEADS: [&str; 25] = [
    "administrator",
    "architect",
    "archivist",
    "assistant administrator",
    "assistant attorney general",
    "assistant secretary",
    "associate administrator",
    "attorney general",
    "chair",
    "chief",
    "chief executive officer",
    "commissioner",
    "comptroller",
    "comptroller general",
    "director",
    "executive director",
    "general counsel",
    "inspector general",
    "librarian",
    "president",
    "secretary",
    "solicitor",
    "special counsel",
    "trade representative",
    "under secretary",
];

/// The lines of the whole book.
pub(super) fn lines(roster: &Roster) -> Lines {
    let groups = groups(roster);
    let mut found: BTreeMap<u32, Vec<(Standing, &Post)>> = BTreeMap::new();
    for group in &groups {
        for deputy in &group.posts {
            if let Some((head, standing)) = superior(deputy, group, &groups) {
                found
                    .entry(head.post.id)
                    .or_default()
                    .push((standing, deputy.post));
            }
        }
        if let (Some(head), Some(chief)) = (head_of(group), chief_of_staff(group)) {
            found
                .entry(head.post.id)
                .or_default()
                .push((Standing::ChiefOfStaff, chief));
        }
    }
    let in_order = |mut candidates: Vec<(Standing, &Post)>| {
        candidates.sort_by_key(|(standing, post)| (*standing, post.order, post.id));
        candidates.into_iter().map(|(_, post)| post.id).collect()
    };
    found
        .into_iter()
        .map(|(head, candidates)| (head, in_order(candidates)))
        .collect()
}

/// The head of each agency, by the agency: the one who leads it, if it is a department, else the
/// head of its first unit. An agency of which the titles show none is left out.
pub(super) fn agency_heads(roster: &Roster) -> BTreeMap<&str, u32> {
    let mut first: BTreeMap<&str, Option<u32>> = BTreeMap::new();
    for group in groups(roster) {
        first
            .entry(&group.unit.agency)
            .or_insert(head_of(&group).map(|head| head.post.id));
    }
    let mut heads: BTreeMap<&str, u32> = first
        .into_iter()
        .filter_map(|(agency, head)| Some((agency, head?)))
        .collect();
    heads.extend(department_heads(roster));
    heads
}

/// The secretary of each department, or the attorney general, by the department.
pub(super) fn department_heads(roster: &Roster) -> BTreeMap<&str, u32> {
    let mut heads = BTreeMap::new();
    for group in groups(roster) {
        let leads = |head: &&Titled<'_>| LEADERS.contains(&head.title.rank.as_str());
        if let Some(head) = head_of(&group).filter(leads) {
            heads
                .entry(group.unit.agency.as_str())
                .or_insert(head.post.id);
        }
    }
    heads.retain(|agency, _| agency.starts_with("DEPARTMENT OF "));
    heads
}

/// Ranks of those who lead departments.
const LEADERS: [&str; 2] = ["secretary", "attorney general"];

fn groups(roster: &Roster) -> Vec<Group<'_>> {
    let titled = |post| Titled {
        post,
        title: Title::read(&post.title),
    };
    roster
        .by_unit()
        .map(|(unit, posts)| Group {
            unit,
            posts: posts.iter().map(titled).collect(),
        })
        .collect()
}

/// The first post of a unit as printed that has the rank of a head, alone has that title, and
/// speaks for the unit.
fn head_of<'g, 'r>(group: &'g Group<'r>) -> Option<&'g Titled<'r>> {
    group.posts.iter().find(|one| {
        let same = |other: &&Titled<'_>| other.title == one.title;
        HEADS.contains(&one.title.rank.as_str())
            && !one.title.serves
            && speaks(&one.title, group)
            && only(group.posts.iter().filter(same)).is_some()
    })
}

fn speaks(title: &Title, group: &Group<'_>) -> bool {
    title.speaks_for(&group.unit.name, &group.unit.agency)
}

/// The one chief of staff of a unit's head.
fn chief_of_staff<'r>(group: &Group<'r>) -> Option<&'r Post> {
    let head = head_of(group)?;
    let is_the_heads = |title: &Title| {
        let head_rank: Vec<&str> = head.title.rank.split(' ').collect();
        title.rank == "chief of staff"
            && (speaks(title, group)
                || title
                    .field
                    .iter()
                    .all(|word| head_rank.contains(&word.as_str())))
    };
    only(group.posts.iter().filter(|one| is_the_heads(&one.title))).map(|one| one.post)
}

/// Whose deputy somebody is: in their own unit, or, where the unit is called after their rank, in
/// the one above or one beside it.
fn superior<'g, 'r>(
    deputy: &Titled<'r>,
    group: &'g Group<'r>,
    groups: &'g [Group<'r>],
) -> Option<(&'g Titled<'r>, Standing)> {
    let (nearness, rank) = deputy.title.deputy_of()?;
    let head = if rank.is_empty() {
        head_of(group)?
    } else {
        in_unit(deputy, rank, group).or_else(|| beside(deputy, rank, group, groups))?
    };
    let is_whole = deputy.title.field.is_empty() || deputy.title.field == head.title.field;
    let standing = match nearness {
        Nearness::First => Standing::First,
        Nearness::Plain if is_whole => Standing::Whole,
        Nearness::Plain => Standing::Part,
    };
    Some((head, standing))
}

/// The one post of that rank with the same field; or, where the deputy names none, the one of that
/// rank; or the one that speaks for the unit.
fn in_unit<'g, 'r>(
    deputy: &Titled<'r>,
    rank: &str,
    group: &'g Group<'r>,
) -> Option<&'g Titled<'r>> {
    let of_rank = || group.posts.iter().filter(|one| one.title.rank == rank);
    let same = only(of_rank().filter(|one| one.title.field == deputy.title.field));
    let any = || only(of_rank()).filter(|_| deputy.title.field.is_empty());
    let for_unit = || {
        let speaking = of_rank().filter(|one| speaks(&one.title, group));
        only(speaking).filter(|_| !deputy.title.is_vice())
    };
    same.or_else(any).or_else(for_unit)
}

/// The one post of that rank in the unit above or in a unit with the same parent, when the deputy's
/// own unit is called after the deputy.
fn beside<'g, 'r>(
    deputy: &Titled<'r>,
    rank: &str,
    group: &Group<'r>,
    groups: &'g [Group<'r>],
) -> Option<&'g Titled<'r>> {
    if !deputy.title.names(&group.unit.name) {
        return None;
    }
    let near = groups.iter().filter(|other| {
        other.unit.agency == group.unit.agency
            && (other.unit.parent == group.unit.parent || Some(other.unit.id) == group.unit.parent)
    });
    let agrees = |one: &&Titled<'_>| {
        let field = &one.title.field;
        one.title.rank == rank && (field.is_empty() || *field == deputy.title.field)
    };
    only(near.flat_map(|other| other.posts.iter().filter(agrees)))
}

/// The only item, where there is exactly one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::roster::Incumbent;
    use super::*;

    /// Units as `(name, titles)`, all but the first below the first; posts are numbered from 1
    /// through all units.
    fn check(units: &[(&str, &[&str])], expect: &[(u32, &[u32])]) {
        let mut roster = Roster::default();
        for (number, (name, titles)) in (1..).zip(units) {
            roster.units.push(Unit {
                id: number,
                parent: (number > 1).then_some(1),
                order: 0,
                agency: "AGENCY".to_owned(),
                name: (*name).to_owned(),
            });
            for title in *titles {
                let id = u32::try_from(roster.posts.len()).expect("few posts") + 1;
                roster.posts.push(post(id, number, title));
            }
        }
        let expect: Lines = expect
            .iter()
            .map(|(head, line)| (*head, line.to_vec()))
            .collect();
        assert_eq!(lines(&roster), expect, "{units:?}");
    }

    fn post(id: u32, unit: u32, title: &str) -> Post {
        Post {
            id,
            unit,
            order: 0,
            title: title.to_owned(),
            location: String::new(),
            appointment: String::new(),
            tenure: String::new(),
            expires: None,
            incumbent: Incumbent::Career,
        }
    }

    #[test]
    fn deputies_stand_behind_the_one_whose_deputies_they_are() {
        let office = "OFFICE OF THE SECRETARY";
        check(
            &[(
                office,
                &[
                    "Secretary",
                    "Chief of Staff",
                    "Deputy Secretary of State",
                    "Counselor",
                ],
            )],
            &[(1, &[3, 2])],
        );
        check(
            &[(
                "Tax Policy",
                &[
                    "Assistant Secretary (Tax Policy)",
                    "Deputy Assistant Secretary (Budget)",
                    "Deputy Assistant Secretary",
                    "Principal Deputy Assistant Secretary",
                ],
            )],
            &[(1, &[4, 3, 2])],
        );
        check(
            &[(
                office,
                &[
                    "Director, Markets",
                    "Director, Risks",
                    "Deputy Director, Risks",
                ],
            )],
            &[(2, &[3])],
        );
    }

    #[test]
    fn nobody_is_guessed() {
        check(
            &[(
                "STAFF",
                &["Director, Markets", "Director, Risks", "Deputy Director"],
            )],
            &[],
        );
        check(
            &[("STAFF", &["Director, Markets", "Deputy Director for Tests"])],
            &[],
        );
        check(
            &[("BOARD", &["Commissioner", "Commissioner", "Chief of Staff"])],
            &[],
        );
        check(
            &[("BOARD", &["Secretary to the Board", "Chief of Staff"])],
            &[],
        );
        check(&[("BANK", &["President", "Vice President, Finance"])], &[]);
        check(&[("BANK", &["President", "Vice President"])], &[(1, &[2])]);
        check(
            &[("BOARD", &["Chairman", "Vice Chair", "Member"])],
            &[(1, &[2])],
        );
        check(
            &[("STAFF", &["Chief of Staff", "Chief of Staff", "Director"])],
            &[],
        );
    }

    #[test]
    fn a_unit_of_the_deputy_is_found_above_and_beside() {
        check(
            &[
                ("AGENCY", &["Secretary of State"]),
                (
                    "Immediate Office of the Deputy Secretary",
                    &["Deputy Secretary of State"],
                ),
            ],
            &[(1, &[2])],
        );
        check(
            &[
                ("AGENCY", &[]),
                ("OFFICE OF THE ADMINISTRATOR", &["Administrator"]),
                (
                    "THE DEPUTY ADMINISTRATOR",
                    &["Deputy Administrator", "Senior Advisor"],
                ),
                ("OTHERS", &["Deputy Administrator"]),
            ],
            &[(1, &[2])],
        );
    }
}
