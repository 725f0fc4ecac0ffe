//! The book as units and posts.
//!
//! Responsible for reading the published table and its reduction, and for writing the reduction.
//! Names of people are replaced by the number of the first post in which the agency has somebody
//! of that name: who holds two posts is lost once, and nobody is named.

use std::collections::BTreeMap;
use std::path::Path;

use super::Texts;
use super::table::{Row, Table, line};

/// A unit of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its number in the book.
    pub(super) id: u32,
    /// The number of the unit that manages it, which may have no posts of its own.
    pub(super) parent: Option<u32>,
    /// Its place among the units of the agency.
    pub(super) order: i32,
    /// The agency.
    pub(super) agency: String,
    /// Its name.
    pub(super) name: String,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// Its number in the book.
    pub(super) id: u32,
    /// The number of its unit.
    pub(super) unit: u32,
    /// Its place within the unit.
    pub(super) order: i32,
    /// Its title.
    pub(super) title: String,
    /// Where it is.
    pub(super) location: String,
    /// The code of the type of appointment, such as `PAS`; empty where the book has none.
    pub(super) appointment: String,
    /// The length of the term, as in `5 Years`.
    pub(super) tenure: String,
    /// The last day of the incumbent's term, as `YYYY-MM-DD`.
    pub(super) expires: Option<String>,
    /// Who is in it.
    pub(super) incumbent: Incumbent,
}

/// Who is in a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Incumbent {
    /// Nobody.
    Vacant,
    /// Somebody of the career service, whom the book does not name.
    Career,
    /// Somebody whom the book names, by the first post of theirs.
    Named(u32),
}

impl Post {
    /// The number of the post after which its incumbent is called; nothing when it is vacant.
    pub(super) fn holder(&self) -> Option<u32> {
        match self.incumbent {
            Incumbent::Vacant => None,
            Incumbent::Career => Some(self.id),
            Incumbent::Named(first) => Some(first),
        }
    }
}

/// The whole book.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// Units, by agency and place.
    pub(super) units: Vec<Unit>,
    /// Posts, by unit and place.
    pub(super) posts: Vec<Post>,
}

impl Roster {
    /// Reads the published table, or the folder of its reduction.
    ///
    /// # Errors
    ///
    /// Names the file that could not be read, or the row and column that are not understood.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let roster = if path.is_dir() {
            Self {
                units: Table::read(&path.join(UNITS))?.map(reduced_unit)?,
                posts: Table::read(&path.join(POSTS))?.map(reduced_post)?,
            }
        } else {
            published(&Table::read(path)?)?
        };
        Ok(roster.sorted())
    }

    fn sorted(mut self) -> Self {
        self.units
            .sort_by(|a, b| (&a.agency, a.order, a.id).cmp(&(&b.agency, b.order, b.id)));
        let place: BTreeMap<u32, usize> = self
            .units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.id, at))
            .collect();
        self.posts
            .sort_by_key(|post| (place.get(&post.unit).copied(), post.order, post.id));
        self
    }

    /// The posts of each unit, in the order of the units.
    pub(super) fn by_unit(&self) -> impl Iterator<Item = (&Unit, &[Post])> {
        let mut rest = self.posts.as_slice();
        self.units.iter().map(move |unit| {
            let count = rest.iter().take_while(|post| post.unit == unit.id).count();
            let (own, others) = rest.split_at(count);
            rest = others;
            (unit, own)
        })
    }

    /// The two tables of the reduction.
    ///
    /// # Errors
    ///
    /// Says why a row could not be written.
    pub(super) fn reduced(&self) -> Result<Texts, String> {
        let mut units = line(&["id", "parent", "order", "agency", "name"])?;
        for unit in &self.units {
            let (id, order) = (unit.id.to_string(), unit.order.to_string());
            let parent = unit
                .parent
                .map(|parent| parent.to_string())
                .unwrap_or_default();
            units += &line(&[&id, &parent, &order, &unit.agency, &unit.name])?;
        }
        let mut posts = line(&POST_COLUMNS)?;
        for post in &self.posts {
            posts += &line(&post_cells(post).each_ref().map(String::as_str))?;
        }
        Ok(Texts::from([
            (UNITS.to_owned(), units),
            (POSTS.to_owned(), posts),
        ]))
    }
}

const UNITS: &str = "units.csv";
const POSTS: &str = "posts.csv";

const POST_COLUMNS: [&str; 9] = [
    "id",
    "unit",
    "order",
    "title",
    "location",
    "appointment",
    "tenure",
    "expires",
    "incumbent",
];

fn post_cells(post: &Post) -> [String; 9] {
    [
        post.id.to_string(),
        post.unit.to_string(),
        post.order.to_string(),
        post.title.clone(),
        post.location.clone(),
        post.appointment.clone(),
        post.tenure.clone(),
        post.expires.clone().unwrap_or_default(),
        match post.incumbent {
            Incumbent::Vacant => String::new(),
            Incumbent::Career => "career".to_owned(),
            Incumbent::Named(first) => first.to_string(),
        },
    ]
}

fn reduced_unit(row: &Row<'_>) -> Result<Unit, String> {
    Ok(Unit {
        id: row.number("id")?,
        parent: row.number_if_any("parent")?,
        order: row.number("order")?,
        agency: row.text("agency")?.to_owned(),
        name: row.text("name")?.to_owned(),
    })
}

fn reduced_post(row: &Row<'_>) -> Result<Post, String> {
    let incumbent = match row.text("incumbent")? {
        "" => Incumbent::Vacant,
        "career" => Incumbent::Career,
        _ => Incumbent::Named(row.number("incumbent")?),
    };
    let expires = row.text("expires")?;
    Ok(Post {
        id: row.number("id")?,
        unit: row.number("unit")?,
        order: row.number("order")?,
        title: row.text("title")?.to_owned(),
        location: row.text("location")?.to_owned(),
        appointment: row.text("appointment")?.to_owned(),
        tenure: row.text("tenure")?.to_owned(),
        expires: (!expires.is_empty()).then(|| expires.to_owned()),
        incumbent,
    })
}

/// Reads the table as published: a row for each post, with its unit and agency.
fn published(table: &Table) -> Result<Roster, String> {
    let mut units = BTreeMap::new();
    let mut first_post: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut posts = table.map(|row| {
        let unit = published_unit(row)?;
        let name = (
            unit.agency.clone(),
            row.text("name_of_incumbent")?.to_owned(),
        );
        let post = published_post(row)?;
        let first = first_post.entry(name).or_insert(post.id);
        *first = post.id.min(*first);
        units.insert(unit.id, unit);
        Ok((post, row.text("name_of_incumbent")?.to_owned()))
    })?;
    for (post, name) in &mut posts {
        let agency = units
            .get(&post.unit)
            .map(|unit| unit.agency.clone())
            .unwrap_or_default();
        if let (Incumbent::Named(id), Some(first)) =
            (&mut post.incumbent, first_post.get(&(agency, name.clone())))
        {
            *id = *first;
        }
    }
    let posts = posts.into_iter().map(|(post, _)| post).collect();
    Ok(Roster {
        units: units.into_values().collect(),
        posts,
    })
}

fn published_unit(row: &Row<'_>) -> Result<Unit, String> {
    let parent: i64 = row.number("pborg_managed_by")?;
    Ok(Unit {
        id: row.number("pborg_seq")?,
        parent: u32::try_from(parent).ok(),
        order: row.number("org_order")?,
        agency: row.text("agcy_name")?.to_owned(),
        name: row.text("org_name")?.to_owned(),
    })
}

fn published_post(row: &Row<'_>) -> Result<Post, String> {
    let id = row.number("id")?;
    let appointment = row.text("type_of_appt")?;
    let code = appointment
        .rsplit_once('(')
        .map_or(appointment, |(_, code)| code.trim_end_matches(')'));
    Ok(Post {
        id,
        unit: row.number("pborg_seq")?,
        order: row.number("pb_order")?,
        title: row.text("title")?.to_owned(),
        location: row.text("location")?.to_owned(),
        appointment: code.to_owned(),
        tenure: row.text("tenure")?.to_owned(),
        expires: row.date_if_any("expires")?,
        incumbent: match row.text("name_of_incumbent")? {
            "Vacant" | "Vacant Vacant" => Incumbent::Vacant,
            "Career Incumbent" => Incumbent::Career,
            _ => Incumbent::Named(id),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLISHED: &str = "\
title,expires,branch,agcy_name,org_name,pborg_seq,pborg_managed_by,org_order,name_of_incumbent,tenure,type_of_appt,pay_plan,pay,pb_order,location,id
Member,,Executive,BOARD,STAFF,12,-1,20,p-1,,Appointment Excepted by Statute(XS),,,10,\"Paris, France\",3
Chair,4/5/2018,Executive,BOARD,BOARD,11,-1,10,p-1,5 Years,Presidential Appointment with Senate Confirmation(PAS),,,1,\"Washington, DC\",7
Clerk,,Executive,BOARD,STAFF,12,-1,20,Career Incumbent,,Career Appointment(CA),,,5,,8
Aide,,Executive,BOARD,STAFF,12,-1,20,Vacant,,,,,-1,,9
";

    #[test]
    fn names_become_numbers_and_rows_are_sorted() {
        let table = Table::parse("test", PUBLISHED).expect("the table reads");
        let roster = published(&table).expect("the rows are understood").sorted();
        let reduced = roster.reduced().expect("the tables are written");
        assert_eq!(
            reduced.get(UNITS).map(String::as_str),
            Some("id,parent,order,agency,name\n11,,10,BOARD,BOARD\n12,,20,BOARD,STAFF\n")
        );
        assert_eq!(
            reduced.get(POSTS).map(String::as_str),
            Some(
                "id,unit,order,title,location,appointment,tenure,expires,incumbent\n\
                 7,11,1,Chair,\"Washington, DC\",PAS,5 Years,2018-04-05,3\n\
                 9,12,-1,Aide,,,,,\n\
                 8,12,5,Clerk,,CA,,,career\n\
                 3,12,10,Member,\"Paris, France\",XS,,,3\n"
            )
        );
        let posts = reduced.get(POSTS).expect("the table of posts");
        let read = Table::parse("test", posts).and_then(|table| table.map(reduced_post));
        assert_eq!(read, Ok(roster.posts.clone()));
        let counts: Vec<usize> = roster.by_unit().map(|(_, posts)| posts.len()).collect();
        assert_eq!(counts, [1, 3]);
    }
}
