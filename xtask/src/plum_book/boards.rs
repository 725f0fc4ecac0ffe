//! Boards and commissions.
//!
//! Responsible for finding, from titles alone, the posts of a unit that form a body: at least three
//! members of one rank and field, with chair and vice chair. The book states no quorum.

use std::collections::{BTreeMap, BTreeSet};

use super::roster::{Post, Roster, Unit};
use super::titles::Title;

/// Ranks of members.
const MEMBERS: [&str; 8] = [
    "board member",
    "commission member",
    "commissioner",
    "commissioner member",
    "council member",
    "governor",
    "member",
    "trustee",
];

/// From this many members on they are taken for a body.
const MEMBERS_MIN: usize = 3;

/// A body.
#[derive(Debug)]
pub(super) struct Board<'r> {
    /// The unit whose posts its members are.
    pub(super) unit: &'r Unit,
    /// What its members are called: their rank and the words of their field.
    pub(super) called: String,
    /// Its members' posts, chair and vice chair among them, as printed.
    pub(super) members: Vec<u32>,
}

/// The bodies of the whole book.
pub(super) fn boards(roster: &Roster) -> Vec<Board<'_>> {
    roster
        .by_unit()
        .flat_map(|(unit, posts)| of_unit(unit, posts))
        .collect()
}

fn of_unit<'r>(unit: &'r Unit, posts: &[Post]) -> Vec<Board<'r>> {
    let mut groups: BTreeMap<(String, BTreeSet<String>), Vec<u32>> = BTreeMap::new();
    for post in posts {
        // A bracket says whom a member stands for, not of which board.
        let title = Title::read(post.title.split('(').next().unwrap_or_default());
        if MEMBERS.contains(&title.rank.as_str()) {
            groups
                .entry((title.rank, title.field))
                .or_default()
                .push(post.id);
        }
    }
    groups.retain(|_, members| members.len() >= MEMBERS_MIN);
    let is_only = groups.len() == 1;
    let board = |((rank, field), members): ((String, BTreeSet<String>), Vec<u32>)| {
        // With two boards in one unit, a chair leads the one whose field the title names.
        let leads = |post: &Post| {
            let title = Title::read(&post.title);
            matches!(title.rank.as_str(), "chair" | "vice chair")
                && (is_only || (!field.is_empty() && title.field == field))
        };
        let belongs = |post: &&Post| members.contains(&post.id) || leads(post);
        let words: Vec<&str> = [rank.as_str()]
            .into_iter()
            .chain(field.iter().map(String::as_str))
            .collect();
        Board {
            unit,
            called: words.join(" "),
            members: posts.iter().filter(belongs).map(|post| post.id).collect(),
        }
    };
    groups.into_iter().map(board).collect()
}

#[cfg(test)]
mod tests {
    use super::super::roster::Incumbent;
    use super::*;

    fn check(titles: &[&str], expect: &[(&str, &[u32])]) {
        let unit = Unit {
            id: 1,
            parent: None,
            order: 0,
            agency: String::new(),
            name: String::new(),
        };
        let post = |(id, title): (u32, &&str)| Post {
            id,
            unit: 1,
            order: 0,
            title: (*title).to_owned(),
            location: String::new(),
            appointment: String::new(),
            tenure: String::new(),
            expires: None,
            incumbent: Incumbent::Vacant,
        };
        let posts: Vec<Post> = (1..).zip(titles).map(post).collect();
        let found = of_unit(&unit, &posts);
        let found: Vec<(&str, &[u32])> = found
            .iter()
            .map(|board| (board.called.as_str(), board.members.as_slice()))
            .collect();
        assert_eq!(found, expect, "{titles:?}");
    }

    #[test]
    fn three_of_a_rank_are_a_body() {
        check(
            &["Chairman", "Member", "Counsel", "Member", "Member"],
            &[("member", &[1, 2, 4, 5])],
        );
        check(&["Chairman", "Member", "Member"], &[]);
        check(
            &["Member (Public)", "Member (Mayor)", "Member"],
            &[("member", &[1, 2, 3])],
        );
        check(
            &[
                "Commissioner, Roads",
                "Commissioner, Bridges",
                "Commissioner, Tolls",
            ],
            &[],
        );
        check(
            &[
                "Chair", "Member", "Member", "Member", "Trustee", "Trustee", "Trustee",
            ],
            &[("member", &[2, 3, 4]), ("trustee", &[5, 6, 7])],
        );
    }

    #[test]
    fn a_chair_leads_the_board_that_the_title_names() {
        let fish = [
            "Member, Fish",
            "Member, Fish",
            "Member, Fish",
            "Vice Chair, Fish",
        ];
        let fowl = ["Member, Fowl", "Member, Fowl", "Member, Fowl", "Chair"];
        check(
            &[fish, fowl].concat(),
            &[("member fish", &[1, 2, 3, 4]), ("member fowl", &[5, 6, 7])],
        );
    }
}
