//! The departments, where most offices are.
//!
//! Responsible for filling the plan up to the number of offices that its scale asks for. A
//! department has a director, two deputies and a chief of section, of whom two are based in
//! another region; each succeeds the one above, so that no succession is deeper than four. Their
//! minister certifies.

use super::country::{CAPITAL, REGIONS, alternate_site, main_site};
use super::offices::{self, Candidates, Office};
use super::{MINISTRIES, Writer};

/// A department: who leads it and where it works.
pub(super) struct Department {
    pub(super) number: u32,
    pub(super) ministry: u32,
    pub(super) home: u32,
    pub(super) elsewhere: u32,
}

impl Department {
    /// The identifier of one of its offices.
    pub(super) fn office(&self, title: &str) -> String {
        format!("{title}-{:04}", self.number)
    }
}

const OFFICES_PER_DEPARTMENT: u32 = 4;

/// Writes departments until there are `offices_wanted` offices, and returns them.
pub(super) fn write(writer: &mut Writer, offices_wanted: u32) -> Vec<Department> {
    let mut departments = Vec::new();
    while writer.offices < offices_wanted {
        let number = u32::try_from(departments.len()).expect("few departments") + 1;
        let department = place(writer, number);
        let wanted = (offices_wanted - writer.offices).min(OFFICES_PER_DEPARTMENT);
        office_rows(writer, &department, wanted);
        departments.push(department);
    }
    departments
}

/// Two departments in five lie in the capital; the alternate is always another region.
fn place(writer: &mut Writer, number: u32) -> Department {
    let home = if number % 5 < 2 {
        CAPITAL
    } else {
        writer.draw.number(1..REGIONS + 1)
    };
    let step = writer.draw.number(1..REGIONS);
    Department {
        number,
        ministry: number % MINISTRIES + 1,
        home,
        elsewhere: (home + step - 1) % REGIONS + 1,
    }
}

/// Writes the lowest `wanted` offices of a department, so that every candidate exists.
fn office_rows(writer: &mut Writer, department: &Department, wanted: u32) {
    let [director, first, second, chief] =
        ["director", "first-deputy", "second-deputy", "chief"].map(|t| department.office(t));
    let governor = format!("deputy-governor-{:02}", department.home);
    // A third office on the first deputy's list keeps offices and people level over the plan.
    let level = writer.candidate_offices * 2 >= writer.candidates;
    let first_list = [second.as_str(), chief.as_str(), governor.as_str()];
    let first_list = if level {
        &first_list[..2]
    } else {
        &first_list[..]
    };
    let (home, elsewhere) = (main_site(department.home), main_site(department.elsewhere));
    let rows: [(&str, &str, &[&str]); 4] = [
        (&chief, &elsewhere, &[]),
        (&second, &elsewhere, &[&chief]),
        (&first, &home, first_list),
        (&director, &home, &[&first, &second, &chief]),
    ];
    for (id, base, list) in rows.into_iter().take(wanted as usize) {
        write_office(writer, department, id, base, list);
    }
}

fn write_office(
    writer: &mut Writer,
    department: &Department,
    id: &str,
    base: &str,
    offices: &[&str],
) {
    let minister = format!("minister-{:02}", department.ministry);
    let either = format!(
        "minister-{0:02} or first-deputy-minister-{0:02}",
        department.ministry
    );
    let office = Office {
        id,
        base,
        grounds: &[
            ("dead", &either),
            ("incapacitated", &minister),
            ("resigned", &minister),
        ],
        candidates: Candidates {
            offices,
            people_at: &alternate_site(department.elsewhere),
        },
        sworn_by: None,
    };
    offices::write(writer, &office);
}
