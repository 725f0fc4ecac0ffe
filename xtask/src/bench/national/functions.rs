//! The essential functions, their duty rosters and their records.
//!
//! Responsible for what the plan is asked about. A function needs its department's lead, its
//! ministry's power, enough people of a roster, a record, and a building; every fifth needs an
//! earlier function too. The rosters take up the people that offices have not asked for.

use super::country::{REGIONS, alternate_site, archive, main_site};
use super::departments::Department;
use super::{FUNCTIONS_PER_SCALE, PEOPLE_PER_SCALE, Writer, list};

/// Writes the functions of a scale with their rosters and records.
pub(super) fn write(writer: &mut Writer, scale: u32, departments: &[Department]) {
    let wanted = FUNCTIONS_PER_SCALE * scale;
    for (number, department) in (1..=wanted).zip(departments.iter().cycle()) {
        let missing = PEOPLE_PER_SCALE * scale - writer.people.count();
        let members = missing / (wanted - number + 1);
        roster(writer, number, department, members);
        record(writer, number, department);
        function(writer, number, department);
    }
}

/// A roster of people in two regions; one in four is enough to work.
fn roster(writer: &mut Writer, number: u32, department: &Department, count: u32) {
    let members: Vec<String> = (0..count)
        .map(|index| {
            let place = if index % 3 == 0 {
                department.elsewhere
            } else {
                department.home
            };
            writer.people.add(&main_site(place))
        })
        .collect();
    writer.table(&format!("body.roster-{number:04}"));
    writer.key("members", &list(&members));
    writer.key("quorum", &(count / 4).to_string());
    writer.word("meets", "in contact");
}

/// A record with a copy where it is used, one where the deputies are, and one drawn.
fn record(writer: &mut Writer, number: u32, department: &Department) {
    writer.table(&format!("record.record-{number:04}"));
    writer.word("age-max", "24 h");
    let home = [
        main_site(department.home),
        alternate_site(department.elsewhere),
    ];
    writer.key("used-at", &list(&home));
    let third = archive(writer.draw.number(1..REGIONS + 1));
    let copies = [
        (archive(department.home), "home"),
        (archive(department.elsewhere), "elsewhere"),
        (third, "third"),
    ];
    for (at, name) in copies {
        writer.row(&format!("record.record-{number:04}.copy"));
        writer.word("at", &at);
        writer.word("name", name);
        writer.word("age", "6 h");
        writer.likelihood("lost", 100, 2_000);
    }
}

fn function(writer: &mut Writer, number: u32, department: &Department) {
    writer.table(&format!("function.function-{number:04}"));
    let earlier = if number.is_multiple_of(5) {
        format!(" and function-{:04}", number - 3)
    } else {
        String::new()
    };
    let needs = format!(
        "({} or {}) and power.ministry-{:02} and roster-{number:04} and record-{number:04} \
         and ({} or {}){earlier}",
        department.office("director"),
        department.office("first-deputy"),
        department.ministry,
        main_site(department.home),
        alternate_site(department.elsewhere),
    );
    writer.word("needs", &needs);
    writer.word("rto", "12 h");
    writer.word("mtpd", "3 d");
    writer.key("priority", &(number % 4 + 1).to_string());
}
