//! Makes a plan on which something goes wrong as small as it can easily be made.

/// Drops tables, then lines, as long as what is wrong with the plan stays wrong.
pub(crate) fn shrink(text: &str, is_wrong: impl Fn(&str) -> bool) -> String {
    let mut text = text.to_owned();
    loop {
        let smaller =
            drop_one(&tables(&text), &is_wrong).or_else(|| drop_one(&lines(&text), &is_wrong));
        match smaller {
            Some(smaller) => text = smaller,
            None => return text,
        }
    }
}

/// Drops the parts that are not needed, the last first; nothing when each is.
fn drop_one(parts: &[String], is_wrong: &impl Fn(&str) -> bool) -> Option<String> {
    let mut left = parts.to_vec();
    for index in (0..parts.len()).rev() {
        let mut fewer = left.clone();
        fewer.remove(index);
        if is_wrong(&fewer.concat()) {
            left = fewer;
        }
    }
    (left.len() < parts.len()).then(|| left.concat())
}

/// The text by tables: each from its heading to the next.
fn tables(text: &str) -> Vec<String> {
    let mut tables: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match tables.last_mut() {
            Some(table) if !line.starts_with('[') => table.push_str(line),
            _ => tables.push(line.to_owned()),
        }
    }
    tables
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}
