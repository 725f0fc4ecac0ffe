//! Makes a plan on which something goes wrong as small as it can easily be made.

/// Runs of tables or lines up to this long are dropped together: one may need the other.
const RUN_MAX: usize = 4;

/// Drops tables, then lines, then items of lists, as long as what is wrong with the plan stays
/// wrong.
pub(crate) fn shrink(text: &str, is_wrong: impl Fn(&str) -> bool) -> String {
    let mut text = text.to_owned();
    loop {
        let smaller = drop_runs(&tables(&text), &is_wrong)
            .or_else(|| drop_runs(&lines(&text), &is_wrong))
            .or_else(|| drop_items(&text, &is_wrong));
        match smaller {
            Some(smaller) => text = smaller,
            None => return text,
        }
    }
}

/// Drops the runs of parts that are not needed, the last first; nothing when each is.
fn drop_runs(parts: &[String], is_wrong: &impl Fn(&str) -> bool) -> Option<String> {
    let mut left = parts.to_vec();
    for run in 1..=RUN_MAX {
        for start in (0..left.len()).rev() {
            let mut fewer = left.clone();
            fewer.drain(start..(start + run).min(left.len()));
            if start < left.len() && is_wrong(&fewer.concat()) {
                left = fewer;
            }
        }
    }
    (left.len() < parts.len()).then(|| left.concat())
}

/// Drops one item of a list, inline table or expression: from a comma or an opening bracket to the
/// next comma or the closing one.
fn drop_items(text: &str, is_wrong: &impl Fn(&str) -> bool) -> Option<String> {
    // Nothing is dropped from an empty list.
    let mut items = items(text).into_iter().filter(|(start, end)| start < end);
    items.find_map(|(start, end)| {
        let smaller = format!("{}{}", &text[..start], &text[end..]);
        is_wrong(&smaller).then_some(smaller)
    })
}

/// Where items stand, each with the comma that follows or, for the last, that goes before.
fn items(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for open in (0..bytes.len()).filter(|at| b"[({".contains(&bytes[*at])) {
        let mut depth = 0_usize;
        let mut start = open + 1;
        for (at, byte) in bytes.iter().enumerate().skip(open) {
            match byte {
                b'[' | b'(' | b'{' => depth += 1,
                b']' | b')' | b'}' => depth -= 1,
                b',' if depth == 1 => {
                    found.push((start, at + 1));
                    start = at + 1;
                }
                b'\n' => break,
                _ => {}
            }
            if depth == 0 {
                found.push((start.saturating_sub(usize::from(start > open + 1)), at));
                break;
            }
        }
    }
    found
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
